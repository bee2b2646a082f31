"""Shuffles: values change their places between channels and extents, and none is lost."""

from __future__ import annotations

from symcount.core.facts import divides, each, gives, incoming, rest, size, takes
from symcount.core.layer import Layer


class PixelShuffle(Layer, axes=2):
    """Deal every r*r channels out over a grid of r by r places: (c, H, W) to (c/(r*r), H*r, W*r)."""

    upscale_factor = size("r", "upscale factor")

    leading = rest("n", "leading dimensions")
    channels = incoming("c", "channels")
    extent = incoming("{}", "input extent", along=True)
    shape = takes(leading, channels, each(extent))
    output = gives(leading, channels / (upscale_factor * upscale_factor), each(extent * upscale_factor))

    grids = divides(upscale_factor * upscale_factor, channels, "a grid takes one value from each of its channels")


class PixelUnshuffle(Layer, axes=2):
    """Gather every grid of r by r places into channels: (c, H, W) to (c*r*r, H/r, W/r)."""

    downscale_factor = size("r", "downscale factor")

    leading = rest("n", "leading dimensions")
    channels = incoming("c", "channels")
    height = incoming("H", "input height")
    width = incoming("W", "input width")
    shape = takes(leading, channels, height, width)
    output = gives(
        leading, channels * downscale_factor * downscale_factor, height / downscale_factor, width / downscale_factor
    )

    grids_down = divides(downscale_factor, height, "grids of this height cover the input")
    grids_along = divides(downscale_factor, width, "grids of this width cover the input")


class ChannelShuffle(Layer):
    """Write the channels of g groups in turns, one of each: (c, n, ...) keeps its shape."""

    groups = size("g", "groups")

    channels = incoming("c", "channels")
    first = incoming("n", "input extent")
    others = rest("r", "other extents")
    shape = takes(channels, first, others)
    output = gives(channels, first, others)

    equal_groups = divides(groups, channels, "every group has an equal share of the channels")
