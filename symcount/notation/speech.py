"""The expression in unambiguous English, for alternative texts: f times f plus 1, times k."""

from __future__ import annotations

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
from symcount.core.plain import ATOM, BASE, FACTOR, binding
from symcount.notation.names import spoken_name
from symcount.notation.setting import signed_term, unsettled

_POWERS = {2: "squared", 3: "cubed"}


def spoken(expr: Expr) -> str:
    """The expression as it is read aloud; a comma before `times` ends a sum that stands first."""
    if isinstance(expr, Product):
        head = expr.factors[0]
        bare = head.inner if isinstance(head, Group) else head
        if isinstance(bare, Sum):
            return ", times ".join([_words(bare), " times ".join(_at_least(f, BASE) for f in expr.factors[1:])])
    return _words(expr)


def spoken_row(left: str, expr: Expr) -> str:
    """One row of a derivation: `H out equals ...`, or `equals ...` where nothing stands on the left."""
    return f"{left} equals {spoken(expr)}".lstrip()


def _words(expr: Expr) -> str:
    node = node_of(expr)
    match node:
        case Number(value):
            return f"{value:,}" if value >= 0 else f"minus {-value:,}"
        case Size(name):
            return spoken_name(name)
        case Group(inner):
            return _bracket(_words(inner))
        case Negative(of):
            return "minus " + _at_least(of, BASE)
        case Sum(terms):
            return _sum(terms)
        case Product(factors):
            return " times ".join([_first(factors[0]), *(_at_least(f, BASE) for f in factors[1:])])
        case Quotient(over, under):
            return _ratio(over, under)
        case FloorDiv(over, under):
            return f"the floor of {_over(over, under)}, end floor"
        case CeilDiv(over, under):
            return f"the ceiling of {_over(over, under)}, end ceiling"
        case Power(base, exponent):
            return _power(base, exponent)
        case Minimum(of):
            return f"the smallest of {_listed(of)}, end of list"
        case Maximum(of):
            return f"the largest of {_listed(of)}, end of list"
        case Series(index, count, body):
            limits = f"over {spoken_name(index.name)} from 0 to {_words(count - 1)}"
            return f"the sum {limits} of {_words(body)}, end sum"
        case Choice():
            raise unsettled(node)
    assert_never(node)


def _bracket(words: str) -> str:
    return f"open bracket {words} close bracket"


def _at_least(expr: Expr, place: int) -> str:
    own = ATOM if isinstance(expr, FloorDiv) else binding(expr)
    return _words(expr) if own >= place else _bracket(_words(expr))


def _first(factor: Expr) -> str:
    """A fraction is bracketed in a product, or `over` would seem to reach to its end."""
    return _bracket(_words(factor)) if isinstance(factor, Quotient) else _at_least(factor, FACTOR)


def _sum(terms: tuple[Expr, ...]) -> str:
    words = _at_least(terms[0], FACTOR)
    for term in terms[1:]:
        minus, rest = signed_term(term)
        part = _at_least(rest, FACTOR)
        words += (" minus " if minus else " plus ") + (_bracket(part) if part.startswith("minus ") else part)
    return words


def _ratio(over: Expr, under: Expr) -> str:
    return f"{_at_least(over, BASE)} over {_at_least(under, BASE)}"


def _over(over: Expr, under: Expr) -> str:
    """Inside a floor the words around it already say where the fraction begins and ends."""
    joint = " over " if binding(over) >= BASE else ", all over "
    return f"{_words(over)}{joint}{_words(under)}"


def _power(base: Expr, exponent: Expr) -> str:
    words = _at_least(base, ATOM)
    if isinstance(exponent, Number) and exponent.value in _POWERS:
        return f"{words} {_POWERS[exponent.value]}"
    return f"{words} to the power {_at_least(exponent, ATOM)}"


def _listed(of: tuple[Expr, ...]) -> str:
    return " and ".join(map(_words, of)) if len(of) <= 2 else "; ".join(map(_words, of))
