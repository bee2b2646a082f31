"""The user's own sizes: whole numbers with a name and no value yet."""

from __future__ import annotations

from collections.abc import Mapping
from keyword import iskeyword

from symcount.core.errors import InputError, nearest, shown
from symcount.core.expression import Expr, Size, Value
from symcount.core.parsing import parse_expression
from symcount.core.settings import whole_number
from symcount.core.tokens import is_name


def sizes(names: str) -> tuple[Size, ...]:
    """Several sizes at once, in the order of their names.

    >>> c, k, f = sizes("c k f")
    >>> print((f * f * c + 1) * k)
    (f*f*c + 1)*k
    """
    return tuple(Size(checked_name(name)) for name in names.replace(",", " ").split())


def checked_name(name: str) -> str:
    """A name that a size can have: letters, digits, underscores."""
    if iskeyword(name):
        raise InputError(f"{name!r} is a word of Python and cannot name a size")
    if not is_name(name):
        raise InputError(f"a size is named with letters, digits and _, not starting with a digit; got {shown(name)!r}")
    return name


def by_name(given: object, more: Mapping[str, object]) -> dict[str, object]:
    """Numbers for sizes as .at(...) takes them: a mapping by names or sizes, and keywords beside it."""
    if given is not None and not isinstance(given, Mapping):
        raise InputError(f"numbers are given by name, as c=64 or {{'c': 64}}, got {shown(given)}")
    return {**{str(size): value for size, value in (given or {}).items()}, **more}


def numbers_for(known: tuple[Size, ...], given: Mapping[str, object]) -> dict[Size, Value]:
    """Values for sizes by their names; an unknown name is an error that offers the nearest."""
    names = {size.name: size for size in known}
    found: dict[Size, Value] = {}
    for name, value in given.items():
        if name not in names:
            raise InputError(f"unknown size {shown(name)!r}{nearest(name, names)}")
        found[names[name]] = _read(name, value)
    return found


def _read(name: str, value: object) -> Value:
    return positive(parse_expression(value) if isinstance(value, str) else value, name)


def positive(value: object, what: str) -> int | Expr:
    """A whole number of at least one, or an expression; anything else is an error that says what it was."""
    size = whole_number(value, what)
    if isinstance(size, int) and size < 1:
        raise InputError(f"{what} is at least 1, got {shown(str(size))}")
    return size
