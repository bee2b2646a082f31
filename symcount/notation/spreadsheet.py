"""The expression as a formula of a spreadsheet over named cells: INT(H/s), MIN(a,b), SUMPRODUCT over rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import assert_never

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
    Power,
    Product,
    Quotient,
    Series,
    Size,
    Sum,
    node_of,
)
from symcount.core.folding import is_whole
from symcount.core.plain import ATOM, BASE, FACTOR, SUMMAND, TERM, binding
from symcount.core.summing import exact_form
from symcount.core.tree import parts, sizes_in
from symcount.notation.setting import unsettled

# What a spreadsheet takes as one formula, in letters; a margin is left for what stands around it.
LONGEST_FORMULA = 8000
# The numbers 0, 1, ..., n - 1 as a column: the rows of a range that no cell need fill.
_COUNTED = "(ROW(INDEX($A:$A,1):INDEX($A:$A,{count}))-1)"


class NoFormula(Exception):
    """The expression has no formula that every spreadsheet reads."""


@dataclass(frozen=True, slots=True)
class Writing:
    """What stands for each size, and which sizes stand for a whole column of numbers (the indices of sums)."""

    cells: Mapping[Size, str]
    columns: frozenset[Size] = frozenset()

    def over(self, index: Size, count: str) -> Writing:
        """The same inside a sum over an index."""
        column = _COUNTED.format(count=count)
        return replace(self, cells={**self.cells, index: column}, columns=self.columns | {index})

    def is_column(self, *exprs: Expr) -> bool:
        """Whether expressions have a value for each row of a column rather than one."""
        return not self.columns.isdisjoint(sizes_in(*exprs))


def spreadsheet(expr: Expr, cells: Mapping[Size, str]) -> str | None:
    """The formula without its equals sign, `cells` naming the cell of each size; None where there is none.

    None for a size without a cell, for a sum inside a sum whose index it needs, and for more letters
    than a cell takes.
    """
    try:
        text = _formula(expr, Writing(cells))
    except NoFormula:
        return None
    return text if len(text) <= LONGEST_FORMULA else None


def _formula(expr: Expr, w: Writing) -> str:
    node = node_of(expr)
    match node:
        case Number(value):
            return str(value)
        case Size():
            if node not in w.cells:
                raise NoFormula
            return w.cells[node]
        case Group(inner):
            return f"({_formula(inner, w)})"
        case Negative(of):
            return "-" + _at_least(of, ATOM, w)  # a minus sign binds tighter than a power in spreadsheets
        case Sum(terms):
            return _sum(terms, w)
        case Product(factors):
            return _product(factors, w)
        case Quotient(over, under):
            return _over(over, under, w)
        case FloorDiv(over, under):
            return f"INT({_over(over, under, w)})"
        case CeilDiv(over, under):
            return f"-INT(-{_at_least(over, ATOM, w)}/{_at_least(under, ATOM, w)})"
        case Power(base, exponent):
            return f"{_at_least(base, ATOM, w)}^{_at_least(exponent, ATOM, w)}"
        case Minimum(of):
            return _extreme("MIN", of, w)
        case Maximum(of):
            return _extreme("MAX", of, w)
        case Series():
            return _series(node, w)
        case Choice():
            raise unsettled(node)
    assert_never(node)


def _at_least(expr: Expr, place: int, w: Writing) -> str:
    text = _formula(expr, w)
    return text if _binding(expr) >= place else f"({text})"


def _binding(expr: Expr) -> int:
    """What becomes a call holds together; what becomes a product or starts with a minus sign does not."""
    match expr:
        case FloorDiv():
            return ATOM
        case CeilDiv() | Minimum() | Maximum() | Series():
            return TERM
    return binding(expr)


def _sum(terms: tuple[Expr, ...], w: Writing) -> str:
    text = _at_least(terms[0], SUMMAND, w)
    for term in terms[1:]:
        minus = isinstance(term, Negative)
        part = _at_least(term.of if isinstance(term, Negative) else term, SUMMAND, w)
        text += ("-" if minus else "+") + (f"({part})" if part.startswith("-") else part)
    return text


def _product(factors: tuple[Expr, ...], w: Writing) -> str:
    """Divided once at the end, so that a product of fractions is rounded once, and not at all where it is whole."""
    over = [factor.over if isinstance(factor, Quotient) else factor for factor in factors]
    under = [factor.under for factor in factors if isinstance(factor, Quotient)]
    above = "*".join(_at_least(factor, BASE, w) for factor in over)
    return "/".join([above, *(_at_least(factor, BASE, w) for factor in under)])


def _over(over: Expr, under: Expr, w: Writing) -> str:
    return f"{_at_least(over, FACTOR, w)}/{_at_least(under, BASE, w)}"


def _extreme(call: str, of: tuple[Expr, ...], w: Writing) -> str:
    """MIN and MAX look at a whole column at once; row by row (a + b - |a - b|)/2 is the smaller of two."""
    if not w.is_column(*of):
        return f"{call}({','.join(_formula(one, w) for one in of)})"
    text = _formula(of[0], w)
    sign = "-" if call == "MIN" else "+"
    for one in of[1:]:
        other = _formula(one, w)
        text = f"(({text})+({other}){sign}ABS(({text})-({other})))/2"
    return text


def _series(node: Series, w: Writing) -> str:
    """The closed form where it is exact in whole numbers, else the sum over a column; of no terms it is zero."""
    closed = whole_closed_form(node)
    count = _formula(node.count, w)
    if closed is None and w.is_column(node):
        raise NoFormula
    if closed is not None:
        text = _formula(closed, w)
    else:
        text = f"SUMPRODUCT({_formula(node.body, w.over(node.index, count))})"
    if isinstance(node.count, (Size, Number)):
        return text
    return f"(({count})>0)*({text})" if w.is_column(node) else f"IF(({count})>0,{text},0)"


def whole_closed_form(node: Series) -> Expr | None:
    """A sum in closed form, where it is known and no power in it is of a fraction, which is rounded."""
    closed = exact_form(node)
    return closed if closed is not None and _every(closed, _has_whole_base) else None


def adds_columns(expr: Expr) -> bool:
    """Whether a formula adds up a column, which has as many rows as a sheet at most, or grows as powers do."""
    return not _every(expr, lambda one: not isinstance(one, Series) and not _grows(one))


def _grows(expr: Expr) -> bool:
    return isinstance(expr, Power) and not isinstance(expr.exponent, Number)


def _has_whole_base(expr: Expr) -> bool:
    return not isinstance(expr, Power) or is_whole(expr.base)


def _every(expr: Expr, holds: Callable[[Expr], bool]) -> bool:
    return holds(expr) and all(_every(part, holds) for part in parts(expr))
