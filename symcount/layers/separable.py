"""Convolutions that look at each channel by itself, alone or followed by one that mixes the channels."""

from __future__ import annotations

from symcount.core.facts import convention, each, flag, gives, incoming, is_, saves, shift, size, takes, weights, work
from symcount.core.layer import Layer
from symcount.layers.passes import bias_added, convolved_input
from symcount.layers.window import PADDING_WORDS, filter_fits, filtered, same_is_unstrided, span

BY_ITSELF = "each depthwise filter looks at one channel only: a weight for every position of its window"
LOOKS = "every value of a depthwise filter multiplies each of its weights once with a value of its one channel"


class DepthwiseConv2d(Layer, axes=2):
    """Slide m filters of their own over every channel: (c, H, W) to (c*m, H_out, W_out)."""

    part = "convolutional"

    kernel_size = size("f", "filter size", along=True)
    depth_multiplier = size("m", "filters of every channel", default=1)
    stride = size("s", "stride", default=1, along=True)
    padding = size("p", "padding on each side", default=0, least=0, along=True, words=PADDING_WORDS)
    dilation = size("d", "dilation", default=1, along=True)
    bias = flag("one bias for every filter")

    framework = convention("framework")
    in_channels = incoming("c", "input channels", keyword=True)
    extent = incoming("{}", "input extent", along=True)
    shape = takes(in_channels, each(extent))

    filters = in_channels * depth_multiplier
    reach = span(kernel_size, dilation)
    out = filtered(extent, reach, stride, padding)
    output = gives(filters, each(out))
    fits = filter_fits(extent, reach, padding)
    unstrided = same_is_unstrided(stride, padding, framework)

    weight = weights(filters, 1, each(kernel_size), unit="filter", cite="howard2017", why=BY_ITSELF)
    offset = shift(
        filters, when=bias, name="bias", why="each filter adds one number of its own, its bias, to everything it gives"
    )
    dots = work(each(kernel_size), times=(filters, each(out)), cite="howard2017", why=LOOKS)
    additions = bias_added(filters, each(out), when=bias)
    multiplied = convolved_input()


class SeparableConv2d(Layer, axes=2):
    """Slide m filters over every channel, then mix the channels place by place: (c, H, W) to (k, H_out, W_out).

    In PyTorch it is two convolutions, each with a bias; in Keras only the pointwise one has a bias.
    """

    part = "convolutional"

    out_channels = size("k", "number of pointwise filters")
    kernel_size = size("f", "depthwise filter size", along=True)
    depth_multiplier = size("m", "depthwise filters of every channel", default=1)
    stride = size("s", "stride", default=1, along=True)
    padding = size("p", "padding on each side", default=0, least=0, along=True, words=PADDING_WORDS)
    dilation = size("d", "dilation", default=1, along=True)
    bias = flag("one bias for every filter")

    framework = convention("framework")
    in_channels = incoming("c", "input channels", keyword=True)
    extent = incoming("{}", "input extent", along=True)
    shape = takes(in_channels, each(extent))

    between = in_channels * depth_multiplier
    reach = span(kernel_size, dilation)
    out = filtered(extent, reach, stride, padding)
    output = gives(out_channels, each(out))
    fits = filter_fits(extent, reach, padding)
    unstrided = same_is_unstrided(stride, padding, framework)

    depthwise = weights(
        between, 1, each(kernel_size), unit="depthwise filter", label="depthwise weights", cite="chollet2017",
        why=BY_ITSELF,
    )  # fmt: skip
    pointwise = weights(
        out_channels, between, unit="pointwise filter", label="pointwise weights", cite="chollet2017",
        why="each pointwise filter looks at one place only: a weight for every depthwise filter",
    )  # fmt: skip
    depthwise_offset = shift(
        between, when=(bias, is_(framework, "torch")), name="depthwise_bias", label="depthwise biases",
        why="each depthwise filter adds one number of its own, where the two steps are layers of their own",
    )  # fmt: skip
    offset = shift(
        out_channels, when=bias, name="bias",
        why="each pointwise filter adds one number of its own, its bias, to everything it gives",
    )  # fmt: skip
    looks = work(each(kernel_size), times=(between, each(out)), cite="chollet2017", why=LOOKS, unit="depthwise value")
    mixes = work(
        between, times=(out_channels, each(out)), cite="chollet2017", within=True,
        why="every output value multiplies each weight of its pointwise filter once with a value at its place",
    )  # fmt: skip
    additions = bias_added(out_channels, each(out), when=bias)
    multiplied = convolved_input()
    mixed = saves(
        between, each(out), label="depthwise values", learned=True,
        why="the gradient of the pointwise weights is what they were multiplied with",
    )  # fmt: skip
