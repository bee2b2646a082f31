"""Two architectures against each other: difference and ratio, which is larger over the sizes of both, and charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from math import log2
from typing import TYPE_CHECKING

from symcount.analysis.comparing import LARGER, matched
from symcount.analysis.crossing import Crossing, Found, Region, crossings
from symcount.analysis.ratios import ratio
from symcount.core.algebra import to_sympy
from symcount.counting.quantities import PARAMS, Quantity
from symcount.notation.closed import closed_text
from symcount.reporting.answers import formula_cell
from symcount.reporting.document import Block, Cell, Column, Paragraph, Points, Section, Table, cell
from symcount.reporting.drawings import Axis, Curve, Curves, Mark, Plot
from symcount.reporting.review.subject import GROWING, TOLD, Subject
from symcount.reporting.review.words import decimal

if TYPE_CHECKING:
    import sympy

MOST_SIZES, MOST_LAYERS, LONGEST, SEARCHED = 6, 24, 60, 512
AROUND = (1, 2, 4, 8, 16)  # the second size of a table of regions, in parts of four of what it is here
SAME_NUMBER = "A size that both have takes the same number in both while it runs; the others stay as they are."


def opposing(a: Subject, b: Subject, key: str) -> Section:
    """Everything that is said of a pair; A and B stand for their names."""
    title = f"{a.name} (A) against {b.name} (B)"
    blocks: list[Block] = [_numbers(a, b)]
    short = _formulas(a, b)
    blocks += [short] if short is not None else []
    if a.open or b.open:
        text = f"Which is larger needs numbers for {', '.join(dict.fromkeys((*a.open, *b.open)))}."
        return Section(f"{key}pair", title, (*blocks, Paragraph(text), *_layers(a, b)))
    inner = [_crossed(a, b, quantity, key) for quantity in GROWING if _common(a, b, quantity)]
    notes: tuple[Block, ...] = (Points((SAME_NUMBER,)),) if inner else (Paragraph("They have no size in common."),)
    return Section(f"{key}pair", title, (*blocks, *_layers(a, b), *notes), tuple(inner))


def _numbers(a: Subject, b: Subject) -> Table:
    columns = (
        Column("Quantity"), Column("A", "number"), Column("B", "number"), Column("A - B", "number"),
        Column("A / B", "number"),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for quantity in TOLD:
        x, y = a.value(quantity), b.value(quantity)
        found: tuple[Cell, Cell] = (None, None)
        if isinstance(x, int) and isinstance(y, int):
            found = (x - y, decimal(x / y, 4) if y else None)
        rows.append((quantity.title, cell(x), cell(y), *found))
    return Table("At the numbers at hand", columns, tuple(rows))


def _formulas(a: Subject, b: Subject) -> Table | None:
    """Difference and ratio as formulas, where these are short enough to be read."""
    import sympy

    rows: list[tuple[Cell, ...]] = []
    for quantity in GROWING:
        x, y = a.expr(quantity), b.expr(quantity)
        difference, over = sympy.factor_terms(x - y), ratio(x, y)
        if (x - y).free_symbols and max(len(closed_text(difference)), len(closed_text(over))) <= LONGEST:
            rows.append((quantity.title, formula_cell(difference), formula_cell(over)))
    columns = (Column("Quantity"), Column("A - B", "formula"), Column("A / B", "formula"))
    return Table("Difference and ratio", columns, tuple(rows)) if rows else None


def _common(a: Subject, b: Subject, quantity: Quantity) -> list[str]:
    """The sizes on which the quantity depends in both, those that move it most first."""
    moved = {one.name: abs(float(one.value)) for one in a.sensitivities(quantity)}
    names = [name for name in a.numbers if a.depends(quantity, name) and b.depends(quantity, name)]
    return sorted(names, key=lambda name: -moved.get(name, 0.0))[:MOST_SIZES]


def _crossed(a: Subject, b: Subject, quantity: Quantity, key: str) -> Section:
    """Which is larger by each size, the exact boundaries, a chart, and a table of regions of two sizes."""
    names = _common(a, b, quantity)
    found = {name: _between(a, b, quantity, name) for name in names}
    blocks: list[Block] = []
    chosen = _chosen(a, names, found)
    blocks.append(_chart(a, b, quantity, chosen, found[chosen][1], key))
    rows = tuple(
        (name, a.numbers[name], b.numbers[name], _told(found[name][0], name), _edges(found[name][1], name))
        for name in names
    )
    columns = (
        Column("Size"), Column("A now", "number"), Column("B now", "number"), Column("Larger"), Column("They cross at"),
    )  # fmt: skip
    caption = f"{quantity.title}: which is larger when one size runs through the whole numbers"
    blocks.append(Table(caption, columns, rows))
    if any(bound for _, _, bound in found.values()):
        blocks.append(Points((f"What is no polynomial was tried one by one up to {SEARCHED:,}.",)))
    if len(names) > 1:
        other = next(name for name in names if name != chosen)
        blocks += _regions(a, b, quantity, chosen, other)
    return Section(f"{key}pair-{quantity.key}", quantity.title, tuple(blocks))


def _between(a: Subject, b: Subject, quantity: Quantity, name: str, **other: int) -> Found:
    difference = a.formula_in(quantity, (name,), **other) - b.formula_in(quantity, (name,), **other)
    return crossings(difference.expand(), name, partial(_less, a, b, quantity, name, other), SEARCHED)


def _less(a: Subject, b: Subject, quantity: Quantity, name: str, other: dict[str, int], size: int) -> int:
    return a.at(quantity, **other, **{name: size}) - b.at(quantity, **other, **{name: size})


def _chosen(a: Subject, names: Sequence[str], found: Mapping[str, Found]) -> str:
    """The size that the chart is over: one with a crossing, the nearest to what it is now, else the strongest."""
    crossed = [name for name in names if found[name][1]]
    near = {name: min(abs(log2(max(1, one.behind) / a.numbers[name])) for one in found[name][1]) for name in crossed}
    return min(crossed, key=lambda name: near[name]) if crossed else names[0]


def _told(regions: Sequence[Region], name: str) -> str:
    return "; ".join(f"{LARGER[one.sign]} for {one.told(name)}" for one in regions[:4]) + (
        "; ..." if len(regions) > 4 else ""
    )


def _edges(found: Sequence[Crossing], name: str) -> str:
    told = "; ".join(_edge(one, name) for one in found[:3])
    return f"{told}; ..." if len(found) > 3 else told or "nowhere"


def _edge(one: Crossing, name: str) -> str:
    """The exact boundary where it is short, else about where it lies."""
    text = one.told(name)
    return text if len(text) <= LONGEST or one.at is None else f"{name} about {float(one.at):.6g}"


def _chart(a: Subject, b: Subject, quantity: Quantity, name: str, found: Sequence[Crossing], key: str) -> Plot:
    places = [a.numbers[name], b.numbers[name], *(one.behind for one in found[:3])]
    low, high = max(1, min(places) // 8), max(places) * 8
    steps = [low * (high / low) ** (place / 32) for place in range(33)]
    sizes = sorted({max(1, round(step)) for step in steps} | {one.behind for one in found[:3]})
    curves = []
    for letter, one in (("A", a), ("B", b)):
        points = [(float(size), float(one.at(quantity, **{name: size}))) for size in sizes]
        curves.append(Curve(f"{letter}, {one.name}", tuple(point for point in points if point[1] > 0)))
    marks = tuple(_mark(a, quantity, name, one) for one in found[:3])
    caption = f"{quantity.title} of A and B over {name}"
    told = "; ".join(mark.text for mark in marks) or "The curves do not cross"
    spoken = f"Curves on logarithmic scales: {caption}, A is {a.name}, B is {b.name}. {told}. The table has the sizes."
    drawing = Curves(Axis(f"size {name}"), Axis(quantity.unit), tuple(curves), marks)
    return Plot(f"{key}pair-{quantity.key}", caption, spoken, drawing)


def _mark(a: Subject, quantity: Quantity, name: str, one: Crossing) -> Mark:
    """The crossing; where it lies between two whole numbers, at its place on the curve of A between them."""
    x = float(one.at) if one.at is not None else float(one.behind)
    low, high = max(1, int(x)), max(1, int(x)) + 1
    y, above = (float(a.at(quantity, **{name: size})) for size in (low, high))
    between = y * (above / y) ** min(1.0, max(0.0, x - low)) if y > 0 and above > 0 else max(y, above)
    return Mark(x, between, f"they cross at {name} = {decimal(x, 4)}")


def _regions(a: Subject, b: Subject, quantity: Quantity, over: str, against: str) -> tuple[Block, ...]:
    """Which is larger when two sizes vary: over one, at some numbers of the other; nothing where that never changes."""
    numbers = sorted({max(1, a.numbers[against] * part // 4) for part in AROUND} | {b.numbers[against]})
    rows = []
    for number in numbers:
        regions, found, _ = _between(a, b, quantity, over, **{against: number})
        rows.append((number, _told(regions, over), _edges(found, over)))
    if len({row[1] for row in rows}) == 1:
        return ()
    columns = (Column(against, "number"), Column(f"Larger, by {over}"), Column("They cross at"))
    return (Table(f"{quantity.title}: which is larger by {against} and {over}", columns, tuple(rows)),)


def _layers(a: Subject, b: Subject) -> tuple[Block, ...]:
    """What differs layer by layer, where the two are built alike."""
    numbers = (a.by_layer(PARAMS), b.by_layer(PARAMS))
    left, right = ({path: to_sympy(value) for path, value in one.items()} for one in numbers)
    found = [one for one in matched(left, right) if one.a not in (None, 0) or one.b not in (None, 0)]
    differing = [one for one in found if not one.same]
    alike = [one for one in found if one.a is not None and one.b is not None]
    if 2 * len(alike) < len(found):
        told = f"Only {len(alike)} of {len(found)} layers with parameters stand in both: they are not told one by one."
        return (Paragraph(told),)
    columns = (Column("Layer"), Column("A", "number"), Column("B", "number"))
    rows = tuple((one.path, _number(one.a), _number(one.b)) for one in differing[:MOST_LAYERS])
    more = len(differing) - len(rows)
    table = Table("Parameters of the layers that differ", columns, rows)
    same = len(found) - len(differing)
    note = f"{same or 'No'} layers have the same in both" + (f"; {more} more differ." if more else ".")
    return (*((table,) if rows else ()), Points((note,)))


def _number(value: sympy.Expr | None) -> Cell:
    return None if value is None else formula_cell(value)
