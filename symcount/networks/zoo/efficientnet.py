"""EfficientNets: inverted residuals with gated channels, scaled by how wide, how deep and how large the image is."""

from __future__ import annotations

from functools import partial
from math import ceil

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
from symcount.networks.zoo.pieces import CLASSES, COLOURS, Parts, conv, depths, normed

DIVISOR = 8  # all numbers of filters are multiples of it
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


def efficientnet(*, units: tuple[int, ...], w: Value, t: Value, r: Value, c: Value, k: Value, **n: Value) -> Sequential:
    """Seven stages of inverted residuals; `units` says how many times w the stem, each stage and the top have."""
    stem, *inner, top = (unit * w for unit in units)
    stages: Parts = []
    came = stem
    for place, (width, (_, side, stride, _)) in enumerate(zip(inner, STAGES, strict=True), start=1):
        wider = None if place == 1 else t
        first = Sequential(*inverted(width, came, wider, side, stride))
        rest = Repeat(n[f"n{place}"] - 1, ("", shortcut(inverted(width, width, wider, side, 1))))
        stages.append((f"stage{place}", Sequential(("first", first), ("rest", rest))))
        came = width
    return network((Rescaling(1 / 255), Normalization()), stem, stages, top, c=c, k=k, r=r)


def _rounded(filters: int, coefficient: float) -> int:
    """So many filters in units: the nearest multiple of the divisor, or the next where it lost more than a tenth."""
    wanted = filters * coefficient
    unit = max(1, int(wanted + DIVISOR / 2) // DIVISOR)
    return unit + 1 if unit * DIVISOR < 0.9 * wanted else unit


def _efficientnet(number: int, width: float, depth: float, side: int) -> Architecture:
    units = tuple(_rounded(one, width) for one in (STEM, *(stage[0] for stage in STAGES), TOP))
    about = (
        "Inverted residuals, their channels gated by squeeze-and-excitation; of B0 this one has "
        f"{width} times the filters, rounded to multiples of 8, and {depth} times the blocks, rounded up."
    )
    blocks = depths(*(ceil(depth * stage[3]) for stage in STAGES))
    sizes = (COLOURS, HyperParameter("r", "side of the image", side), UNIT, EXPANSION, *blocks, CLASSES)
    build = partial(efficientnet, units=units)
    return Architecture(f"efficientnetb{number}", f"EfficientNet-B{number}", about, "tan2019", sizes, build, ("keras",))


ARCHITECTURES = tuple(
    _efficientnet(number, *scale)
    for number, scale in enumerate(
        (
            (1.0, 1.0, 224), (1.0, 1.1, 240), (1.1, 1.2, 260), (1.2, 1.4, 300),
            (1.4, 1.8, 380), (1.6, 2.2, 456), (1.8, 2.6, 528), (2.0, 3.1, 600),
        )
    )
)  # fmt: skip
