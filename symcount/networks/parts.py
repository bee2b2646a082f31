"""What every network that is made of networks has: parts with names, settings, and how it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, TypeAlias

from symcount.core.display import Displayed
from symcount.core.errors import InputError, nearest, shown
from symcount.core.expression import Size, Value
from symcount.core.layer import Layer

Numbers: TypeAlias = Mapping[Size, Value]
Joined: TypeAlias = Literal["add", "concat", "multiply"]
JOINS: tuple[Joined, ...] = ("add", "concat", "multiply")


class Composite(Displayed):
    """A network made of parts, each with a name (its place where it has none)."""

    parts: tuple[tuple[str, Network], ...]

    def at(self, numbers: Numbers) -> Composite:
        """The same network with numbers in the place of some of its sizes."""
        return type(self)(*self._parts_at(numbers), **self._settings_at(numbers))

    def _parts_at(self, numbers: Numbers) -> list[Any]:
        return [(name, part.at(numbers)) for name, part in self.parts]

    def _settings(self) -> dict[str, Any]:
        return {}

    def _settings_at(self, numbers: Numbers) -> dict[str, Any]:
        return self._settings()

    def __repr__(self) -> str:
        inner = [repr(part) if name.isdigit() else f"({name!r}, {part!r})" for name, part in self.parts]
        inner += [f"{name}={_written(value)}" for name, value in self._settings().items() if value is not None]
        return f"{type(self).__name__}({', '.join(inner)})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and (self.parts, self._settings()) == (other.parts, other._settings())

    def __hash__(self) -> int:
        return hash((type(self), self.parts))


Network: TypeAlias = Layer | Composite
Given: TypeAlias = "Network | tuple[str, Network] | Mapping[str, Network]"


def named(layers: Sequence[object]) -> Iterator[tuple[str, Network]]:
    """The parts of a network with their names; numbers where they have none. An empty name adds nothing to a path."""
    seen: set[str] = set()
    for place, given in enumerate(layers):
        pairs = given.items() if isinstance(given, Mapping) else [_pair(place, given)]
        for name, layer in pairs:
            if not isinstance(layer, (Layer, Composite)):
                kind = isinstance(layer, type) and issubclass(layer, (Layer, Composite))
                hint = f"; write {layer.__name__}()" if kind else ""
                raise InputError(f"expected a layer, got {shown(layer)}{hint}", str(name))
            if name in seen and name:
                raise InputError(f"two layers are named {shown(name)!r}")
            seen.add(name)
            yield name, layer


def _pair(place: int, given: object) -> tuple[str, Any]:
    if isinstance(given, tuple) and len(given) == 2 and isinstance(given[0], str):
        return given
    return str(place), given


def checked_join(join: object) -> Joined:
    """How several outputs are put together."""
    if join not in JOINS:
        raise InputError(f"join is one of {', '.join(JOINS)}, got {shown(join)}{nearest(str(join), JOINS)}")
    return join


def _written(value: object) -> str:
    if isinstance(value, (Layer, Composite, str)):
        return repr(value)
    return f"({', '.join(map(str, value))})" if isinstance(value, tuple) else str(value)
