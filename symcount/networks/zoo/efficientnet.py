"""EfficientNets: inverted residuals with gated channels, scaled by how wide, how deep and how large the image is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from symcount.core.expression import Value
from symcount.core.layer import Layer
from symcount.core.values import floor_div
from symcount.layers import (
    AdaptiveAvgPool2d,
    Conv2d,
    Dropout,
    Flatten,
    GlobalAvgPool2d,
    Linear,
    Normalization,
    Rescaling,
    ScaleChannels,
    Sigmoid,
    SiLU,
    StochasticDepth,
)
from symcount.networks.composite import Repeat, Residual, Sequential
from symcount.networks.graph import Graph
from symcount.networks.zoo.declaration import Architecture, HyperParameter
from symcount.networks.zoo.mobilenet import EXPANSION, UNIT, depthwise
from symcount.networks.zoo.multiplier import DEEPER, DIVISOR, HUNDRED, WIDER, deeper, kept, whole
from symcount.networks.zoo.pieces import CLASSES, COLOURS, SIDE, Parts, conv, depths, normed

SQUEEZE = 4  # of so many channels that come into a block its gate keeps one
DROP = 0.2  # of the last block; the share grows from none in the first

# Of every stage: its filters before scaling, the side of a filter, the stride of its first block, and its blocks.
STAGES = ((16, 3, 1, 1), (24, 3, 2, 2), (40, 5, 2, 2), (80, 3, 2, 3), (112, 5, 1, 3), (192, 5, 2, 4), (320, 3, 1, 1))
STEM, TOP = 32, 1280


def gate(squeezed: Value, channels: Value, activation: Layer) -> Graph:
    """Every channel multiplied by a number that is made of the means of all channels."""
    return Graph(
        {
            "avgpool": (AdaptiveAvgPool2d(1), "input"),
            "reduce": Conv2d(squeezed, kernel_size=1),
            "act": activation,
            "expand": Conv2d(channels, kernel_size=1),
            "sigmoid": Sigmoid(),
            "flat": Flatten(),
            "scale": (ScaleChannels(), "input", "flat"),
        }
    )


def inverted(width: Value, came: Value, t: Value | None, side: int, stride: int) -> Parts:
    """Expansion (t times, where there is one), depthwise convolution, gate, projection."""
    inner = came if t is None else t * came
    expand: Parts = [] if t is None else [("expand", normed(conv(inner, 1), SiLU()))]
    return [
        *expand,
        ("dw", normed(depthwise(side, stride), SiLU())),
        ("se", gate(floor_div(came, SQUEEZE), inner, SiLU())),
        ("project", normed(conv(width, 1))),
    ]


def shortcut(body: Parts) -> Residual:
    """A shortcut around a block, which is left out at random while training."""
    return Residual(*body, ("drop", StochasticDepth(DROP)))


def network(
    before: tuple[Layer, ...], stem: Value, stages: Parts, top: Value, *, c: Value, k: Value, r: Value
) -> Sequential:
    """What prepares the image, a first convolution, the stages, a last convolution, and the classes."""

    return Sequential(
        ("prepare", Sequential(*before)),
        ("stem", normed(conv(stem, 3, 2), SiLU())),
        *stages,
        ("top", normed(conv(top, 1), SiLU())),
        ("avgpool", GlobalAvgPool2d()),
        ("dropout", Dropout(DROP)),
        ("fc", Linear(k)),
        input=(c, r, r),
    )


def _efficientnet(
    widths: Sequence[Value], *, t: Value, r: Value, c: Value, k: Value, n: Mapping[str, Value]
) -> Sequential:
    """Seven stages of inverted residuals; `widths` are the filters of the stem, each stage and the top."""
    stem, *inner, top = widths
    stages: Parts = []
    came = stem
    for place, (width, (_, side, stride, _)) in enumerate(zip(inner, STAGES, strict=True), start=1):
        wider = None if place == 1 else t
        first = Sequential(*inverted(width, came, wider, side, stride))
        rest = Repeat(n[f"n{place}"] - 1, ("", shortcut(inverted(width, width, wider, side, 1))))
        stages.append((f"stage{place}", Sequential(("first", first), ("rest", rest))))
        came = width
    return network((Rescaling(1 / 255), Normalization()), stem, stages, top, c=c, k=k, r=r)


def efficientnet(*, units: Sequence[int], w: Value, t: Value, r: Value, c: Value, k: Value, **n: Value) -> Sequential:
    """Every number of filters is a multiple of a unit, and every stage has a number of blocks."""
    return _efficientnet([unit * w for unit in units], t=t, r=r, c=c, k=k, n=n)


def scaled(*, a: Value, b: Value, t: Value, r: Value, c: Value, k: Value) -> Sequential:
    """Filters are those of B0 times a width multiplier, rounded, and blocks times a depth multiplier, rounded up."""
    n = {f"n{place}": blocks for place, blocks in enumerate(_blocks(b), start=1)}
    return _efficientnet(_filters(a), t=t, r=r, c=c, k=k, n=n)


def _filters(a: Value) -> list[Value]:
    return [kept(one * a, HUNDRED) for one in (STEM, *(stage[0] for stage in STAGES), TOP)]


def _blocks(b: Value) -> list[Value]:
    return [deeper(stage[3], b) for stage in STAGES]


def _named(number: int, width: int, depth: int, side: int) -> Architecture:
    units = [whole(one) // DIVISOR for one in _filters(width)]
    about = (
        f"{ABOUT}; of B0 this one has {width / HUNDRED} times the filters, rounded to multiples of 8, "
        f"and {depth / HUNDRED} times the blocks, rounded up."
    )
    blocks = depths(*map(whole, _blocks(depth)))
    sizes = (COLOURS, HyperParameter("r", "side of the image", side), UNIT, EXPANSION, *blocks, CLASSES)
    build = partial(efficientnet, units=units)
    return Architecture(f"efficientnetb{number}", f"EfficientNet-B{number}", about, "tan2019", sizes, build, ("keras",))


ABOUT = "Inverted residuals, their channels gated by squeeze-and-excitation"
# Of B0 to B7: the multipliers of width and depth, and the side of the image.
SCALES = (
    (100, 100, 224), (100, 110, 240), (110, 120, 260), (120, 140, 300),
    (140, 180, 380), (160, 220, 456), (180, 260, 528), (200, 310, 600),
)  # fmt: skip

ARCHITECTURES = (
    *(_named(number, *scale) for number, scale in enumerate(SCALES)),
    Architecture(
        "efficientnet",
        "EfficientNet (scaled)",
        f"{ABOUT}; every member of the family by its compound coefficients, the multipliers of width and depth, and "
        "their rounding: here B0.",
        "tan2019",
        (COLOURS, SIDE, WIDER, DEEPER, EXPANSION, CLASSES),
        scaled,
        ("keras",),
    ),
)
