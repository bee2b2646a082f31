"""Residual networks that normalize and activate before their convolutions, so that a shortcut is never changed."""

from __future__ import annotations

from symcount.core.expression import Value
from symcount.layers import BatchNorm2d, Conv2d, GlobalAvgPool2d, Linear, MaxPool2d, ReLU
from symcount.networks.composite import Repeat, Residual, Sequential
from symcount.networks.zoo.declaration import Architecture
from symcount.networks.zoo.pieces import CLASSES, COLOURS, SIDE, Parts, conv, depths, normed
from symcount.networks.zoo.resnet import EXPANSION, WIDTH

BEFORE = (("norm", BatchNorm2d()), ("act", ReLU()))


def _body(width: Value, outer: Value, stride: int) -> Parts:
    """The convolutions of a block; only the last, which no normalization follows, has biases."""
    return [
        ("1", normed(conv(width, 1), ReLU())),
        ("2", normed(conv(width, 3, stride), ReLU())),
        ("3", conv(outer, 1, bias=True)),
    ]


def _stage(width: Value, outer: Value, times: Value, stride: int) -> Sequential:
    """The first block projects its activated input, the last one takes the stride; the others keep the shape."""
    project = conv(outer, 1, bias=True)
    first = Sequential(*BEFORE, ("", Residual(*_body(width, outer, 1), shortcut=project)))
    other = Residual(*BEFORE, *_body(width, outer, 1))
    if stride == 1:
        return Sequential(("first", first), ("rest", Repeat(times - 1, ("", other))))
    last = Residual(*BEFORE, *_body(width, outer, stride), shortcut=MaxPool2d(1, stride=stride))
    return Sequential(("first", first), ("rest", Repeat(times - 2, ("", other))), ("last", last))


def keras(*, w: Value, e: Value, r: Value, c: Value, k: Value, **n: Value) -> Sequential:
    """As Keras builds it: each stage but the last halves the extent in its last block."""
    stages = [
        (f"conv{i + 2}", _stage(2**i * w, 2**i * e * w, n[f"n{i + 1}"], stride))
        for i, stride in enumerate((2, 2, 2, 1))
    ]  # fmt: skip
    return Sequential(
        ("conv1", Conv2d(w, kernel_size=7, stride=2, padding=3)),
        ("pool1", MaxPool2d(3, stride=2, padding=1)),
        *stages,
        ("post", Sequential(*BEFORE)),
        ("avgpool", GlobalAvgPool2d()),
        ("fc", Linear(k)),
        input=(c, r, r),
    )


def _keras(number: int, *blocks: int) -> Architecture:
    about = (
        f"{number} layers of weights in bottleneck blocks that normalize and activate first, so that nothing "
        "stands on the way from shortcut to shortcut; as Keras builds it."
    )
    sizes = (COLOURS, SIDE, WIDTH, EXPANSION, *depths(*blocks), CLASSES)
    return Architecture(f"resnet{number}v2", f"ResNet-{number} V2", about, "he2016identity", sizes, keras, ("keras",))


ARCHITECTURES = (_keras(50, 3, 4, 6, 3), _keras(101, 3, 4, 23, 3), _keras(152, 3, 8, 36, 3))
