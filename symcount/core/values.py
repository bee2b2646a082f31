"""Arithmetic on values, which are numbers or expressions: divisions, powers, extremes, sums and products."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from operator import mul

from symcount.core.errors import InputError, shown
from symcount.core.expression import (
    ZERO,
    Expr,
    Maximum,
    Minimum,
    Number,
    Operand,
    Product,
    Series,
    Size,
    Sum,
    Value,
    folded,
    written,
)
from symcount.core.folding import as_floor, both, ceiled, divided, floored, raised
from symcount.core.tree import clear_of, sizes_in

MOST_BITS = 100_000  # of a power: far above any count, far below what takes time


def floor_div(over: Operand, under: Operand) -> Value:
    """Division rounded down, of numbers or of expressions."""
    if isinstance(over, Expr) or isinstance(under, Expr):
        return folded(floored(written(over), written(under)))
    return over // under


def ceil_div(over: Operand, under: Operand) -> Value:
    """Division rounded up, of numbers or of expressions."""
    if not isinstance(over, Expr) and not isinstance(under, Expr):
        return -(-over // under)
    return folded(ceiled(written(over), written(under)))


def exact_div(over: Operand, under: Operand) -> Value:
    """Exact division: an int where it comes out even, else a fraction."""
    if under == 1:
        return folded(over)
    if isinstance(over, Expr) or isinstance(under, Expr):
        return folded(divided(written(over), written(under)))
    if type(over) is type(under) is int and over % under == 0:
        return over // under
    ratio = Fraction(over) / under
    return ratio.numerator if ratio.denominator == 1 else ratio


def power(base: Operand, exponent: Operand) -> Value:
    """A power, exact: a fraction where the exponent is below zero; one too large for any network is an error."""
    if isinstance(base, Expr) or isinstance(exponent, Expr):
        return folded(raised(written(base), written(exponent)))
    if not isinstance(exponent, int):
        raise InputError(f"an exponent is a whole number, got {exponent}")
    if base not in (-1, 0, 1) and Fraction(base).numerator.bit_length() * abs(exponent) > MOST_BITS:
        raise InputError(f"the power {_short(base)}**{_short(exponent)} is too large")
    result: int | Fraction = Fraction(base) ** exponent
    return result.numerator if result.denominator == 1 else result


def _short(number: int | Fraction) -> str:
    """A number in a message; of one that is too long to read, how long it is."""
    bits = Fraction(number).numerator.bit_length()
    return shown(str(number), 20) if bits < 1000 else f"(a number of {bits:,} bits)"


def minimum(*values: Operand) -> Value:
    """The smallest of numbers or expressions."""
    return _extreme(Minimum, min, values)


def maximum(*values: Operand) -> Value:
    """The largest of numbers or expressions."""
    return _extreme(Maximum, max, values)


def product(values: Sequence[Operand]) -> Value:
    """All the values multiplied in their order; of none, one."""
    for value in values:
        if isinstance(value, Expr):
            return _product_of(values)
    result: Operand = 1
    for value in values:
        result = result * value
    return result


def _product_of(values: Sequence[Operand]) -> Value:
    """The product in one node: what `*` would build step by step, without the steps between."""
    factors: list[Expr] = []
    for value in values:
        if value == 1:
            continue
        part = written(value)
        if part == ZERO:
            return 0
        if not factors and isinstance(part, Product):
            factors.extend(part.factors)
        elif len(factors) == 1 and (number := both(factors[0], part, mul)) is not None:
            factors[0] = number
        else:
            factors.append(part)
    if not factors:
        return 1
    return folded(factors[0] if len(factors) == 1 else Product(tuple(factors)))


def total(values: list[Operand]) -> Value:
    """All the values added: numbers first into one, terms side by side in one flat sum."""
    number: int | Fraction = 0
    terms: list[Expr] = []
    for value in values:
        if isinstance(value, Expr):
            terms.extend(value.terms if isinstance(value, Sum) else (value,))
        else:
            number += value
    if not terms:
        return number
    if number:
        terms.append(written(number))
    return folded(terms[0] if len(terms) == 1 else Sum(tuple(terms)))


def series(index: Size, count: Operand, body: Operand) -> Value:
    """The sum of the body over index = 0, ..., count - 1: its value where the count is a number, else one node.

    A body without the index is there count times. InputError where the number of terms is not a whole
    number, is below zero, or is too large to add up and no closed form is known.
    """
    from symcount.core.reading import evaluated  # which reads sums by this rule where their count is open

    node = Series(index, written(count), written(body))
    if not isinstance(folded(count), Expr):
        return evaluated(node, {})
    free = sizes_in(node.body)
    if index not in free:
        factors = node.body.factors if isinstance(node.body, Product) else (node.body,)
        return product([node.count, *map(folded, factors)])
    other = clear_of(index, (size for size in free if size != index))
    if other != index:
        return folded(Series(other, node.count, written(evaluated(node.body, {index: other}))))
    return node


def _extreme(node: type[Minimum] | type[Maximum], rule: Callable[..., int], values: tuple[Operand, ...]) -> Value:
    if not any(isinstance(value, Expr) for value in values):
        return rule(values)
    parts: list[Expr] = []
    for part in map(written, values):
        if part not in parts:
            parts.append(part)
    numbers = [p.value for p in parts if isinstance(p, Number)]
    if len(numbers) > 1:
        parts = [p for p in parts if not isinstance(p, Number)] + [Number(rule(numbers))]
    parts = _without_beaten(parts, rule)
    return folded(parts[0] if len(parts) == 1 else node(tuple(parts)))


def _without_beaten(parts: list[Expr], rule: Callable[..., int]) -> list[Expr]:
    """The parts without those that another one beats whatever the sizes are, as far as their forms say so."""
    kept: dict[object, tuple[int, Expr]] = {}
    for part in parts:
        form, number = _form(part)
        if form not in kept or rule(number, kept[form][0]) == number:
            kept[form] = (number, part)
    return [part for _, part in kept.values()]


def _form(part: Expr) -> tuple[object, int]:
    """What parts have in common that are a number apart, and that number; of a floor that of what is divided."""
    from symcount.core.collecting import terms_of  # which builds its terms by these rules

    floor = as_floor(part)
    terms, number = terms_of(part if floor is None else floor.over)
    return (None if floor is None else floor.under, terms), number
