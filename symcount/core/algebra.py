"""The written expression read as SymPy, and SymPy's expressions read back. SymPy is imported here, on demand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, assert_never

from symcount.core.errors import InputError, shown
from symcount.core.expression import (
    CeilDiv,
    Choice,
    Expr,
    FloorDiv,
    Group,
    Maximum,
    Minimum,
    Negative,
    Number,
    Operand,
    Power,
    Product,
    Quotient,
    Series,
    Size,
    Sum,
    node_of,
    written,
)
from symcount.core.summing import closed_form
from symcount.core.tree import sizes_in, substituted
from symcount.core.values import ceil_div, floor_div, maximum, minimum, product, series, total

if TYPE_CHECKING:
    import sympy


def symbol(size: Size) -> sympy.Symbol:
    """The SymPy symbol of a size: the user's own, else a positive integer; a layer's has an identity of its own."""
    return size.symbol if size.symbol is not None else _made(size.name, size.owner)


@cache
def _made(name: str, owner: str) -> sympy.Symbol:
    import sympy

    kind = sympy.Dummy if owner else sympy.Symbol
    return kind(name, integer=True, positive=True)


def to_sympy(value: Operand) -> sympy.Expr:
    """The expression in SymPy, rows kept factored as they were written."""
    import sympy

    if isinstance(value, Fraction):
        return sympy.Rational(value.numerator, value.denominator)
    node = node_of(written(value))
    match node:
        case Number(number):
            return sympy.Integer(number)
        case Size():
            return symbol(node)
        case Group(inner):
            return to_sympy(inner)
        case Negative(of):
            return -to_sympy(of)
        case Sum(terms):
            return sympy.Add(*map(to_sympy, terms))
        case Product(factors):
            return sympy.Mul(*map(to_sympy, factors))
        case Quotient(over, under):
            return to_sympy(over) / to_sympy(under)
        case Power(base, exponent):
            return to_sympy(base) ** to_sympy(exponent)
        case FloorDiv(over, under):
            return sympy.floor(to_sympy(over) / to_sympy(under))
        case CeilDiv(over, under):
            return sympy.ceiling(to_sympy(over) / to_sympy(under))
        case Minimum() | Maximum():
            return _extreme(node, tuple(map(symbol, sizes_in(node))))
        case Series():
            return closed_series(node)
        case Choice(setting):
            raise InputError(f"{setting.name} is not settled, so the formula has no reading in SymPy")
    assert_never(node)


MOST_COMPARED = 8


@lru_cache(maxsize=1024)
def _extreme(node: Minimum | Maximum, symbols: tuple[sympy.Symbol, ...]) -> sympy.Expr:
    """A minimum or a maximum over these symbols. SymPy compares all sides, which takes long: once, of a few only."""
    import sympy

    rule = sympy.Min if isinstance(node, Minimum) else sympy.Max
    return rule(*map(to_sympy, node.of), evaluate=len(node.of) <= MOST_COMPARED)


def closed_series(node: Series) -> sympy.Expr:
    """A sum in closed form; where none is known, SymPy's own, not worked out, over an index that may be zero."""
    import sympy

    closed = closed_form(node)
    if closed is not None:
        return to_sympy(closed)
    index = sympy.Symbol(node.index.name, integer=True, nonnegative=True)
    body = substituted(node.body, {node.index: Size(node.index.name, symbol=index)})
    return sympy.Sum(to_sympy(body), (index, 0, to_sympy(node.count) - 1))


def closed_sum(values: Iterable[Operand]) -> sympy.Expr:
    """The sum of several values in SymPy: equal ones are counted first, and each stays factored as it is written."""
    import sympy

    times = Counter(values)
    return sympy.Add(*(count * to_sympy(value) for value, count in times.items()))


def from_sympy(expr: Any) -> Expr:
    """A SymPy expression in integer symbols as a written expression; symbols are known by their names."""
    import sympy

    if isinstance(expr, sympy.Integer):
        return written(int(expr))
    if isinstance(expr, sympy.Rational):
        part = written(Fraction(abs(int(expr.p)), int(expr.q)))
        return part if expr.p > 0 else -part
    if isinstance(expr, sympy.Symbol):
        return Size(expr.name, symbol=expr)
    if isinstance(expr, sympy.Add):
        return written(total([from_sympy(arg) for arg in expr.as_ordered_terms()]))
    if isinstance(expr, sympy.Mul):
        return -_from_product(-expr) if expr.could_extract_minus_sign() else _from_product(expr)
    if isinstance(expr, sympy.Pow) and expr.exp.could_extract_minus_sign():
        return 1 / from_sympy(1 / expr)
    if isinstance(expr, sympy.Pow):
        return from_sympy(expr.base) ** from_sympy(expr.exp)
    if isinstance(expr, sympy.floor):
        return written(floor_div(*map(from_sympy, expr.args[0].as_numer_denom())))
    if isinstance(expr, sympy.ceiling):
        return written(ceil_div(*map(from_sympy, expr.args[0].as_numer_denom())))
    if isinstance(expr, (sympy.Min, sympy.Max)):
        rule = minimum if isinstance(expr, sympy.Min) else maximum
        return written(rule(*map(from_sympy, sorted(expr.args, key=sympy.default_sort_key))))
    if isinstance(expr, sympy.Sum) and len(expr.limits) == 1:
        return _from_sum(expr)
    raise InputError(f"expected whole numbers, names and + - * / // **, got {shown(str(expr))}")


def _from_sum(expr: Any) -> Expr:
    """A sum over one index, which is counted from 0."""
    ((index, low, high),) = expr.limits
    body = expr.function.xreplace({index: index + low})
    return written(series(Size(index.name, symbol=index), from_sympy(high - low + 1), from_sympy(body)))


def _from_product(expr: Any) -> Expr:
    """A product factor by factor: SymPy, asked for a numerator, would multiply a number into its sums."""
    above, below = [], []
    for factor in expr.as_ordered_factors():
        if factor.is_Rational:
            above += [factor.p] if factor.p != 1 else []
            below += [factor.q] if factor.q != 1 else []
        elif factor.is_Pow and factor.exp.could_extract_minus_sign():
            below.append(from_sympy(1 / factor))
        else:
            above.append(from_sympy(factor))
    over = written(product(above))
    return over / written(product(below)) if below else over
