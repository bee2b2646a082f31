"""Where the parameters sit: the share of every layer, as a chart and as a table; several networks side by side."""

from __future__ import annotations

from collections.abc import Sequence

from symcount.counting.quantities import PARAMS
from symcount.reporting.document import Bar, Block, Cell, Column, Paragraph, Section, Shares, Table
from symcount.reporting.plan import Plan


def shares(plan: Plan) -> Section:
    """The share of every layer that has parameters, exact, in tenths of a percent."""
    bars = _bars(plan)
    if not bars:
        text = "No layer has parameters." if not _open(plan) else "Shares need a number for every size."
        return Section("shares", "Where the parameters sit", (Paragraph(text),))
    top, where = _top(bars)
    most = Paragraph(f"Most parameters sit in {where}: {percent(top.share)}.")
    blocks: tuple[Block, ...] = (most, Shares(f"Share of the parameters of {plan.name}", PARAMS.unit, bars))
    return Section("shares", "Where the parameters sit", blocks)


def side_by_side(plans: Sequence[Plan]) -> Section:
    """Several networks: how many parameters each has, and which layer holds most of them."""
    rows: list[tuple[Cell, ...]] = []
    for plan in plans:
        bars = _bars(plan)
        if bars:
            top, where = _top(bars)
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
    counts = plan.addends(PARAMS)
    some = [(one.name, one.value) for one in counts if isinstance(one.value, int) and one.value]
    whole = sum(value for _, value in some)
    return tuple(Bar(name, value, (2000 * value + whole) // (2 * whole)) for name, value in some)


def _open(plan: Plan) -> bool:
    return any(not isinstance(one.value, int) for one in plan.addends(PARAMS))


def _top(bars: Sequence[Bar]) -> tuple[Bar, str]:
    """The layer with most of the parameters, and where it stands among those that have any."""
    top = max(bars, key=lambda bar: bar.value)
    place, last = bars.index(top) + 1, len(bars)
    which = "the last" if place == last > 1 else "the first" if place == 1 else f"number {place}"
    return top, f"{top.label}, {which} of {last} layers with parameters"
