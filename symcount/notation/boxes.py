"""Boxes of ink: what the layout puts together, with its size around the baseline; y grows upwards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Writing:
    """Characters of one face, from their origin on the baseline."""

    x: float
    y: float
    size: float
    face: str
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled rectangle, from its lower left corner: the bar of a fraction."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Outline:
    """A bracket or a large sign drawn as an outline, and the character it stands for in the text."""

    x: float
    y: float
    scale: float
    path: str
    text: str
    size: float


Ink: TypeAlias = Writing | Bar | Outline


@dataclass(frozen=True, slots=True)
class Box:
    """Ink with its width, its height above the baseline and its depth below; `slant` is how far it leans."""

    width: float
    height: float
    depth: float
    ink: tuple[Ink, ...] = ()
    slant: float = 0.0


EMPTY = Box(0.0, 0.0, 0.0)


def moved(box: Box, dx: float, dy: float = 0.0) -> tuple[Ink, ...]:
    """The ink of a box at another place."""
    if dx == 0 and dy == 0:
        return box.ink
    return tuple(replace(ink, x=ink.x + dx, y=ink.y + dy) for ink in box.ink)


def beside(boxes: Iterable[Box]) -> Box:
    """Boxes side by side on one baseline."""
    ink: list[Ink] = []
    x = height = depth = slant = 0.0
    for box in boxes:
        ink.extend(moved(box, x))
        x, slant = x + box.width, box.slant
        height, depth = max(height, box.height), max(depth, box.depth)
    return Box(x, height, depth, tuple(ink), slant)


def stacked(parts: Iterable[tuple[Box, float, float]], width: float, ink: tuple[Ink, ...] = ()) -> Box:
    """Boxes at places of their own (x and y of each), and what is drawn besides."""
    placed = list(parts)
    drawn = [piece for box, x, y in placed for piece in moved(box, x, y)]
    height = max(box.height + y for box, _, y in placed)
    depth = max(box.depth - y for box, _, y in placed)
    return Box(width, height, depth, (*drawn, *ink))
