"""The written expression as plain text that Python, SymPy and our own parser read: ((f*f*c)+1)*k."""

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

# How tightly each kind of node binds: an operand that binds less than its place asks is bracketed.
TERM, SUMMAND, FACTOR, SIGNED, BASE, ATOM = range(1, 7)


def binding(expr: Expr) -> int:
    """How tightly the outermost operator of an expression holds its parts together."""
    node = node_of(expr)
    match node:
        case Sum():
            return TERM
        case Product() | Quotient() | FloorDiv():
            return FACTOR
        case Negative():
            return SIGNED
        case Power():
            return BASE
        case Number(value):
            return ATOM if value >= 0 else SIGNED
        case Size() | Group() | Minimum() | Maximum() | CeilDiv() | Series() | Choice():
            return ATOM
    assert_never(node)


def plain(expr: Expr) -> str:
    """The expression as one line of text, in its author's order and brackets."""
    node = node_of(expr)
    match node:
        case Number(value):
            return str(value)
        case Size(name):
            return name
        case Group(inner):
            return f"({plain(inner)})"
        case Negative(of):
            return "-" + _at_least(of, BASE)
        case Sum(terms):
            return _terms(terms)
        case Product(factors):
            return "*".join([_at_least(factors[0], FACTOR), *(_at_least(f, BASE) for f in factors[1:])])
        case Quotient(over, under):
            return _at_least(over, FACTOR) + "/" + _at_least(under, BASE)
        case FloorDiv(over, under):
            return _at_least(over, FACTOR) + "//" + _at_least(under, BASE)
        case CeilDiv(over, under):
            return f"(-(-{_at_least(over, BASE)}//{_at_least(under, BASE)}))"
        case Power(base, exponent):
            return _at_least(base, ATOM) + "**" + _at_least(exponent, ATOM)
        case Minimum(of):
            return "min(" + ", ".join(map(plain, of)) + ")"
        case Maximum(of):
            return "max(" + ", ".join(map(plain, of)) + ")"
        case Series(index, count, body):
            return f"sum({plain(body)}, {index.name}, 0, {plain(count - 1)})"
        case Choice(setting, value, yes, no):
            return f"({plain(yes)} if {setting.name} is {value} else {plain(no)})"
    assert_never(node)


def _at_least(expr: Expr, place: int) -> str:
    text = plain(expr)
    return text if binding(expr) >= place else f"({text})"


def _terms(terms: tuple[Expr, ...]) -> str:
    text = _at_least(terms[0], FACTOR)
    for term in terms[1:]:
        if isinstance(term, Negative):
            text += " - " + _at_least(term.of, FACTOR)
        else:
            text += " + " + _at_least(term, FACTOR)
    return text
