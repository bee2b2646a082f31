"""Networks with a gate of their own: hidden units that open and close, channels that are turned up and down."""

from __future__ import annotations

from symcount.core.facts import divides, either, flag, gives, incoming, let, rest, size, takes
from symcount.core.placing import Case
from symcount.layers.activation import ReLU, Sigmoid, SiLU
from symcount.layers.adaptive import AdaptiveAvgPool2d
from symcount.layers.convolution import Conv2d
from symcount.layers.learned import ScaleChannels
from symcount.layers.linear import Linear
from symcount.layers.merging import Multiply
from symcount.layers.reshaping import Flatten
from symcount.networks.block import Block
from symcount.networks.composite import Network
from symcount.networks.graph import Graph


class SwiGLU(Block):
    """Every token (d,) goes through F hidden units, each multiplied by a gate: (d,) again (arXiv:2002.05202)."""

    part = "fully connected"

    hidden_features = size("F", "hidden units")
    bias = flag("biases of all three layers", default=False)

    leading = rest("r", "leading dimensions")
    features = incoming("d", "numbers of a token", keyword=True)
    shape = takes(leading, features)
    output = gives(leading, features)

    def inside(self, case: Case) -> Network:
        """A gate and hidden units side by side, multiplied, and a way back."""
        hidden = Linear(self.hidden_features, bias=self.bias)
        return Graph({
            "gate_proj": (hidden, "input"), "activation": SiLU(), "up_proj": (hidden, "input"),
            "multiply": (Multiply(), "activation", "up_proj"),
            "down_proj": Linear(case.value(SwiGLU.features), bias=self.bias),
        })  # fmt: skip


class SqueezeExcite(Block):
    """Every channel of an image (c, H, W) is multiplied by a number made of the means of all channels."""

    part = "convolutional"

    squeeze_channels = size("q", "channels that are squeezed to", default=None)
    reduction = size("r", "how many times fewer channels are squeezed to", default=16)

    channels = incoming("c", "channels")
    height = incoming("H", "height")
    width = incoming("W", "width")
    shape = takes(channels, height, width)
    output = gives(channels, height, width)
    squeezed = let(
        "q_c", "channels in between", either(squeeze_channels, None, channels / reduction, squeeze_channels),
        why="a share of the channels, unless their number is told", cite="hu2018",
    )  # fmt: skip

    share = divides(
        either(squeeze_channels, None, reduction, 1), channels, "the channels in between are a whole share of all"
    )  # fmt: skip

    def inside(self, case: Case) -> Network:
        """The means, two convolutions that see one place, and the channels multiplied by what they give."""
        return Graph({
            "avgpool": (AdaptiveAvgPool2d(1), "input"),
            "fc1": Conv2d(case.value(SqueezeExcite.squeezed), kernel_size=1), "activation": ReLU(),
            "fc2": Conv2d(case.value(SqueezeExcite.channels), kernel_size=1), "scale_activation": Sigmoid(),
            "flat": Flatten(), "scale": (ScaleChannels(), "input", "flat"),
        })  # fmt: skip
