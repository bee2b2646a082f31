"""Curves over two logarithmic scales, laid out in numbers; a template draws them."""

from __future__ import annotations

from dataclasses import dataclass

from symcount.reporting.drawings import Axis, Curve, Curves, Plot
from symcount.reporting.rendering.scales import Scale, apart, breadth, log_ticks
from symcount.reporting.rendering.wording import legible, shortened

# In the units of the drawing: the field of the curves, the rooms around it, and the pitch of the words.
WIDTH, FIELD, TOP, BELOW, GAP, PITCH = 650.0, 250.0, 26.0, 44.0, 8.0, 16.0
LONGEST_LABEL = 34
DASHES = ("", "7 3", "2 2.5", "9 3 2 3", "4 4", "1 3", "12 4", "6 2 1 2 1 2")


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on a scale with its number."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class DrawnCurve:
    """A line with its pattern, and its words with the short line that leads to them."""

    points: str
    dash: str
    label: str
    label_at: tuple[float, float]
    leader: str


@dataclass(frozen=True, slots=True)
class DrawnMark:
    """A marked point with its words above the field."""

    x: float
    y: float
    text: str
    text_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class DrawnCurves:
    """A drawing of curves; left, right, top and bottom are the edges of its field."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    across: str
    up: str
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    curves: tuple[DrawnCurve, ...]
    marks: tuple[DrawnMark, ...]
    here: float | None
    spoken: str
    template: str = "html/curves.svg.jinja"
    style: str = "pdf/plot.css"


def drawn_curves(plot: Plot, shown: Curves) -> DrawnCurves:
    """The layout: the words at the ends of the curves take what room they need, the field the rest."""
    xs = [x for one in shown.curves for x, _ in one.points]
    ys = [y for one in shown.curves for _, y in one.points]
    labels = [shortened(legible(one.label), LONGEST_LABEL) for one in shown.curves]
    y_ticks = _ticks(shown.up, min(ys), max(ys))
    left = round(max(breadth(label) for _, label in y_ticks) + GAP, 2)
    right = round(WIDTH - max(map(breadth, labels)) - 3 * GAP, 2)
    top = TOP + PITCH * len(shown.marks)
    across = Scale(min(xs), max(xs), left, right)
    up = Scale(min(ys), max(ys), top + FIELD, top)
    return DrawnCurves(
        WIDTH, top + FIELD + BELOW, left, right, top, top + FIELD, legible(shown.across.title), legible(shown.up.title),
        tuple(Tick(across.at(value), label) for value, label in _ticks(shown.across, min(xs), max(xs))),
        tuple(Tick(up.at(value), label) for value, label in y_ticks),
        _curves(shown.curves, labels, across, up), tuple(_marks(shown, across, up)),
        None if shown.here is None else across.at(shown.here), plot.spoken,
    )  # fmt: skip


def _ticks(axis: Axis, low: float, high: float) -> tuple[tuple[float, str], ...]:
    given = tuple((value, label) for value, label in axis.ticks if low <= value <= high)
    return given or log_ticks(low, high)


def _curves(curves: tuple[Curve, ...], labels: list[str], across: Scale, up: Scale) -> tuple[DrawnCurve, ...]:
    """The curves with their words beside the field, each at the height of its end as far as there is room."""
    ends = [(across.at(one.points[-1][0]), up.at(one.points[-1][1])) for one in curves]
    heights = apart([y for _, y in ends], PITCH, up.end + 4, up.start)
    found = []
    for place, (one, label, (x, y), height) in enumerate(zip(curves, labels, ends, heights, strict=True)):
        points = " ".join(f"{across.at(a)},{up.at(b)}" for a, b in one.points)
        beside = round(across.end + 2 * GAP, 2)
        leader = f"{x},{y} {round(across.end + GAP, 2)},{height} {beside - 2},{height}"
        found.append(DrawnCurve(points, DASHES[place % len(DASHES)], label, (beside, round(height + 4, 2)), leader))
    return tuple(found)


def _marks(shown: Curves, across: Scale, up: Scale) -> list[DrawnMark]:
    found = []
    for place, one in enumerate(shown.marks):
        x = across.at(one.x)
        anchor = "end" if x + breadth(one.text) > across.end else "start"
        found.append(DrawnMark(x, up.at(one.y), legible(one.text), round(TOP + PITCH * place + 4, 2), anchor))
    return found
