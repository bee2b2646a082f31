"""Fractional pools: windows at places drawn at random, so many that the output has the size that is asked for."""

from __future__ import annotations

from symcount.core.facts import (
    at_least,
    each,
    either,
    flag,
    gives,
    incoming,
    let,
    picked,
    ratio,
    saves,
    saves_input,
    size,
    takes,
)
from symcount.core.layer import Layer
from symcount.layers.passes import LARGEST, PLACES, SHAPE
from symcount.layers.scaling import above, below


class FractionalMaxPool(Layer, abstract=True):
    """Keep the largest number of every window; the windows' places are drawn at random."""

    kernel_size = size("f", "window size", along=True)
    output_size = size("q", "output extent", default=None, along=True, words={None: None})
    output_ratio = ratio("r", "output extent for every step of the input", default=None, along=True)
    return_indices = flag(PLACES, default=False)

    channels = incoming("c", "channels")
    extent = incoming("{}", "input extent", along=True)
    shape = takes(channels, each(extent))
    times = picked("a", "ratio, above the line", above, output_ratio, output_size, extent, along=True)
    over = picked("b", "ratio, below the line", below, output_ratio, extent, along=True)
    out = let(
        "{}_out", "output extent", either(output_size, None, (extent * times) // over, output_size), along=True,
        why="the windows are drawn to give the part of the input that is asked for, rounded down", cite="graham2014",
    )  # fmt: skip
    output = gives(channels, each(out))
    with_places = gives((channels, each(out)), (channels, each(out)), when=return_indices)
    windows = saves_input(SHAPE)
    largest = saves(channels, each(out), label="places of the largest", stored="int64", why=LARGEST)

    part_of = at_least(
        either(output_size, None, over, 2), either(output_size, None, times + 1, 2), "output_ratio is smaller than one",
        along=True,
    )  # fmt: skip
    fits = at_least(extent, out + kernel_size - 1, "the windows must start at different places", along=True)


class FractionalMaxPool2d(FractionalMaxPool, axes=2):
    """The largest number of windows drawn over an image: (c, H, W) to (c, H_out, W_out)."""


class FractionalMaxPool3d(FractionalMaxPool, axes=3):
    """The largest number of windows drawn over a volume: (c, D, H, W) to (c, D_out, H_out, W_out)."""

    room = at_least(
        FractionalMaxPool.extent, FractionalMaxPool.out + FractionalMaxPool.kernel_size,
        "over three axes one more step of the input is left free", along=True,
    )  # fmt: skip
