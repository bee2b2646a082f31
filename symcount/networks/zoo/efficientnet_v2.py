"""EfficientNetV2: first stages that mix places and channels in one convolution, then inverted residuals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise

from symcount.core.expression import Value
from symcount.core.layer import Layer
from symcount.layers import Normalization, Rescaling, SiLU
from symcount.networks.composite import Repeat, Sequential
from symcount.networks.zoo.declaration import Architecture, HyperParameter
from symcount.networks.zoo.efficientnet import TOP, inverted, network, shortcut
from symcount.networks.zoo.mobilenet import UNIT
from symcount.networks.zoo.multiplier import DEEPER, DIVISOR, HUNDRED, WIDER, deeper, nearest, whole
from symcount.networks.zoo.pieces import CLASSES, COLOURS, SIDE, Parts, conv, depths, normed

# Of every stage: its kind (fused or inverted), how many times wider its blocks are inside, and its first stride.
STAGES = (
    ("fused", 1, 1), ("fused", 4, 2), ("fused", 4, 2), ("inverted", 4, 2), ("inverted", 6, 1), ("inverted", 6, 2),
    ("inverted", 6, 1),
)  # fmt: skip


def _fused(width: Value, came: Value, times: int, stride: int) -> Parts:
    """A 3x3 convolution that widens and a projection; or, where nothing is widened, a 3x3 convolution only."""
    if times == 1:
        return [("project", normed(conv(width, 3, stride), SiLU()))]
    return [("expand", normed(conv(times * came, 3, stride), SiLU())), ("project", normed(conv(width, 1)))]


def _block(kind: str, width: Value, came: Value, times: int, stride: int) -> Parts:
    return _fused(width, came, times, stride) if kind == "fused" else inverted(width, came, times, 3, stride)


def _efficientnetv2(
    widths: Sequence[Value], before: tuple[Layer, ...], *, r: Value, c: Value, k: Value, n: Mapping[str, Value]
) -> Sequential:
    """Six or seven stages; `widths` are the filters of the stem, each stage and the top.

    The shortcut also lies around the first block of a stage where it keeps the shape.
    """
    stages: Parts = []
    for place, (came, width) in enumerate(pairwise(widths[:-1]), start=1):
        kind, times, stride = STAGES[place - 1]
        other = ("", shortcut(_block(kind, width, width, times, 1)))
        if came == width and stride == 1:
            stages.append((f"stage{place}", Repeat(n[f"n{place}"], other)))
            continue
        first = Sequential(*_block(kind, width, came, times, stride))
        stages.append((f"stage{place}", Sequential(("first", first), ("rest", Repeat(n[f"n{place}"] - 1, other)))))
    return network(before, widths[0], stages, widths[-1], c=c, k=k, r=r)


def efficientnetv2(
    *, units: Sequence[int], before: tuple[Layer, ...], w: Value, r: Value, c: Value, k: Value, **n: Value
) -> Sequential:
    """Every number of filters is a multiple of a unit, and every stage has a number of blocks."""
    return _efficientnetv2([unit * w for unit in units], before, r=r, c=c, k=k, n=n)


def scaled(*, a: Value, b: Value, r: Value, c: Value, k: Value) -> Sequential:
    """Filters are those of B0 times a width multiplier, rounded, and blocks times a depth multiplier, rounded up."""
    n = {f"n{place}": blocks for place, blocks in enumerate(_blocks(b), start=1)}
    return _efficientnetv2(_filters(a), NORMED, r=r, c=c, k=k, n=n)


def _filters(a: Value) -> list[Value]:
    return [nearest(one * a, HUNDRED) for one in (32, 16, 32, 48, 96, 112, 192, TOP)]


def _blocks(b: Value) -> list[Value]:
    return [deeper(one, b) for one in (1, 2, 2, 3, 5, 8)]


NORMED = (Rescaling(1 / 255), Normalization(mean=(0.485, 0.456, 0.406), variance=(0.0524, 0.0502, 0.0506)))
FUSED = "The first three stages fuse expansion and depthwise convolution into one 3x3 convolution"


def _architecture(
    name: str, about: str, filters: Sequence[int], blocks: Sequence[int], side: int, before: tuple[Layer, ...]
) -> Architecture:  # fmt: skip
    """One of the family by the filters of its stem, stages and top, its blocks, and the side of the image."""
    sizes = (COLOURS, HyperParameter("r", "side of the image", side), UNIT, *depths(*blocks), CLASSES)
    build = partial(efficientnetv2, units=tuple(one // DIVISOR for one in filters), before=before)
    title = f"EfficientNetV2-{name.upper()}"
    return Architecture(f"efficientnetv2{name}", title, about, "tan2021", sizes, build, ("keras",))


def _named(number: int, width: int, depth: int, side: int) -> Architecture:
    filters, blocks = ([whole(one) for one in values] for values in (_filters(width), _blocks(depth)))
    about = (
        f"{FUSED}; of B0 this one has {width / HUNDRED} times the filters, in multiples of 8, and {depth / HUNDRED} "
        "times the blocks."
    )
    return _architecture(f"b{number}", about, filters, blocks, side, NORMED)


def _searched(name: str, filters: tuple[int, ...], blocks: tuple[int, ...], side: int) -> Architecture:
    about = f"{FUSED}; its filters and its {sum(blocks)} blocks are those that a search for fast training found."
    return _architecture(name, about, (*filters, TOP), blocks, side, (Rescaling(1 / 128, offset=-1),))


SCALED = Architecture(
    "efficientnetv2",
    "EfficientNetV2 (scaled)",
    f"{FUSED}; every one of B0 to B3 by its compound coefficients, the multipliers of width and depth, and their "
    "rounding: here B0.",
    "tan2021",
    (COLOURS, SIDE, WIDER, DEEPER, CLASSES),
    scaled,
    ("keras",),
)

ARCHITECTURES = (
    _named(0, 100, 100, 224), _named(1, 100, 110, 240), _named(2, 110, 120, 260), _named(3, 120, 140, 300), SCALED,
    _searched("s", (24, 24, 48, 64, 128, 160, 256), (2, 4, 4, 6, 9, 15), 384),
    _searched("m", (24, 24, 48, 80, 160, 176, 304, 512), (3, 5, 5, 7, 14, 18, 5), 480),
    _searched("l", (32, 32, 64, 96, 192, 224, 384, 640), (4, 7, 7, 10, 19, 25, 7), 480),
)  # fmt: skip
