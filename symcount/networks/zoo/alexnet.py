"""AlexNet in one column: five convolutions and three wide linear layers."""

from __future__ import annotations

from symcount.core.expression import Value
from symcount.layers import AdaptiveAvgPool2d, Conv2d, Dropout, Flatten, Linear, MaxPool2d, ReLU
from symcount.networks.composite import Sequential
from symcount.networks.zoo.declaration import Architecture, HyperParameter
from symcount.networks.zoo.pieces import CLASSES, COLOURS, SIDE, conv


def alexnet(*, w: Value, u: Value, r: Value, c: Value, k: Value) -> Sequential:
    """The filters of later convolutions are multiples of those of the first."""
    return Sequential(
        ("conv1", Conv2d(w, kernel_size=11, stride=4, padding=2)),
        ("act1", ReLU()),
        ("pool1", MaxPool2d(3, stride=2)),
        ("conv2", conv(3 * w, 5, bias=True)),
        ("act2", ReLU()),
        ("pool2", MaxPool2d(3, stride=2)),
        ("conv3", conv(6 * w, 3, bias=True)),
        ("act3", ReLU()),
        ("conv4", conv(4 * w, 3, bias=True)),
        ("act4", ReLU()),
        ("conv5", conv(4 * w, 3, bias=True)),
        ("act5", ReLU()),
        ("pool5", MaxPool2d(3, stride=2)),
        ("avgpool", AdaptiveAvgPool2d(6)),
        ("flatten", Flatten()),
        ("drop6", Dropout(0.5)),
        ("fc6", Linear(u)),
        ("act6", ReLU()),
        ("drop7", Dropout(0.5)),
        ("fc7", Linear(u)),
        ("act7", ReLU()),
        ("fc8", Linear(k)),
        input=(c, r, r),
    )


ARCHITECTURES = (
    Architecture(
        "alexnet",
        "AlexNet",
        "Five convolutions, the first with large filters, and three linear layers that have nearly all parameters; "
        "in one column instead of two, as torchvision builds it.",
        "krizhevsky2014",
        (
            COLOURS,
            SIDE,
            HyperParameter("w", "filters of the first convolution", 64),
            HyperParameter("u", "units of a hidden layer", 4096),
            CLASSES,
        ),
        alexnet,
    ),
)
