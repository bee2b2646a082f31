"""Layers that only rearrange numbers."""

from __future__ import annotations

from symcount.core.facts import gives, rest, takes, volume
from symcount.core.layer import Layer


class Flatten(Layer):
    """Write all dimensions of an example one behind the other, as a row of features."""

    values = rest("n", "values of an example")
    shape = takes(values)
    features = volume("n", values, why="flattening keeps every value and forgets only its place")
    output = gives(features)


class Identity(Layer):
    """Give what came."""

    values = rest("n", "values of an example")
    shape = takes(values)
    output = gives(values)
