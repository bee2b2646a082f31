"""Pools whose windows follow from the output that is asked for: adaptive and global ones. Nothing here is learned."""

from __future__ import annotations

from symcount.core.facts import (
    at_least,
    each,
    either,
    flag,
    gives,
    incoming,
    is_not,
    let,
    saves,
    saves_input,
    size,
    takes,
)
from symcount.core.layer import Layer
from symcount.core.stated import Needs
from symcount.layers.passes import LARGEST, PLACES, SHAPE


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


def asked_for() -> Needs:
    """Over one axis there is no other one for which a size could be asked."""
    given = either(AdaptivePool.output_size, None, 0, 1)
    return at_least(given, 1, "over one axis output_size is a number, not None", along=True)


class AdaptiveAvgPool(AdaptivePool, abstract=True):
    """Give the mean of every window."""

    windows = saves_input(SHAPE, when=is_not(AdaptivePool.out, 1))


class AdaptiveAvgPool1d(AdaptiveAvgPool, axes=1):
    """The means of as many windows as are asked for, along a sequence."""

    asked = asked_for()


class AdaptiveAvgPool2d(AdaptiveAvgPool, axes=2):
    """The means of as many windows as are asked for, of an image."""


class AdaptiveAvgPool3d(AdaptiveAvgPool, axes=3):
    """The means of as many windows as are asked for, of a volume."""


class AdaptiveMaxPool(AdaptivePool, abstract=True):
    """Keep the largest number of every window."""

    return_indices = flag(PLACES, default=False)
    with_places = gives(
        (AdaptivePool.channels, each(AdaptivePool.out)), (AdaptivePool.channels, each(AdaptivePool.out)), when=return_indices
    )  # fmt: skip
    windows = saves_input(SHAPE)
    largest = saves(
        AdaptivePool.channels, each(AdaptivePool.out), label="places of the largest", stored="int64", why=LARGEST
    )


class AdaptiveMaxPool1d(AdaptiveMaxPool, axes=1):
    """The largest numbers of as many windows as are asked for, along a sequence."""

    asked = asked_for()


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


class GlobalMaxPool(GlobalPool, abstract=True):
    """The largest number of every channel."""

    window = saves_input(SHAPE)
    largest = saves(GlobalPool.channels, label="places of the largest", stored="int64", why=LARGEST)


class GlobalMaxPool1d(GlobalMaxPool, axes=1):
    """The largest number of every channel of a sequence."""


class GlobalMaxPool2d(GlobalMaxPool, axes=2):
    """The largest number of every channel of an image."""


class GlobalMaxPool3d(GlobalMaxPool, axes=3):
    """The largest number of every channel of a volume."""
