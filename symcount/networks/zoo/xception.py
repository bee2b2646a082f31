"""Xception: separable convolutions around shortcuts, in an entry, a middle and an exit."""

from __future__ import annotations

from symcount.core.expression import Value
from symcount.layers import Conv2d, GlobalAvgPool2d, Linear, MaxPool2d, ReLU, SeparableConv2d
from symcount.networks.composite import Repeat, Residual, Sequential
from symcount.networks.zoo.declaration import Architecture, HyperParameter
from symcount.networks.zoo.pieces import CLASSES, COLOURS, Parts, conv, normed

SIDE = HyperParameter("r", "side of the image", 299)


def _separable(width: Value, *activation: ReLU) -> Sequential:
    """A separable convolution and its normalization, activated behind or not."""
    return normed(SeparableConv2d(width, kernel_size=3, padding=1, bias=False), *activation)


def _activated(*widths: Value) -> Parts:
    """Separable convolutions, an activation before each."""
    return [
        pair for place, width in enumerate(widths, start=1)
        for pair in ((f"act{place}", ReLU()), (f"sep{place}", _separable(width)))
    ]  # fmt: skip


def _halving(parts: Parts, width: Value) -> Residual:
    """A block that halves the extent with a pool, beside a projection with a stride."""
    return Residual(*parts, ("pool", MaxPool2d(3, stride=2, padding=1)), shortcut=normed(conv(width, 1, 2)))


def xception(*, w: Value, d: Value, n: Value, r: Value, c: Value, k: Value) -> Sequential:
    """Entry: four halvings; middle: n blocks alike of width d; exit: one halving and the widest convolutions."""
    return Sequential(
        ("conv1", normed(Conv2d(w, kernel_size=3, stride=2, bias=False), ReLU())),
        ("conv2", normed(Conv2d(2 * w, kernel_size=3, bias=False), ReLU())),
        ("block2", _halving(_activated(4 * w, 4 * w)[1:], 4 * w)),  # what comes in is activated already
        ("block3", _halving(_activated(8 * w, 8 * w), 8 * w)),
        ("block4", _halving(_activated(d, d), d)),
        ("middle", Repeat(n, ("", Residual(*_activated(d, d, d))))),
        ("block13", _halving(_activated(d, 32 * w), 32 * w)),
        ("sep1", _separable(48 * w, ReLU())),
        ("sep2", _separable(64 * w, ReLU())),
        ("avgpool", GlobalAvgPool2d()),
        ("fc", Linear(k)),
        input=(c, r, r),
    )


ARCHITECTURES = (
    Architecture(
        "xception",
        "Xception",
        "Inception taken to its end: every convolution but the first two looks at each channel by itself and then "
        "mixes the channels, around shortcuts.",
        "chollet2017",
        (
            COLOURS,
            SIDE,
            HyperParameter("w", "filters of the first convolution", 32),
            HyperParameter("d", "width of the middle blocks", 728),
            HyperParameter("n", "middle blocks", 8),
            CLASSES,
        ),
        xception,
        ("keras",),
    ),
)
