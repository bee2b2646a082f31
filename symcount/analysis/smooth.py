"""Formulas as smooth functions: a floor is read as what it rounds, exact wherever the division comes out even."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from symcount.analysis.ratios import MOST_TIDIED, ratio
from symcount.core.errors import InputError, nearest, shown

if TYPE_CHECKING:
    import sympy

EVEN = "Every division under a floor is taken to come out even."


@lru_cache(maxsize=256, typed=True)
def smooth(expr: sympy.Expr) -> sympy.Expr:
    """The formula without its floors and ceilings: floor(x) is read as x."""
    import sympy

    rounded = expr.atoms(sympy.floor, sympy.ceiling)
    while rounded:
        innermost = [one for one in rounded if not one.args[0].atoms(sympy.floor, sympy.ceiling)]
        expr = expr.xreplace({one: one.args[0] for one in innermost})
        rounded = expr.atoms(sympy.floor, sympy.ceiling)
    return expr


def symbol_in(expr: sympy.Expr, name: object) -> sympy.Symbol:
    """The symbol of a formula by its name, by a size, or by a symbol; an unknown one offers the nearest."""
    known = {str(one): one for one in expr.free_symbols}
    if str(name) not in known:
        raise InputError(f"unknown size {shown(str(name))!r}{nearest(str(name), known)}")
    return known[str(name)]


def derivative(expr: sympy.Expr, name: object) -> sympy.Expr:
    """How fast the formula grows in a size, its floors read as what they round.

    A smallest or a largest of several has no derivative where they meet: InputError.
    """
    import sympy

    even = smooth(expr)
    if even.atoms(sympy.Min, sympy.Max, sympy.Sum):
        raise InputError(f"there is no derivative in {name}: the formula holds a minimum, a maximum or an open sum")
    return sympy.diff(even, symbol_in(expr, name))


def elasticity(expr: sympy.Expr, name: object) -> sympy.Expr:
    """By how many percent the formula grows when a size grows by one percent: (size / formula) * derivative.

    In lowest terms where the formula is short.
    """
    over, under = symbol_in(expr, name) * derivative(expr, name), smooth(expr)
    return over / under if len(under.args) > MOST_TIDIED else ratio(over, under)
