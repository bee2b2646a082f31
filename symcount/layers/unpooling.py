"""Unpooling: what a maximum pool kept goes back to its place. Nothing here is learned."""

from __future__ import annotations

from symcount.core.facts import each, gives, incoming, let, saves, size, takes
from symcount.core.layer import Layer


class MaxUnpool(Layer, abstract=True):
    """Put every number back to the place that a maximum pool found it at, zeros elsewhere.

    The places are a second input; left out, they are of the shape of the first.
    """

    kernel_size = size("f", "window size of the pool", along=True)
    stride = size("s", "stride of the pool", default=kernel_size, along=True)
    padding = size("p", "padding of the pool on each side", default=0, least=0, along=True)

    channels = incoming("c", "channels")
    extent = incoming("{}", "input extent", along=True)
    shape = takes(channels, each(extent))
    indices = takes(channels, each(extent), like=shape)
    out = let(
        "{}_out", "output extent", (extent - 1) * stride + kernel_size - 2 * padding, along=True,
        why="the windows start a stride apart, the last one lies whole, and padding is cut off both ends",
    )  # fmt: skip
    output = gives(channels, each(out))
    places = saves(
        channels,
        each(extent),
        label="places",
        stored="int64",
        why="what comes back is looked up where each number went",
    )


class MaxUnpool1d(MaxUnpool, axes=1):
    """A maximum pool along a sequence taken back: (c, L) to (c, L_out)."""


class MaxUnpool2d(MaxUnpool, axes=2):
    """A maximum pool of an image taken back: (c, H, W) to (c, H_out, W_out)."""


class MaxUnpool3d(MaxUnpool, axes=3):
    """A maximum pool of a volume taken back: (c, D, H, W) to (c, D_out, H_out, W_out)."""
