"""What architectures for images share: their input and classes as hyper-parameters, and normalized convolutions."""

from __future__ import annotations

from typing import TypeAlias

from symcount.core.expression import Value
from symcount.core.layer import Layer
from symcount.layers import BatchNorm2d, Conv2d
from symcount.networks.composite import Network, Sequential
from symcount.networks.zoo.declaration import HyperParameter

Parts: TypeAlias = list[tuple[str, Network]]

COLOURS = HyperParameter("c", "input channels", 3)
CLASSES = HyperParameter("k", "classes", 1000)
SIDE = HyperParameter("r", "side of the image", 224)


def depths(*numbers: int, of: str = "blocks", first: int = 1) -> tuple[HyperParameter, ...]:
    """The repetitions of every stage, from the first on, as hyper-parameters: n1, n2, ..."""
    return tuple(HyperParameter(f"n{i}", f"{of} of stage {i}", n) for i, n in enumerate(numbers, start=first))


def conv(
    out_channels: Value, kernel_size: int | tuple[int, int], stride: int = 1, *, groups: Value = 1, bias: bool = False
) -> Conv2d:
    """A convolution that keeps the extent but for its stride: half a filter of zeros on each side."""
    sides = (kernel_size, kernel_size) if isinstance(kernel_size, int) else kernel_size
    half = tuple(side // 2 for side in sides)
    return Conv2d(out_channels, kernel_size=kernel_size, stride=stride, padding=half, groups=groups, bias=bias)


def normed(layer: Layer, activation: Layer | None = None, norm: Layer | None = None) -> Sequential:
    """A layer, its normalization (batch normalization unless told), and its activation where there is one."""
    behind = () if activation is None else (("act", activation),)
    return Sequential(("conv", layer), ("norm", norm or BatchNorm2d()), *behind)
