"""Convolutions over one, two and three axes."""

from __future__ import annotations

from symcount.core.facts import (
    at_least,
    convention,
    divides,
    each,
    either,
    flag,
    gives,
    incoming,
    option,
    shift,
    size,
    takes,
    weights,
    work,
)
from symcount.core.layer import Layer
from symcount.layers.allowed import one_of
from symcount.layers.passes import bias_added, convolved_input
from symcount.layers.window import (
    AROUND,
    MIRRORED,
    PADDING_WORDS,
    added_behind,
    filter_fits,
    filtered,
    same_is_unstrided,
    span,
)

PADDING_MODE = one_of("circular", "reflect", "replicate", "zeros")


class Convolution(Layer, abstract=True):
    """Slide k filters over the input; each sees c/g channels through a window of f steps along every axis."""

    part = "convolutional"

    out_channels = size("k", "number of filters")
    kernel_size = size("f", "filter size", along=True)
    stride = size("s", "stride", default=1, along=True)
    padding = size("p", "padding on each side", default=0, least=0, along=True, words=PADDING_WORDS)
    dilation = size("d", "dilation", default=1, along=True)
    groups = size("g", "groups", default=1)
    bias = flag("one bias for every filter")
    padding_mode = option("what the padding repeats", default="zeros", allowed=PADDING_MODE)

    framework = convention("framework")
    in_channels = incoming("c", "input channels", keyword=True)
    extent = incoming("{}", "input extent", along=True)
    shape = takes(in_channels, each(extent))

    reach = span(kernel_size, dilation)
    out = filtered(extent, reach, stride, padding)
    output = gives(out_channels, each(out))

    equal_groups = divides(groups, in_channels, "every group takes an equal share of the input channels")
    equal_filters = divides(groups, out_channels, "every group makes an equal share of the filters")
    fits = filter_fits(extent, reach, padding)
    unstrided = same_is_unstrided(stride, padding, framework)
    mirrored = at_least(
        extent, either(padding_mode, "reflect", added_behind(reach, padding) + 1, 1), MIRRORED, along=True
    )
    around = at_least(extent, either(padding_mode, "circular", added_behind(reach, padding), 1), AROUND, along=True)

    weight = weights(
        out_channels, in_channels / groups, each(kernel_size), unit="filter", cite="lecun1998",
        why="each filter has one weight for every position of its window and every channel it sees",
    )  # fmt: skip
    offset = shift(
        out_channels, when=bias, name="bias",
        why="each filter adds one number of its own, its bias, to everything it gives",
    )  # fmt: skip
    dots = work(
        each(kernel_size), in_channels / groups, times=(out_channels, each(out)),
        why="every output value multiplies each weight of its filter once with an input value and adds it up",
    )  # fmt: skip
    additions = bias_added(out_channels, each(out), when=bias)
    multiplied = convolved_input()


class Conv1d(Convolution, axes=1):
    """A convolution along a sequence: (c, L) to (k, L_out)."""


class Conv2d(Convolution, axes=2):
    """A convolution over an image: (c, H, W) to (k, H_out, W_out)."""


class Conv3d(Convolution, axes=3):
    """A convolution over a volume: (c, D, H, W) to (k, D_out, H_out, W_out)."""


class LazyConv1d(Convolution, axes=1):
    """A convolution along a sequence that asks for no input channels: (c, L) to (k, L_out)."""

    lazy = True


class LazyConv2d(Convolution, axes=2):
    """A convolution over an image that asks for no input channels: (c, H, W) to (k, H_out, W_out)."""

    lazy = True


class LazyConv3d(Convolution, axes=3):
    """A convolution over a volume that asks for no input channels: (c, D, H, W) to (k, D_out, H_out, W_out)."""

    lazy = True
