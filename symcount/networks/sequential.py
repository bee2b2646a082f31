"""Sequential: layers one after the other, named or numbered, themselves a layer of larger ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from symcount.core.errors import InputError, shown
from symcount.core.expression import Size, Value
from symcount.core.layer import Layer
from symcount.core.placing import Case
from symcount.core.reading import evaluated, sizes_in
from symcount.core.shape import read_shape

Shape: TypeAlias = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A layer of a network at its place: its path and its case."""

    path: str
    case: Case


class Sequential:
    """Layers one after the other; the output of each is the input of the next.

    Layers are given one by one (they are numbered), as a mapping from names, or as (name, layer)
    pairs. `input` is the shape of one example, channels first.
    """

    def __init__(self, *layers: Layer | Sequential | tuple[str, Network] | Mapping[str, Network], input: object = None):
        self.parts: tuple[tuple[str, Network], ...] = tuple(_named(layers))
        self.input: Shape | None = None if input is None else read_shape(input)

    def at(self, numbers: Mapping[Size, Value]) -> Sequential:
        """The same network with numbers in the place of some of its sizes."""
        shape = None if self.input is None else at_shape(self.input, numbers)
        return Sequential(*((name, part.at(numbers)) for name, part in self.parts), input=shape)

    def __repr__(self) -> str:
        inner = ", ".join(repr(part) if name.isdigit() else f"({name!r}, {part!r})" for name, part in self.parts)
        shape = "" if self.input is None else f", input=({', '.join(map(str, self.input))})"
        return f"Sequential({inner}{shape})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequential) and (self.parts, self.input) == (other.parts, other.input)

    def __hash__(self) -> int:
        return hash((self.parts, self.input))


Network: TypeAlias = Layer | Sequential


def at_shape(shape: Shape, numbers: Mapping[Size, Value]) -> Shape:
    """A shape with numbers in the place of some of its sizes."""
    return tuple(dim if isinstance(dim, int) else read_shape(evaluated(dim, numbers))[0] for dim in shape)  # type: ignore[arg-type]


def rows(network: Network, input: object = None) -> tuple[Row, ...]:
    """Every layer of a network at its place, from the input to the output."""
    own = network.input if isinstance(network, Sequential) else None
    if input is None and own is None:
        raise InputError("the input shape is missing: give input=(channels, height, width)")
    shape = read_shape(input) if input is not None else own
    assert shape is not None
    return tuple(_placed("", network, shape))


def output_shape(network: Network, input: object = None) -> Shape:
    """The shape that a network gives for one example."""
    placed = rows(network, input)
    return placed[-1].case.output if placed else read_shape(input)


def sizes_of(network: Network, input: object = None) -> tuple[Size, ...]:
    """Every size with a name in a network and its input, each once, in reading order."""
    placed = rows(network, input)
    dims = [dim for row in placed for dim in row.case.input]
    values = [value for row in placed for value in row.case.values]
    spread = [one for value in values for one in (value if isinstance(value, tuple) else (value,))]
    return sizes_in(*dims, *spread)


def _placed(path: str, network: Network, shape: Shape) -> Iterator[Row]:
    if isinstance(network, Layer):
        yield _row(path, network, shape)
        return
    for name, part in network.parts:
        inner = f"{path}.{name}" if path else name
        placed = (_row(inner, part, shape),) if isinstance(part, Layer) else _placed(inner, part, shape)
        for row in placed:
            yield row
            shape = row.case.output


def _row(path: str, layer: Layer, shape: Shape) -> Row:
    try:
        return Row(path, layer.place(shape))
    except InputError as wrong:
        raise InputError(wrong.message, path) from None


def _named(layers: tuple[object, ...]) -> Iterator[tuple[str, Network]]:
    seen: set[str] = set()
    for place, given in enumerate(layers):
        pairs = [_pair(place, given)] if isinstance(given, Layer) or not isinstance(given, Mapping) else given.items()
        for name, layer in pairs:
            if not isinstance(layer, (Layer, Sequential)):
                hint = f"; write {layer.__name__}()" if isinstance(layer, type) and issubclass(layer, Layer) else ""
                raise InputError(f"expected a layer, got {shown(layer)}{hint}", str(name))
            if name in seen:
                raise InputError(f"two layers are named {shown(name)!r}")
            seen.add(name)
            yield name, layer


def _pair(place: int, given: object) -> tuple[str, Network]:
    if isinstance(given, tuple) and len(given) == 2 and isinstance(given[0], str):
        return given
    return str(place), given  # type: ignore[return-value]
