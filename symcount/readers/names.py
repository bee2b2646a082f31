"""The sizes of a spec: their names, their numbers, and formulas with the numbers put in, all of it bounded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction
from functools import lru_cache
from keyword import iskeyword

from symcount.core.errors import InputError, nearest, shown
from symcount.core.expression import (
    Expr,
    Maximum,
    Minimum,
    Number,
    Power,
    Size,
    Sum,
    Value,
    folded,
)
from symcount.core.parsing import HIGHEST_EXPONENT, parse_expression
from symcount.core.reading import evaluated, parts, sizes_in
from symcount.core.sizes import checked_name
from symcount.readers.documents import Tree, below, kind_of
from symcount.readers.words import legible

LARGEST = 10**18
MOST_SIZES, LONGEST_FORMULA, MOST_BITS = 200, 400, 4_096


@dataclass(frozen=True, slots=True)
class Names:
    """The sizes that a spec declares, in their order, and the numbers of those that have one."""

    declared: tuple[str, ...]
    numbers: Mapping[Size, int]


def read_names(tree: Tree, path: str) -> Names:
    """The `sizes` of a spec: a number, a formula of the names before it, or nothing for each name."""
    if tree is None:
        return Names((), {})
    if not isinstance(tree, dict):
        raise InputError(f"expected names with numbers such as {{f: 5, c: 3}}, got {kind_of(tree)}", path)
    if len(tree) > MOST_SIZES:
        raise InputError(f"at most {MOST_SIZES} sizes, got {len(tree):,}", path)
    numbers: dict[Size, int] = {}
    for name, value in tree.items():
        where = below(path, name)
        try:
            checked_size_name(name)
            if value is not None:
                numbers[Size(name)] = _number(name, value, Names(tuple(tree), numbers))
        except InputError as wrong:
            raise InputError(wrong.message, where) from None
    return Names(tuple(tree), numbers)


def checked_size_name(name: str) -> str:
    """A name that formulas can use here, in Python and in SymPy."""
    if iskeyword(name) or name in ("true", "false", "null"):
        raise InputError(f"{name} is a word of the language and cannot name a size")
    return checked_name(legible(name, ""))


def formula(text: str, what: str) -> Value:
    """Text as a whole number or a formula."""
    if len(text) > LONGEST_FORMULA:
        raise InputError(f"{what} has {len(text):,} characters; at most {LONGEST_FORMULA} are read")
    return folded(parse_expression(text))


def settled(value: Value, names: Names, what: str) -> Value:
    """A size with its numbers put in: a whole number, or an expression with a name left in it."""
    told = str(value) if isinstance(value, int) and value <= LARGEST else shown(str(value))
    if any(size in names.numbers for size in sizes_in(value)):
        assert isinstance(value, Expr)
        if _bits(value, names.numbers) > MOST_BITS:
            raise InputError(f"{what} is too large: {told}")
        try:
            value = evaluated(value, names.numbers)
        except ZeroDivisionError:
            raise InputError(f"{what} divides by zero: {told}") from None
    if isinstance(value, Fraction) or (isinstance(value, Expr) and not sizes_in(value)):
        result = "" if str(value) == told else f" = {value}"
        raise InputError(f"{what} is a whole number, got {told}{result}")
    if isinstance(value, int) and value > LARGEST:
        raise InputError(f"{what} is at most 10**18, got {told}")
    return value


def check_known(value: object, names: Names, words: tuple[str, ...] = ()) -> None:
    """Refuse a name that is almost a declared one: a slip of the pen would silently stay a symbol."""
    for size in sizes_in(value):
        if size.name in names.declared:
            continue
        close = _almost(checked_size_name(size.name), (*words, *names.declared))
        if close:
            raise InputError(
                f"unknown size {size.name!r}; did you mean {close}? "
                "(to keep it as a symbol of its own, write it under sizes)"
            )


@lru_cache(maxsize=1024)  # the same few names stand in every layer
def _almost(name: str, known: tuple[str, ...]) -> str:
    folded_names = {other.casefold(): other for other in known}
    close = get_close_matches(name.casefold(), folded_names, n=1, cutoff=0.6)
    return folded_names[close[0]] if close else ""


def _number(name: str, value: Tree, names: Names) -> int:
    if not isinstance(value, str):
        raise InputError(f"expected a whole number or a formula, got {kind_of(value)}")
    expr = formula(value, name)
    for size in sizes_in(expr):
        if size.name not in names.declared:
            others = [other for other in names.declared if other != name]
            raise InputError(f"unknown size {size.name!r}{nearest(size.name, others)}")
        if size not in names.numbers:
            raise InputError(f"{shown(value)} needs a number for {size.name}, written above {name}")
    number = settled(expr, names, name)
    assert isinstance(number, int)
    if number < 1:
        raise InputError(f"{name} is at least 1, got {number}")
    return number


def _bits(expr: Expr, numbers: Mapping[Size, int]) -> int:
    """At most how many binary digits the value has; a size without a number is never multiplied out."""
    match expr:
        case Number(value):
            return value.bit_length()
        case Size():
            return numbers.get(expr, 1).bit_length()
        case Power(base, exponent):
            return _bits(base, numbers) * _exponent(exponent, numbers)
        case Sum() | Minimum() | Maximum():
            inside = [_bits(part, numbers) for part in parts(expr)]
            return max(inside) + len(inside).bit_length()
    return sum(_bits(part, numbers) for part in parts(expr))


def _exponent(expr: Expr, numbers: Mapping[Size, int]) -> int:
    if _bits(expr, numbers) > MOST_BITS:
        raise InputError(f"the exponent {shown(str(expr))} is too large")
    try:
        value = evaluated(expr, numbers)
    except ZeroDivisionError:
        raise InputError(f"the exponent {shown(str(expr))} divides by zero") from None
    if isinstance(value, Expr):
        return 1
    if not isinstance(value, int) or not 0 <= value <= HIGHEST_EXPONENT:
        raise InputError(f"an exponent is a whole number from 0 to {HIGHEST_EXPONENT}, got {shown(str(value))}")
    return value
