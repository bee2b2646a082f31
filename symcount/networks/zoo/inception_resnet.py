"""Inception-ResNet-v2: blocks of several paths side by side, and a shortcut around each."""

from __future__ import annotations

from symcount.core.expression import Value
from symcount.core.layer import Layer
from symcount.layers import GlobalAvgPool2d, Linear, MaxPool2d, ReLU, Rescaling
from symcount.networks.composite import Branch, Repeat, Residual, Sequential
from symcount.networks.zoo.declaration import Architecture
from symcount.networks.zoo.inception import SIDE, UNIT, halving, path, square, stem, unit
from symcount.networks.zoo.pieces import CLASSES, COLOURS, Parts, conv, depths

# What a stage gives, in units: 35 x 35, 17 x 17 and 8 x 8 places.
FIRST, SECOND, THIRD = 20, 68, 130


def _block(paths: Branch, width: Value, scale: float, *activation: tuple[str, Layer]) -> Sequential:
    """Paths, and a 1x1 convolution that brings them to the width of the shortcut, added by a small share."""
    up = conv(width, 1, bias=True)
    return Sequential(("", Residual(("paths", paths), ("up", up), ("scale", Rescaling(scale)))), *activation)


def _first(w: Value) -> Branch:
    return Branch(
        ("1x1", Sequential(*path((2 * w, 1)))),
        ("3x3", Sequential(*path((2 * w, 1), (2 * w, 3)))),
        ("3x3dbl", Sequential(*path((2 * w, 1), (3 * w, 3), (4 * w, 3)))),
    )


def _flat(w: Value, side: int, *widths: int) -> Branch:
    """Filters split into a row and a column, the widths of the steps in units, beside a 1x1 convolution."""
    inner, row, column = (units * w for units in widths)
    split = path((inner, 1), (row, (1, side)), (column, (side, 1)))
    return Branch(("1x1", Sequential(*path((12 * w, 1)))), (f"{side}x{side}", Sequential(*split)))


def _first_halving(w: Value) -> Branch:
    return Branch(
        ("3x3", Sequential(halving(24 * w))),
        ("3x3dbl", Sequential(*path((16 * w, 1), (16 * w, 3)), halving(24 * w))),
        ("pool", MaxPool2d(3, stride=2)),
    )


def _second_halving(w: Value) -> Branch:
    return Branch(
        ("3x3", Sequential(*path((16 * w, 1)), halving(24 * w))),
        ("3x3wide", Sequential(*path((16 * w, 1)), halving(18 * w))),
        ("3x3dbl", Sequential(*path((16 * w, 1), (18 * w, 3)), halving(20 * w))),
        ("pool", MaxPool2d(3, stride=2)),
    )


def inceptionresnetv2(*, r: Value, w: Value, c: Value, k: Value, **n: Value) -> Sequential:
    """Three stages of blocks alike, a halving between them; the last block is added whole and not activated."""
    act = ("act", ReLU())
    last = _flat(w, 3, 12, 14, 16)
    stages: Parts = [
        ("mixed5b", square(w, 6, 4)),
        ("stage1", Repeat(n["n1"], ("", _block(_first(w), FIRST * w, 0.17, act)))),
        ("mixed6a", _first_halving(w)),
        ("stage2", Repeat(n["n2"], ("", _block(_flat(w, 7, 8, 10, 12), SECOND * w, 0.1, act)))),
        ("mixed7a", _second_halving(w)),
        ("stage3", Repeat(n["n3"] - 1, ("", _block(last, THIRD * w, 0.2, act)))),
        ("last", _block(last, THIRD * w, 1.0)),
    ]
    head = (("conv7b", unit(conv(96 * w, 1))), ("avgpool", GlobalAvgPool2d()), ("fc", Linear(k)))
    return Sequential(*stem(w), *stages, *head, input=(c, r, r))


ARCHITECTURES = (
    Architecture(
        "inceptionresnetv2",
        "Inception-ResNet-v2",
        "Blocks whose paths see the input through filters of several sizes, a shortcut around each, in three stages of "
        "10, 20 and 10. The normalizations have shifts and no scales, as Keras builds them.",
        "szegedy2017",
        (COLOURS, SIDE, UNIT, *depths(10, 20, 10), CLASSES),
        inceptionresnetv2,
        ("keras",),
    ),
)
