"""Layers that put several inputs together: sums, products, and inputs side by side."""

from __future__ import annotations

from symcount.core.facts import apart, gives, option, rest, saves_input, takes, tally
from symcount.core.layer import Layer


class Merge(Layer, abstract=True):
    """Put inputs of one shape together, value by value."""

    values = rest("n", "values of an example")
    shape = takes(values, repeated=True)
    output = gives(values)


class Add(Merge):
    """Add the inputs, value by value."""


class Multiply(Merge):
    """Multiply the inputs, value by value."""

    factors = saves_input("the gradient of each factor is the other one")


class Concat(Layer):
    """Put the inputs one behind the other along a dimension; as in torch the batch is dimension 0."""

    dim = option("the dimension that grows", default=1)

    before = rest("a", "dimensions before it", until=dim)
    channels = apart("c", "what each input has along the dimension")
    after = rest("b", "dimensions behind it")
    shape = takes(before, channels, after, repeated=True)
    together = tally("c_out", channels, "what the inputs have along the dimension adds up")
    output = gives(before, together, after)
