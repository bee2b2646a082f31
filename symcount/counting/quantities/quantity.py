"""What a quantity is: addends of a layer with their reasons, and its value there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from symcount.core.conventions import EVERYWHERE
from symcount.core.expression import Expr, Size, Value, group, written
from symcount.core.placing import Case
from symcount.core.values import product
from symcount.counting.precision import NumberFormat
from symcount.networks.signal import Row


@dataclass(frozen=True, slots=True)
class Part:
    """One addend of a quantity in a layer: so many units, each with the product of some factors.

    `times` multiplies the whole, for the reason `because` (two FLOPs for one MAC).
    """

    label: str
    units: Expr
    factors: tuple[Expr, ...]
    why: str
    cite: str = ""
    unit: str = ""
    times: int = 1
    because: str = ""

    def each(self) -> Expr:
        """What one unit adds: its factors in teaching order."""
        return written(product(self.factors))

    def formula(self) -> Expr:
        """Units times what each adds, in brackets: k*(f*f*c)."""
        return written(product((self.units, group(self.each()))))


@dataclass(frozen=True, slots=True)
class Once:
    """What a network has a single time, whatever its layers: a name, so many, and why."""

    name: str
    value: Value
    why: str


def _nothing(rows: Sequence[Row]) -> tuple[Once, ...]:
    """Most quantities are those of the layers, and nothing beside."""
    return ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """Something that is counted: what it is called, its unit, its addends, and its value at a layer.

    `owned` marks what is kept in tensors with units (filters, output units), which can be told per
    unit. `topics` are the conventions that it follows, `basis` what it rests on whatever they are,
    `sizes` its own beside those of the network (a batch). `once` is what belongs to no layer; `in_bytes`
    tells the bytes of a network where not every value is stored alike. What is `decided` by numbers (a rule
    for large tensors) is told of the network at its numbers.
    """

    key: str
    title: str
    unit: str
    parts: Callable[[Case], tuple[Part, ...]]
    count: Callable[[Case], Value]
    owned: bool = False
    topics: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    sizes: tuple[Size, ...] = ()
    once: Callable[[Sequence[Row]], tuple[Once, ...]] = _nothing
    in_bytes: Callable[[Sequence[Row], NumberFormat], Value] | None = None
    decided: bool = False

    def follows(self, *cases: Case) -> dict[str, str]:
        """The choice that it makes for each topic on which these layers' counts depend."""
        if not cases:
            return {}
        return {
            topic: cases[0].conventions[topic]
            for topic in self.topics
            if topic in EVERYWHERE or any(topic in case.topics() for case in cases)
        }

    def rests_on(self, *cases: Case) -> tuple[str, ...]:
        """The conventions in use for these layers, a sentence each."""
        told = cases[0].conventions.told(*self.follows(*cases)) if cases else ()
        return (*told, *self.basis)
