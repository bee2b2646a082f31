"""Arithmetic told in rounds: each round works out the innermost brackets, nothing else moves."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import add, mul

from symcount.core.expression import (
    Expr,
    Group,
    Negative,
    Number,
    Product,
    Quotient,
    Series,
    Sum,
    Value,
    folded,
    written,
)
from symcount.core.reading import evaluated, parts, rebuilt, substituted

MOST_TERMS = 6  # of a sum that is written out term by term


def rounds(expr: Expr) -> Iterator[Expr]:
    """The expression, then each round of arithmetic on it, to the number or to what has no number yet."""
    yield expr
    while (following := _round(expr)) != expr:
        yield following
        expr = following


def is_number(expr: Expr) -> bool:
    """Whether an expression is a plain number: whole, negative, or a fraction in lowest terms."""
    if isinstance(expr, Quotient):
        return is_number(expr.over) and is_number(expr.under) and _value(expr) == expr
    return isinstance(expr, Number) or (isinstance(expr, Negative) and isinstance(expr.of, Number))


def _value(expr: Expr) -> Expr:
    return written(evaluated(expr, {}))


def _round(expr: Expr) -> Expr:
    if is_number(expr) or not parts(expr):
        return expr
    if isinstance(expr, Group) and (is_number(expr.inner) or not parts(expr.inner)):
        return expr.inner
    if isinstance(expr, Series):
        return _written_out(expr)
    inner = tuple(map(_round, parts(expr)))
    if inner != parts(expr):
        return _worked(expr, inner)
    if all(map(is_number, inner)):
        return _value(expr)
    return _partly(expr)


def _written_out(series: Series) -> Expr:
    """A sum of few terms with each of them, of many at once as its value; one whose count is open, as it is."""
    if not isinstance(series.count, Number):
        return rebuilt(series, (_round(series.count), series.body))
    if not 0 < series.count.value <= MOST_TERMS:
        return _value(series)
    first, *later = (substituted(series.body, {series.index: place}) for place in range(series.count.value))
    return Sum((first, *later)) if later else first


def _worked(expr: Expr, inner: tuple[Expr, ...]) -> Expr:
    """The same operator over parts that were worked out; a bracket around a bare number falls away."""
    inner = tuple(p.inner if isinstance(p, Group) and is_number(p.inner) else p for p in inner)
    if isinstance(expr, Negative) and isinstance(inner[0], Number):
        return Negative(inner[0]) if inner[0].value >= 0 else Number(-inner[0].value)
    return rebuilt(expr, inner)


def _partly(expr: Expr) -> Expr:
    """Numbers that stand side by side in a sum or a product of symbols become one."""
    if not isinstance(expr, (Sum, Product)):
        return expr
    rule = add if isinstance(expr, Sum) else mul
    runs: list[list[Expr]] = []
    for part in parts(expr):
        if runs and is_number(part) and is_number(runs[-1][-1]):
            runs[-1].append(part)
        else:
            runs.append([part])
    if all(len(run) == 1 for run in runs):
        return expr
    together: list[Value] = [folded(reduce(rule, run)) if len(run) > 1 else run[0] for run in runs]
    return written(reduce(rule, together))
