"""Pools whose windows follow from the output that is asked for: adaptive and global ones. Nothing here is learned."""

from __future__ import annotations

from symcount.core.facts import each, either, gives, incoming, let, option, size, takes
from symcount.core.layer import Layer


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
