"""Shapes: dimensions in order, the batch left out, channels first."""

from __future__ import annotations

from collections.abc import Sequence

from symcount.core.errors import InputError, shown
from symcount.core.expression import Expr, Value
from symcount.core.parsing import parse_expression
from symcount.core.settings import whole_number

MOST_DIMENSIONS = 8


def read_shape(shape: object) -> tuple[Value, ...]:
    """A shape from what a person writes: (3, 32, 32), ("c", 32, 32), a single number, sizes or formulas."""
    dims = shape if isinstance(shape, (tuple, list)) else (shape,)
    if len(dims) > MOST_DIMENSIONS:
        raise InputError(f"an input has at most {MOST_DIMENSIONS} dimensions (batch left out), got {len(dims)}")
    return tuple(read_dimension(dim) for dim in dims)


def read_shapes(input: object, inputs: Sequence[object] | None) -> tuple[tuple[Value, ...], ...] | None:
    """The shapes of all inputs: of the one, of several, or None where none is given."""
    if inputs is not None:
        if input is not None:
            raise InputError("give input= for one input or inputs= for several, not both")
        if not isinstance(inputs, (tuple, list)) or not inputs:
            raise InputError(f"inputs is a list of shapes, one for each input, got {shown(inputs)}")
        return tuple(map(read_shape, inputs))
    return None if input is None else (read_shape(input),)


def read_dimension(dim: object) -> Value:
    """One dimension: a whole number of at least one, a name, or a formula."""
    value = whole_number(parse_expression(dim) if isinstance(dim, str) else dim, "an input dimension")
    if isinstance(value, Expr):
        return value
    if value < 1:
        raise InputError(f"an input dimension is at least 1, got {shown(str(value))}")
    return value


def channels_last(shape: Sequence[Value]) -> tuple[Value, ...]:
    """The same shape with its first dimension, the channels, at the end."""
    return (*shape[1:], shape[0])
