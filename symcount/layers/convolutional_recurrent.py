"""A recurrent network whose states are images: its gates are convolutions."""

from __future__ import annotations

from symcount.core.facts import each, flag, gives, incoming, option, saves, shift, size, takes, weights, work
from symcount.core.layer import Layer
from symcount.layers.passes import GATES as FACTORS, STATES, activated, bias_added, multiplied_input

GATES = 4


class ConvLSTM(Layer, axes=2):
    """A sequence of images (T, c, H, W) to as many states (T, k, H, W): three gates and a candidate, each a convolution.

    Input and state are padded so that the states stay as large as the images; there are no connections
    from the memory to the gates, as in most implementations.
    """

    part = "recurrent"

    out_channels = size("k", "channels of the state")
    kernel_size = size("f", "filter size", along=True)
    bias = flag("one bias for every filter")
    batch_first = option("whether the batch comes before the steps", default=False)

    in_channels = incoming("c", "input channels", keyword=True)
    steps = incoming("T", "steps of the sequence")
    extent = incoming("{}", "image extent", along=True)
    shape = takes(steps, in_channels, each(extent))
    output = gives(steps, out_channels, each(extent))

    weight_ih = weights(
        GATES * out_channels, in_channels, each(kernel_size), unit="filter", label="input weights", cite="shi2015",
        why="each filter, of every gate, has one weight for every position of its window in every input channel",
    )  # fmt: skip
    weight_hh = weights(
        GATES * out_channels, out_channels, each(kernel_size), unit="filter", label="state weights",
        why="each filter, of every gate, has one weight for every position of its window in every channel of the state",
    )  # fmt: skip
    offset = shift(
        GATES * out_channels, when=bias, name="bias", why="each filter, of every gate, adds one number of its own, its bias"
    )  # fmt: skip
    dots = work(
        each(kernel_size), in_channels, times=(GATES * out_channels, steps, each(extent)),
        why="every value of every gate multiplies each weight of its filter once with a value of the input", unit="gate value",
    )  # fmt: skip
    state_dots = work(
        each(kernel_size), out_channels, times=(GATES * out_channels, steps, each(extent)), within=True,
        constant=(GATES * out_channels, each(extent), each(kernel_size), out_channels),
        why="every value of every gate multiplies each weight of its filter once with a value of the state", unit="gate value",
    )  # fmt: skip
    additions = bias_added(GATES * out_channels, steps, each(extent), when=bias)
    slopes = activated(5 * out_channels, steps, each(extent))
    multiplied = multiplied_input()
    gates = saves(steps, 6 * out_channels, each(extent), label="gates and memories", why=FACTORS)
    states = saves(steps, out_channels, each(extent), label="states", why=STATES)
