"""Sections on layers: block by block while a network is short; in a deep one each formula once, with a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from symcount.core.reading import sizes_in
from symcount.counting.derivation import Derivation, Step
from symcount.notation.pretty import pretty
from symcount.reporting.document import Block, Cell, Column, Letters, Paragraph, Section, Steps, Table, cell
from symcount.reporting.plan import Plan, size_words

# More layers than this tire a reader who is told the same formula again and again.
MOST_TOLD = 8


@dataclass(frozen=True, slots=True)
class Layerwise:
    """What is told of every layer: the heading of a single one, and the last column of a table of several."""

    key: str
    title: Callable[[Derivation], str]
    column: Column
    result: Callable[[Derivation], Cell]


def sections(plan: Plan, told: Sequence[Derivation], about: Layerwise) -> tuple[Section, ...]:
    """The layers' derivations as sections, in full or, of a deep network, formula by formula."""
    if len(told) > MOST_TOLD:
        return tuple(_by_formula(plan, told, about))
    return tuple(_by_block(plan, told, about))


def blocks_of(derivation: Derivation) -> tuple[Block, ...]:
    """A derivation on the page: what its letters mean, then its steps."""
    letters: tuple[Block, ...] = (Letters(derivation.meanings),) if derivation.meanings else ()
    return (*letters, Steps(derivation.steps))


def _alone(one: Derivation, about: Layerwise) -> Section:
    return Section(f"{about.key}-{one.path}", about.title(one), blocks_of(one))


def _by_block(plan: Plan, told: Sequence[Derivation], about: Layerwise) -> Iterator[Section]:
    """By the first name of the layers' paths: those of one block, where it has several, stand under its name."""
    for name, group in groupby(told, key=lambda one: block_of(one.path)):
        inner = tuple(_alone(one, about) for one in group)
        if len(inner) == 1:
            yield inner[0]
        else:
            yield Section(f"{about.key}-block-{name}", _block_title(plan, name), (), inner)


def block_of(path: str) -> str:
    """The block at the top of the network that a layer stands in."""
    return path.partition(".")[0]


def _block_title(plan: Plan, name: str) -> str:
    """The name of a block with how often all of it stands, or with how many layers it has."""
    rows = [row for row in plan.rows if block_of(row.path) == name]
    often = {plan.times(row) for row in rows}
    if len(often) == 1 and often != {1}:
        return f"{name}, {size_words(often.pop())} times"
    return f"{name}, {len(rows)} layers"


def _by_formula(plan: Plan, told: Sequence[Derivation], about: Layerwise) -> Iterator[Section]:
    """Layers that are told in the same words: the first of them in full, then all in a table of their letters."""
    alike: dict[object, list[Derivation]] = {}
    for one in told:
        alike.setdefault(_wording(one), []).append(one)
    for group in alike.values():
        first, *others = group
        if not others:
            yield _alone(first, about)
            continue
        title = f"{first.title}, {len(group)} layers: {first.path} for all"
        text = Paragraph(f"The same formulas hold for each of the {len(group)} layers in the table.")
        yield Section(f"{about.key}-{first.path}", title, (*blocks_of(first), text, _table(plan, group, about)))


def _wording(one: Derivation) -> object:
    """All that does not depend on the numbers of a layer: its kind, names, reasons and formulas in letters."""
    letters = {str(meaning.symbol) for meaning in one.meanings}
    return (one.title, *sorted(letters), *(_step_wording(step, letters) for step in one.steps))


def _step_wording(step: Step, letters: set[str]) -> object:
    rule = step.lines[0].expr
    names = {size.name for size in sizes_in(rule)}
    return (str(step.left), step.reason, str(rule) if names and names <= letters else "")


def _table(plan: Plan, group: Sequence[Derivation], about: Layerwise) -> Table:
    """A row for each layer: what its letters are, how often it stands, and the result."""
    often = {row.path: plan.times(row) for row in plan.rows} if plan.repeats else {}
    letters = tuple(Column(pretty(one.symbol), "number") for one in group[0].meanings)
    times = (Column("Times", "number"),) if often else ()
    rows = [
        (
            one.path,
            *(cell(meaning.value) for meaning in one.meanings),
            *(cell(often[one.path]) for _ in times),
            about.result(one),
        )
        for one in group
    ]
    return Table(
        f"{group[0].title}: letters and results", (Column("Layer"), *letters, *times, about.column), tuple(rows)
    )
