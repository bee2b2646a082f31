"""What fits: for every size the largest number within the budgets, or within half and twice of what is there now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from symcount.analysis.budgets import Budget, Largest, largest
from symcount.analysis.stepping import placing, step_of
from symcount.core.errors import InputError
from symcount.counting.quantities import PARAMS, Quantity
from symcount.reporting.document import Block, Cell, Column, Paragraph, Points, Section, Table
from symcount.reporting.review.subject import Subject

NONE = "none"


def fitting(subject: Subject, budgets: Mapping[Quantity, int], key: str) -> Section:
    """The answers for each size by itself, the others at their numbers."""
    title = subject.titled("what fits")
    if subject.open:
        missing = ", ".join(subject.open)
        return Section(f"{key}fitting", title, (Paragraph(f"Needs a number for {missing}."),))
    names = [name for name in subject.numbers if any(subject.depends(one, name) for one in budgets or (PARAMS,))]
    if not names:
        return Section(f"{key}fitting", title, (Paragraph("No size with a name changes what it costs."),))
    blocks = _within(subject, names, budgets) if budgets else _usual(subject, names)
    return Section(f"{key}fitting", title, blocks)


def _within(subject: Subject, names: Sequence[str], budgets: Mapping[Quantity, int]) -> tuple[Block, ...]:
    """All budgets at once; with the cost of the next number, which breaks one of them."""
    told = ", ".join(f"{quantity.title.lower()} at most {most:,}" for quantity, most in budgets.items())
    columns = [Column("Size"), Column("Now", "number"), Column("Largest", "number")]
    columns += [Column(f"{quantity.unit} there", "number") for quantity in budgets]
    columns += [Column("The next breaks"), Column("with", "number")]
    rows: list[tuple[Cell, ...]] = []
    for name in names:
        found = _largest(subject, name, budgets)
        if found is None:
            rows.append((name, subject.numbers[name], NONE, *(None for _ in budgets), None, None))
            continue
        costs = [one.costs[found.sizes.index(found.value)] for one in found.met]
        broken = next(one for one in found.met if one.title in found.binds)
        rows.append((name, subject.numbers[name], found.value, *costs, broken.title.lower(), broken.costs[-1]))
    return (Table(f"The largest number of each size with {told}", tuple(columns), tuple(rows)),)


def _usual(subject: Subject, names: Sequence[str]) -> tuple[Block, ...]:
    """Where no budget is given: half and twice of the parameters that there are now."""
    now = subject.at(PARAMS)
    columns = (
        Column("Size"), Column("Now", "number"), Column("At most", "number"), Column("Largest", "number"),
        Column("costs", "number"), Column("the next one", "number"),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    never: dict[int, list[str]] = {now // 2: [], 2 * now: []}
    for name in names:
        for most, without in never.items():
            found = _largest(subject, name, {PARAMS: most})
            if found is None:
                without.append(name)
            else:
                rows.append((name, subject.numbers[name], most, found.value, *found.met[0].costs[-2:]))
    caption = "The largest number of each size by itself with half and with twice the parameters"
    table = Table(caption, columns, tuple(rows))
    told = ("By itself no number brings it down to half: {}.", "By itself no number brings it up to twice as much: {}.")
    notes = tuple(text.format(", ".join(some)) for text, some in zip(told, never.values(), strict=True) if some)
    return (table, Points(notes)) if notes else (table,)


def _largest(subject: Subject, name: str, budgets: Mapping[Quantity, int]) -> Largest | None:
    """The largest number of one size; None where even the first is too much or nothing bounds it."""
    place = placing(subject.plan.net, subject.plan.numbers, name, subject.plan.conventions)
    step = step_of(place(None), name)
    bounds = [
        Budget(
            quantity.title, most, partial(_cost, subject, quantity, name), subject.depends(quantity, name), step, place
        )
        for quantity, most in budgets.items()
    ]  # fmt: skip
    try:
        return largest(name, bounds)
    except InputError:
        return None


def _cost(subject: Subject, quantity: Quantity, name: str, size: int) -> int:
    return subject.at(quantity, **{name: size})
