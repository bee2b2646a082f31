"""Multipliers of widths and depths, in hundredths: numbers of filters rounded as the papers' own code rounds them."""

from __future__ import annotations

from symcount.core.expression import Value, folded, written
from symcount.core.values import ceil_div, floor_div, maximum, product
from symcount.networks.zoo.declaration import HyperParameter

HUNDRED = 100
DIVISOR = 8  # numbers of filters are multiples of it
WIDER = HyperParameter("a", "width multiplier, in hundredths", HUNDRED)
DEEPER = HyperParameter("b", "depth multiplier, in hundredths", HUNDRED)


def whole(value: Value) -> int:
    """A value that has no sizes, as the number that it is."""
    assert isinstance(value, int)
    return value


def truncated(filters: int, a: Value) -> Value:
    """So many hundredths of the filters, rounded down."""
    return floor_div(product((filters, a)), HUNDRED)


def deeper(blocks: int, b: Value) -> Value:
    """So many hundredths of the blocks, rounded up."""
    return ceil_div(product((blocks, b)), HUNDRED)


def nearest(over: Value, under: int) -> Value:
    """The multiple of eight that is nearest to a fraction; the larger of two that are."""
    half = under * DIVISOR // 2
    return product((DIVISOR, _nearest_unit(over, half)))


def kept(over: Value, under: int = 1) -> Value:
    """The same, but where it would lose more than a tenth of the fraction, the next multiple.

    The next one is the first that is not below nine tenths, so that the larger of the two is meant.
    """
    half = under * DIVISOR // 2
    least = ceil_div(product((9, over)), 10 * under * DIVISOR)
    return product((DIVISOR, maximum(_nearest_unit(over, half), least)))


def _nearest_unit(over: Value, half: int) -> Value:
    return floor_div(folded(written(over) + half), 2 * half)
