"""A formula as Python source in whole numbers: floors as //, ceilings as -(-a // b), divisions that come out even."""

from __future__ import annotations

from fractions import Fraction
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
    Value,
    node_of,
)


def python_source(value: Value) -> str:
    """Source that Python evaluates to the exact value; sizes stand under their own names.

    A quotient is written with Fraction where it need not come out even by itself.
    """
    if isinstance(value, Expr):
        return _source(value)
    return f"Fraction({value.numerator}, {value.denominator})" if isinstance(value, Fraction) else str(value)


def _source(expr: Expr) -> str:
    node = node_of(expr)
    match node:
        case Number(value):
            return str(value)
        case Size(name=name):
            return name
        case Group(inner):
            return f"({_source(inner)})"
        case Negative(of):
            return f"-({_source(of)})"
        case Sum(terms):
            return "(" + " + ".join(map(_source, terms)) + ")"
        case Product(factors):
            return "(" + "*".join(map(_source, factors)) + ")"
        case Power(base, exponent):
            return f"({_source(base)}**({_source(exponent)}))"
        case Quotient(over, under):
            return f"Fraction({_source(over)}, {_source(under)})"
        case FloorDiv(over, under):
            return f"({_source(over)}//({_source(under)}))"
        case CeilDiv(over, under):
            return f"-(-{_source(over)}//({_source(under)}))"
        case Minimum(of):
            return f"min({', '.join(map(_source, of))})"
        case Maximum(of):
            return f"max({', '.join(map(_source, of))})"
        case Series(index, count, body):
            return f"sum({_source(body)} for {index.name} in range({_source(count)}))"
        case Choice():
            raise TypeError("a choice of settings is made before a formula is written as source")
    assert_never(node)
