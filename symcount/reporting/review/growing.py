"""How the totals grow in each size: elasticities, curves on logarithmic scales, and what one size costs in another."""

from __future__ import annotations

from collections.abc import Sequence

from symcount.analysis.asked import Sensitivity
from symcount.counting.quantities import Quantity
from symcount.notation.closed import closed_text
from symcount.reporting.answers import SMOOTH, formula_cell
from symcount.reporting.document import Block, Cell, Column, Paragraph, Points, Section, Table
from symcount.reporting.drawings import Axis, Curve, Curves, Plot
from symcount.reporting.review.subject import GROWING, Subject
from symcount.reporting.review.words import decimal

MOST_CURVES, LEAST, LONGEST = 6, 0.005, 44
MULTIPLES = tuple(2.0 ** (place / 2) for place in range(-6, 7))
TICKS = ((0.125, "⅛"), (0.25, "¼"), (0.5, "½"), (1.0, "1"), (2.0, "2"), (4.0, "4"), (8.0, "8"))
TRADED = 4


def growing(subject: Subject, key: str) -> Section:
    """A section with a table and a chart for parameters and for multiply-accumulates."""
    title = subject.titled("how it grows")
    inner = [_of(subject, quantity, key) for quantity in GROWING if subject.sensitivities(quantity)]
    if not inner:
        text = "Nothing here depends on a size with a name; give numbers names to ask how the network grows in them."
        return Section(f"{key}growing", title, (Paragraph(text),))
    return Section(f"{key}growing", title, (Points((SMOOTH,)),), tuple(inner))


def _of(subject: Subject, quantity: Quantity, key: str) -> Section:
    found = subject.sensitivities(quantity)
    blocks: list[Block] = []
    if not subject.open:
        shown = [one for one in found if abs(float(one.value)) >= LEAST][:MOST_CURVES]
        blocks += [_chart(subject, quantity, shown, key)] if shown else []
    blocks.append(_table(found, quantity, here=not subject.open))
    if not subject.open and len(traded := [one for one in found if abs(float(one.value)) >= LEAST][:TRADED]) > 1:
        blocks.append(_trades(subject, quantity, traded))
    return Section(f"{key}growing-{quantity.key}", quantity.title, tuple(blocks))


def _table(found: Sequence[Sensitivity], quantity: Quantity, here: bool) -> Table:
    """Elasticities, the strongest first; formulas stand there where all of them are short."""
    formulas = all(len(closed_text(one.elasticity)) <= LONGEST for one in found)
    leading = all(len(closed_text(one.growth.term)) <= LONGEST for one in found)
    columns = [Column("Size"), *([Column("Here", "number")] if here else []), Column("Grows")]
    columns += [Column("Elasticity", "formula")] if formulas else []
    columns += [Column("Leading term", "formula")] if leading else []
    rows: list[tuple[Cell, ...]] = []
    for one in found:
        value = (f"{float(one.value):.3f}",) if here else ()
        cells = [formula_cell(one.elasticity)] if formulas else []
        cells += [formula_cell(one.growth.term)] if leading else []
        rows.append((one.name, *value, one.growth.kind, *cells))
    caption = f"By how many percent {_lower(quantity)} grow when a size grows by one percent"
    return Table(caption, tuple(columns), tuple(rows))


def _chart(subject: Subject, quantity: Quantity, found: Sequence[Sensitivity], key: str) -> Plot:
    """Every size by itself from an eighth to eight times what it is; the slope of a curve is its elasticity."""
    whole = subject.at(quantity)
    curves = []
    for one in found:
        now = subject.numbers[one.name]
        sizes = sorted({max(1, round(now * multiple)) for multiple in MULTIPLES})
        points = [(size / now, subject.at(quantity, **{one.name: size}) / whole) for size in sizes]
        label = f"{one.name}, slope {decimal(round(float(one.value), 2))}"
        curves.append(Curve(label, tuple(point for point in points if point[1] > 0)))
    caption = f"{quantity.title} of {subject.name} when one size is multiplied and the others stay"
    told = "; ".join(curve.label for curve in curves)
    spoken = f"Curves on logarithmic scales: {caption}. Slopes at the numbers at hand: {told}. The table has them all."
    axes = (Axis("size, as a multiple of what it is", TICKS), Axis(f"{quantity.unit}, as a multiple"))
    return Plot(f"{key}growth-{quantity.key}", caption, spoken, Curves(*axes, tuple(curves), here=1.0))


def _trades(subject: Subject, quantity: Quantity, found: Sequence[Sensitivity]) -> Table:
    """How much of the size of a column has to go for one more of the size of a row, the total staying the same."""
    columns = (Column("One more of"), *(Column(f"costs {one.name}", "number") for one in found))
    rows: list[tuple[Cell, ...]] = []
    for more in found:
        cells = [_trade(subject, more, less) if more is not less else None for less in found]
        rows.append((f"{more.name} (here {subject.numbers[more.name]:,})", *cells))
    return Table(
        f"What one more of a size costs in another while {_lower(quantity)} stay the same", columns, tuple(rows)
    )


def _trade(subject: Subject, more: Sensitivity, less: Sensitivity) -> str:
    rate = float(more.value) / subject.numbers[more.name] / (float(less.value) / subject.numbers[less.name])
    return decimal(rate)


def _lower(quantity: Quantity) -> str:
    return quantity.title[:1].lower() + quantity.title[1:]
