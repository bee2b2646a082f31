"""How a formula grows in one size: its leading term, its degree, its class, and the limit of a ratio."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from symcount.analysis.ratios import ratio, sides
from symcount.analysis.smooth import smooth, symbol_in
from symcount.core.errors import InputError

if TYPE_CHECKING:
    import sympy

CLASSES = ("constant", "linear", "quadratic", "cubic", "quartic")


@dataclass(frozen=True, slots=True)
class Growth:
    """What is left of a formula when one size is large: coefficient * base**(rate*size) * size**degree."""

    coefficient: sympy.Expr
    base: int
    degree: sympy.Rational
    symbol: sympy.Symbol

    @property
    def term(self) -> sympy.Expr:
        """The leading term."""
        grown = self.coefficient * self.symbol**self.degree
        return grown if self.base == 1 else grown * self.base**self.symbol

    def __repr__(self) -> str:
        return f"{self.term}: {self.kind} in {self.symbol}"

    @property
    def kind(self) -> str:
        """The class of growth in words."""
        if self.base > 1:
            return "exponential"
        if self.degree.is_integer and 0 <= self.degree < len(CLASSES):
            return CLASSES[int(self.degree)]
        return f"of degree {self.degree}"


def growth(expr: sympy.Expr, name: object) -> Growth:
    """The growth of a formula in one size; floors are read as what they round."""
    symbol = symbol_in(expr, name)
    base, degree, coefficient = _end(smooth(expr), symbol)
    return Growth(coefficient, base, degree, symbol)


def limit(over: sympy.Expr, under: sympy.Expr, name: object) -> sympy.Expr | None:
    """What the ratio of two formulas tends to when a size grows without end; None where that has no formula."""
    import sympy

    known = {str(one): one for one in over.free_symbols | under.free_symbols}
    if str(name) not in known:
        return ratio(smooth(over), smooth(under))
    try:
        top, bottom = (_end(smooth(one), known[str(name)]) for one in (over, under))
    except InputError:  # a minimum, a maximum or an open sum hides it
        return None
    if top[:2] == bottom[:2]:
        return ratio(top[2], bottom[2])
    return sympy.oo if top[:2] > bottom[:2] else sympy.S.Zero


def _end(expr: sympy.Expr, symbol: sympy.Symbol) -> tuple[int, sympy.Rational, sympy.Expr]:
    """Base, degree and coefficient of what is left of a smooth formula when a size is large."""
    over, under = sides(expr)
    top, bottom = _leading(over, symbol), _leading(under, symbol)
    if top[0] % bottom[0]:
        raise InputError(f"the formula has no leading term in {symbol} that we can name")
    return top[0] // bottom[0], top[1] - bottom[1], ratio(top[2], bottom[2])


@lru_cache(maxsize=256, typed=True)
def _terms(expr: sympy.Expr) -> tuple[sympy.Expr, ...]:
    """The addends of a formula when everything is multiplied out."""
    import sympy

    return tuple(sympy.Add.make_args(sympy.expand(sympy.expand_power_exp(sympy.expand(expr)))))


def _leading(expr: sympy.Expr, symbol: sympy.Symbol) -> tuple[int, sympy.Rational, sympy.Expr]:
    """Base, degree and coefficient of the leading term of a polynomial in a size and in powers of numbers to it."""
    import sympy

    found: dict[tuple[int, sympy.Rational], sympy.Expr] = {}
    for term in _terms(expr):
        base, degree, rest = 1, sympy.S.Zero, sympy.S.One
        for factor in sympy.Mul.make_args(term):
            if not factor.has(symbol):
                rest *= factor
            elif factor.is_Pow and factor.base.is_Integer and factor.exp.as_coeff_Mul()[1] == symbol:
                base *= int(factor.base) ** int(factor.exp.as_coeff_Mul()[0])
            elif factor == symbol or (factor.is_Pow and factor.base == symbol and factor.exp.is_Rational):
                degree += factor.as_base_exp()[1]
            else:
                raise InputError(f"the formula has no leading term in {symbol} that we can name: it holds {factor}")
        found[base, degree] = found.get((base, degree), sympy.S.Zero) + rest
    some = {key: value for key, value in found.items() if value != 0} or {(1, sympy.S.Zero): sympy.S.Zero}
    largest = max(some)
    return (*largest, some[largest])
