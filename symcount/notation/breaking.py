"""Line breaking: the cheapest way to lay pieces on lines, by dynamic programming."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

# A line that is short by its whole length costs this much; a line too many costs the second.
RAGGED, PER_LINE, OVERFULL = 400.0, 100.0, 1e6


def broken(widths: Sequence[float], prices: Sequence[float], first: float, later: float) -> tuple[slice, ...]:
    """The lines, as slices of the pieces: `first` and `later` say how much room the lines have.

    A piece wider than its line stands alone on it.
    """
    count = len(widths)
    ends = [0.0, *accumulate(widths)]
    best, start_of = [0.0] + [float("inf")] * count, [0] * (count + 1)
    for end in range(1, count + 1):
        for start in range(end - 1, -1, -1):
            room, taken = later if start else first, ends[end] - ends[start]
            if taken > room and start < end - 1:
                break
            cost = best[start] + _cost(taken, room, last=end == count) + (prices[start] if start else 0.0)
            if cost < best[end]:
                best[end], start_of[end] = cost, start
    return _lines(start_of)


def _cost(taken: float, room: float, *, last: bool) -> float:
    if taken > room:
        return OVERFULL
    return PER_LINE + (0.0 if last else RAGGED * (1 - taken / room) ** 2)


def _lines(start_of: Sequence[int]) -> tuple[slice, ...]:
    lines: list[slice] = []
    end = len(start_of) - 1
    while end > 0:
        lines.append(slice(start_of[end], end))
        end = start_of[end]
    return tuple(reversed(lines))
