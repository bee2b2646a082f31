"""Pooling: windows that keep the largest, the mean or a norm of what they see. Nothing here is learned."""

from __future__ import annotations

from math import inf

from symcount.core.facts import (
    at_least,
    convention,
    each,
    either,
    flag,
    gives,
    incoming,
    option,
    saves,
    saves_input,
    size,
    takes,
)
from symcount.core.formal import REQUIRED
from symcount.core.layer import Layer
from symcount.layers.allowed import not_zero
from symcount.layers.passes import LARGEST, PLACES, SHAPE
from symcount.layers.window import FITS, PADDING_WORDS, at_most_half, keras_alone, pooled, room, span, window_fits

ROOTS = "the gradient goes back through each step of the root"
DIVISOR = "a divisor in place of the window's size"


def other_divisor(name: str, value: object) -> None:
    """A divisor, or None for the size of the window."""
    if value is not None:
        not_zero(name, value)


class MaxPool(Layer, abstract=True):
    """Slide a window over every channel by itself and keep the largest number of each place."""

    kernel_size = size("f", "window size", along=True)
    stride = size("s", "stride", default=kernel_size, along=True)
    padding = size("p", "padding on each side", default=0, least=0, along=True, words=PADDING_WORDS)
    dilation = size("d", "dilation", default=1, along=True)
    return_indices = flag(PLACES, default=False)
    ceil_mode = flag("a last window may reach over the end", default=False)

    framework = convention("framework")
    channels = incoming("c", "channels")
    extent = incoming("{}", "input extent", along=True)
    shape = takes(channels, each(extent))
    reach = span(kernel_size, dilation)
    out = pooled(extent, reach, stride, ceil_mode, padding)
    output = gives(channels, each(out))
    with_places = gives((channels, each(out)), (channels, each(out)), when=return_indices)
    windows = saves_input(SHAPE)
    largest = saves(channels, each(out), label="places of the largest", stored="int64", why=LARGEST)

    fits = window_fits(extent, reach, stride, padding, ceil_mode)
    half = at_most_half(kernel_size, padding)
    filled = keras_alone(padding, framework)


class MaxPool1d(MaxPool, axes=1):
    """The largest number of every window along a sequence."""


class MaxPool2d(MaxPool, axes=2):
    """The largest number of every window of an image."""


class MaxPool3d(MaxPool, axes=3):
    """The largest number of every window of a volume."""


class AvgPool(Layer, abstract=True):
    """Slide a window over every channel by itself and give the mean of each place."""

    kernel_size = size("f", "window size", along=True)
    stride = size("s", "stride", default=kernel_size, along=True)
    padding = size("p", "padding on each side", default=0, least=0, along=True, words=PADDING_WORDS)
    ceil_mode = flag("a last window may reach over the end", default=False)
    count_include_pad = option("whether padded zeros count in the mean", default=True)

    framework = convention("framework")
    channels = incoming("c", "channels")
    extent = incoming("{}", "input extent", along=True)
    shape = takes(channels, each(extent))
    out = pooled(extent, kernel_size, stride, ceil_mode, padding)
    output = gives(channels, each(out))
    windows = saves_input(SHAPE)

    fits = window_fits(extent, kernel_size, stride, padding, ceil_mode)
    half = at_most_half(kernel_size, padding)
    filled = keras_alone(padding, framework)


class AvgPool1d(AvgPool, axes=1):
    """The mean of every window along a sequence."""


class AvgPool2d(AvgPool, axes=2):
    """The mean of every window of an image."""

    divisor_override = option(DIVISOR, default=None, allowed=other_divisor)


class AvgPool3d(AvgPool, axes=3):
    """The mean of every window of a volume."""

    divisor_override = option(DIVISOR, default=None, allowed=other_divisor)
    unpadded = at_least(
        either(AvgPool.padding, "same", AvgPool.kernel_size, AvgPool.extent), AvgPool.kernel_size,
        "over three axes the window must fit into the input without its padding",
        along=True,
    )  # fmt: skip


class LPPool(Layer, abstract=True):
    """Slide a window over every channel by itself and give a norm of each place: the root of a sum of powers."""

    norm_type = option("the power of the norm", default=REQUIRED, allowed=not_zero)
    kernel_size = size("f", "window size", along=True)
    stride = size("s", "stride", default=kernel_size, along=True)
    ceil_mode = flag("a last window may reach over the end", default=False)

    channels = incoming("c", "channels")
    extent = incoming("{}", "input extent", along=True)
    shape = takes(channels, each(extent))
    out = pooled(extent, kernel_size, stride, ceil_mode)
    output = gives(channels, each(out))
    numbers = saves_input("the gradient of a power needs its base")
    powers = saves(channels, each(extent), label="powers", why="the mean of every window is taken of them")
    roots = saves(
        either(norm_type, inf, 1, 4), channels, each(out), label="means, their signs, sizes and roots", why=ROOTS
    )

    fits = at_least(room(extent, stride, 0, ceil_mode), kernel_size, FITS, along=True)


class LPPool1d(LPPool, axes=1):
    """The norm of every window along a sequence."""


class LPPool2d(LPPool, axes=2):
    """The norm of every window of an image."""


class LPPool3d(LPPool, axes=3):
    """The norm of every window of a volume."""

    unpadded = at_least(LPPool.extent, LPPool.kernel_size, AvgPool3d.unpadded.why, along=True)
