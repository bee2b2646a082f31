"""LeNet-5, as it is built today."""

from __future__ import annotations

from symcount.core.expression import Value
from symcount.layers import AvgPool2d, Conv2d, Flatten, Linear, Tanh
from symcount.networks.composite import Sequential
from symcount.networks.zoo.declaration import Architecture, HyperParameter


def lenet5(*, c: Value, w1: Value, w2: Value, d1: Value, d2: Value, r: Value, k: Value) -> Sequential:
    """Two convolutions with a pool behind each, then three linear layers, on digits of 32 x 32."""
    return Sequential(
        ("conv1", Conv2d(w1, kernel_size=5)), ("act1", Tanh()), ("pool1", AvgPool2d(2)),
        ("conv2", Conv2d(w2, kernel_size=5)), ("act2", Tanh()), ("pool2", AvgPool2d(2)),
        ("flatten", Flatten()), ("fc1", Linear(d1)), ("act3", Tanh()),
        ("fc2", Linear(d2)), ("act4", Tanh()), ("fc3", Linear(k)),
        input=(c, r, r),
    )  # fmt: skip


ARCHITECTURES = (
    Architecture(
        "lenet5",
        "LeNet-5",
        "Two 5x5 convolutions and three linear layers that read handwritten digits. In the paper the second "
        "convolution sees only some maps, its pools have weights and its output units are radial; here they are the "
        "usual ones.",
        "lecun1998",
        (
            HyperParameter("c", "input channels", 1),
            HyperParameter("r", "side of the image", 32),
            HyperParameter("w1", "filters of the first convolution", 6),
            HyperParameter("w2", "filters of the second convolution", 16),
            HyperParameter("d1", "units of the first linear layer", 120),
            HyperParameter("d2", "units of the second linear layer", 84),
            HyperParameter("k", "classes", 10),
        ),
        lenet5,
    ),
)
