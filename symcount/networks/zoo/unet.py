"""U-Net: down to few places and many channels, and up again, each level beside what it was on the way down."""

from __future__ import annotations

from symcount.core.expression import Value
from symcount.layers import Concat, Conv2d, ConvTranspose2d, Dropout, MaxPool2d, ReLU, ZeroPad2d
from symcount.networks.composite import Sequential
from symcount.networks.graph import Graph
from symcount.networks.zoo.declaration import Architecture, HyperParameter
from symcount.networks.zoo.pieces import CLASSES

LEVELS = 4  # halvings on the way down
LOST = 4  # places of an axis that two convolutions without padding lose


def _twice(width: Value) -> Sequential:
    """Two activated 3x3 convolutions without padding."""
    one = Conv2d(width, kernel_size=3)
    return Sequential(("conv1", one), ("act1", ReLU()), ("conv2", one), ("act2", ReLU()))


def _cropped(level: int) -> int:
    """The places that a level has on the way down before those of the way up, along an axis.

    Below it lie two convolutions for each level on the way up and on the way down; what they lose
    there is as much in twice as many places here, half of it in front.
    """
    below = LEVELS - level
    return sum(LOST << depth for depth in (*range(1, below + 1), *range(1, below)))


def unet(*, r: Value, w: Value, c: Value, k: Value) -> Sequential:
    """Four halvings; every level has twice the channels of the one above it, at the bottom and on both sides."""
    nodes: dict[str, object] = {"down0": _twice(w)}
    for level in range(1, LEVELS + 1):
        rare = (("drop", Dropout(0.5)),) if level >= LEVELS - 1 else ()
        nodes[f"down{level}"] = Sequential(("pool", MaxPool2d(2)), ("", _twice(2**level * w)), *rare)
    for level in reversed(range(LEVELS)):
        width, half = 2**level * w, _cropped(level) // 2
        nodes[f"widen{level}"] = Sequential(("up", ConvTranspose2d(width, kernel_size=2, stride=2)), ("act", ReLU()))
        nodes[f"crop{level}"] = (ZeroPad2d((-half,) * 4), f"down{level}")
        nodes[f"beside{level}"] = (Concat(), f"crop{level}", f"widen{level}")
        nodes[f"up{level}"] = _twice(width)
    return Sequential(("levels", Graph(nodes)), ("classes", Conv2d(k, kernel_size=1)), input=(c, r, r))


ARCHITECTURES = (
    Architecture(
        "unet",
        "U-Net",
        "Every place of an image gets a class: a network goes down to few places and many channels and up again, and "
        "each level on the way up reads what it was on the way down; without padding, so that the classes are those of "
        "388 x 388 places in the middle.",
        "ronneberger2015",
        (
            HyperParameter("c", "input channels", 1),
            HyperParameter("r", "side of the image, 16 times a whole number and 12", 572),
            HyperParameter("w", "filters of the first level", 64),
            HyperParameter(CLASSES.name, CLASSES.meaning, 2),
        ),
        unet,
    ),
)
