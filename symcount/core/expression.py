"""The written expression: a small ordered tree that keeps its author's order and brackets.

Ordinary arithmetic builds it. Neutral elements (times one, plus nothing, over one) vanish as
they are written, so one piece of arithmetic serves numbers and symbols alike; beyond that the
tree does no algebra.
"""

from __future__ import annotations

from fractions import Fraction

from symcount.core.nodes import (
    ONE,
    ZERO,
    CeilDiv,
    Choice,
    Expr,
    FloorDiv,
    Group,
    Maximum,
    Minimum,
    Negative,
    Node,
    Number,
    Operand,
    Power,
    Product,
    Quotient,
    Series,
    Size,
    Sum,
    Value,
    node_of,
)

__all__ = [
    "ONE",
    "ZERO",
    "CeilDiv",
    "Choice",
    "Expr",
    "FloorDiv",
    "Group",
    "Maximum",
    "Minimum",
    "Negative",
    "Node",
    "Number",
    "Operand",
    "Power",
    "Product",
    "Quotient",
    "Series",
    "Size",
    "Sum",
    "Value",
    "folded",
    "group",
    "negated",
    "node_of",
    "signed",
    "signed_number",
    "written",
]


def written(value: Operand) -> Expr:
    """A number or expression as an expression (below zero: a Negative); SymPy's expressions are read too."""
    if isinstance(value, Expr):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return signed(value)
    if isinstance(value, Fraction):
        top, bottom = signed(value.numerator), Number(value.denominator)
        return top if value.denominator == 1 else Quotient(top, bottom)
    if type(value).__module__.partition(".")[0] == "sympy":
        from symcount.core.algebra import from_sympy

        return from_sympy(value)
    raise TypeError(f"a size is a whole number, a name or a formula of them; got {value!r} ({type(value).__name__})")


def folded(value: Operand) -> Value:
    """The same value, as a Python int where it is a plain number."""
    if isinstance(value, Number):
        return value.value
    return -value.of.value if isinstance(value, Negative) and isinstance(value.of, Number) else value


def signed(value: int) -> Expr:
    """A whole number as an expression: below zero, the Negative of one."""
    return Number(value) if value >= 0 else Negative(Number(-value))


def signed_number(term: Expr) -> int | None:
    """The whole number that an expression is, or None."""
    if isinstance(term, Number):
        return term.value
    if isinstance(term, Negative) and isinstance(term.of, Number):
        return -term.of.value
    return None


def negated(a: Expr) -> Expr:
    """The opposite of an expression; of a Negative, what it is the opposite of."""
    if isinstance(a, Negative):
        return a.of
    if isinstance(a, Number):
        return signed(-a.value)
    return Negative(a)


def group(value: Operand) -> Expr:
    """Brackets around whatever has more than one part."""
    inner = written(value)
    return Group(inner) if isinstance(inner, (Sum, Product, Quotient)) else inner
