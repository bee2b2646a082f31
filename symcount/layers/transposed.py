"""Transposed convolutions over one, two and three axes: a convolution's backward step, used forward."""

from __future__ import annotations

from symcount.core.expression import Maximum
from symcount.core.facts import (
    at_least,
    convention,
    divides,
    each,
    either,
    equal,
    flag,
    gives,
    incoming,
    let,
    option,
    shift,
    size,
    takes,
    weights,
    work,
)
from symcount.core.layer import Layer
from symcount.layers.passes import bias_added, convolved_input
from symcount.layers.window import PADDING_WORDS, keras_alone, span

STRIDES = "padding 'same' gives a stride of places for every input value"
GAP = "Keras keeps a whole stride for the last input value, also where its filter is smaller"


class TransposedConvolution(Layer, abstract=True):
    """Lay a filter down at every input value, times that value; where filters overlap, they add up."""

    part = "convolutional"

    out_channels = size("k", "output channels")
    kernel_size = size("f", "filter size", along=True)
    stride = size("s", "stride", default=1, along=True)
    padding = size("p", "places cut off on each side", default=0, least=0, along=True, words=PADDING_WORDS)
    output_padding = size("o", "places added at the end", default=0, least=0, along=True)
    groups = size("g", "groups", default=1)
    bias = flag("one bias for every output channel")
    dilation = size("d", "dilation", default=1, along=True)
    padding_mode = option("what the padding repeats", default="zeros")

    framework = convention("framework")
    in_channels = incoming("c", "input channels", keyword=True)
    extent = incoming("{}", "input extent", along=True)
    shape = takes(in_channels, each(extent))

    reach = span(kernel_size, dilation)
    laid = (extent - 1) * stride + reach
    whole = either(output_padding, 0, (extent - 1) * stride + Maximum((reach, stride)), laid + output_padding, why=GAP)
    cut = laid - 2 * padding + output_padding
    filled = either(output_padding, 0, extent * stride, laid - 2 * (reach // 2) + output_padding)
    out = let(
        "{}_out", "output extent",
        either(
            padding, "same", filled,
            either(framework, "keras", either(padding, 0, whole, cut), cut),
            why=STRIDES,
        ), along=True,
        why="the filters start a stride apart, the last one lies whole, and padding is cut off both ends",
        cite="dumoulin2016",
    )  # fmt: skip
    output = gives(out_channels, each(out))

    equal_groups = divides(groups, in_channels, "every group takes an equal share of the input channels")
    equal_outputs = divides(groups, out_channels, "every group makes an equal share of the output channels")
    less_added = at_least(
        Maximum((stride, dilation)), output_padding + 1, "output_padding is smaller than the stride or the dilation",
        along=True,
    )  # fmt: skip
    keras = keras_alone(padding, framework)
    zeros = equal(either(padding_mode, "zeros", 1, 0), 1, "a transposed convolution knows no padding_mode but 'zeros'")

    # The first dimension is the input's, not that of the biases: the weights are told as one tensor, unit by unit never.
    weight = weights(
        in_channels, out_channels / groups, each(kernel_size), unit="", cite="dumoulin2016",
        why="each input channel has a filter for every output channel that it adds to",
    )  # fmt: skip
    offset = shift(
        out_channels, when=bias, name="bias",
        why="each output channel adds one number of its own, its bias, to all its values",
    )  # fmt: skip
    products = work(
        each(kernel_size), out_channels / groups, times=(in_channels, each(extent)),
        why="every input value is multiplied once with each weight of its filters and added where they lie", unit="input value",
    )  # fmt: skip
    additions = bias_added(out_channels, each(out), when=bias)
    multiplied = convolved_input()


class ConvTranspose1d(TransposedConvolution, axes=1):
    """A transposed convolution along a sequence: (c, L) to (k, L_out)."""


class ConvTranspose2d(TransposedConvolution, axes=2):
    """A transposed convolution over an image: (c, H, W) to (k, H_out, W_out)."""


class ConvTranspose3d(TransposedConvolution, axes=3):
    """A transposed convolution over a volume: (c, D, H, W) to (k, D_out, H_out, W_out)."""


class LazyConvTranspose1d(TransposedConvolution, axes=1):
    """A transposed convolution along a sequence that asks for no input channels: (c, L) to (k, L_out)."""

    lazy = True


class LazyConvTranspose2d(TransposedConvolution, axes=2):
    """A transposed convolution over an image that asks for no input channels: (c, H, W) to (k, H_out, W_out)."""

    lazy = True


class LazyConvTranspose3d(TransposedConvolution, axes=3):
    """A transposed convolution over a volume that asks for no input channels: (c, D, H, W) to (k, D_out, H_out, W_out)."""

    lazy = True
