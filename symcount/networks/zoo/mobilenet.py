"""MobileNets: depthwise convolutions, first alone, then between an expansion and a projection around a shortcut."""

from __future__ import annotations

from symcount.core.expression import Value
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
from symcount.networks.zoo.pieces import CLASSES, COLOURS, SIDE, Parts, conv, depths, normed

FIVE = HyperParameter("n", "blocks alike, in the middle", 5)
PER_CHANNEL = HyperParameter("m", "depthwise filters of every channel", 1)
UNIT = HyperParameter("w", "unit of width, of which all numbers of filters are multiples", 8)
EXPANSION = HyperParameter("t", "times that a block widens its input", 6)


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


def mobilenet(*, w: Value, m: Value, n: Value, r: Value, c: Value, k: Value) -> Sequential:
    """Thirteen separable blocks; the classes are told by a 1x1 convolution."""
    return Sequential(
        ("conv1", normed(conv(w, 3, 2), ReLU6())),
        ("block1", _separable(2 * w, m)),
        ("block2", _separable(4 * w, m, 2)),
        ("block3", _separable(4 * w, m)),
        ("block4", _separable(8 * w, m, 2)),
        ("block5", _separable(8 * w, m)),
        ("block6", _separable(16 * w, m, 2)),
        ("alike", Repeat(n, ("", _separable(16 * w, m)))),
        ("block12", _separable(32 * w, m, 2)),
        ("block13", _separable(32 * w, m)),
        ("avgpool", AdaptiveAvgPool2d(1)),
        ("dropout", Dropout(0.001)),
        ("preds", Conv2d(k, kernel_size=1)),
        ("flatten", Flatten()),
        input=(c, r, r),
    )


def _inverted(width: Value, wider: Value | None, stride: int) -> Parts:
    """Expansion where there is one, depthwise convolution, projection: only what is wide is activated."""
    expand: Parts = [] if wider is None else [("expand", normed(conv(wider, 1), ReLU6()))]
    return [*expand, ("dw", normed(depthwise(3, stride), ReLU6())), ("project", normed(conv(width, 1)))]


# Of every stage behind the first: its width in units, and the stride of its first block.
STAGES = ((3, 2), (4, 2), (8, 2), (12, 1), (20, 2), (40, 1))


def mobilenetv2(*, w: Value, t: Value, r: Value, c: Value, k: Value, **n: Value) -> Sequential:
    """Inverted residuals: the shortcut joins what is narrow, and lies around every block that keeps the shape."""
    stages: Parts = [("stage1", Sequential(*_inverted(2 * w, None, 1)))]
    came = 2
    for number, (units, stride) in enumerate(STAGES, start=2):
        first = Sequential(*_inverted(units * w, came * w * t, stride))
        other = Residual(*_inverted(units * w, units * w * t, 1))
        rest = Repeat(n[f"n{number}"] - 1, ("", other))
        stages.append((f"stage{number}", Sequential(("first", first), ("rest", rest))))
        came = units
    return Sequential(
        ("conv1", normed(conv(4 * w, 3, 2), ReLU6())),
        *stages,
        ("last", normed(conv(160 * w, 1), ReLU6())),
        ("avgpool", GlobalAvgPool2d()),
        ("fc", Linear(k)),
        input=(c, r, r),
    )


ARCHITECTURES = (
    Architecture(
        "mobilenet",
        "MobileNet",
        "Depthwise convolutions, which look at each channel by itself, each followed by a pointwise one, which mixes "
        "the channels; a width multiplier of the paper is another number of first filters w.",
        "howard2017",
        (COLOURS, SIDE, HyperParameter("w", "filters of the first convolution", 32), PER_CHANNEL, FIVE, CLASSES),
        mobilenet,
        ("keras",),
    ),
    Architecture(
        "mobilenetv2",
        "MobileNetV2",
        "Inverted residuals: a block widens its input, looks at each channel by itself, and projects back to few "
        "channels, which the shortcut joins.",
        "sandler2018",
        (COLOURS, SIDE, UNIT, EXPANSION, *depths(2, 3, 4, 3, 3, 1, first=2), CLASSES),
        mobilenetv2,
        ("keras",),
    ),
)
