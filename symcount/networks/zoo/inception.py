"""InceptionV3: blocks of several paths side by side, large filters split into small or flat ones."""

from __future__ import annotations

from typing import TypeAlias

from symcount.core.expression import Value
from symcount.layers import AvgPool2d, BatchNormalization, Conv2d, GlobalAvgPool2d, Linear, MaxPool2d, ReLU
from symcount.networks.composite import Branch, Network, Repeat, Sequential
from symcount.networks.zoo.declaration import Architecture, HyperParameter
from symcount.networks.zoo.pieces import CLASSES, COLOURS, Parts, conv, normed

SIDE = HyperParameter("r", "side of the image", 299)
UNIT = HyperParameter("w", "unit of width, of which all numbers of filters are multiples", 16)
Filter: TypeAlias = int | tuple[int, int]


def unit(layer: Conv2d) -> Sequential:
    """A convolution, a normalization with shifts and without scales, and an activation."""
    return normed(layer, ReLU(), BatchNormalization(scale=False))


def path(*steps: tuple[Value, Filter]) -> Parts:
    """Convolutions one behind the other: the filters of each, and their size."""
    return [(str(place), unit(conv(width, filter))) for place, (width, filter) in enumerate(steps, start=1)]


def halving(width: Value) -> tuple[str, Network]:
    """A 3x3 convolution with a stride and without padding, at the end of a path."""
    return "halve", unit(Conv2d(width, kernel_size=3, stride=2, bias=False))


def _pooled(width: Value) -> Sequential:
    return Sequential(("pool", AvgPool2d(3, stride=1, padding=1)), *path((width, 1)))


def square(w: Value, first: int, pooled: int) -> Branch:
    """1x1, 5x5, two 3x3, and a pool; the 35 x 35 places of the first blocks."""
    return Branch(
        ("1x1", Sequential(*path((first * w, 1)))),
        ("5x5", Sequential(*path((3 * w, 1), (4 * w, 5)))),
        ("3x3dbl", Sequential(*path((4 * w, 1), (6 * w, 3), (6 * w, 3)))),
        ("pool", _pooled(pooled * w)),
    )


def _flat(w: Value, inner: int) -> Branch:
    """7x7 filters split into rows and columns; the 17 x 17 places of the middle blocks."""
    d, row, column = inner * w, (1, 7), (7, 1)
    return Branch(
        ("1x1", Sequential(*path((12 * w, 1)))),
        ("7x7", Sequential(*path((d, 1), (d, row), (12 * w, column)))),
        ("7x7dbl", Sequential(*path((d, 1), (d, column), (d, row), (d, column), (12 * w, row)))),
        ("pool", _pooled(12 * w)),
    )


def _split(w: Value) -> Branch:
    """A row and a column of three, side by side, of one input."""
    return Branch(("row", unit(conv(24 * w, (1, 3)))), ("column", unit(conv(24 * w, (3, 1)))))


def _wide(w: Value) -> Branch:
    """3x3 filters split into rows and columns side by side; the 8 x 8 places of the last blocks."""
    return Branch(
        ("1x1", Sequential(*path((20 * w, 1)))),
        ("3x3", Sequential(*path((24 * w, 1)), ("split", _split(w)))),
        ("3x3dbl", Sequential(*path((28 * w, 1), (24 * w, 3)), ("split", _split(w)))),
        ("pool", _pooled(12 * w)),
    )


def _first_halving(w: Value) -> Branch:
    return Branch(
        ("3x3", Sequential(halving(24 * w))),
        ("3x3dbl", Sequential(*path((4 * w, 1), (6 * w, 3)), halving(6 * w))),
        ("pool", MaxPool2d(3, stride=2)),
    )


def _second_halving(w: Value) -> Branch:
    return Branch(
        ("3x3", Sequential(*path((12 * w, 1)), halving(20 * w))),
        ("7x7x3", Sequential(*path((12 * w, 1), (12 * w, (1, 7)), (12 * w, (7, 1))), halving(12 * w))),
        ("pool", MaxPool2d(3, stride=2)),
    )


def stem(w: Value) -> Parts:
    """Five convolutions and two pools, from the image to 12 w maps of an eighth of its extent."""
    return [
        ("conv1", unit(Conv2d(2 * w, kernel_size=3, stride=2, bias=False))),
        ("conv2", unit(Conv2d(2 * w, kernel_size=3, bias=False))),
        ("conv3", unit(conv(4 * w, 3))),
        ("pool1", MaxPool2d(3, stride=2)),
        ("conv4", unit(conv(5 * w, 1))),
        ("conv5", unit(Conv2d(12 * w, kernel_size=3, bias=False))),
        ("pool2", MaxPool2d(3, stride=2)),
    ]


def inceptionv3(*, r: Value, w: Value, c: Value, k: Value) -> Sequential:
    """Five convolutions, then eleven mixed blocks; all widths are multiples of w."""
    return Sequential(
        *stem(w),
        ("mixed0", square(w, 4, 2)),
        ("mixed1", Repeat(2, ("", square(w, 4, 4)))),
        ("mixed3", _first_halving(w)),
        ("mixed4", _flat(w, 8)),
        ("mixed5", Repeat(2, ("", _flat(w, 10)))),
        ("mixed7", _flat(w, 12)),
        ("mixed8", _second_halving(w)),
        ("mixed9", Repeat(2, ("", _wide(w)))),
        ("avgpool", GlobalAvgPool2d()),
        ("fc", Linear(k)),
        input=(c, r, r),
    )


ARCHITECTURES = (
    Architecture(
        "inceptionv3",
        "Inception-v3",
        "Blocks whose paths see the input through filters of several sizes, side by side; large filters are split into "
        "small or flat ones. The normalizations have shifts and no scales, as Keras builds them.",
        "szegedy2016",
        (COLOURS, SIDE, UNIT, CLASSES),
        inceptionv3,
        ("keras",),
    ),
)
