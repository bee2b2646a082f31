"""What a chart shows, in numbers and words: curves over a logarithmic scale, and bars side by side or in a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale with its title and unit; without ticks of its own it gets round numbers."""

    title: str
    ticks: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Curve:
    """A line through points, with the words that stand at its end."""

    label: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A point that is marked, such as where two curves cross."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Curves:
    """Curves over two logarithmic scales; `here` is a place on the horizontal one."""

    across: Axis
    up: Axis
    curves: tuple[Curve, ...]
    marks: tuple[Mark, ...] = ()
    here: float | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """For every label one bar a series, side by side, or one bar of all series in a row.

    `texts` stand behind the bars: one for each of them, or one for each row of bars.
    """

    labels: tuple[str, ...]
    series: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]
    texts: tuple[tuple[str, ...], ...]
    across: Axis
    stacked: bool = False


Drawing: TypeAlias = Curves | Bars


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart on the page: its name, its caption, the words that stand for it, and where it lies as a file, if it does.

    The table that says the same in numbers is the block behind it.
    """

    key: str
    caption: str
    spoken: str
    drawing: Drawing
    file: str = ""
