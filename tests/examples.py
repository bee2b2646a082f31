"""Networks by name, with inputs in numbers, in symbols and in both: the laws run over all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from examples_blocks import BLOCKS
from examples_features import FEATURES
from examples_vision import VISION
from examples_windows import WINDOWS
from symcount.core.expression import Size, Value
from symcount.core.shape import read_shape
from symcount.core.sizes import sizes
from symcount.layers import *
from symcount.networks.composite import Branch, Network, Sequential
from symcount.networks.rows import rows
from symcount.networks.signal import Row, at_shape

Point = Mapping[str, int]


@dataclass(frozen=True)
class Example:
    """A network, its input, and points: a number for every size that has only a name."""

    network: Network
    input: tuple[object, ...]
    points: tuple[Point, ...] = ({},)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Every layer at its place."""
        return rows(self.network, self.input)

    def rows_at(self, point: Point) -> tuple[Row, ...]:
        """The same after numbers were put into the layers and the input, before anything was placed."""
        where = numbers(point)
        return rows(self.network.at(where), at_shape(read_shape(self.input), where))


def numbers(point: Point) -> dict[Size, Value]:
    """A point as values of the user's own sizes."""
    return {Size(name): value for name, value in point.items()}


c, k, f, s, p, g, n, m, h, w, q = sizes("c k f s p g n m h w q")

LENET = Sequential(
    {
        "CONV1": Conv2d(8, kernel_size=5),
        "POOL1": MaxPool2d(2),
        "CONV2": Conv2d(16, kernel_size=5),
        "POOL2": MaxPool2d(2),
    },
    ("flat", Flatten()),
    {"FC3": Linear(120), "FC4": Linear(84), "Softmax": Linear(10)},
)
WIDE = Sequential(
    ("stem", Conv2d(k, kernel_size=f, padding="same", bias=False)),
    (
        "body",
        Sequential(BatchNorm2d(), ReLU(), ("pool", MaxPool2d(2)), ("deep", Conv2d(2 * k, kernel_size=3, padding=1))),
    ),
    ("head", Sequential(GlobalAvgPool2d(), Linear(m))),
)
CHAIN = Sequential(
    Conv2d(4, kernel_size=3, stride=2), MaxPool2d(3, stride=2), Conv2d(8, kernel_size=f, stride=s), AvgPool2d(2),
)  # fmt: skip

CONVOLUTIONS = {
    "conv2d": Example(Conv2d(32, kernel_size=3), (3, 32, 32)),
    "conv2d of sizes": Example(Conv2d(k, kernel_size=f), (c, 32, 32), ({"c": 3, "k": 32, "f": 3}, {"c": 7, "k": 5, "f": 11})),
    "conv2d equal sizes": Example(Conv2d(c, kernel_size=c), (c, h, w), ({"c": 3, "h": 8, "w": 9}, {"c": 1, "h": 1, "w": 2})),
    "conv2d rectangular": Example(Conv2d(8, kernel_size=(3, 5), stride=(1, 2), padding=(0, 2)), (4, 17, 23)),
    "conv2d strided sizes": Example(
        Conv2d(k, kernel_size=f, stride=s, padding=p), (3, h, h),
        ({"k": 4, "f": 3, "s": 2, "p": 1, "h": 15}, {"k": 9, "f": 7, "s": 3, "p": 2, "h": 40}),
    ),
    "conv2d same": Example(Conv2d(6, kernel_size=(3, 4), padding="same", dilation=2), (2, 9, 10)),
    "conv2d valid": Example(Conv2d(6, kernel_size=3, padding="valid", stride=2), (2, 9, 10)),
    "conv2d dilated": Example(Conv2d(k, kernel_size=3, dilation=(2, 3)), (c, 20, 21), ({"c": 2, "k": 3}, {"c": 5, "k": 1})),
    "conv2d grouped": Example(Conv2d(12, kernel_size=3, groups=4), (8, 10, 10)),
    "conv2d groups of sizes": Example(
        Conv2d(g * k, kernel_size=3, groups=g), (c, 8, 8), ({"c": 8, "g": 4, "k": 3}, {"c": 15, "g": 5, "k": 1}),
    ),
    "conv2d depthwise": Example(Conv2d(c, kernel_size=f, groups=c), (c, 12, 12), ({"c": 6, "f": 3}, {"c": 11, "f": 5})),
    "conv2d without bias": Example(Conv2d(k, kernel_size=1, bias=False), (64, 7, 7), ({"k": 10},)),
    "conv1d": Example(Conv1d(16, kernel_size=7, stride=2, padding=3), (4, 100)),
    "conv1d same": Example(Conv1d(k, kernel_size=f, padding="same"), (c, n), ({"c": 3, "k": 5, "f": 4, "n": 9},)),
    "conv3d": Example(Conv3d(5, kernel_size=(1, 2, 3), stride=(2, 1, 1)), (2, 7, 8, 9)),
    "conv3d of sizes": Example(Conv3d(k, kernel_size=f, padding=1), (1, n, n, n), ({"k": 4, "f": 3, "n": 6},)),
}  # fmt: skip

POOLS = {
    "max pool": Example(MaxPool2d(2), (8, 28, 28)),
    "max pool ceil": Example(MaxPool2d(3, stride=2, padding=1, ceil_mode=True), (4, 16, 17)),
    "max pool ceil of sizes": Example(
        MaxPool2d(f, stride=s, ceil_mode=True), (c, h, 9), ({"c": 2, "f": 3, "s": 2, "h": 8}, {"c": 2, "f": 2, "s": 3, "h": 7}),
    ),
    "max pool dilated": Example(MaxPool1d(3, stride=1, dilation=2), (2, 20)),
    "average pool": Example(AvgPool2d((2, 3), stride=(2, 1), padding=(1, 0)), (c, 10, 12), ({"c": 5},)),
    "average pool 3d": Example(AvgPool3d(2, ceil_mode=True), (2, 5, 6, 7)),
    "adaptive pool": Example(AdaptiveAvgPool2d((q, None)), (c, h, w), ({"c": 4, "h": 9, "w": 8, "q": 3},)),
    "adaptive pool 1d": Example(AdaptiveMaxPool1d(4), (6, 31)),
    "global pool": Example(GlobalAvgPool2d(), (c, h, w), ({"c": 12, "h": 5, "w": 6},)),
    "global pools of sequences": Example(Branch(GlobalAvgPool1d(), GlobalMaxPool1d()), (c, n), ({"c": 7, "n": 4}, {"c": 1, "n": 1})),
    "global pools of images": Example(Branch(GlobalMaxPool2d(), GlobalAvgPool2d()), (c, 4, h), ({"c": 7, "h": 4},)),
    "global pools of volumes": Example(Branch(GlobalMaxPool3d(), GlobalAvgPool3d()), (7, 4, 4, 4)),
}  # fmt: skip

OTHERS = {
    "linear": Example(Linear(10), (400,)),
    "linear of sizes": Example(Linear(m), (n,), ({"n": 5, "m": 3}, {"n": 1, "m": 1}, {"n": 4, "m": 4})),
    "linear without bias": Example(Linear(m, bias=False), (n,), ({"n": 5, "m": 3},)),
    "linear with leading dimensions": Example(Linear(m), (h, 7, n), ({"h": 2, "n": 6, "m": 9},)),
    "linear of a formula": Example(Linear(4 * n), ((n + 1) // 2,), ({"n": 9}, {"n": 10})),
    "flatten": Example(Flatten(), (c, h, 5), ({"c": 2, "h": 3},)),
    "batch norm 1d": Example(BatchNorm1d(), (c,), ({"c": 40},)),
    "batch norm 1d of sequences": Example(BatchNorm1d(), (12, 30)),
    "batch norm 2d": Example(BatchNorm2d(), (c, 8, 8), ({"c": 16}, {"c": 1})),
    "batch norm without affine": Example(BatchNorm2d(affine=False), (16, 8, 8)),
    "batch norm without statistics": Example(BatchNorm3d(track_running_stats=False), (3, 4, 5, 6)),
    "layer norm": Example(LayerNorm(), (10, n), ({"n": 32},)),
    "layer norm of an image": Example(LayerNorm((c, 6, 6)), (c, 6, 6), ({"c": 3},)),
    "layer norm without bias": Example(LayerNorm(bias=False), (5, 24)),
    "layer norm without affine": Example(LayerNorm(elementwise_affine=False), (n,), ({"n": 8},)),
    "dropout": Example(Dropout(0.25), (n, 3), ({"n": 4},)),
    "softmax": Example(Softmax(dim=1), (10,)),
}  # fmt: skip

NETWORKS = {
    "lenet": Example(LENET, (3, 32, 32)),
    "lenet of a side": Example(LENET, (c, h, h), ({"c": 3, "h": 32}, {"c": 1, "h": 28})),
    "nested network": Example(WIDE, (c, 16, 16), ({"c": 3, "k": 8, "f": 3, "m": 10}, {"c": 1, "k": 1, "f": 5, "m": 2})),
    "nested network in numbers": Example(WIDE.at(numbers({"k": 8, "f": 3, "m": 10})), (3, 16, 16)),
    "chain of windows": Example(CHAIN, (1, n, 64), ({"n": 50, "f": 2, "s": 1}, {"n": 83, "f": 3, "s": 2})),
    "no layers with weights": Example(Sequential(ReLU(), MaxPool2d(2), Identity()), (3, 8, 8)),
}

EXAMPLES: Mapping[str, Example] = {
    **CONVOLUTIONS, **POOLS, **OTHERS, **NETWORKS,
    **{name: Example(*one) for name, one in {**BLOCKS, **FEATURES, **VISION, **WINDOWS}.items()},
}  # fmt: skip


def example_points() -> Iterator[tuple[str, Example, Point]]:
    """Every example with each of its points."""
    for name, example in EXAMPLES.items():
        for point in example.points:
            yield name, example, point
