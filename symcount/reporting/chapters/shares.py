"""Where the parameters sit: the share of every layer, as a chart and as a table; several networks side by side."""

from __future__ import annotations

from collections.abc import Sequence

from symcount.counting.derive import addend
from symcount.counting.quantities import PARAMS
from symcount.reporting.document import Bar, Block, Cell, Column, Paragraph, Section, Shares, Table
from symcount.reporting.plan import Plan


def shares(plan: Plan) -> Section:
    """The share of every layer that has parameters, exact, in tenths of a percent."""
    bars = _bars(plan)
    if not bars:
        text = "No layer has parameters." if not _open(plan) else "Shares need a number for every size."
        return Section("shares", "Where the parameters sit", (Paragraph(text),))
    chart = Shares(f"Share of the parameters of {plan.name}", PARAMS.unit, bars)
    blocks: tuple[Block, ...] = (Paragraph(_most(bars)), chart)
    return Section("shares", "Where the parameters sit", blocks)


def side_by_side(plans: Sequence[Plan]) -> Section:
    """Several networks: how many parameters each has, and which layer holds most of them."""
    rows: list[tuple[Cell, ...]] = []
    for plan in plans:
        bars = _bars(plan)
        if bars:
            top = max(bars, key=lambda bar: bar.value)
            place = [bar.label for bar in bars].index(top.label) + 1
            where = f"{top.label}, the {_ordinal(place, len(bars))} of {len(bars)} with parameters"
            rows.append((plan.name, sum(bar.value for bar in bars), where, percent(top.share)))
    columns = (Column("Network"), Column("Parameters", "number"), Column("Largest layer"), Column("Its share"))
    table = Table("The networks side by side", columns, tuple(rows))
    return Section("side-by-side", "Side by side", (table,))


def percent(share: int) -> str:
    """Tenths of a percent as a person reads them."""
    return f"{share // 10}.{share % 10} %"


def _bars(plan: Plan) -> tuple[Bar, ...]:
    if _open(plan):
        return ()
    counts = [addend(row, PARAMS, plan.form, plan.numbers) for row in plan.rows]
    some = [(one.name, one.value) for one in counts if isinstance(one.value, int) and one.value]
    whole = sum(value for _, value in some)
    return tuple(Bar(name, value, (2000 * value + whole) // (2 * whole)) for name, value in some)


def _open(plan: Plan) -> bool:
    return any(not isinstance(addend(row, PARAMS, plan.form, plan.numbers).value, int) for row in plan.rows)


def _most(bars: Sequence[Bar]) -> str:
    top = max(bars, key=lambda bar: bar.value)
    place = [bar.label for bar in bars].index(top.label) + 1
    which = _ordinal(place, len(bars))
    layers = f"the {which} of {len(bars)} layers with parameters"
    return f"Most parameters sit in {top.label}, {layers}: {percent(top.share)}."


def _ordinal(place: int, last: int) -> str:
    if place == last and last > 1:
        return "last"
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return "first" if place == 1 else f"{place}{ending}"
