"""Factors that scale an extent, as a whole number over another, so that rounding down is exact."""

from __future__ import annotations

from fractions import Fraction

from symcount.core.errors import InputError
from symcount.core.expression import Expr, Value
from symcount.core.values import floor_div


def above(scale: object, size: object, axis: int, axes: int) -> Value:
    """What the extent is multiplied by; either the scale or the size is written, not both."""
    if (scale is None) == (size is None):
        raise InputError("either the size or the factor is given, not both and not none")
    return scale.numerator if isinstance(scale, Fraction) else scale if isinstance(scale, (int, Expr)) else 1


def below(scale: object, axis: int, axes: int) -> Value:
    """What the product is divided by."""
    return scale.denominator if isinstance(scale, Fraction) else 1


def scaled(extent: Value, scale: Value) -> Value:
    """An extent times a factor, rounded down."""
    if isinstance(scale, Fraction):
        return floor_div(extent * scale.numerator, scale.denominator)
    return extent * scale
