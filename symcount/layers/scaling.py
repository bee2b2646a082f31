"""Factors that scale an extent, as a whole number over another, so that rounding down is exact."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from symcount.core.errors import InputError
from symcount.core.expression import Expr, Value
from symcount.core.values import floor_div


def above(scale: Value | None, size: object, extent: Value, axis: int, axes: int) -> Value:
    """What the extent is multiplied by; either the scale or the size is written, not both."""
    if (scale is None) == (size is None):
        raise InputError("either the size or the factor is given, not both and not none")
    if isinstance(scale, Fraction):
        return as_multiplied(extent, scale).numerator
    return scale if isinstance(scale, (int, Expr)) else 1


def below(scale: Value | None, extent: Value, axis: int, axes: int) -> Value:
    """What the product is divided by."""
    return as_multiplied(extent, scale).denominator if isinstance(scale, Fraction) else 1


def as_multiplied(extent: Value, scale: Fraction) -> Fraction:
    """The factor as it is written, 29/100; or what a binary number makes of it, where PyTorch's product is smaller.

    PyTorch multiplies in double precision: 100 times 0.29 is 28.999... there, and rounds down to 28.
    """
    if isinstance(extent, int) and floor(extent * float(scale)) < extent * scale.numerator // scale.denominator:
        return Fraction(float(scale))
    return scale


def scaled(extent: Value, scale: Value) -> Value:
    """An extent times a factor, rounded down."""
    if isinstance(scale, Fraction):
        factor = as_multiplied(extent, scale)
        return floor_div(extent * factor.numerator, factor.denominator)
    return extent * scale
