"""compare(a, b): one quantity of two networks, as formulas, with the sizes at which one overtakes the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from symcount.amount import Amount
from symcount.analysis.comparing import Comparison, crossings, matched
from symcount.core.algebra import to_sympy
from symcount.core.errors import InputError
from symcount.counts import params
from symcount.networks.composite import Network

if TYPE_CHECKING:
    import sympy


def compare(
    a: Network | Amount, b: Network | Amount, over: object = None, *, numbers: Mapping[Any, object] | None = None
) -> Comparison:
    """Two networks (by their parameters) or two amounts of one quantity, side by side.

    `over` is the size that runs through the whole numbers to find where one overtakes the other; the
    other sizes need numbers then, from the amounts or from `numbers`. Without it the only size is taken.
    """
    left, right = (_numbered(one if isinstance(one, Amount) else params(one), numbers or {}, over) for one in (a, b))
    if left.quantity.key != right.quantity.key:
        raise InputError(f"compare takes two amounts of one quantity, got {left.quantity.key} and {right.quantity.key}")
    difference = _short(left.expr - right.expr)
    name = str(over) if over is not None else _only(difference)
    regions, found, searched = crossings(difference, name, lambda size: _at(left, name, size) - _at(right, name, size))
    layers = matched(*({path: to_sympy(value) for path, value in one.by_layer().items()} for one in (left, right)))
    return Comparison(
        left.quantity.title, left.expr, right.expr, difference, left.expr / right.expr, name, regions, found, searched,
        layers,
    )  # fmt: skip


def _numbered(amount: Amount, numbers: Mapping[Any, object], over: object) -> Amount:
    """The amount with the numbers of its own sizes, that of the running one left open."""
    given = {str(size): value for size, value in {**amount.numbers, **numbers}.items()}
    free = amount.open()
    names = {str(one) for one in free.expr.free_symbols}
    known = {name: value for name, value in given.items() if name in names and name != str(over)}
    return free.at(known) if known else free


def _short(difference: sympy.Expr) -> sympy.Expr:
    import sympy

    return sympy.factor_terms(sympy.expand(difference))


def _only(difference: sympy.Expr) -> str:
    names = sorted(str(one) for one in difference.free_symbols)
    if len(names) > 1:
        raise InputError(f"there are several sizes: say which one runs, over={names[0]!r}; the others need numbers")
    return names[0] if names else "n"


def _at(amount: Amount, name: str, size: int) -> int:
    """The exact amount at one number of the running size."""
    left = {str(one) for one in amount.expr.free_symbols}
    if left - {name}:
        raise InputError(f"there is no number for {', '.join(sorted(left - {name}))}")
    return int(amount.to_callable()(**({name: size} if name in left else {})))
