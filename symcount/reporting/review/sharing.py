"""Where parameters and multiply-accumulates sit, layer by layer or, in a deep network, block by block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from symcount.counting.quantities import MACS, PARAMS
from symcount.reporting.chapters.shares import percent
from symcount.reporting.document import Block, Column, Paragraph, Section, Table
from symcount.reporting.drawings import Axis, Bars, Plot
from symcount.reporting.review.subject import Subject
from symcount.reporting.review.words import share

MOST_PARTS, DEEPEST = 16, 4


@dataclass(frozen=True, slots=True)
class Part:
    """A layer, or layers under one name: how many, and what they have together."""

    name: str
    layers: int
    params: int
    macs: int


def parts(subject: Subject) -> list[Part]:
    """The network in as many parts as a person reads: as deep into its names as that allows, empty parts left out."""
    found = _at_depth(subject, 1)
    for depth in range(2, DEEPEST + 1):
        deeper = _at_depth(subject, depth)
        if len(deeper) > MOST_PARTS:
            break
        found = deeper
    return found if len(found) <= MOST_PARTS else _folded(found)


def _at_depth(subject: Subject, depth: int) -> list[Part]:
    params, macs = (subject.by_layer(quantity) for quantity in (PARAMS, MACS))
    times = {row.path: subject.times(row) for row in subject.rows}
    sums: dict[str, list[int]] = {}
    for path in params:
        one = sums.setdefault(".".join(path.split(".")[:depth]), [0, 0, 0])
        for place, value in enumerate((times[path], params[path], macs[path])):
            assert isinstance(value, int)
            one[place] += value
    return [Part(name, *one) for name, one in sums.items() if one[1] or one[2]]


def _folded(found: list[Part]) -> list[Part]:
    """The largest parts in their order, and the others as one."""
    wholes = [max(1, sum(getattr(one, what) for one in found)) for what in ("params", "macs")]
    weight = {one.name: max(one.params / wholes[0], one.macs / wholes[1]) for one in found}
    kept = {one.name for one in sorted(found, key=lambda one: -weight[one.name])[: MOST_PARTS - 1]}
    rest = [one for one in found if one.name not in kept]
    others = Part(
        f"{len(rest)} others", sum(one.layers for one in rest), sum(one.params for one in rest),
        sum(one.macs for one in rest),
    )  # fmt: skip
    return [*(one for one in found if one.name in kept), others]


def sharing(subject: Subject, key: str) -> Section:
    """The chart of shares with its table."""
    title = subject.titled("where it sits")
    found = parts(subject)
    if not found:
        return Section(f"{key}sharing", title, (Paragraph("No layer has parameters or multiply-accumulates."),))
    wholes = (sum(one.params for one in found), sum(one.macs for one in found))
    split = [(one, share(one.params, wholes[0]), share(one.macs, wholes[1])) for one in found]
    top = max(split, key=lambda one: one[1])
    busy = max(split, key=lambda one: one[2])
    most = f"Most parameters sit in {top[0].name} ({percent(top[1])})"
    result = f"{most}, most work is done in {busy[0].name} ({percent(busy[2])})."
    blocks: tuple[Block, ...] = (Paragraph(result), _chart(subject, split, key), _table(split, wholes))
    return Section(f"{key}sharing", title, blocks)


def _chart(subject: Subject, split: Sequence[tuple[Part, int, int]], key: str) -> Plot:
    caption = f"Share of the parameters and of the multiply-accumulates of {subject.name}"
    told = ", ".join(f"{one.name} {percent(a)} and {percent(b)}" for one, a, b in split[:12])
    more = f" and {len(split) - 12} more" if len(split) > 12 else ""
    bars = Bars(
        tuple(one.name for one, _, _ in split), ("parameters", "multiply-accumulates"),
        tuple((a / 10, b / 10) for _, a, b in split), tuple((percent(a), percent(b)) for _, a, b in split),
        Axis("share of the whole, %"),
    )  # fmt: skip
    spoken = f"Bar chart: {caption}. {told}{more}. The table below has the numbers."
    return Plot(f"{key}shares", caption, spoken, bars)


def _table(split: Sequence[tuple[Part, int, int]], wholes: tuple[int, int]) -> Table:
    columns = (
        Column("Part"), Column("Layers", "number"), Column("Parameters", "number"), Column("share", "number"),
        Column("MACs", "number"), Column("share", "number"),
    )  # fmt: skip
    rows = tuple((one.name, one.layers, one.params, percent(a), one.macs, percent(b)) for one, a, b in split)
    total = ("Total", sum(one.layers for one, _, _ in split), wholes[0], percent(1000), wholes[1], percent(1000))
    return Table("Parameters and multiply-accumulates by part", columns, rows, total)
