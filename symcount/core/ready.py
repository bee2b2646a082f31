"""Facts made ready for counting: spread over the axes, conditions and formulas compiled to functions of the slots."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from symcount.core.expression import Expr, Value
from symcount.core.formal import Formal
from symcount.core.reading import Reading
from symcount.core.stated import Needs, Saves, Takes, Tensor, Work

Present: TypeAlias = Callable[[Sequence[Any]], bool]
Picked: TypeAlias = Callable[[Sequence[Any]], Any]
Tree: TypeAlias = "tuple[Reading, ...] | tuple[Tree, ...]"


@dataclass(frozen=True, slots=True)
class Let:
    """A named intermediate result on one axis: its symbol and what it equals.

    What it equals depends on the values that `read` takes alone, in the same way on every axis `of` one formal;
    without it, it may depend on anything.
    """

    symbol: Formal
    expr: Expr | None
    reading: Reading
    slot: int
    of: Formal | None = None
    read: Picked | None = None


@dataclass(frozen=True, slots=True)
class Owned:
    """A tensor: formulas of its dimensions, their readings, and whether it is there; active, the part in use."""

    fact: Tensor
    dims: tuple[Expr, ...]
    readings: tuple[Reading, ...]
    present: Present
    active: tuple[Expr, ...]
    active_readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Labour:
    """Some work: the factors of one output value, the outputs, and those whose input is a constant."""

    fact: Work
    each: tuple[Expr, ...]
    times: tuple[Expr, ...]
    readings: tuple[Reading, ...]
    constant: tuple[Expr, ...]
    constant_readings: tuple[Reading, ...]
    present: Present


@dataclass(frozen=True, slots=True)
class Saved:
    """Values that training keeps for the backward pass."""

    fact: Saves
    dims: tuple[Expr, ...]
    readings: tuple[Reading, ...]
    present: Present


@dataclass(frozen=True, slots=True)
class Need:
    """A condition on one axis, with readings of both its sides, and what `read`s the values on which both depend."""

    fact: Needs
    a: Expr
    b: Expr
    a_reading: Reading
    b_reading: Reading
    read: Picked | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """One dimension of an input, or a run of them: the slot that it fills, or what it must equal."""

    formal: Formal | None
    slot: int
    expected: Reading | None = None

    @property
    def many(self) -> bool:
        """Whether it stands for several dimensions."""
        return self.formal is not None and self.formal.role == "many"


@dataclass(frozen=True, slots=True)
class Input:
    """One input: its fact, its places in order, and which earlier input stands in for it."""

    fact: Takes
    places: tuple[Place, ...]
    like: int | None
    fixed_rank: int
    runs: tuple[Formal, ...]


def many_values(values: Sequence[Any], readings: Sequence[Reading]) -> tuple[Value, ...]:
    """A shape's dimensions from the slots' values, several in one spread out."""
    dims: list[Value] = []
    for read in readings:
        dim = read(values)
        if type(dim) is tuple:
            dims.extend(dim)
        else:
            dims.append(dim)
    return tuple(dims)
