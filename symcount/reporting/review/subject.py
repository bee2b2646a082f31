"""One architecture under review: its plan, its quantities as formulas, and these as functions of its sizes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from symcount.analysis.asked import Asked, Sensitivity
from symcount.core.algebra import symbol, to_sympy
from symcount.core.conventions import Conventions
from symcount.core.errors import InputError
from symcount.core.expression import Value
from symcount.core.values import total
from symcount.counting.quantities import ACTIVATIONS, FLOPS, MACS, PARAMS, TRAINABLE, Quantity
from symcount.counting.repetition import counted
from symcount.networks.composite import Sequential
from symcount.networks.rows import rows
from symcount.networks.signal import Row
from symcount.reporting.plan import Plan

if TYPE_CHECKING:
    import sympy

TOLD = (PARAMS, TRAINABLE, ACTIVATIONS, MACS, FLOPS)
GROWING = (PARAMS, MACS)  # what the charts of growth and the crossovers are of


@dataclass(frozen=True)
class Subject:
    """An architecture with its quantities by their keys; the sizes have the numbers of the plan."""

    name: str
    plan: Plan
    amounts: Mapping[str, Asked]
    alone: bool = True

    def titled(self, what: str) -> str:
        """The title of a section on it, with its name where there are several."""
        return f"{what[:1].upper()}{what[1:]}" if self.alone else f"{self.name}: {what}"

    @cached_property
    def named(self) -> bool:
        """Whether anything depends on a size with a name."""
        return any(self.expr(quantity).free_symbols for quantity in TOLD)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The numbers at hand by the names of their sizes."""
        return {size.name: value for size, value in self.plan.numbers.items() if isinstance(value, int)}

    @cached_property
    def open(self) -> tuple[str, ...]:
        """The sizes on which something depends and that have no number."""
        names = {str(one) for quantity in TOLD for one in self.expr(quantity).free_symbols}
        return tuple(sorted(names - self.numbers.keys()))

    @cached_property
    def net(self) -> Sequential:
        """The network at the numbers at hand."""
        return self.plan.net.at(self.plan.numbers) if self.plan.numbers else self.plan.net

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """Its layers there."""
        return rows(self.net, conventions=self.plan.conventions)

    def times(self, row: Row) -> Value:
        """How often a layer stands in the network."""
        return total([variant.of(1) for variant in row.each])

    def expr(self, quantity: Quantity) -> sympy.Expr:
        """A quantity as a formula in all sizes."""
        return self._opened[quantity.key].expr

    @cached_property
    def _opened(self) -> dict[str, Asked]:
        return {key: amount.open() for key, amount in self.amounts.items()}

    def value(self, quantity: Quantity, conventions: Conventions | None = None) -> Value:
        """A quantity at the numbers at hand, by the conventions of the plan or by others."""
        placed = self.rows if conventions is None else rows(self.net, conventions=conventions)
        return total([counted(row, quantity.count) for row in placed])

    def by_layer(self, quantity: Quantity) -> dict[str, Value]:
        """What each layer has of it, by its path."""
        return {row.path: counted(row, quantity.count) for row in self.rows}

    def sensitivities(self, quantity: Quantity) -> list[Sensitivity]:
        """How strongly each size moves a quantity, the strongest first; none where that has no formula."""
        if quantity.key not in self._moved:
            try:
                self._moved[quantity.key] = self.amounts[quantity.key].sensitivities()
            except InputError:  # a minimum or a maximum has no derivative
                self._moved[quantity.key] = []
        return self._moved[quantity.key]

    @cached_property
    def _moved(self) -> dict[str, list[Sensitivity]]:
        return {}

    @cached_property
    def _functions(self) -> dict[str, tuple[Callable[..., int], frozenset[str]]]:
        return {
            key: (amount.to_callable(), frozenset(map(str, amount.expr.free_symbols)))
            for key, amount in self._opened.items()
        }

    def at(self, quantity: Quantity, **changed: int) -> int:
        """A quantity with other numbers for some sizes, the rest as they are."""
        call, names = self._functions[quantity.key]
        here = {**self.numbers, **changed}
        return call(**{name: here[name] for name in names})

    def formula_in(self, quantity: Quantity, free: Sequence[str], **changed: int) -> sympy.Expr:
        """A quantity as a formula in some sizes, the others at their numbers."""
        numbers = {name: value for name, value in {**self.numbers, **changed}.items() if name not in free}
        known = {symbol(size): to_sympy(numbers[size.name]) for size in self.plan.numbers if size.name in numbers}
        return self.expr(quantity).xreplace(known)

    def strongest(self, quantity: Quantity) -> list[str]:
        """The sizes on which a quantity depends, those whose doubling makes most of it first."""
        names = [name for name in self.numbers if self.depends(quantity, name)]
        return sorted(names, key=lambda name: -self.at(quantity, **{name: 2 * self.numbers[name]}))

    def depends(self, quantity: Quantity, name: str) -> bool:
        """Whether a quantity depends on a size."""
        return name in {str(one) for one in self.expr(quantity).free_symbols}
