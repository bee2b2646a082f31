"""Networks made of networks: in a row, around a shortcut, side by side, repeated, shared, frozen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from symcount.core.conventions import USUAL, Conventions, conventions as chosen_conventions
from symcount.core.errors import InputError, shown
from symcount.core.expression import Size, Value
from symcount.core.reading import evaluated
from symcount.core.settings import whole_number
from symcount.core.shape import read_shapes
from symcount.networks.parts import (
    Composite as Composite,
    Given,
    Joined,
    Network as Network,
    Numbers,
    checked_join,
    named,
)
from symcount.networks.signal import Shape, at_shape


class Sequential(Composite):
    """Layers one after the other; the output of each is the input of the next.

    Layers are given one by one (they are numbered), as a mapping from names, or as (name, layer)
    pairs. `input` is the shape of one example, channels first; `inputs` are several of them.
    `conventions` are those by which the network is counted unless others are asked for.
    """

    def __init__(
        self,
        *layers: Given,
        input: object = None,
        inputs: Sequence[object] | None = None,
        conventions: Conventions | Sequence[str] | str = USUAL,
    ) -> None:
        self.parts = tuple(named(layers))
        self.inputs: tuple[Shape, ...] | None = read_shapes(input, inputs)
        self.conventions = conventions if isinstance(conventions, Conventions) else chosen_conventions(conventions)

    @property
    def input(self) -> Shape | None:
        """The shape of the (first) input, where it is known."""
        return self.inputs[0] if self.inputs else None

    def at(self, numbers: Numbers) -> Sequential:
        """The same network with numbers in the place of some of its sizes."""
        shapes = None if self.inputs is None else [at_shape(one, numbers) for one in self.inputs]
        return Sequential(*self._parts_at(numbers), inputs=shapes, conventions=self.conventions)

    def _settings(self) -> dict[str, Any]:
        one = self.inputs is None or len(self.inputs) == 1
        shapes: dict[str, Any] = {"input": self.input} if one else {"inputs": self.inputs}
        return {**shapes, "conventions": " ".join(self.conventions.unusual) or None}


class Residual(Composite):
    """Layers with a way around them: what comes is added to (or multiplied with) what they make of it.

    The way around is the input itself, or a `shortcut` of its own, such as a projection.
    """

    def __init__(self, *layers: Given, shortcut: Network | None = None, join: Joined = "add") -> None:
        self.parts = tuple(named(layers))
        self.shortcut = shortcut
        self.join = checked_join(join)

    def _settings(self) -> dict[str, Any]:
        return {"shortcut": self.shortcut, "join": self.join}

    def _settings_at(self, numbers: Numbers) -> dict[str, Any]:
        return {"shortcut": self.shortcut and self.shortcut.at(numbers), "join": self.join}


class Branch(Composite):
    """Networks side by side on one input; their outputs are put together: concat (along dim), add, or multiply."""

    def __init__(self, *branches: Given, join: Joined = "concat", dim: int = 1) -> None:
        self.parts = tuple(named(branches))
        self.join = checked_join(join)
        self.dim = dim

    def _settings(self) -> dict[str, Any]:
        return {"join": self.join, "dim": self.dim}


class Repeat(Composite):
    """Layers repeated so many times, one behind the other; `times` may be a size without a number.

    Under the name of an `index` the layers may depend on the number of the repetition, which starts at 0
    (widths w*2**i). `each` gives values by name for every repetition, and says how many there are.
    """

    def __init__(
        self,
        times: object = None,
        *layers: Given,
        index: object = None,
        each: Mapping[str, Sequence[Any]] | None = None,
    ) -> None:
        self.each: tuple[tuple[Size, tuple[Value, ...]], ...] = tuple(
            (Size(str(name)), tuple(whole_number(value, str(name)) for value in values))
            for name, values in (each or {}).items()
        )
        self.parts = tuple(named(layers))
        self.times = self._times(times)
        self.index = index if index is None or isinstance(index, Size) else Size(str(index))

    def _times(self, times: object) -> Value:
        lengths = {len(values) for _, values in self.each}
        if len(lengths) > 1:
            raise InputError(
                f"the lists of each= have {' and '.join(map(str, sorted(lengths)))} values; expected as many in each"
            )
        if times is None:
            if not lengths:
                raise InputError("Repeat needs times=, or lists of values with each=")
            return lengths.pop()
        found = whole_number(times, "times")
        if isinstance(found, int) and found < 0:
            raise InputError(f"times is at least 0, got {found}")
        if lengths and {found} != lengths:
            raise InputError(f"times is {shown(str(found))}, but the lists of each= have {lengths.pop()} values")
        return found

    def at(self, numbers: Numbers) -> Repeat:
        """The same with numbers in the place of some sizes; the index and the names of each= stay."""
        own = {self.index, *(name for name, _ in self.each)}
        rest = {size: value for size, value in numbers.items() if size not in own}
        times = self.times if isinstance(self.times, int) else evaluated(self.times, rest)  # type: ignore[arg-type]
        each = {name.name: [_at(value, rest) for value in values] for name, values in self.each}
        return Repeat(times, *self._parts_at(rest), index=self.index, each=each or None)

    def once(self, number: int) -> list[tuple[str, Network]]:
        """The layers of one repetition, by its number."""
        values: dict[Size, Value] = {name: values[number] for name, values in self.each}
        if self.index is not None:
            values[self.index] = number
        return [(name, part.at(values) if values else part) for name, part in self.parts]

    @property
    def varies(self) -> bool:
        """Whether one repetition may differ from the next."""
        return self.index is not None or bool(self.each)

    def _settings(self) -> dict[str, Any]:
        return {"times": self.times, "index": self.index, "each": self.each or None}


class Shared(Composite):
    """Layers that share their tensors with every other place of the same name; counted where they first stand."""

    def __init__(self, name: str, *layers: Given) -> None:
        self.name = name
        self.parts = tuple(named(layers))

    def at(self, numbers: Numbers) -> Shared:
        """The same with numbers in the place of some of its sizes."""
        return Shared(self.name, *self._parts_at(numbers))

    def _settings(self) -> dict[str, Any]:
        return {"name": self.name}


class Frozen(Composite):
    """Layers that training does not change: their parameters count, but do not train."""

    def __init__(self, *layers: Given) -> None:
        self.parts = tuple(named(layers))


class InFormat(Composite):
    """Layers whose parameters are kept as a precision policy has them, such as int8; only their bytes change."""

    def __init__(self, format: str, *layers: Given) -> None:
        self.format = format
        self.parts = tuple(named(layers))

    def at(self, numbers: Numbers) -> InFormat:
        """The same with numbers in the place of some of its sizes."""
        return InFormat(self.format, *self._parts_at(numbers))

    def _settings(self) -> dict[str, Any]:
        return {"format": self.format}


def _at(value: Value, numbers: Numbers) -> Value:
    return value if isinstance(value, int) else evaluated(value, numbers)  # type: ignore[arg-type]
