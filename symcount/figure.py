"""Figure: a number of a whole network that is no sum over its layers: peak, intensity, memory in training."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from symcount.core.algebra import to_sympy
from symcount.core.display import Displayed, Style, display
from symcount.core.errors import InputError
from symcount.core.expression import Expr, Size, Value
from symcount.core.reading import sizes_in
from symcount.core.sizes import by_name, numbers_for
from symcount.core.values import ceil_div
from symcount.counting.derivation import Derivation
from symcount.counting.precision import in_unit
from symcount.networks.composite import Sequential
from symcount.networks.rows import sizes_of
from symcount.reporting.displays import formula_shown
from symcount.reporting.why import Why

if TYPE_CHECKING:
    import sympy

Numbers: TypeAlias = Mapping[Size, Value]
Tell: TypeAlias = Callable[[Sequential, Numbers], Derivation]


@dataclass(frozen=True, eq=False, repr=False)
class Figure(Displayed):
    """A number of a network with its derivation; exact, symbolic where sizes have no number."""

    net: Sequential
    tell: Tell
    own: tuple[Size, ...] = ()
    numbers: Numbers = field(default_factory=dict)
    layers: Callable[[Sequential, Numbers], Mapping[str, Value]] | None = None

    @cached_property
    def derivation(self) -> Derivation:
        """How it comes about, of the network at the numbers at hand."""
        return self.tell(self.net.at(self.numbers) if self.numbers else self.net, self.numbers)

    @property
    def value(self) -> Value:
        """The exact number, or an expression while a size has none."""
        return self.derivation.value

    @property
    def expr(self) -> sympy.Expr:
        """The same for SymPy."""
        return to_sympy(self.value)

    def by_layer(self) -> Mapping[str, Value]:
        """What each layer has, by its path, where layers have any."""
        return {} if self.layers is None else self.layers(self.net, self.numbers)

    def at(self, given: Mapping[Any, object] | None = None, /, **numbers: object) -> Figure:
        """The same with numbers in the place of some sizes, by their names or the sizes."""
        named = by_name(given, numbers)
        known = numbers_for(tuple(dict.fromkeys((*sizes_of(self.net), *self.own))), named)
        return replace(self, numbers={**self.numbers, **known})

    def why(self) -> Why:
        """The derivation, every line proven."""
        return Why(self.derivation)

    @property
    def steps(self) -> dict[str, Value]:
        """The value of every step by its name: weights, gradients, ..."""
        return {str(step.left): step.value for step in self.derivation.steps}

    def in_unit(self, unit: str = "GB") -> str:
        """Bytes in a unit of memory, rounded to three digits."""
        return in_unit(int(self), unit)

    def __int__(self) -> int:
        if isinstance(self.value, Expr):
            names = ", ".join(size.name for size in sizes_in(self.value))
            raise InputError(f"there is no number for {names}; give one with .at(...)")
        found = ceil_div(self.value, 1)
        assert isinstance(found, int)
        return found

    def __str__(self) -> str:
        return str(self.value)

    __repr__ = __str__

    def _sympy_(self) -> sympy.Expr:
        return self.expr


@display.register
def _shown(figure: Figure, style: Style, width: int) -> str:
    return formula_shown(figure.derivation.title, str(figure), lambda: figure.expr, figure.value, style, width)
