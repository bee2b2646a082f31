"""Scales of charts: where a value stands, and the round numbers beside a scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from symcount.reporting.rendering.wording import grouped

LETTER, WIDE_LETTER = 6.6, 9.4  # about how wide letters are at the size of a chart's words
MOST_TICKS, LONGEST_WHOLE = 8, 10_000
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Scale:
    """A stretch of the drawing for a range of values, logarithmic or even."""

    low: float
    high: float
    start: float
    end: float
    logarithmic: bool = True

    def at(self, value: float) -> float:
        """Where a value stands."""
        a, b, here = (self._worth(one) for one in (self.low, self.high, value))
        part = (here - a) / (b - a) if b > a else 0.5
        return round(self.start + part * (self.end - self.start), 2)

    def _worth(self, value: float) -> float:
        return log10(value) if self.logarithmic else value


def breadth(text: str) -> float:
    """About how wide words are, and never less."""
    return sum(WIDE_LETTER if one.isupper() or one in "mw%@" or one > "\u02ff" else LETTER for one in text)


def log_ticks(low: float, high: float) -> tuple[tuple[float, str], ...]:
    """Round numbers on a logarithmic scale: powers of ten, or 1, 2 and 5 of them where there are few."""
    first, last = floor(log10(low)), ceil(log10(high))
    for steps in ((1, 2, 3, 5, 7), (1, 2, 5), (1, 3), (1,)):
        found = [step * 10.0**power for power in range(first, last + 1) for step in steps]
        inside = [one for one in found if low <= one * 1.000001 and one <= high * 1.000001]
        if len(inside) <= MOST_TICKS:
            break
    every = max(1, ceil(len(inside) / MOST_TICKS))
    if len(inside) < 2:
        inside = [one for one, _ in even_ticks(high, low)] or [low, high]
    return tuple((one, number(one)) for one in inside[::every])


def even_ticks(high: float, low: float = 0.0) -> tuple[tuple[float, str], ...]:
    """Round numbers on an even scale, four to eight of them."""
    if high <= low:
        return ((low, number(low)),)
    rough = (high - low) / 5
    power = 10.0 ** floor(log10(rough))
    step = next(one * power for one in (1, 2, 2.5, 5, 10) if one * power >= rough * 0.999)
    places = range(ceil(low / step - 1e-9), floor(high / step + 1e-9) + 1)
    return tuple((place * step, number(place * step)) for place in places)


def number(value: float) -> str:
    """A round number as words beside a scale: 500, 2×10⁶, 0.25."""
    if value == 0:
        return "0"
    if value < 1 or not float(value).is_integer():
        return f"{value:.3g}"
    if value < LONGEST_WHOLE:
        return grouped(int(value))
    power = floor(log10(value) + 1e-9)
    factor = round(value / 10.0**power, 2)
    raised = f"10{str(power).translate(_RAISED)}"
    return raised if factor == 1 else f"{factor:g}×{raised}"


def apart(places: Sequence[float], least: float, low: float, high: float) -> list[float]:
    """Places moved so that neighbours are at least so far from each other, all between two bounds."""
    order = sorted(range(len(places)), key=lambda one: places[one])
    moved = [min(max(places[one], low), high) for one in order]
    for place in range(1, len(moved)):
        moved[place] = max(moved[place], moved[place - 1] + least)
    if moved and moved[-1] > high:
        moved[-1] = high
        for place in range(len(moved) - 2, -1, -1):
            moved[place] = min(moved[place], moved[place + 1] - least)
    found = [0.0] * len(places)
    for one, value in zip(order, moved, strict=True):
        found[one] = round(value, 2)
    return found
