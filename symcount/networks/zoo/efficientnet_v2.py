"""EfficientNetV2: first stages that mix places and channels in one convolution, then inverted residuals."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from math import ceil

from symcount.core.expression import Value
from symcount.core.layer import Layer
from symcount.layers import Normalization, Rescaling, SiLU
from symcount.networks.composite import Repeat, Sequential
from symcount.networks.zoo.declaration import Architecture, HyperParameter
from symcount.networks.zoo.efficientnet import DIVISOR, TOP, inverted, network, shortcut
from symcount.networks.zoo.mobilenet import UNIT
from symcount.networks.zoo.pieces import CLASSES, COLOURS, Parts, conv, depths, normed

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


def efficientnetv2(
    *, units: tuple[int, ...], before: tuple[Layer, ...], w: Value, r: Value, c: Value, k: Value, **n: Value
) -> Sequential:  # fmt: skip
    """Six or seven stages; `units` says how many times w the stem, each stage and the top have.

    The shortcut also lies around the first block of a stage where it keeps the shape.
    """
    stages: Parts = []
    for place, (came, unit) in enumerate(pairwise(units[:-1]), start=1):
        kind, times, stride = STAGES[place - 1]
        width = unit * w
        other = ("", shortcut(_block(kind, width, width, times, 1)))
        if came == unit and stride == 1:
            stages.append((f"stage{place}", Repeat(n[f"n{place}"], other)))
            continue
        first = Sequential(*_block(kind, width, came * w, times, stride))
        stages.append((f"stage{place}", Sequential(("first", first), ("rest", Repeat(n[f"n{place}"] - 1, other)))))
    return network(before, units[0] * w, stages, units[-1] * w, c=c, k=k, r=r)


FUSED = "The first three stages fuse expansion and depthwise convolution into one 3x3 convolution"


def _architecture(
    name: str, about: str, filters: tuple[int, ...], blocks: tuple[int, ...], side: int, before: tuple[Layer, ...]
) -> Architecture:  # fmt: skip
    """One of the family by the filters of its stem, stages and top, its blocks, and the side of the image."""
    sizes = (COLOURS, HyperParameter("r", "side of the image", side), UNIT, *depths(*blocks), CLASSES)
    build = partial(efficientnetv2, units=tuple(one // DIVISOR for one in filters), before=before)
    title = f"EfficientNetV2-{name.upper()}"
    return Architecture(f"efficientnetv2{name}", title, about, "tan2021", sizes, build, ("keras",))


def _scaled(number: int, width: float, depth: float, side: int) -> Architecture:
    """Of B0 so many times the filters, each to the nearest multiple of the divisor, and the blocks, rounded up."""
    filters = tuple(
        int(one * width + DIVISOR / 2) // DIVISOR * DIVISOR for one in (32, 16, 32, 48, 96, 112, 192, TOP)
    )  # fmt: skip
    blocks = tuple(ceil(depth * one) for one in (1, 2, 2, 3, 5, 8))
    about = f"{FUSED}; of B0 this one has {width} times the filters, in multiples of 8, and {depth} times the blocks."
    before = (Rescaling(1 / 255), Normalization(mean=(0.485, 0.456, 0.406), variance=(0.0524, 0.0502, 0.0506)))
    return _architecture(f"b{number}", about, filters, blocks, side, before)


def _searched(name: str, filters: tuple[int, ...], blocks: tuple[int, ...], side: int) -> Architecture:
    about = f"{FUSED}; its filters and its {sum(blocks)} blocks are those that a search for fast training found."
    return _architecture(name, about, (*filters, TOP), blocks, side, (Rescaling(1 / 128, offset=-1),))


ARCHITECTURES = (
    _scaled(0, 1.0, 1.0, 224), _scaled(1, 1.0, 1.1, 240), _scaled(2, 1.1, 1.2, 260), _scaled(3, 1.2, 1.4, 300),
    _searched("s", (24, 24, 48, 64, 128, 160, 256), (2, 4, 4, 6, 9, 15), 384),
    _searched("m", (24, 24, 48, 80, 160, 176, 304, 512), (3, 5, 5, 7, 14, 18, 5), 480),
    _searched("l", (32, 32, 64, 96, 192, 224, 384, 640), (4, 7, 7, 10, 19, 25, 7), 480),
)  # fmt: skip
