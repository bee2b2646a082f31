"""Layers that put the numbers of an example in another order, or go on with some of them."""

from __future__ import annotations

from symcount.core.errors import InputError, shown
from symcount.core.expression import CeilDiv, Value
from symcount.core.facts import at_least, each, gives, incoming, let, option, picked, rest, shape_setting, size, takes
from symcount.core.layer import Layer


def permuted(dims: tuple[Value, ...], sizes: tuple[Value, ...]) -> tuple[Value, ...]:
    """The sizes of an example in the order of dims, the batch being dimension 0."""
    if sorted(map(str, dims)) != sorted(map(str, range(len(sizes) + 1))) or dims[0] != 0:
        every = ", ".join(map(str, range(1, len(sizes) + 1)))
        raise InputError(f"dims is 0, the batch, and then {every} in some order, got {shown(str(dims))}")
    return tuple(sizes[int(str(dim)) - 1] for dim in dims[1:])


class Permute(Layer):
    """Write the dimensions in another order; as in torch the batch, which stays, is dimension 0."""

    view = True

    dims = shape_setting("d", "the dimensions in their new order", least=0)

    sizes = rest("n", "dimensions of an example")
    shape = takes(sizes)
    ordered = picked("m", "dimensions in their new order", permuted, dims, sizes, several=True)
    output = gives(ordered)


class Narrow(Layer):
    """Go on with so many numbers of a dimension only; as in torch the batch is dimension 0."""

    view = True

    length = size("l", "numbers that go on")
    dim = option("the dimension of which they are", default=1)

    before = rest("a", "dimensions before it", until=dim)
    numbers = incoming("n", "numbers along the dimension")
    after = rest("b", "dimensions behind it")
    shape = takes(before, numbers, after)
    output = gives(before, length, after)

    enough = at_least(numbers, length, "no more numbers go on than come")


class MergePatches(Layer, axes=2):
    """Write every square of r by r places into one: (H, W, c) to (H/r, W/r, r*r*c), filled up with zeros at the end."""

    downscale_factor = size("r", "side of a square", default=2)

    extent = incoming("{}", "input extent", along=True)
    channels = incoming("c", "channels")
    shape = takes(each(extent), channels)
    out = let(
        "{}_out", "output extent", CeilDiv(extent, downscale_factor), along=True,
        why="squares cover the extent, the last one filled up with zeros",
    )  # fmt: skip
    output = gives(each(out), downscale_factor * downscale_factor * channels)
