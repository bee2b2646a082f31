"""MobileNets: depthwise convolutions, first alone, then between an expansion and a projection around a shortcut."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from symcount.core.expression import Value
from symcount.core.values import maximum
from symcount.layers import (
    AdaptiveAvgPool2d,
    Conv2d,
    DepthwiseConv2d,
    Dropout,
    Flatten,
    GlobalAvgPool2d,
    Linear,
    ReLU6,
    ZeroPad2d,
)
from symcount.networks.composite import Repeat, Residual, Sequential
from symcount.networks.zoo.declaration import Architecture, HyperParameter
from symcount.networks.zoo.multiplier import HUNDRED, WIDER, kept, truncated
from symcount.networks.zoo.pieces import CLASSES, COLOURS, SIDE, Parts, conv, depths, normed

FIRST = 32  # filters of the first convolution of MobileNet
TOP = 160  # units of the last convolution of MobileNetV2
FIVE = HyperParameter("n", "blocks alike, in the middle", 5)
PER_CHANNEL = HyperParameter("m", "depthwise filters of every channel", 1)
UNIT = HyperParameter("w", "unit of width, of which all numbers of filters are multiples", 8)
EXPANSION = HyperParameter("t", "times that a block widens its input", 6)
Width: TypeAlias = Callable[[int], Value]  # filters, by how many units they are


def depthwise(kernel_size: int, stride: int = 1, per_channel: Value = 1) -> DepthwiseConv2d:
    """A depthwise convolution without biases that keeps the extent but for its stride."""
    return DepthwiseConv2d(
        kernel_size=kernel_size, depth_multiplier=per_channel, stride=stride, padding=kernel_size // 2, bias=False
    )


def _separable(width: Value, m: Value, stride: int = 1) -> Sequential:
    """A depthwise and a pointwise convolution; where it strides, zeros stand at the right and at the bottom only."""
    if stride == 1:
        looks: Parts = [("dw", normed(depthwise(3, per_channel=m), ReLU6()))]
    else:
        bare = DepthwiseConv2d(kernel_size=3, depth_multiplier=m, stride=stride, bias=False)
        looks = [("pad", ZeroPad2d((0, 1, 0, 1))), ("dw", normed(bare, ReLU6()))]
    return Sequential(*looks, ("pw", normed(conv(width, 1), ReLU6())))


def _mobilenet(width: Width, *, m: Value, n: Value, r: Value, c: Value, k: Value) -> Sequential:
    """Thirteen separable blocks; the classes are told by a 1x1 convolution."""
    return Sequential(
        ("conv1", normed(conv(width(1), 3, 2), ReLU6())),
        ("block1", _separable(width(2), m)),
        ("block2", _separable(width(4), m, 2)),
        ("block3", _separable(width(4), m)),
        ("block4", _separable(width(8), m, 2)),
        ("block5", _separable(width(8), m)),
        ("block6", _separable(width(16), m, 2)),
        ("alike", Repeat(n, ("", _separable(width(16), m)))),
        ("block12", _separable(width(32), m, 2)),
        ("block13", _separable(width(32), m)),
        ("avgpool", AdaptiveAvgPool2d(1)),
        ("dropout", Dropout(0.001)),
        ("preds", Conv2d(k, kernel_size=1)),
        ("flatten", Flatten()),
        input=(c, r, r),
    )


def mobilenet(*, w: Value, **others: Value) -> Sequential:
    """Every number of filters is a multiple of the first."""
    return _mobilenet(lambda units: units * w, **others)


def mobilenet_alpha(*, a: Value, **others: Value) -> Sequential:
    """Every number of filters is the paper's times the multiplier, rounded down."""
    return _mobilenet(lambda units: truncated(FIRST * units, a), **others)


def _inverted(width: Value, wider: Value | None, stride: int) -> Parts:
    """Expansion where there is one, depthwise convolution, projection: only what is wide is activated."""
    expand: Parts = [] if wider is None else [("expand", normed(conv(wider, 1), ReLU6()))]
    return [*expand, ("dw", normed(depthwise(3, stride), ReLU6())), ("project", normed(conv(width, 1)))]


# Of every stage behind the first: its width in units, and the stride of its first block.
STAGES = ((3, 2), (4, 2), (8, 2), (12, 1), (20, 2), (40, 1))


def _mobilenetv2(
    stem: Value, width: Width, top: Value, *, t: Value, r: Value, c: Value, k: Value, n: Mapping[str, Value]
) -> Sequential:
    """Inverted residuals: the shortcut joins what is narrow, and lies around every block that keeps the shape."""
    came = width(2)
    stages: Parts = [("stage1", Sequential(*_inverted(came, None, 1)))]
    for number, (units, stride) in enumerate(STAGES, start=2):
        wide = width(units)
        first = Sequential(*_inverted(wide, came * t, stride))
        other = Residual(*_inverted(wide, wide * t, 1))
        rest = Repeat(n[f"n{number}"] - 1, ("", other))
        stages.append((f"stage{number}", Sequential(("first", first), ("rest", rest))))
        came = wide
    return Sequential(
        ("conv1", normed(conv(stem, 3, 2), ReLU6())),
        *stages,
        ("last", normed(conv(top, 1), ReLU6())),
        ("avgpool", GlobalAvgPool2d()),
        ("fc", Linear(k)),
        input=(c, r, r),
    )


def mobilenetv2(*, w: Value, t: Value, r: Value, c: Value, k: Value, **n: Value) -> Sequential:
    """Every number of filters is a multiple of a unit."""
    return _mobilenetv2(4 * w, lambda units: units * w, TOP * w, t=t, r=r, c=c, k=k, n=n)


def mobilenetv2_alpha(*, a: Value, t: Value, r: Value, c: Value, k: Value, **n: Value) -> Sequential:
    """Every number of filters is the paper's times the multiplier, to multiples of eight; the last only grows."""
    unit = UNIT.value
    top = maximum(TOP * unit, kept(TOP * unit * a, HUNDRED))
    return _mobilenetv2(
        kept(4 * unit * a, HUNDRED), lambda units: kept(truncated(units * unit, a)), top, t=t, r=r, c=c, k=k, n=n
    )


ABOUT = (
    "Depthwise convolutions, which look at each channel by itself, each followed by a pointwise one, which mixes "
    "the channels"
)
ABOUT_V2 = (
    "Inverted residuals: a block widens its input, looks at each channel by itself, and projects back to few "
    "channels, which the shortcut joins"
)
BLOCKS = depths(2, 3, 4, 3, 3, 1, first=2)

ARCHITECTURES = (
    Architecture(
        "mobilenet",
        "MobileNet",
        f"{ABOUT}; every number of filters is a multiple of the first, and mobilenet_alpha has the paper's width "
        "multiplier and its rounding.",
        "howard2017",
        (COLOURS, SIDE, HyperParameter("w", "filters of the first convolution", FIRST), PER_CHANNEL, FIVE, CLASSES),
        mobilenet,
        ("keras",),
    ),
    Architecture(
        "mobilenet_alpha",
        "MobileNet (alpha)",
        f"{ABOUT}; with the width multiplier of the paper, and its rounding.",
        "howard2017",
        (COLOURS, SIDE, WIDER, PER_CHANNEL, FIVE, CLASSES),
        mobilenet_alpha,
        ("keras",),
    ),
    Architecture(
        "mobilenetv2",
        "MobileNetV2",
        f"{ABOUT_V2}; mobilenetv2_alpha has the paper's width multiplier and its rounding.",
        "sandler2018",
        (COLOURS, SIDE, UNIT, EXPANSION, *BLOCKS, CLASSES),
        mobilenetv2,
        ("keras",),
    ),
    Architecture(
        "mobilenetv2_alpha",
        "MobileNetV2 (alpha)",
        f"{ABOUT_V2}; with the width multiplier of the paper, and its rounding to multiples of eight.",
        "sandler2018",
        (COLOURS, SIDE, WIDER, EXPANSION, *BLOCKS, CLASSES),
        mobilenetv2_alpha,
        ("keras",),
    ),
)
