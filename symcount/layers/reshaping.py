"""Layers that only read an example under another shape."""

from __future__ import annotations

from symcount.core.errors import InputError, shown
from symcount.core.expression import Value
from symcount.core.facts import (
    at_least,
    divides,
    equal,
    gives,
    incoming,
    option,
    picked,
    rest,
    shape_setting,
    size,
    takes,
    volume,
)
from symcount.core.layer import Layer
from symcount.core.shape import MOST_DIMENSIONS
from symcount.core.values import exact_div, product

ANY = -1  # in a shape: the size that the others leave


class Flatten(Layer):
    """Write some dimensions of an example one behind the other, all of them unless told: (b, ..., a) to (b, n, a).

    As in torch.nn the dimensions are counted with the batch, which stays: the first of an example is 1.
    """

    view = True

    start_dim = option("the first dimension that is flattened", default=1)
    end_dim = option("the last dimension that is flattened", default=-1)

    before = rest("b", "dimensions before", until=start_dim)
    values = rest("n", "values that are flattened", through=end_dim)
    after = rest("a", "dimensions after")
    shape = takes(before, values, after)
    features = volume("n", values, why="flattening keeps every value and forgets only its place")
    count = picked("r", "dimensions that are flattened", len, values)
    output = gives(before, features, after)

    in_order = at_least(count, 1, "start_dim does not come after end_dim")


def written_out(sizes: tuple[Value, ...]) -> Value:
    """The product of the sizes that are written, -1 left out."""
    if sum(size == ANY for size in sizes) > 1 or 0 in sizes:
        raise InputError(f"unflattened_size is of sizes from 1 and at most one -1, got {shown(sizes)}")
    return product([size for size in sizes if size != ANY])


def with_the_rest(sizes: tuple[Value, ...], known: Value, split: Value) -> tuple[Value, ...]:
    """The sizes, and in the place of -1 what they leave."""
    return tuple(exact_div(split, known) if size == ANY else size for size in sizes)


def reached(sizes: tuple[Value, ...], known: Value, split: Value) -> Value:
    """What the sizes make up: all of the dimension where -1 stands among them, as far as they divide it."""
    return split if ANY in sizes else known


class Unflatten(Layer):
    """Write one dimension of an example as several: (b, n, a) to (b, ..., a).

    As in torch.nn the dimensions are counted with the batch, which stays; one size may be -1: what the others leave.
    """

    view = True

    dim = size("d", "the dimension that is split", least=-MOST_DIMENSIONS)
    unflattened_size = shape_setting("u", "the sizes that it is split into", least=ANY)

    before = rest("b", "dimensions before", until=dim)
    split = incoming("n", "values that are split")
    after = rest("a", "dimensions after")
    shape = takes(before, split, after)
    known = picked("v", "product of the sizes that are written", written_out, unflattened_size)
    sizes = picked("u", "sizes after the split", with_the_rest, unflattened_size, known, split, several=True)
    made = picked("w", "values after the split", reached, unflattened_size, known, split)
    output = gives(before, sizes, after)

    shares = divides(known, split, "the sizes that are written share the dimension out equally")
    all_of_it = equal(made, split, "splitting keeps every value")


class Identity(Layer):
    """Give what came."""

    view = True

    values = rest("n", "values of an example")
    shape = takes(values)
    output = gives(values)
