"""Fully connected layers, of one input and of two."""

from __future__ import annotations

from symcount.core.facts import flag, gives, incoming, rest, saves_input, shift, size, takes, volume, weights, work
from symcount.core.layer import Layer
from symcount.layers.passes import bias_added, multiplied_input


class FullyConnected(Layer, abstract=True):
    """Every output is a weighted sum of all n inputs; leading dimensions are kept and share the weights."""

    part = "fully connected"

    out_features = size("m", "output units")
    bias = flag("one bias for every output unit")

    leading = rest("r", "leading dimensions")
    in_features = incoming("n", "input features", keyword=True)
    shape = takes(leading, in_features)
    positions = volume("r", leading, why="the layer is applied at each of these positions")
    output = gives(leading, out_features)

    weight = weights(
        out_features, in_features, unit="output unit", cite="rumelhart1986",
        why="each output unit is connected with every input",
    )  # fmt: skip
    offset = shift(
        out_features, when=bias, name="bias", why="each output unit adds one number of its own, its bias",
    )  # fmt: skip
    dots = work(
        in_features, times=(out_features, leading),
        why="every output value multiplies each input once with a weight and adds it up",
    )  # fmt: skip
    additions = bias_added(out_features, leading, when=bias)
    multiplied = multiplied_input()


class Linear(FullyConnected):
    """Every output is a weighted sum of all n inputs; leading dimensions are kept and share the weights."""


class LazyLinear(FullyConnected):
    """A Linear that never is told its input features."""

    lazy = True


class Bilinear(Layer):
    """Every output is a weighted sum of the products of every number of one input with every number of another."""

    part = "fully connected"

    out_features = size("m", "output units")
    bias = flag("one bias for every output unit")

    leading = rest("r", "leading dimensions")
    in1_features = incoming("n_1", "features of the first input", keyword=True)
    in2_features = incoming("n_2", "features of the second input", keyword=True)
    first = takes(leading, in1_features)
    second = takes(leading, in2_features)
    positions = volume("r", leading, why="the layer is applied at each of these positions")
    output = gives(leading, out_features)

    weight = weights(
        out_features, in1_features, in2_features, unit="output unit",
        why="each output unit has one weight for every pair of a number of one input and a number of the other",
    )  # fmt: skip
    offset = shift(
        out_features, when=bias, name="bias", why="each output unit adds one number of its own, its bias",
    )  # fmt: skip
    dots = work(
        in1_features + 1, in2_features, times=(out_features, leading),
        why="for every number of the second input, the numbers of the first are multiplied with weights and added up, "
        "and the sum is multiplied with that number and added up",
    )  # fmt: skip
    additions = bias_added(out_features, leading, when=bias)
    factors = saves_input("the gradients of the weights and of each input need the other input")
