"""Where a spreadsheet is exact: the numbers that a formula passes through, which its cells hold up to 2**53."""

from __future__ import annotations

from collections.abc import Iterator
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
    written,
)
from symcount.core.tree import substituted
from symcount.core.values import product
from symcount.notation.setting import unsettled
from symcount.notation.spreadsheet import whole_closed_form

# The first whole number that has a neighbour which no cell can hold.
EXACT = 2**53
# Digits that a spreadsheet reads of a number written in a formula.
DIGITS = 15
# Spreadsheets take a quotient within 15 digits of a whole number for that number: 10**15 < 2**53/4, and some room.
_ROUNDED = Number(64)


def peaks(expr: Expr) -> tuple[Expr, ...]:
    """What a formula passes through that may be larger than its result; all below 2**53, and the result is exact.

    Sizes and what is multiplied are at least one, so a product is no smaller than its factors. A size alone
    is left out: its own cell holds it, or says that it does not.
    """
    return tuple(dict.fromkeys(one for one in _peaks(expr) if not _is_held(one)))


def _is_held(expr: Expr) -> bool:
    return isinstance(expr, Size) or (isinstance(expr, Number) and expr.value < EXACT)


def _peaks(expr: Expr) -> Iterator[Expr]:
    node = node_of(expr)
    match node:
        case Number(value):
            if value >= 10**DIGITS:
                yield Number(max(value, EXACT))
        case Size():
            return
        case Group(inner) | Negative(inner):
            yield from _peaks(inner)
        case Sum(terms):
            yield from _of_sum(terms)
        case Product(factors):
            yield from _of_product(factors)
        case Quotient(over, under):
            yield over
            yield from _every((over, under))
        case FloorDiv(over, under) | CeilDiv(over, under):
            yield written(product((_ROUNDED, _magnitude(over))))
            yield from _every((over, under))
        case Power(base, exponent):
            yield from _every((base, exponent))
        case Minimum(of) | Maximum(of):
            yield from of
            yield from _every(of)
        case Series():
            yield from _of_series(node)
        case Choice():
            raise unsettled(node)
        case _:
            assert_never(node)


def _every(exprs: tuple[Expr, ...]) -> Iterator[Expr]:
    for one in exprs:
        yield from _peaks(one)


def _magnitude(expr: Expr) -> Expr:
    """What is added without what is subtracted: no partial sum is larger."""
    terms = expr.terms if isinstance(expr, Sum) else (expr,)
    added = tuple(term for term in terms if not isinstance(term, Negative))
    if not added:
        return expr.of if isinstance(expr, Negative) else expr
    return added[0] if len(added) == 1 else Sum(added)


def _of_sum(terms: tuple[Expr, ...]) -> Iterator[Expr]:
    below = tuple(term.of for term in terms if isinstance(term, Negative))
    if below:
        yield _magnitude(Sum(terms))
        yield below[0] if len(below) == 1 else Sum(below)
    yield from _every(terms)


def _of_product(factors: tuple[Expr, ...]) -> Iterator[Expr]:
    if any(isinstance(factor, Quotient) for factor in factors):
        over = [factor.over if isinstance(factor, Quotient) else factor for factor in factors]
        yield written(product(over))
    yield from _every(factors)


def _of_series(node: Series) -> Iterator[Expr]:
    """Of a sum that is added up, what its first and its last term pass through; the terms go one way."""
    closed = whole_closed_form(node)
    if closed is not None:
        yield from _peaks(closed)
        return
    for place in (Number(0), node.count - 1):
        yield from _peaks(substituted(node.body, {node.index: place}))
