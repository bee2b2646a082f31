"""What flows between layers, and a layer at its place: the rows that a network consists of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from symcount.core.expression import Size, Value
from symcount.core.placing import Case
from symcount.core.reading import evaluated, sizes_in
from symcount.core.shape import read_shape
from symcount.core.values import product, series

Shape: TypeAlias = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Signal:
    """A tensor on its way: its shape, which tensor it is (views share one), who gave it.

    `data`, it is the network's own data, or what layers made of it that do not train: it needs no gradient.
    """

    shape: Shape
    tensor: int
    path: str
    data: bool = False


@dataclass(frozen=True, slots=True)
class Over:
    """So many repetitions; where what is repeated depends on its number, under this index from a start on."""

    count: Value
    index: Size | None = None
    start: int = 0

    def of(self, value: Value) -> Value:
        """What all repetitions have together, of which each has this."""
        if self.index is None:
            return product((self.count, value))
        if self.start and not isinstance(value, int):
            value = evaluated(value, {self.index: self.index + self.start})  # type: ignore[arg-type]
        return series(self.index, self.count, value)


@dataclass(frozen=True, slots=True)
class Variant:
    """A layer in one kind of surroundings, and its repetitions, the innermost first."""

    case: Case
    over: tuple[Over, ...] = ()

    def of(self, value: Value) -> Value:
        """What all repetitions have together, of which each has this."""
        for one in self.over:
            value = one.of(value)
        return value


@dataclass(frozen=True, slots=True)
class Row:
    """A layer of a network at its place: its path, its case, and where it is repeated how often.

    Repetitions of one layer may differ in their surroundings (the first reads the data, say): each
    kind is a variant of its own; `case` is the one that stands for all.
    """

    path: str
    case: Case
    variants: tuple[Variant, ...] = ()

    @property
    def each(self) -> tuple[Variant, ...]:
        """Every kind of surroundings with its repetitions; a layer that stands alone is its only variant."""
        return self.variants or (Variant(self.case),)

    @property
    def repeated(self) -> bool:
        """Whether the layer stands more than once."""
        return bool(self.variants)


def at_shape(shape: Shape, numbers: Mapping[Size, Value]) -> Shape:
    """A shape with numbers in the place of some of its sizes."""
    return tuple(dim if isinstance(dim, int) else read_shape(evaluated(dim, numbers))[0] for dim in shape)  # type: ignore[arg-type]


def sizes_among(found: Iterable[Row]) -> tuple[Size, ...]:
    """Every size with a name in some rows, each once; the indices of repetitions are no sizes of the network."""
    found = tuple(found)
    variants = [variant for row in found for variant in row.each]
    cases = [variant.case for variant in variants]
    dims = [dim for case in cases for shape in case.inputs for dim in shape]
    values: list[Any] = [value for case in cases for value in case.values]
    spread = [one for value in values for one in (value if isinstance(value, tuple) else (value,))]
    counts: list[Value] = [over.count for variant in variants for over in variant.over]
    indices = {over.index for variant in variants for over in variant.over}
    return tuple(size for size in sizes_in(*dims, *spread, *counts) if size not in indices)
