"""What the operators of expressions make of their operands: neutral elements vanish, plain numbers are worked out."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from symcount.core.expression import (
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
    Number,
    Power,
    Product,
    Quotient,
    Series,
    Size,
    Sum,
    negated,
    signed,
    signed_number,
)


def added(a: Expr, b: Expr) -> Expr:
    terms = a.terms if isinstance(a, Sum) else (a,)
    x, y = signed_number(terms[-1]), signed_number(b)
    if y == 0:
        return a
    if x == 0 and len(terms) == 1:
        return b
    if x is not None and y is not None:
        number = signed(x + y)
        terms = terms[:-1] if number == ZERO and len(terms) > 1 else (*terms[:-1], number)
    elif (opposite := negated(b)) in terms:
        terms = _without(terms, opposite) or (ZERO,)
    else:
        terms = (*terms, b)
    return terms[0] if len(terms) == 1 else Sum(terms)


def multiplied(a: Expr, b: Expr) -> Expr:
    x, y = signed_number(a), signed_number(b)
    if x == 1:
        return b
    if y == 1:
        return a
    if x == 0 or y == 0:
        return ZERO
    if x is not None and y is not None:
        return signed(x * y)
    return Product((*(a.factors if isinstance(a, Product) else (a,)), b))


def divided(a: Expr, b: Expr) -> Expr:
    x, y = signed_number(a), signed_number(b)
    if y == 0:
        raise ZeroDivisionError(f"{a} divided by zero")
    if y == 1 or x == 0:
        return a
    if x is not None and y is not None:
        ratio = Fraction(x, y)
        top, bottom = signed(ratio.numerator), Number(ratio.denominator)
        return top if ratio.denominator == 1 else Quotient(top, bottom)
    return ONE if a == b else Quotient(a, b)


def floored(a: Expr, b: Expr) -> Expr:
    x, y = signed_number(a), signed_number(b)
    if y == 0:
        raise ZeroDivisionError(f"{a} divided by zero")
    if y == 1 and is_whole(a):
        return a
    if x is not None and y is not None:
        return signed(x // y)
    return _one_floor(a, b) or FloorDiv(a, b)


def ceiled(a: Expr, b: Expr) -> Expr:
    """Division rounded up; of a sum with a division that is rounded in it, one floor: -(-x//s) = (x + s - 1)//s."""
    number = both(a, b, lambda x, y: -(-x // y))
    if number is not None:
        return number
    if b == ONE and is_whole(a):
        return a
    return (_one_floor(a + b - 1, b) if is_whole(b) else None) or CeilDiv(a, b)


def _one_floor(a: Expr, b: Expr) -> Expr | None:
    """A floor of (a floor plus whole numbers) is one floor: (x//S + B)//s = (x + B*S)//(S*s).

    True for whole B and positive S and s; it keeps any chain of windows one level deep.
    """
    inner = as_floor(a)
    return None if inner is None else FloorDiv(inner.over, inner.under * b)


def as_floor(expr: Expr) -> FloorDiv | None:
    """One division that is rounded, with whole numbers added to it or not, as one that is rounded down.

    x//S + B = (x + B*S)//S, and rounded up -(-x//S) = (x + S - 1)//S for whole x, S and B; S is positive.
    """
    terms = expr.terms if isinstance(expr, Sum) else (expr,)
    rounded = [term for term in terms if isinstance(term, FloorDiv | CeilDiv)]
    if len(rounded) != 1 or not all(map(is_whole, terms)):
        return None
    over, under = rounded[0].over, rounded[0].under
    if isinstance(rounded[0], CeilDiv):
        if not (is_whole(over) and is_whole(under)):
            return None
        over = over + under - 1
    for term in _without(terms, rounded[0]):
        over = over + (negated(negated(term) * under) if isinstance(term, Negative) else term * under)
    return FloorDiv(over, under)


def raised(a: Expr, b: Expr) -> Expr:
    if b == ONE or a == ONE:
        return a
    return ONE if b == ZERO else Power(a, b)


def is_whole(expr: Expr) -> bool:
    """Whether the form alone says that an expression is a whole number for whole sizes."""
    match expr:
        case Number() | Size() | FloorDiv() | CeilDiv():
            return True
        case Group(inner) | Negative(inner):
            return is_whole(inner)
        case Sum(many) | Product(many) | Minimum(many) | Maximum(many):
            return all(map(is_whole, many))
        case Power(base, exponent):
            return is_whole(base) and is_natural(exponent)
        case Series(_, _, body):
            return is_whole(body)
        case Choice(_, _, yes, no):
            return is_whole(yes) and is_whole(no)
    return False


def is_natural(expr: Expr) -> bool:
    """Whether the form alone says that an expression is a whole number that is not below zero."""
    match expr:
        case Number(value):
            return value >= 0
        case Size():
            return True
        case Group(inner):
            return is_natural(inner)
        case Sum(many) | Product(many):
            return all(map(is_natural, many))
    return False


def both(a: Expr, b: Expr, rule: Callable[[int, int], int]) -> Expr | None:
    x, y = signed_number(a), signed_number(b)
    return None if x is None or y is None else signed(rule(x, y))


def _without(terms: tuple[Expr, ...], term: Expr) -> tuple[Expr, ...]:
    place = terms.index(term)
    return terms[:place] + terms[place + 1 :]
