"""SqueezeNet: few channels in, many channels out, half of them through 1x1 filters."""

from __future__ import annotations

from functools import partial

from symcount.core.expression import Value
from symcount.layers import AdaptiveAvgPool2d, Conv2d, Dropout, Flatten, MaxPool2d, ReLU
from symcount.networks.composite import Branch, Sequential
from symcount.networks.zoo.declaration import Architecture, HyperParameter
from symcount.networks.zoo.pieces import CLASSES, COLOURS, SIDE, Parts, conv

FIRES = 8
ALIKE = 2  # so many fire modules have as many channels, before the next ones have w more


def _activated(layer: Conv2d) -> Sequential:
    return Sequential(("conv", layer), ("act", ReLU()))


def _fire(squeezed: Value, e: Value) -> Sequential:
    """Squeeze the channels, then widen them through 1x1 and 3x3 filters side by side."""
    sides = Branch(
        ("1x1", _activated(conv(e * squeezed, 1, bias=True))), ("3x3", _activated(conv(e * squeezed, 3, bias=True)))
    )
    return Sequential(("squeeze", _activated(conv(squeezed, 1, bias=True))), ("expand", sides))


def squeezenet(
    *, side: int, pooled: tuple[int, int], s: Value, w: Value, e: Value, r: Value, c: Value, k: Value
) -> Sequential:
    """A first convolution of this side, eight fire modules, pools behind some of them, and a 1x1 convolution."""
    pool = MaxPool2d(3, stride=2, ceil_mode=True)
    fires: Parts = []
    for number in range(FIRES):
        fires.append((f"fire{number + 2}", _fire((number // ALIKE + 1) * w, e)))
        if number + 2 in pooled:
            fires.append((f"pool{number + 2}", pool))
    return Sequential(
        ("conv1", _activated(Conv2d(s, kernel_size=side, stride=2))),
        ("pool1", pool),
        *fires,
        ("drop", Dropout(0.5)),
        ("conv10", _activated(conv(k, 1, bias=True))),
        ("avgpool", AdaptiveAvgPool2d(1)),
        ("flatten", Flatten()),
        input=(c, r, r),
    )


def _squeezenet(version: str, about: str, filters: int, side: int, pooled: tuple[int, int]) -> Architecture:
    sizes = (
        COLOURS,
        SIDE,
        HyperParameter("s", "filters of the first convolution", filters),
        HyperParameter("w", "squeezed channels of the first modules, and how many more the later have", 16),
        HyperParameter("e", "filters of each kind for a squeezed channel", 4),
        CLASSES,
    )
    build = partial(squeezenet, side=side, pooled=pooled)
    name = f"squeezenet{version.replace('.', '_')}"
    return Architecture(name, f"SqueezeNet {version}", about, "iandola2016", sizes, build)


ABOUT = "Fire modules squeeze the channels and widen them again, half of them through 1x1 filters"

ARCHITECTURES = (
    _squeezenet("1.0", f"{ABOUT}; no linear layer.", 96, 7, (4, 8)),
    _squeezenet("1.1", f"{ABOUT}; smaller filters first and pools earlier than in 1.0.", 64, 3, (3, 5)),
)
