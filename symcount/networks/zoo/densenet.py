"""DenseNet: every layer of a block sees all that came before it, and adds a few channels of its own."""

from __future__ import annotations

from symcount.core.expression import Value
from symcount.core.values import floor_div
from symcount.layers import AvgPool2d, BatchNorm2d, GlobalAvgPool2d, Linear, MaxPool2d, ReLU
from symcount.networks.composite import Repeat, Residual, Sequential
from symcount.networks.zoo.declaration import Architecture, HyperParameter
from symcount.networks.zoo.pieces import CLASSES, COLOURS, SIDE, Parts, conv, depths, normed

BOTTLENECK = HyperParameter("e", "filters of a bottleneck for each channel that is added", 4)
BEFORE = (("norm", BatchNorm2d()), ("act", ReLU()))
COMPRESSION = 2  # a transition keeps one channel of so many


def _layer(g: Value, e: Value) -> Residual:
    """A bottleneck and a 3x3 convolution, beside what comes in."""
    return Residual(*BEFORE, ("1", normed(conv(e * g, 1), ReLU())), ("2", conv(g, 3)), join="concat")


def _transition(channels: Value) -> Sequential:
    """What brings a block's output down to so many channels, and to half the extent."""
    return Sequential(*BEFORE, ("conv", conv(channels, 1)), ("pool", AvgPool2d(2)))


def densenet(*, w: Value, g: Value, e: Value, r: Value, c: Value, k: Value, **n: Value) -> Sequential:
    """Four blocks, and between them transitions that halve channels and extent."""
    parts: Parts = []
    channels = w
    for number, times in enumerate(n.values(), start=1):
        if parts:
            channels = floor_div(channels, COMPRESSION)
            parts.append((f"transition{number - 1}", _transition(channels)))
        parts.append((f"block{number}", Repeat(times, ("", _layer(g, e)))))
        channels = channels + times * g
    return Sequential(
        ("conv1", normed(conv(w, 7, 2), ReLU())),
        ("pool1", MaxPool2d(3, stride=2, padding=1)),
        *parts,
        *BEFORE,
        ("avgpool", GlobalAvgPool2d()),
        ("fc", Linear(k)),
        input=(c, r, r),
    )


def _densenet(
    number: int, *layers: int, width: int = 64, growth: int = 32, conventions: tuple[str, ...] = ("keras",)
) -> Architecture:  # fmt: skip
    about = (
        f"{number} layers of weights; in four dense blocks each layer reads the channels of all layers before it "
        "and adds its own, between them transitions keep half of the channels."
    )
    sizes = (
        COLOURS,
        SIDE,
        HyperParameter("w", "filters of the first convolution", width),
        HyperParameter("g", "growth rate: the channels that a layer adds", growth),
        BOTTLENECK,
        *depths(*layers, of="layers"),
        CLASSES,
    )
    return Architecture(f"densenet{number}", f"DenseNet-{number}", about, "huang2017", sizes, densenet, conventions)


ARCHITECTURES = (
    _densenet(121, 6, 12, 24, 16), _densenet(169, 6, 12, 32, 32), _densenet(201, 6, 12, 48, 32),
    _densenet(161, 6, 12, 36, 24, width=96, growth=48, conventions=()),
)  # fmt: skip
