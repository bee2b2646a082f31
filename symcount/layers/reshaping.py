"""Layers that only rearrange numbers."""

from __future__ import annotations

from symcount.core.facts import equal, gives, option, rest, takes, volume
from symcount.core.layer import Layer


class Flatten(Layer):
    """Write all dimensions of an example one behind the other, as a row of features.

    As in torch.nn the dimensions are counted with the batch: all but the batch is flattened.
    """

    start_dim = option("the first dimension that is flattened", default=1)
    end_dim = option("the last dimension that is flattened", default=-1)

    values = rest("n", "values of an example")
    shape = takes(values)
    features = volume("n", values, why="flattening keeps every value and forgets only its place")
    output = gives(features)

    from_the_first = equal(start_dim, 1, "flattening starts right behind the batch")
    to_the_last = equal(end_dim, -1, "flattening goes to the last dimension")


class Identity(Layer):
    """Give what came."""

    values = rest("n", "values of an example")
    shape = takes(values)
    output = gives(values)
