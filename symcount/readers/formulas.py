"""Formulas from outside: read, bounded, and worked out with the numbers that are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from symcount.core.errors import InputError, shown
from symcount.core.expression import Expr, Maximum, Minimum, Number, Power, Size, Sum, Value, folded
from symcount.core.parsing import HIGHEST_EXPONENT, parse_expression
from symcount.core.reading import evaluated, parts, sizes_in

LARGEST, LONGEST_FORMULA, MOST_BITS = 10**18, 400, 4_096


def formula(text: str, what: str) -> Value:
    """Text as a whole number or a formula."""
    if len(text) > LONGEST_FORMULA:
        raise InputError(f"{what} has {len(text):,} characters; at most {LONGEST_FORMULA} are read")
    value = folded(parse_expression(text))
    check_numbers(value)
    return value


def check_numbers(value: object) -> None:
    """Refuse a value that holds a number nobody could read: a power of powers is short to write."""
    for one in _walked(value):
        number = one.value if isinstance(one, Number) else one
        if isinstance(number, (int, Fraction)) and max(abs(number.numerator), number.denominator) > LARGEST:
            raise InputError("numbers are at most 10**18")


def settled(value: Value, numbers: Mapping[Size, int], what: str) -> Value:
    """A size with its numbers put in: a whole number, or an expression with a name left in it."""
    result = _evaluated(value, numbers, what) if isinstance(value, Expr) else value
    if isinstance(result, Fraction) or (isinstance(result, Expr) and not sizes_in(result)):
        told = f"{shown(str(value))} = {result}" if result != value else str(value)
        raise InputError(f"{what} is a whole number, got {shown(told, 120)}")
    if isinstance(result, int) and result > LARGEST:
        raise InputError(f"{what} is at most 10**18, got {shown(str(value))}")
    return result


def parts_within(expr: Expr, limit: int) -> int:
    """How many parts a formula has; beyond the limit counting stops."""
    count = 0
    for _ in _walked(expr):
        count += 1
        if count > limit:
            break
    return count


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
    """The value of a formula, once it is known that working it out is possible and stays small."""
    if _bits(expr, numbers) > MOST_BITS:
        raise InputError(f"{what} is too large: {shown(str(expr))}")
    if not any(size in numbers for size in sizes_in(expr)):
        return expr
    try:
        return evaluated(expr, numbers)
    except ZeroDivisionError:
        raise InputError(f"{what} divides by zero: {shown(str(expr))}") from None


def _bits(expr: Expr, numbers: Mapping[Size, int]) -> int:
    """At most how many binary digits the value has; a size without a number is never multiplied out."""
    match expr:
        case Number(value):
            return value.bit_length()
        case Size():
            return numbers.get(expr, 1).bit_length()
        case Power(base, exponent):
            return _bits(base, numbers) * _exponent(base, exponent, numbers)
        case Sum() | Minimum() | Maximum():
            inside = [_bits(part, numbers) for part in parts(expr)]
            return max(inside) + len(inside).bit_length()
    return sum(_bits(part, numbers) for part in parts(expr))


def _exponent(base: Expr, exponent: Expr, numbers: Mapping[Size, int]) -> int:
    """The value of an exponent; one where it has none, which only a base without a value may have."""
    value = folded(_evaluated(exponent, numbers, "an exponent"))
    if isinstance(value, Expr) and sizes_in(value):
        if all(size in numbers for size in sizes_in(base)):
            raise InputError(f"the exponent {shown(str(exponent))} needs a number, since {shown(str(base))} has one")
        return 1
    if not isinstance(value, int) or not 0 <= value <= HIGHEST_EXPONENT:
        raise InputError(f"an exponent is a whole number from 0 to {HIGHEST_EXPONENT}, got {shown(str(value))}")
    return value
