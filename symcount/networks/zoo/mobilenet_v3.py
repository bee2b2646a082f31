"""MobileNetV3: inverted residuals from two tables that were searched for; some blocks weigh their channels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from symcount.core.expression import Value
from symcount.core.layer import Layer
from symcount.layers import AdaptiveAvgPool2d, Conv2d, Dropout, Flatten, Hardswish, ReLU
from symcount.networks.blocks import SqueezeExcite
from symcount.networks.composite import Network, Residual, Sequential
from symcount.networks.zoo.declaration import Architecture
from symcount.networks.zoo.mobilenet import UNIT, depthwise
from symcount.networks.zoo.pieces import CLASSES, COLOURS, SIDE, Parts, conv, normed


@dataclass(frozen=True, slots=True)
class Row:
    """One block of the paper's tables, its widths in units of eight: `squeezed` is 0 where no channels are weighed."""

    kernel_size: int
    expanded: int
    width: int
    squeezed: int
    activation: Layer
    stride: int


RE, HS = ReLU(), Hardswish()

SMALL = (
    Row(3, 2, 2, 1, RE, 2), Row(3, 9, 3, 0, RE, 2), Row(3, 11, 3, 0, RE, 1),
    Row(5, 12, 5, 3, HS, 2), Row(5, 30, 5, 8, HS, 1), Row(5, 30, 5, 8, HS, 1),
    Row(5, 15, 6, 4, HS, 1), Row(5, 18, 6, 5, HS, 1),
    Row(5, 36, 12, 9, HS, 2), Row(5, 72, 12, 18, HS, 1), Row(5, 72, 12, 18, HS, 1),
)  # fmt: skip
LARGE = (
    Row(3, 2, 2, 0, RE, 1), Row(3, 8, 3, 0, RE, 2), Row(3, 9, 3, 0, RE, 1),
    Row(5, 9, 5, 3, RE, 2), Row(5, 15, 5, 4, RE, 1), Row(5, 15, 5, 4, RE, 1),
    Row(3, 30, 10, 0, HS, 2), Row(3, 25, 10, 0, HS, 1), Row(3, 23, 10, 0, HS, 1), Row(3, 23, 10, 0, HS, 1),
    Row(3, 60, 14, 15, HS, 1), Row(3, 84, 14, 21, HS, 1),
    Row(5, 84, 20, 21, HS, 2), Row(5, 120, 20, 30, HS, 1), Row(5, 120, 20, 30, HS, 1),
)  # fmt: skip
STEM = 2  # units of the first convolution
LAST = 6  # times that the last convolution over an image widens its input


def _block(row: Row, came: int, w: Value) -> Network:
    """Expansion, depthwise convolution, weighing, projection; around it a shortcut where the shape stays."""
    parts: Parts = []
    if row.expanded != came:
        parts.append(("expand", normed(conv(row.expanded * w, 1), row.activation)))
    parts.append(("dw", normed(depthwise(row.kernel_size, row.stride), row.activation)))
    if row.squeezed:
        parts.append(("se", SqueezeExcite(squeeze_channels=row.squeezed * w)))
    parts.append(("project", normed(conv(row.width * w, 1))))
    return Residual(*parts) if row.stride == 1 and row.width == came else Sequential(*parts)


def mobilenetv3(table: tuple[Row, ...], hidden: int, *, w: Value, r: Value, c: Value, k: Value) -> Sequential:
    """The blocks of a table, then a head with so many units of hidden channels behind the mean."""
    blocks: Parts = []
    came = STEM
    for number, row in enumerate(table):
        blocks.append((f"block{number}", _block(row, came, w)))
        came = row.width
    return Sequential(
        ("conv1", normed(conv(STEM * w, 3, 2), HS)),
        *blocks,
        ("last", normed(conv(LAST * came * w, 1), HS)),
        ("avgpool", AdaptiveAvgPool2d(1)),
        ("hidden", Conv2d(hidden * w, kernel_size=1)),
        ("act", HS),
        ("dropout", Dropout(0.2)),
        ("logits", Conv2d(k, kernel_size=1)),
        ("flatten", Flatten()),
        input=(c, r, r),
    )


def _mobilenetv3(word: str, about: str, table: tuple[Row, ...], hidden: int) -> Architecture:
    build = partial(mobilenetv3, table, hidden)
    title = f"MobileNetV3-{word}"
    return Architecture(
        f"mobilenetv3{word.lower()}", title, about, "howard2019", (COLOURS, SIDE, UNIT, CLASSES), build, ("keras",)
    )  # fmt: skip


ARCHITECTURES = (
    _mobilenetv3(
        "Small", "Eleven blocks that a search found for telephones where little can be worked out.", SMALL, 128
    ),
    _mobilenetv3(
        "Large", "Fifteen blocks that a search found for telephones where more can be worked out.", LARGE, 160
    ),
)
