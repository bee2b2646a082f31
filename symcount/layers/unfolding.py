"""Windows written as columns, and columns put back as an image, overlaps added up."""

from __future__ import annotations

from symcount.core.facts import across, at_least, divides, each, equal, gives, incoming, let, size, takes
from symcount.core.layer import Layer
from symcount.layers.window import FITS, places, span


class Unfold(Layer, axes=2):
    """Write every window of an image as a column: (c, H, W) to (c*f*f, L)."""

    kernel_size = size("f", "window size", along=True)
    dilation = size("d", "dilation", default=1, along=True)
    padding = size("p", "padding on each side", default=0, least=0, along=True)
    stride = size("s", "stride", default=1, along=True)

    channels = incoming("c", "channels")
    extent = incoming("{}", "input extent", along=True)
    shape = takes(channels, each(extent))

    reach = span(kernel_size, dilation)
    often = let(
        "{}_out", "windows along an axis", places(extent, reach, stride, padding), along=True,
        why="the window fits this many times along the axis", cite="dumoulin2016",
    )  # fmt: skip
    window = across("v", "places of a window", kernel_size, why="the window has a place for every pair of its steps")
    columns = across("L", "windows", often, why="one window stands at every pair of places")
    output = gives(channels * window, columns)
    fits = at_least(extent + 2 * padding, reach, FITS, along=True)


class Fold(Layer, axes=2):
    """Put columns back as the windows of an image: (c*f*f, L) to (c, H_out, W_out)."""

    output_size = size("q", "output extent", along=True)
    kernel_size = size("f", "window size", along=True)
    dilation = size("d", "dilation", default=1, along=True)
    padding = size("p", "padding on each side", default=0, least=0, along=True)
    stride = size("s", "stride", default=1, along=True)

    rows = incoming("n", "values of a window in all channels")
    columns = incoming("L", "windows")
    shape = takes(rows, columns)

    reach = span(kernel_size, dilation)
    often = let(
        "{}_in", "windows along an axis", places(output_size, reach, stride, padding), along=True,
        why="the window fits this many times along the axis", cite="dumoulin2016",
    )  # fmt: skip
    window = across("v", "places of a window", kernel_size, why="the window has a place for every pair of its steps")
    standing = across("w", "windows of the output", often, why="one window stands at every pair of places")
    channels = let("c", "channels", rows / window, why="a column holds one window of every channel")
    output = gives(channels, each(output_size))

    whole = divides(window, rows, "a column holds whole windows")
    fits = at_least(output_size + 2 * padding, reach, FITS, along=True)
    all_of_them = equal(columns, standing, "there is a column for every window of the output")
