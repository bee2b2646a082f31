"""Bars in several series, side by side or in a row, laid out in numbers; lightness and hatching tell them apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from symcount.reporting.drawings import Bars, Plot
from symcount.reporting.rendering.curves import Tick
from symcount.reporting.rendering.scales import Scale, breadth, even_ticks
from symcount.reporting.rendering.wording import legible, shortened

# In the units of the drawing: its width, a bar, the room between rows of bars, and around them.
WIDTH, THIN, THICK, BETWEEN, GAP, BELOW, KEY = 650.0, 14.0, 17.0, 10.0, 8.0, 40.0, 18.0
LONGEST_LABEL, SPACING = 28, 5.0
# Each series has its lightness, and where lightness does not suffice lines: rising, falling, upright.
TONES = ("dark", "light", "lined", "middle", "lined", "plain")
LINES = ("", "", "rising", "", "falling", "")


@dataclass(frozen=True, slots=True)
class Piece:
    """A rectangle with its tone, and the lines on it as the words of a path."""

    x: float
    y: float
    width: float
    height: float
    tone: str
    hatch: str


@dataclass(frozen=True, slots=True)
class Words:
    """Words at a place."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class DrawnBars:
    """A drawing of bars: the key above, the field with its labels, the scale below."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    across: str
    ticks: tuple[Tick, ...]
    pieces: tuple[Piece, ...]
    labels: tuple[Words, ...]
    texts: tuple[Words, ...]
    keys: tuple[tuple[Piece, Words], ...]
    spoken: str
    template: str = "html/bars.svg.jinja"
    style: str = "pdf/plot.css"


def drawn_bars(plot: Plot, shown: Bars) -> DrawnBars:
    """The layout: labels and values take what room they need, the bars the rest."""
    labels = [shortened(legible(one), LONGEST_LABEL) for one in shown.labels]
    left = round(max(map(breadth, labels), default=0.0) + GAP, 2)
    right = round(WIDTH - GAP - max((breadth(text) for texts in shown.texts for text in texts), default=0.0), 2)
    most = max(sum(one) if shown.stacked else max(one) for one in shown.values)
    scale = Scale(0, most or 1, left, right, logarithmic=False)
    keys = tuple(_keys(shown.series))
    top = keys[-1][1].y + KEY if keys else GAP
    pitch = THICK if shown.stacked else THIN * len(shown.series)
    pieces: list[Piece] = []
    named: list[Words] = []
    texts: list[Words] = []
    for place, (label, values, behind) in enumerate(zip(labels, shown.values, shown.texts, strict=True)):
        y = round(top + place * (pitch + BETWEEN), 2)
        named.append(Words(left - GAP, round(y + pitch / 2 + 4, 2), label))
        pieces += _in_a_row(values, y, scale) if shown.stacked else _side_by_side(values, y, scale)
        texts += _behind(values, behind, y, scale, shown.stacked)
    bottom = round(top + len(labels) * (pitch + BETWEEN), 2)
    ticks = tuple(Tick(scale.at(value), label) for value, label in shown.across.ticks or even_ticks(most or 1))
    return DrawnBars(
        WIDTH, bottom + BELOW, left, right, top, bottom, legible(shown.across.title), ticks, tuple(pieces),
        tuple(named), tuple(texts), keys, plot.spoken,
    )  # fmt: skip


def _side_by_side(values: tuple[float, ...], y: float, scale: Scale) -> Iterator[Piece]:
    for series, value in enumerate(values):
        yield _piece(scale.start, round(y + series * THIN, 2), scale.at(value), THIN, series)


def _in_a_row(values: tuple[float, ...], y: float, scale: Scale) -> Iterator[Piece]:
    start = 0.0
    for series, value in enumerate(values):
        if value:
            yield _piece(scale.at(start), y, scale.at(start + value), THICK, series)
        start += value


def _behind(
    values: tuple[float, ...], texts: tuple[str, ...], y: float, scale: Scale, stacked: bool
) -> Iterator[Words]:  # fmt: skip
    if stacked:
        yield Words(scale.at(sum(values)) + 5, round(y + THICK / 2 + 4, 2), legible(texts[0]))
        return
    for series, (value, text) in enumerate(zip(values, texts, strict=True)):
        yield Words(scale.at(value) + 5, round(y + series * THIN + THIN / 2 + 3.6, 2), legible(text))


def _piece(start: float, y: float, end: float, height: float, series: int) -> Piece:
    width = round(max(end - start, 0.0), 2)
    kind = series % len(TONES)
    return Piece(start, y, width, height, TONES[kind], _hatch(start, y, width, height, LINES[kind]))


def _hatch(x: float, y: float, width: float, height: float, lines: str) -> str:
    """Slanted lines inside a rectangle, each cut off at its edges."""
    if not lines:
        return ""
    found = []
    shift = SPACING
    while shift < width + height:
        a, b = max(0.0, shift - height), min(shift, width)
        first, last = shift - a, shift - b  # how far below the top the line is at its ends
        rising = ((x + a, y + first), (x + b, y + last))
        falling = ((x + a, y + height - first), (x + b, y + height - last))
        (x1, y1), (x2, y2) = rising if lines == "rising" else falling
        found.append(f"M{round(x1, 2)} {round(y1, 2)}L{round(x2, 2)} {round(y2, 2)}")
        shift += SPACING
    return "".join(found)


def _keys(series: tuple[str, ...]) -> Iterator[tuple[Piece, Words]]:
    """What each tone means, on as many lines as it takes; one series needs no key."""
    if len(series) < 2:
        return
    x, y = 0.0, 2.0
    for place, name in enumerate(series):
        text = legible(name)
        wide = 26 + breadth(text)
        if x and x + wide > WIDTH:
            x, y = 0.0, y + KEY
        yield _piece(x, y, x + 18, 11, place), Words(round(x + 24, 2), round(y + 9.5, 2), text)
        x = round(x + wide + 14, 2)
