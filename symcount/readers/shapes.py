"""The inputs of a network, from a tree: one shape or several, their sizes checked with the numbers that are known."""

from __future__ import annotations

from fractions import Fraction

from symcount.core.calls import parse_value
from symcount.core.errors import InputError
from symcount.core.expression import Expr, Value
from symcount.core.shape import read_dimension, read_shape
from symcount.networks.signal import Shape
from symcount.readers.formulas import LONGEST_FORMULA, check_numbers, formula, settled
from symcount.readers.names import Names, check_known
from symcount.readers.tree import Tree, kind_of

MOST_INPUTS = 64


def read_inputs(input: Tree, inputs: Tree, names: Names) -> tuple[Shape, ...]:
    """The shapes of one example: the one under `input`, or those of the list under `inputs`."""
    if inputs is None:
        return (read_input(input, names, "input"),)
    if input is not None:
        raise InputError("input and inputs are both given; write one of them", "inputs")
    if not isinstance(inputs, list) or not inputs:
        raise InputError(f"expected a list of shapes such as [[3, 32, 32], [10]], got {kind_of(inputs)}", "inputs")
    if len(inputs) > MOST_INPUTS:
        raise InputError(f"at most {MOST_INPUTS} inputs, got {len(inputs):,}", "inputs")
    return tuple(read_input(one, names, f"inputs[{place}]") for place, one in enumerate(inputs))


def read_input(tree: Tree, names: Names, path: str) -> Shape:
    """The shape of one example: a list, a bracket such as (3, 32, 32), or a single size."""
    dims: list[object] = list(tree) if isinstance(tree, list) else _bracket(tree, path)
    if not dims:
        raise InputError("an input has at least one dimension (batch left out), got none", path)
    try:
        read_shape((1,) * len(dims))  # the number of dimensions, before any of them
    except InputError as wrong:
        raise InputError(wrong.message, path) from None
    many = len(dims) > 1 or isinstance(tree, list)
    return tuple(_dimension(dim, names, f"{path}[{place}]" if many else path) for place, dim in enumerate(dims))


def _bracket(tree: Tree, path: str) -> list[object]:
    if not isinstance(tree, str) or len(tree) > LONGEST_FORMULA:
        raise InputError(f"expected a shape such as [3, 32, 32], got {kind_of(tree)}", path)
    try:
        value = parse_value(tree)
        check_numbers(value)
    except InputError as wrong:
        raise InputError(wrong.message, path) from None
    return list(value) if isinstance(value, tuple) else [tree]


def _dimension(given: object, names: Names, path: str) -> Value:
    try:
        if given is None or isinstance(given, (list, dict, tuple, bool)):
            raise InputError("expected a whole number or a formula")
        value = formula(given, "a dimension") if isinstance(given, str) else given
        if isinstance(value, (int, Fraction, Expr)):
            check_known(value, names)
            read_dimension(settled(value, names.numbers, "an input dimension"))
        dim = read_dimension(value)
    except InputError as wrong:
        raise InputError(wrong.message, path) from None
    return dim
