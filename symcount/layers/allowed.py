"""What settings that change no count may be: words, shares, numbers; as PyTorch refuses the others.

The docstring of each is what a page on the layer says of the setting.
"""

from __future__ import annotations

from collections.abc import Callable
from numbers import Real

from symcount.core.errors import InputError, nearest, shown


def one_of(*words: str) -> Callable[[str, object], None]:
    """One of these words."""

    def check(name: str, value: object) -> None:
        if value not in words:
            raise InputError(f"unknown {name} {shown(str(value))!r}{nearest(str(value), words)}")

    check.__doc__ = f"One of {', '.join(words)}."
    return check


def share(name: str, value: object) -> None:
    """A number from 0 to 1."""
    if not isinstance(value, Real) or not 0 <= float(value) <= 1:
        raise InputError(f"{name} is a number from 0 to 1, got {shown(value)}")


def number(name: str, value: object) -> None:
    """Any number."""
    if not isinstance(value, Real):
        raise InputError(f"{name} is a number, got {shown(value)}")


def number_or_none(name: str, value: object) -> None:
    """Any number, or None."""
    if value is not None:
        number(name, value)


def above_zero(name: str, value: object) -> None:
    """A number above zero."""
    if not isinstance(value, Real) or not float(value) > 0:
        raise InputError(f"{name} is a number above 0, got {shown(value)}")


def zero_or_more(name: str, value: object) -> None:
    """A number from zero."""
    if not isinstance(value, Real) or not float(value) >= 0:
        raise InputError(f"{name} is a number from 0, got {shown(value)}")


def not_zero(name: str, value: object) -> None:
    """Any number but zero."""
    if not isinstance(value, Real) or value == 0:
        raise InputError(f"{name} is a number other than 0, got {shown(value)}")


def whole_or_none(name: str, value: object) -> None:
    """A whole number, or None."""
    if value is not None and type(value) is not int:
        raise InputError(f"{name} is a whole number or None, got {shown(value)}")
