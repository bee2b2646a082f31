"""A network as the rows that it consists of: every layer at its place, from the inputs to the output."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from symcount.core.conventions import USUAL, Conventions, conventions as named_conventions
from symcount.core.errors import InputError
from symcount.core.expression import Expr, Size, Value
from symcount.core.layer import Layer
from symcount.core.reading import evaluated
from symcount.core.shape import read_shapes
from symcount.networks.composite import Network, Sequential
from symcount.networks.signal import Row, Shape, Signal, sizes_among as sizes_among
from symcount.networks.walk import Moment, Walk

PERMISSIVE = named_conventions("keras")  # takes every network that torch takes; the names are the same under all


@dataclass(frozen=True, slots=True)
class Placed:
    """A network with its inputs: its rows, its layers at work in their order, and what it gives."""

    inputs: tuple[Shape, ...]
    rows: tuple[Row, ...]
    moments: tuple[Moment, ...]
    output: Signal


def placed(
    network: Network,
    input: object = None,
    inputs: Sequence[object] | None = None,
    conventions: Conventions | None = None,
    input_gradient: bool = False,
) -> Placed:
    """A network behind its inputs (batch left out); InputError names the layer that does not fit.

    With `input_gradient` the data needs a gradient as everything else does.
    """
    shapes = shapes_of(network, input, inputs)
    walk = Walk(conventions or _own(network))
    signals = tuple(Signal(shape, walk.tensor(), "", data=not input_gradient) for shape in shapes)
    output = walk.through(network, signals, "")
    return Placed(shapes, tuple(walk.rows), tuple(walk.moments), output)


def _own(network: Network) -> Conventions:
    """The conventions that a network brings itself."""
    return network.conventions if isinstance(network, Sequential) else USUAL


def shapes_of(network: Network, input: object, inputs: Sequence[object] | None) -> tuple[Shape, ...]:
    """The shapes of the inputs that are given, else those that the network names itself."""
    given = read_shapes(input, inputs) or (network.inputs if isinstance(network, Sequential) else None)
    if given is None:
        raise InputError("the input shape is missing: give input=(channels, height, width)")
    return given


def rows(
    network: Network,
    input: object = None,
    inputs: Sequence[object] | None = None,
    conventions: Conventions | None = None,
    input_gradient: bool = False,
) -> tuple[Row, ...]:
    """Every layer of a network at its place, from the input to the output."""
    return placed(network, input, inputs, conventions, input_gradient).rows


def told_rows(
    network: Sequential,
    numbers: Mapping[Size, Value],
    conventions: Conventions | None = None,
    input_gradient: bool = False,
) -> tuple[Row, ...]:
    """Every layer in whose formulas a network is told: with open sizes, or with numbers that change its layers.

    They do where layers repeat so few times that there is no first repetition, and where only a number says
    how often. InputError where the numbers do not fit.
    """
    there = rows(network.at(numbers), conventions=conventions, input_gradient=input_gradient) if numbers else ()
    try:
        found = rows(network, conventions=conventions, input_gradient=input_gradient)
    except InputError:
        if not numbers:
            raise
        return there
    counts = [one.count for row in found for variant in row.each for one in variant.over]
    return there if any(_negative(one, numbers) for one in counts) else found


def _negative(count: Value, numbers: Mapping[Size, Value]) -> bool:
    value = evaluated(count, numbers) if isinstance(count, Expr) else count
    return isinstance(value, int) and value < 0


def output_shape(network: Network, input: object = None, *, inputs: Sequence[object] | None = None) -> Any:
    """The shape that a network gives for one example; nested tuples where a layer gives several outputs."""
    shapes = shapes_of(network, input, inputs)
    through = placed(network, inputs=shapes)  # what is inside a layer must fit too
    return network.place(*shapes).outputs if isinstance(network, Layer) else through.output.shape


def sizes_of(network: Network, input: object = None, inputs: Sequence[object] | None = None) -> tuple[Size, ...]:
    """Every size with a name in a network and its input, each once, in reading order."""
    return sizes_among(rows(network, input, inputs, PERMISSIVE))
