"""How numbers of a review are worded: shares, ratios, and units of memory that suit them."""

from __future__ import annotations

from collections.abc import Iterable

from symcount.counting.precision import UNITS, in_unit

DECIMAL = ("TB", "GB", "MB", "kB", "B")


def decimal(value: object, digits: int = 3) -> str:
    """A ratio in so many digits; a whole number as it is."""
    found = float(value)  # type: ignore[arg-type]
    if found == 0 or abs(found) >= 10 ** (digits - 1):
        return f"{found:,.0f}".replace("-", "−")
    return f"{found:.{digits}g}".replace("-", "−")


def share(part: int, whole: int) -> int:
    """A part of the whole in tenths of a percent, rounded half up."""
    return (2000 * part + whole) // (2 * whole) if whole else 0


def unit_for(values: Iterable[int]) -> str:
    """The unit of memory in which the largest of some numbers of bytes has one to four digits before the point."""
    most = max(values, default=0)
    return next((unit for unit in DECIMAL if most >= UNITS[unit]), "B")


def memory(value: int, unit: str, digits: int = 2) -> str:
    """Bytes in a unit, with two digits behind the point."""
    return in_unit(value, unit, digits)
