"""A tree as a network: its input, its layers with their names, and every layer tried at its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from symcount.core.calls import parse_value
from symcount.core.errors import InputError, shown
from symcount.core.expression import Expr, Size, Value
from symcount.core.layer import Layer
from symcount.core.shape import read_dimension, read_shape
from symcount.networks.composite import Network, Sequential
from symcount.networks.signal import Shape, at_shape
from symcount.readers.calls import read_layer
from symcount.readers.formulas import LONGEST_FORMULA, check_numbers, formula, parts_within, settled
from symcount.readers.names import Names, check_known
from symcount.readers.tree import Tree, kind_of
from symcount.readers.words import part_name

MOST_LAYERS, DEEPEST_NETWORK = 2_000, 16
# Parts of one formula, and of all formulas on the way from the input to the output: a second of work.
LARGEST_FORMULA, MOST_PARTS = 10_000, 1_000_000
EXPECTED = "expected a layer such as Linear(10)"


@dataclass(slots=True)
class _Found:
    """The layers met so far, from the input to the output, each with its path in the file."""

    names: Names
    layers: list[tuple[str, Layer]] = field(default_factory=list)


def read_network(layers: Tree, input: Tree, names: Names) -> Sequential:
    """The network that a spec describes; every layer must fit at its place."""
    shape = read_input(input, names, "input")
    found = _Found(names)
    parts = _read_parts(layers, "layers", found, 1)
    _try(found.layers, shape, names.numbers)
    return Sequential(*parts, input=shape)


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


def _read_parts(tree: Tree, path: str, found: _Found, depth: int) -> list[tuple[str, Network]]:
    if not isinstance(tree, list):
        raise InputError(f"expected a list of layers, got {kind_of(tree)}", path)
    if not tree:
        raise InputError("expected at least one layer, got an empty list", path)
    if depth > DEEPEST_NETWORK:
        raise InputError(f"networks nest deeper than {DEEPEST_NETWORK}", path)
    named: dict[str, Network] = {}
    for place, item in enumerate(tree):
        where = f"{path}[{place}]"
        name, content = _item(item, place, where)
        if name in named:
            raise InputError(f"two layers are named {name!r}; the first is {path}[{list(named).index(name)}]", where)
        named[name] = _read_part(content, where, name if isinstance(item, dict) else "", found, depth)
    return list(named.items())


def _item(item: Tree, place: int, where: str) -> tuple[str, Tree]:
    """A layer's name (its place where it has none) and what is written for it."""
    if isinstance(item, str):
        return str(place), item
    if not isinstance(item, dict) or not item:
        raise InputError(f"{EXPECTED} or NAME: Linear(10), got {kind_of(item)}", where)
    name, content = next(iter(item.items()))
    cut = isinstance(content, str) and content.count("(") > content.count(")")
    if len(item) > 1 and not cut:
        raise InputError(f"expected one layer, got {len(item)}: begin each with a dash of its own", where)
    return part_name(name, where), content


def _read_part(content: Tree, where: str, name: str, found: _Found, depth: int) -> Network:
    told = f"{where} {name}" if name else where
    if isinstance(content, list):
        return Sequential(*_read_parts(content, f"{where}.{name}", found, depth + 1))
    if not isinstance(content, str):
        raise InputError(f"{EXPECTED} or a list of layers, got {kind_of(content)}", told)
    if len(found.layers) >= MOST_LAYERS:
        raise InputError(f"more than {MOST_LAYERS:,} layers", told)
    try:
        layer = read_layer(content, found.names)
    except InputError as wrong:
        raise InputError(wrong.message, told) from None
    found.layers.append((told, layer))
    return layer


def _try(layers: list[tuple[str, Layer]], shape: Shape, numbers: Mapping[Size, int]) -> None:
    """Place every layer behind the one before it, so that what does not fit is told with its place in the file."""
    shape, left = at_shape(shape, numbers), MOST_PARTS
    for path, layer in layers:
        try:
            shape = (layer.at(numbers) if numbers else layer).place(shape).output
        except InputError as wrong:
            told = type(layer).__name__ in wrong.message
            raise InputError(wrong.message if told else f"{shown(repr(layer), 120)}: {wrong.message}", path) from None
        counts = [parts_within(dim, LARGEST_FORMULA) for dim in shape if isinstance(dim, Expr)]
        left -= sum(counts)
        if left < 0 or any(count > LARGEST_FORMULA for count in counts):
            raise InputError("the formula of the output grows too large here; give some of its sizes a number", path)
