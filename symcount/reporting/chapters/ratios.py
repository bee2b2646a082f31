"""A ratio of two formulas of a layer: as it is written, what the algebra makes of it, and its numbers."""

from __future__ import annotations

from dataclasses import replace

from symcount.core.algebra import from_sympy, to_sympy
from symcount.core.expression import Expr, Number, Power, Quotient, Size, Value, folded
from symcount.core.reading import evaluated, parts, sizes_in, substituted
from symcount.counting.derivation import Step
from symcount.counting.telling import Told, with_value, without_repeats

MOST_NODES, MOST_NAMES, HIGHEST = 80, 10, 4  # of a formula that algebra is let loose on: then it is quick


def ratio(told: Told, left: str, a: Expr, b: Expr, reason: str, cite: str = "") -> Step:
    """A ratio, then what the algebra makes of it, then its numbers."""
    first = told.step(left, Quotient(a, b), reason, cite)
    rule = first.lines[0].expr
    short = by_algebra(rule, expand=True)
    lines = first.lines
    if len(str(short)) < len(str(rule)):
        lines = without_repeats((first.lines[0], *told.step(left, short, reason).lines))
    last = lines[-1].expr
    step = with_value(Step(left, lines, folded(last), reason, cite), folded(by_algebra(last, expand=False)))
    return replace(step, reason=reason + _about(step.value))


def by_algebra(formula: Expr, *, expand: bool) -> Expr:
    """A ratio multiplied out, or with common factors cancelled; itself where that takes long or is no shorter."""
    if not sizes_in(formula) or not _is_small(formula):
        return formula
    plain_names = {size: Size(size.name) for size in sizes_in(formula)}
    found = to_sympy(substituted(formula, plain_names))
    short = from_sympy(found.expand() if expand else found.cancel())
    short = substituted(short, {plain: size for size, plain in plain_names.items()})
    return short if len(str(short)) < len(str(formula)) else formula


def _is_small(expr: Expr) -> bool:
    """Whether algebra on an expression is quick: few names, and powers of few sizes."""
    stack, nodes = [expr], 0
    while stack:
        node = stack.pop()
        nodes += 1
        if isinstance(node, Power) and not (isinstance(node.exponent, Number) and node.exponent.value <= HIGHEST):
            return False
        stack.extend(parts(node))
    return nodes <= MOST_NODES and len(sizes_in(expr)) <= MOST_NAMES


def _about(value: Value) -> str:
    """A fraction to four figures, for the eye; the exact one stands beside it."""
    exact = evaluated(value, {}) if isinstance(value, Expr) else value
    return "" if isinstance(exact, (int, Expr)) else f" That is about {float(exact):,.4g}."
