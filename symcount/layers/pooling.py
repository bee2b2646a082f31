"""Pooling: windows that keep the largest or the mean, adaptive and global forms. Nothing here is learned."""

from __future__ import annotations

from symcount.core.expression import Expr
from symcount.core.facts import at_least, each, either, flag, gives, incoming, let, option, size, takes
from symcount.core.formal import Formal
from symcount.core.layer import Layer
from symcount.layers.window import places, places_rounded_up, span

FITS = "the window must fit into the padded input"
HALF = "padding is at most half of the window"
DIVISOR = "a divisor in place of the window's size"
OVER = "with ceil_mode a last window may reach over the end, if it starts inside the input or its left padding"
OFTEN = "the window fits this many times along the axis"


def room(extent: Expr, stride: Expr, padding: Expr, ceil_mode: Formal) -> Expr:
    """What the first window has to fit into: the padded input, and with ceil_mode less than a stride beyond it."""
    return extent + 2 * padding + either(ceil_mode, True, stride - 1, 0)


class MaxPool(Layer, abstract=True):
    """Slide a window over every channel by itself and keep the largest number of each place."""

    kernel_size = size("f", "window size", along=True)
    stride = size("s", "stride", default=kernel_size, along=True)
    padding = size("p", "padding on each side", default=0, least=0, along=True)
    dilation = size("d", "dilation", default=1, along=True)
    return_indices = option("whether the places of the largest are given too", default=False)
    ceil_mode = flag("a last window may reach over the end", default=False)

    channels = incoming("c", "channels")
    extent = incoming("{}", "input extent", along=True)
    shape = takes(channels, each(extent))
    reach = span(kernel_size, dilation)
    rounded_up = places_rounded_up(extent, reach, stride, padding)
    out = let(
        "{}_out", "output extent", either(ceil_mode, True, rounded_up, places(extent, reach, stride, padding), why=OVER), along=True,
        why=OFTEN, cite="dumoulin2016",
    )  # fmt: skip
    output = gives(channels, each(out))

    fits = at_least(room(extent, stride, padding, ceil_mode), reach, FITS, along=True)
    half = at_least(kernel_size, 2 * padding, HALF, along=True)


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
    padding = size("p", "padding on each side", default=0, least=0, along=True)
    ceil_mode = flag("a last window may reach over the end", default=False)
    count_include_pad = option("whether padded zeros count in the mean", default=True)

    channels = incoming("c", "channels")
    extent = incoming("{}", "input extent", along=True)
    shape = takes(channels, each(extent))
    rounded_up = places_rounded_up(extent, kernel_size, stride, padding)
    out = let(
        "{}_out", "output extent", either(ceil_mode, True, rounded_up, places(extent, kernel_size, stride, padding), why=OVER), along=True,
        why=OFTEN, cite="dumoulin2016",
    )  # fmt: skip
    output = gives(channels, each(out))

    fits = at_least(room(extent, stride, padding, ceil_mode), kernel_size, FITS, along=True)
    half = at_least(kernel_size, 2 * padding, HALF, along=True)


class AvgPool1d(AvgPool, axes=1):
    """The mean of every window along a sequence."""


class AvgPool2d(AvgPool, axes=2):
    """The mean of every window of an image."""

    divisor_override = option(DIVISOR, default=None)


class AvgPool3d(AvgPool, axes=3):
    """The mean of every window of a volume."""

    divisor_override = option(DIVISOR, default=None)


class AdaptivePool(Layer, abstract=True):
    """Choose the windows so that the output has the size that is asked for."""

    output_size = size("q", "output extent", along=True, words={None: None})

    channels = incoming("c", "channels")
    extent = incoming("{}", "input extent", along=True)
    shape = takes(channels, each(extent))
    out = let(
        "{}_out", "output extent", either(output_size, None, extent, output_size), along=True,
        why="the windows are chosen to give the size that is asked for",
    )  # fmt: skip
    output = gives(channels, each(out))


class AdaptiveAvgPool1d(AdaptivePool, axes=1):
    """The means of as many windows as are asked for, along a sequence."""


class AdaptiveAvgPool2d(AdaptivePool, axes=2):
    """The means of as many windows as are asked for, of an image."""


class AdaptiveAvgPool3d(AdaptivePool, axes=3):
    """The means of as many windows as are asked for, of a volume."""


class AdaptiveMaxPool(AdaptivePool, abstract=True):
    """Keep the largest number of every window."""

    return_indices = option("whether the places of the largest are given too", default=False)


class AdaptiveMaxPool1d(AdaptiveMaxPool, axes=1):
    """The largest numbers of as many windows as are asked for, along a sequence."""


class AdaptiveMaxPool2d(AdaptiveMaxPool, axes=2):
    """The largest numbers of as many windows as are asked for, of an image."""


class AdaptiveMaxPool3d(AdaptiveMaxPool, axes=3):
    """The largest numbers of as many windows as are asked for, of a volume."""


class GlobalPool(Layer, abstract=True):
    """One number for every channel, whatever its extent."""

    channels = incoming("c", "channels")
    extent = incoming("{}", "input extent", along=True)
    shape = takes(channels, each(extent))
    output = gives(channels)


class GlobalAvgPool1d(GlobalPool, axes=1):
    """The mean of every channel of a sequence."""


class GlobalAvgPool2d(GlobalPool, axes=2):
    """The mean of every channel of an image."""


class GlobalAvgPool3d(GlobalPool, axes=3):
    """The mean of every channel of a volume."""


class GlobalMaxPool1d(GlobalPool, axes=1):
    """The largest number of every channel of a sequence."""


class GlobalMaxPool2d(GlobalPool, axes=2):
    """The largest number of every channel of an image."""


class GlobalMaxPool3d(GlobalPool, axes=3):
    """The largest number of every channel of a volume."""
