"""Formulas from outside: read, bounded, and worked out with the numbers that are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from symcount.core.errors import InputError, shown
from symcount.core.expression import Expr, Number, Size, Value, folded
from symcount.core.parsing import parse_expression
from symcount.core.reading import evaluated, parts, sizes_in

LARGEST, LONGEST_FORMULA = 10**18, 400


def formula(text: str, what: str) -> Value:
    """Text as a whole number or a formula."""
    if len(text) > LONGEST_FORMULA:
        raise InputError(f"{what} has {len(text):,} characters; at most {LONGEST_FORMULA} are read")
    value = folded(parse_expression(text))
    check_numbers(value)
    return value


def check_numbers(value: object) -> None:
    """Refuse a value that holds a number nobody could read: a power of powers is short to write."""
    if not _is_short(value):
        raise InputError("numbers are at most 10**18")


def settled(value: Value, numbers: Mapping[Size, int], what: str) -> Value:
    """A size with its numbers put in: a whole number, or an expression with a name left in it."""
    result = _evaluated(value, numbers, what) if isinstance(value, Expr) else value
    if isinstance(result, Fraction) or (isinstance(result, Expr) and not sizes_in(result)):
        told = f" = {result}" if isinstance(result, Fraction) and result != value and _is_short(result) else ""
        raise InputError(f"{what} is a whole number, got {shown(str(value))}{told}")
    if not _is_short(result):
        raise InputError(f"{what} is beyond 10**18, got {shown(str(value))}")
    return result


def parts_within(expr: Expr, limit: int) -> int:
    """How many parts a formula has; beyond the limit counting stops."""
    count = 0
    for _ in _walked(expr):
        count += 1
        if count > limit:
            break
    return count


def _is_short(value: object) -> bool:
    """Whether every number inside a value is one that a person could read."""
    for one in _walked(value):
        number = one.value if isinstance(one, Number) else one
        if isinstance(number, (int, Fraction)) and max(abs(number.numerator), number.denominator) > LARGEST:
            return False
    return True


def _walked(value: object) -> Iterator[object]:
    """A value with everything inside it: the items of tuples, the parts of formulas."""
    stack = [value]
    while stack:
        one = stack.pop()
        yield one
        if isinstance(one, Expr):
            stack.extend(parts(one))
        elif isinstance(one, tuple):
            stack.extend(one)


def _evaluated(expr: Expr, numbers: Mapping[Size, int], what: str) -> Value:
    if not any(size in numbers for size in sizes_in(expr)):
        return expr
    try:
        return evaluated(expr, numbers)
    except ZeroDivisionError:
        raise InputError(f"{what} divides by zero: {shown(str(expr))}") from None
