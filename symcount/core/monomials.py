"""The body of a sum multiplied out: products of powers of its index, of fixed factors and of base**(a*index + b)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias, TypeVar

from symcount.core.expression import (
    Expr,
    Group,
    Negative,
    Number,
    Operand,
    Power,
    Product,
    Quotient,
    Series,
    Size,
    Sum,
    Value,
    folded,
    node_of,
    written,
)
from symcount.core.folding import is_natural
from symcount.core.tree import sizes_in
from symcount.core.values import power, product, total

HIGHEST_DEGREE, MOST_MONOMIALS = 12, 100  # far above any real formula, far below what takes long


class NoClosedForm(Exception):
    """The body is no sum of such products."""


@dataclass(frozen=True, slots=True)
class Monomial:
    """factors * index**degree * ratio**index, where the ratio is a number times powers of expressions."""

    degree: int = 0
    factors: tuple[tuple[Expr, int], ...] = ()
    ratio: Fraction = Fraction(1)
    steps: tuple[tuple[Expr, Value], ...] = ()


ONE = Monomial()
Form: TypeAlias = dict[Monomial, Fraction]  # each with the number it is there times
Exponent = TypeVar("Exponent", int, Value)


def multiplied_out(expr: Expr, index: Size) -> Form:
    """The body as monomials, like ones put together; NoClosedForm where it is anything else."""
    node = node_of(expr)
    if index not in sizes_in(node) and isinstance(node, Sum):
        return _factor(node)
    match node:
        case Number(value):
            return {ONE: Fraction(value)} if value else {}
        case Size():
            return {Monomial(degree=1): Fraction(1)} if node == index else _factor(node)
        case Group(inner):
            return multiplied_out(inner, index)
        case Negative(of):
            return _times(multiplied_out(of, index), {ONE: Fraction(-1)})
        case Sum(terms):
            return _added(multiplied_out(term, index) for term in terms)
        case Product(factors):
            form: Form = {ONE: Fraction(1)}
            for factor in factors:
                form = _times(form, multiplied_out(factor, index))
            return form
        case Quotient(over, under):
            return _times(multiplied_out(over, index), _raised(multiplied_out(under, index), -1))
        case Power(base, exponent):
            return _power(base, exponent, index)
        case Series() if index in sizes_in(node):
            return _nested(node, index)
    if index in sizes_in(node):
        raise NoClosedForm
    return _factor(node)


def _nested(series: Series, index: Size) -> Form:
    """A sum inside the sum, in its own closed form, where that holds for every number the outer index takes."""
    from symcount.core.summing import exact_form  # which multiplies bodies out by these rules

    closed = exact_form(series) if is_natural(series.count) else None
    if closed is None:
        raise NoClosedForm
    return multiplied_out(closed, index)


def _factor(expr: Expr) -> Form:
    return {Monomial(factors=((expr, 1),)): Fraction(1)}


def _added(forms: Iterable[Form]) -> Form:
    result: Form = {}
    for form in forms:
        for monomial, times in form.items():
            result[monomial] = result.get(monomial, Fraction(0)) + times
    return {monomial: times for monomial, times in result.items() if times}


def _times(one: Form, other: Form) -> Form:
    if len(one) * len(other) > MOST_MONOMIALS:
        raise NoClosedForm
    return _added({_product(a, b): one[a] * other[b]} for a in one for b in other)


def _product(a: Monomial, b: Monomial) -> Monomial:
    if a.degree + b.degree > HIGHEST_DEGREE:
        raise NoClosedForm
    factors = _merged(a.factors + b.factors)
    return Monomial(a.degree + b.degree, factors, a.ratio * b.ratio, _merged(a.steps + b.steps))


def _merged(powers: tuple[tuple[Expr, Exponent], ...]) -> tuple[tuple[Expr, Exponent], ...]:
    """Powers of equal bases put together, in an order that says nothing about how they were multiplied."""
    together: dict[Expr, Exponent] = {}
    for base, exponent in powers:
        together[base] = folded(together[base] + exponent) if base in together else exponent  # type: ignore[assignment]
    return tuple(sorted(((base, e) for base, e in together.items() if e != 0), key=lambda pair: str(pair[0])))


def _raised(form: Form, exponent: int) -> Form:
    """A whole power; below zero only of one monomial without the index in its polynomial."""
    if len(form) == 1:
        ((one, times),) = form.items()
        if 0 <= one.degree * exponent <= HIGHEST_DEGREE:
            factors = tuple((base, e * exponent) for base, e in one.factors)
            steps = tuple((base, folded(written(e * exponent))) for base, e in one.steps)
            ratio = number_of(power(one.ratio, exponent))
            return {Monomial(one.degree * exponent, factors, ratio, steps): number_of(power(times, exponent))}
    if not 0 <= exponent <= HIGHEST_DEGREE:
        raise NoClosedForm
    result: Form = {ONE: Fraction(1)}
    for _ in range(exponent):
        result = _times(result, form)
    return result


def _power(base: Expr, exponent: Expr, index: Size) -> Form:
    whole = folded(exponent)
    if isinstance(whole, int):
        return _raised(multiplied_out(base, index), whole)
    if index in sizes_in(base):
        raise NoClosedForm
    if index not in sizes_in(exponent):
        return _factor(Power(base, exponent))
    slope, start = _line(exponent, index)
    once = multiplied_out(written(power(folded(base), start)), index)
    return _times(once, {_step(folded(base), slope): Fraction(1)})


def _step(base: Value, slope: Value) -> Monomial:
    """base**(slope*index)."""
    if isinstance(base, Expr) or isinstance(slope, Expr):
        return Monomial(steps=((written(base), slope),))
    if base <= 0:
        raise NoClosedForm
    return Monomial(ratio=number_of(power(base, slope)))


def _line(exponent: Expr, index: Size) -> tuple[Value, Value]:
    """An exponent a*index + b as a and b."""
    slope: list[Operand] = []
    start: list[Operand] = []
    for monomial, times in multiplied_out(exponent, index).items():
        if monomial.degree > 1 or monomial.ratio != 1 or monomial.steps:
            raise NoClosedForm
        (slope if monomial.degree else start).append(value_of(times, monomial.factors))
    return total(slope), total(start)


def number_of(value: Value) -> Fraction:
    """A value that is known to be a number, as a fraction."""
    assert not isinstance(value, Expr), value
    return Fraction(value)


def value_of(times: Fraction, factors: Iterable[tuple[Expr, Value]] = ()) -> Value:
    """A number times powers of expressions."""
    number = times.numerator if times.denominator == 1 else times
    return product([number, *(power(base, exponent) for base, exponent in factors)])
