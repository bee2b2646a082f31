"""Amount: what a person gets for params(net), macs(net), ... It prints as its closed form and can say why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from symcount.analysis.asked import Asked
from symcount.core.algebra import closed_sum
from symcount.core.conventions import USUAL, Conventions, conventions
from symcount.core.display import Displayed, Style, display
from symcount.core.errors import InputError, shown
from symcount.core.expression import Size, Value
from symcount.core.layer import Layer
from symcount.core.sizes import by_name, numbers_for
from symcount.core.values import total
from symcount.counting.derivation import FORMS, Form
from symcount.counting.derive import addend, derive, derive_layer
from symcount.counting.precision import bytes_for, number_format
from symcount.counting.quantities import Quantity
from symcount.counting.repetition import counted
from symcount.counting.telling import at_numbers
from symcount.networks.block import Block
from symcount.networks.composite import Network, Sequential
from symcount.networks.rows import rows, sizes_of, told_rows
from symcount.networks.signal import Row
from symcount.notation.closed import closed_text
from symcount.reporting.displays import formula_shown
from symcount.reporting.why import Why

if TYPE_CHECKING:
    import sympy

Inputs: TypeAlias = "Sequence[object] | None"
Words: TypeAlias = "str | Sequence[str]"


@dataclass(frozen=True, eq=False, repr=False)
class Amount(Asked, Displayed):
    """A quantity of a network: exact, symbolic where sizes have no number, and one expression for SymPy.

    `int(amount)` where every size has a number; `amount.expr` is the closed form in SymPy.
    """

    net: Sequential
    quantity: Quantity
    numbers: Mapping[Size, Value] = field(default_factory=dict)
    conventions: Conventions = USUAL
    input_gradient: bool = False

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The layers at their places; what the numbers at hand forbid is an error here."""
        return self._placed(self.net.at(self.numbers) if self.numbers else self.net)

    def _placed(self, net: Sequential) -> tuple[Row, ...]:
        return rows(net, conventions=self.conventions, input_gradient=self.input_gradient)

    @property
    def told(self) -> tuple[Row, ...]:
        """The layers in whose formulas it is told: with all sizes open, unless numbers decide what is counted."""
        if self.quantity.decided:
            return self.rows
        return told_rows(self.net, self.numbers, self.conventions, self.input_gradient)

    @cached_property
    def sizes(self) -> tuple[Size, ...]:
        """Every size with a name that it depends on: the network's, and its own such as a batch."""
        return tuple(dict.fromkeys((*sizes_of(self.net), *self.quantity.sizes)))

    @cached_property
    def value(self) -> Value:
        """The exact number, or an expression while a size has none."""
        return total([*self.by_layer().values(), *(one.value for one in self.quantity.once(self.rows))])

    @cached_property
    def expr(self) -> sympy.Expr:
        """The closed form in SymPy, every layer factored as it is taught."""
        formulas = [at_numbers(addend(row, self.quantity, FORMS[0], {}).formula, self._own) for row in self.rows]
        return closed_sum([*formulas, *(one.value for one in self.quantity.once(self.rows))])

    def by_layer(self) -> dict[str, Value]:
        """What each layer has, by its path."""
        found = {row.path: counted(row, self.quantity.count) for row in self.rows}
        return {path: at_numbers(value, self._own) for path, value in found.items()} if self._own else found

    @property
    def _own(self) -> Mapping[Size, Value]:
        """Numbers for the quantity's own sizes; those of the network's are in its layers already."""
        return {size: self.numbers[size] for size in self.quantity.sizes if size in self.numbers}

    def at(self, given: Mapping[Any, object] | None = None, /, **numbers: object) -> Amount:
        """The same amount with numbers (or formulas) in the place of some sizes, by their names or the sizes."""
        named = by_name(given, numbers)
        found = numbers_for(self.sizes, named)
        return replace(self, numbers={**self.numbers, **found})

    def open(self) -> Amount:
        """The same amount with a name again for every size that has a number."""
        return replace(self, numbers={}) if self.numbers else self

    def why(self, form: Form = "per-filter") -> Why:
        """The derivation: how the number comes about, step by step, every line proven."""
        if form not in FORMS:
            raise InputError(f"form is one of {', '.join(FORMS)}, got {shown(form)!r}")
        placed = self.told
        if len(placed) == 1 and not self.quantity.once(placed):
            only = derive_layer(placed[0], self.quantity, form, self.numbers)
            return Why(replace(only, title=f"{self.quantity.title} of {only.title}"))
        return Why(derive(placed, self.quantity, form, self.numbers, f"{self.quantity.title} of the network"))

    def bytes(self, stored: str = "fp32") -> Value:
        """The bytes that so many values take where the parameters are in a number format."""
        if self.quantity.in_bytes is not None:
            return at_numbers(self.quantity.in_bytes(self.rows, number_format(stored)), self._own)
        return bytes_for(self.value, number_format(stored))

    def __int__(self) -> int:
        if isinstance(self.value, int):
            return self.value
        names = ", ".join(size.name for size in self.sizes if size not in self.numbers)
        raise InputError(f"there is no number for {names}; give one with .at(...)")

    __index__ = __int__

    def __str__(self) -> str:
        return str(self.value) if isinstance(self.value, int) else closed_text(self.expr)

    __repr__ = __str__

    def __format__(self, spec: str) -> str:
        return format(self.value, spec) if spec and isinstance(self.value, int) else format(str(self), spec)

    def _latex(self, printer: Any) -> str:
        """What sympy.latex prints for an amount."""
        return str(printer.doprint(self.expr))

    def _sympy_(self) -> sympy.Expr:
        return self.expr

    def __eq__(self, other: object) -> bool:
        if isinstance(other, int):
            return self.value == other
        return bool(self.expr == (other.expr if isinstance(other, Amount) else other))

    def __hash__(self) -> int:
        return hash(self.value if isinstance(self.value, int) else self.expr)


@display.register
def _shown(amount: Amount, style: Style, width: int) -> str:
    def formula() -> sympy.Expr:
        return amount.open().expr if style == "html" else amount.expr

    return formula_shown(amount.quantity.title, str(amount), formula, amount.value, style, width)


def network_of(net: Network, input: object, inputs: Inputs) -> Sequential:
    """The network with its inputs; a single layer becomes a network of one, under its own name."""
    if isinstance(net, Sequential):
        if input is None and inputs is None:
            return net
        return Sequential(*net.parts, input=input, inputs=inputs, conventions=net.conventions)
    name = net.theory.name if isinstance(net, Layer) and not isinstance(net, Block) else ""
    return Sequential((name, net), input=input, inputs=inputs)


def amount_of(
    net: Network,
    quantity: Quantity,
    input: object = None,
    *,
    inputs: Inputs = None,
    convention: Words = (),
    input_gradient: bool = False,
) -> Amount:
    """A quantity, ours or the user's own, said of a network.

    With `input_gradient` training goes back to the data itself, as in a network that stands behind another.
    """
    whole = network_of(net, input, inputs)
    ways = conventions(convention, whole.conventions)
    found = Amount(whole, quantity, conventions=ways, input_gradient=input_gradient)
    _ = found.rows
    return found
