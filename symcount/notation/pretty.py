"""The expression for the terminal, which our own parser reads back: ((5 · 5 · 3) + 1) · 8."""

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
from symcount.core.plain import ATOM, BASE, FACTOR, SUMMAND
from symcount.notation.marks import MINUS, SIGMA
from symcount.notation.setting import held, places, signed_term, unsettled


def pretty(expr: Expr) -> str:
    """The expression as one line with real mathematical signs, in its author's order and brackets."""
    node = node_of(expr)
    match node:
        case Number(value):
            return str(value) if value >= 0 else f"{MINUS}{-value}"
        case Size(name):
            return name
        case Group(inner):
            return f"({pretty(inner)})"
        case Negative(of):
            return MINUS + _at_least(of, BASE)
        case Sum(terms):
            return _sum(terms)
        case Product(factors):
            return " · ".join([_at_least(factors[0], FACTOR), *(_at_least(f, BASE) for f in factors[1:])])
        case Quotient(over, under):
            return _ratio(over, under)
        case FloorDiv(over, under):
            return f"⌊{_ratio(over, under)}⌋"
        case CeilDiv(over, under):
            return f"⌈{_ratio(over, under)}⌉"
        case Power(base, exponent):
            return _at_least(base, ATOM) + "**" + _at_least(exponent, ATOM)
        case Minimum(of):
            return "min(" + ", ".join(map(pretty, of)) + ")"
        case Maximum(of):
            return "max(" + ", ".join(map(pretty, of)) + ")"
        case Series(index, count, body):
            part = _at_least(body, SUMMAND)
            shown = f"({part})" if part.startswith(MINUS) else part
            return f"{SIGMA}[{index.name} = 0 … {pretty(count - 1)}] {shown}"
        case Choice():
            raise unsettled(node)
    assert_never(node)


def _at_least(expr: Expr, place: int) -> str:
    return pretty(expr) if held(expr) >= place else f"({pretty(expr)})"


def _ratio(over: Expr, under: Expr) -> str:
    return f"{_at_least(over, FACTOR)}/{_at_least(under, BASE)}"


def _sum(terms: tuple[Expr, ...]) -> str:
    first, *later = places(terms)
    text = _at_least(terms[0], first)
    for term, place in zip(terms[1:], later, strict=True):
        minus, rest = signed_term(term)
        part = _at_least(rest, place)
        text += (f" {MINUS} " if minus else " + ") + (f"({part})" if part.startswith(MINUS) else part)
    return text
