"""Bars of exact shares, laid out in numbers; a template draws them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from symcount.reporting.document import Bar, Shares
from symcount.reporting.drawings import Bars, Curves, Plot
from symcount.reporting.rendering.bars import DrawnBars, drawn_bars
from symcount.reporting.rendering.curves import DrawnCurves, drawn_curves
from symcount.reporting.rendering.scales import breadth
from symcount.reporting.rendering.wording import grouped, legible, percent, shortened

# In the units of the drawing: how wide it is, what the values take, the pitch of the bars.
WIDTH, VALUES, GAP, PITCH, THICK = 650.0, 190.0, 10.0, 24.0, 14.0
LONGEST_LABEL, LONGEST_VALUE, MOST_BARS = 25, 18, 30
TEXT_BAR, _EIGHTHS = 20, " ▏▎▍▌▋▊▉"


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """One bar at its place: where it lies, how long it is, and the words on both its sides."""

    label: str
    value: str
    top: float
    baseline: float
    length: float
    value_at: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of bars, with the words that stand for it where it cannot be seen."""

    width: float
    height: float
    label_at: float
    bar_at: float
    thick: float
    bars: tuple[DrawnBar, ...]
    spoken: str
    template: str = "html/chart.svg.jinja"
    style: str = "pdf/chart.css"


Drawn: TypeAlias = Chart | DrawnCurves | DrawnBars


def charts(block: Shares | Plot) -> Iterator[Drawn]:
    """What is drawn of a block; a template draws it."""
    match block:
        case Shares():
            yield from _shares(block)
        case Plot(drawing=Curves() as shown):
            yield drawn_curves(block, shown)
        case Plot(drawing=Bars() as shown):
            yield drawn_bars(block, shown)


def _shares(shares: Shares) -> Iterator[Chart]:
    """The chart, in pieces that each fit on a page; the labels take what room they need, the bars the rest."""
    most = max((bar.share for bar in shares.bars), default=0)
    labels = [shortened(legible(bar.label), LONGEST_LABEL) for bar in shares.bars]
    left = round(max(map(breadth, labels), default=0.0) + GAP, 2)
    scale = (WIDTH - left - GAP - VALUES) / most if most else 0.0
    for start in range(0, len(shares.bars), MOST_BARS):
        bars = shares.bars[start : start + MOST_BARS]
        told = zip(bars, labels[start:], strict=False)
        drawn = tuple(_drawn(bar, label, place, left, scale) for place, (bar, label) in enumerate(told))
        yield Chart(WIDTH, PITCH * len(bars), round(left - GAP, 2), left, THICK, drawn, _spoken(shares, bars))


def _drawn(bar: Bar, label: str, place: int, left: float, scale: float) -> DrawnBar:
    top = PITCH * place + (PITCH - THICK) / 2
    length = round(scale * bar.share, 2)
    return DrawnBar(label, _value(bar), top, round(top + THICK * 0.78, 2), length, round(left + length + GAP, 2))


def _value(bar: Bar) -> str:
    """The share, and the exact number where there is room for it; the table has it in any case."""
    number = grouped(bar.value)
    return percent(bar.share) + (f" · {number}" if len(number) <= LONGEST_VALUE else "")


def _spoken(shares: Shares, bars: tuple[Bar, ...]) -> str:
    told = ", ".join(f"{bar.label} {percent(bar.share)}" for bar in bars[:12])
    more = f" and {len(bars) - 12} more" if len(bars) > 12 else ""
    return f"Bar chart: {shares.caption}. {told}{more}. The table below has the numbers."


def bar_text(bar: Bar, shares: Shares) -> str:
    """A bar in eighths of a letter, for pages without drawings."""
    longest = max(one.share for one in shares.bars)
    whole, eighths = divmod(round(TEXT_BAR * 8 * bar.share / longest) if longest else 0, 8)
    return "█" * whole + _EIGHTHS[eighths].strip()
