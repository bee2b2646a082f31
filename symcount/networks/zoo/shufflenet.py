"""ShuffleNetV2: half of the channels pass each block untouched, and a shuffle mixes the halves."""

from __future__ import annotations

from symcount.core.expression import Value
from symcount.layers import ChannelShuffle, GlobalAvgPool2d, Linear, MaxPool2d, Narrow, ReLU
from symcount.networks.composite import Branch, Repeat, Sequential
from symcount.networks.zoo.declaration import Architecture, HyperParameter
from symcount.networks.zoo.pieces import CLASSES, COLOURS, SIDE, Parts, conv, depths, normed

HALVES = 2


def _looked(channels: Value, width: Value, stride: int) -> Parts:
    """A depthwise convolution, not activated, and a pointwise one."""
    depthwise = normed(conv(channels, 3, stride, groups=channels))
    return [("dw", depthwise), ("pw", normed(conv(width, 1), ReLU()))]


def _halving(came: Value, half: Value) -> Sequential:
    """Two paths that both see all channels and halve the extent."""
    left = Sequential(*_looked(came, half, 2))
    right = Sequential(("narrow", normed(conv(half, 1), ReLU())), *_looked(half, half, 2))
    return Sequential(("", Branch(("left", left), ("right", right))), ("shuffle", ChannelShuffle(HALVES)))


def _block(half: Value) -> Sequential:
    """Half of the channels go on as they are, the others through three convolutions."""
    share = ("share", Narrow(half))
    right = Sequential(share, ("narrow", normed(conv(half, 1), ReLU())), *_looked(half, half, 1))
    return Sequential(("", Branch(("left", Sequential(share)), ("right", right))), ("shuffle", ChannelShuffle(HALVES)))


def shufflenet(*, s: Value, d: Value, t: Value, r: Value, c: Value, k: Value, **n: Value) -> Sequential:
    """Three stages, each twice as wide as the one before."""
    stages: Parts = []
    came = s
    for number, blocks in enumerate(n.values()):
        half = 2**number * d
        rest = Repeat(blocks - 1, ("", _block(half)))
        stages.append((f"stage{number + 2}", Sequential(("first", _halving(came, half)), ("rest", rest))))
        came = HALVES * half
    return Sequential(
        ("conv1", normed(conv(s, 3, 2), ReLU())),
        ("pool1", MaxPool2d(3, stride=2, padding=1)),
        *stages,
        ("conv5", normed(conv(t, 1), ReLU())),
        ("avgpool", GlobalAvgPool2d()),
        ("fc", Linear(k)),
        input=(c, r, r),
    )


def _shufflenet(scale: str, half: int, top: int) -> Architecture:
    about = (
        "Half of the channels pass each block untouched, the others go through depthwise and pointwise convolutions, "
        f"and a shuffle mixes them; {scale} times as wide as the first one."
    )
    sizes = (
        COLOURS,
        SIDE,
        HyperParameter("s", "filters of the first convolution", 24),
        HyperParameter("d", "half of the channels of the first stage", half),
        HyperParameter("t", "filters of the last convolution", top),
        *depths(4, 8, 4, first=2),
        CLASSES,
    )
    name = f"shufflenet_v2_x{scale.replace('.', '_')}"
    return Architecture(name, f"ShuffleNetV2 x{scale}", about, "ma2018", sizes, shufflenet)


ARCHITECTURES = (
    _shufflenet("0.5", 24, 1024), _shufflenet("1.0", 58, 1024), _shufflenet("1.5", 88, 1024),
    _shufflenet("2.0", 122, 2048),
)  # fmt: skip
