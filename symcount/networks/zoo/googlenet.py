"""GoogLeNet: the first Inception, with batch normalization, as torchvision builds it."""

from __future__ import annotations

from symcount.core.expression import Value
from symcount.layers import Dropout, GlobalAvgPool2d, Linear, MaxPool2d, ReLU
from symcount.networks.composite import Branch, Sequential
from symcount.networks.zoo.declaration import Architecture, HyperParameter
from symcount.networks.zoo.pieces import CLASSES, COLOURS, SIDE, Parts, conv, normed

# Of every module, in units: 1x1, narrowed and 3x3, narrowed and (once) 5x5, and behind the pool.
MODULES = {
    "3a": (8, 12, 16, 2, 4, 4), "3b": (16, 16, 24, 4, 12, 8),
    "4a": (24, 12, 26, 2, 6, 8), "4b": (20, 14, 28, 3, 8, 8), "4c": (16, 16, 32, 3, 8, 8),
    "4d": (14, 18, 36, 4, 8, 8), "4e": (32, 20, 40, 4, 16, 16),
    "5a": (32, 20, 40, 4, 16, 16), "5b": (48, 24, 48, 6, 16, 16),
}  # fmt: skip
POOLED = {"3b": 3, "4e": 2}  # the side of the pool behind a module


def _unit(width: Value, side: int, stride: int = 1) -> Sequential:
    return normed(conv(width, side, stride), ReLU())


def _module(w: Value, plain: int, narrow3: int, wide3: int, narrow5: int, wide5: int, pooled: int) -> Branch:
    """Four paths side by side; where the paper has filters of 5x5, the original code has 3x3, and torchvision too."""
    pool = MaxPool2d(3, stride=1, padding=1, ceil_mode=True)
    return Branch(
        ("1x1", _unit(plain * w, 1)),
        ("3x3", Sequential(("1", _unit(narrow3 * w, 1)), ("2", _unit(wide3 * w, 3)))),
        ("5x5", Sequential(("1", _unit(narrow5 * w, 1)), ("2", _unit(wide5 * w, 3)))),
        ("pool", Sequential(("1", pool), ("2", _unit(pooled * w, 1)))),
    )


def googlenet(*, w: Value, r: Value, c: Value, k: Value) -> Sequential:
    """Three convolutions, nine modules; what helps only in training, the two classifiers on the way, is left out."""
    modules: Parts = []
    for name, units in MODULES.items():
        modules.append((f"inception{name}", _module(w, *units)))
        if name in POOLED:
            modules.append((f"pool{name[0]}", MaxPool2d(POOLED[name], stride=2, ceil_mode=True)))
    return Sequential(
        ("conv1", _unit(8 * w, 7, 2)),
        ("pool1", MaxPool2d(3, stride=2, ceil_mode=True)),
        ("conv2", _unit(8 * w, 1)),
        ("conv3", _unit(24 * w, 3)),
        ("pool2", MaxPool2d(3, stride=2, ceil_mode=True)),
        *modules,
        ("avgpool", GlobalAvgPool2d()),
        ("drop", Dropout(0.2)),
        ("fc", Linear(k)),
        input=(c, r, r),
    )


ARCHITECTURES = (
    Architecture(
        "googlenet",
        "GoogLeNet",
        "Nine modules whose paths see the input through filters of several sizes, side by side, behind 1x1 "
        "convolutions that narrow it; as torchvision builds it, with batch normalization.",
        "szegedy2015",
        (
            COLOURS,
            SIDE,
            HyperParameter("w", "unit of width, of which all numbers of filters are multiples", 8),
            CLASSES,
        ),
        googlenet,
    ),
)
