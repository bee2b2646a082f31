"""Number formats and what a number of values takes in bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from symcount.core.errors import InputError, nearest, shown
from symcount.core.expression import Value
from symcount.core.stated import Stored
from symcount.core.values import ceil_div, product


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How one number is stored."""

    key: str
    bits: int
    meaning: str


FORMATS: Mapping[str, NumberFormat] = {
    one.key: one
    for one in (
        NumberFormat("fp64", 64, "double precision"),
        NumberFormat("fp32", 32, "single precision"),
        NumberFormat("tf32", 32, "stored as fp32, of which products read 19 bits"),
        NumberFormat("fp16", 16, "half precision"),
        NumberFormat("bf16", 16, "brain float: the range of fp32 in 16 bits"),
        NumberFormat("fp8-e4m3", 8, "8 bits, 4 of them the exponent, for weights and activations"),
        NumberFormat("fp8-e5m2", 8, "8 bits, 5 of them the exponent, for gradients"),
        NumberFormat("int64", 64, "64-bit integers"),
        NumberFormat("int8", 8, "8-bit integers"),
        NumberFormat("uint8", 8, "8-bit integers without a sign"),
        NumberFormat("int4", 4, "4-bit integers, two in a byte"),
    )
}

KEPT_IN = {"mask": "uint8"}  # a value of a dropout's mask takes a byte


def number_format(key: str) -> NumberFormat:
    """A format by its name."""
    if not isinstance(key, str) or key not in FORMATS:
        raise InputError(f"unknown number format {shown(key)!r}{nearest(str(key), FORMATS)}")
    return FORMATS[key]


def format_of(what: Stored, values: NumberFormat) -> NumberFormat:
    """The format of what a layer keeps, where values are in one: statistics, indices and masks have their own."""
    return values if what == "value" else FORMATS[KEPT_IN.get(what, what)]


def bytes_for(values: Value, stored: NumberFormat) -> Value:
    """The bytes that so many values take; half a byte too much rounds up."""
    if stored.bits % 8:
        return ceil_div(values * stored.bits, 8)
    return product((stored.bits // 8, values))


# Units of memory, largest first within each family: powers of ten, and powers of two.
UNITS: Mapping[str, int] = {
    "TB": 10**12, "GB": 10**9, "MB": 10**6, "kB": 10**3,
    "TiB": 2**40, "GiB": 2**30, "MiB": 2**20, "KiB": 2**10, "B": 1,
}  # fmt: skip
_MEMORY = re.compile(r"([0-9]{1,30})(?:\.([0-9]{1,9}))? ?([A-Za-z]{1,4})")


def in_unit(count: int, unit: str, digits: int = 3) -> str:
    """A number of bytes in a unit, rounded half up to so many digits behind the point: 0.104 MB."""
    scaled = (2 * count * 10**digits + UNITS[unit]) // (2 * UNITS[unit])
    whole, part = divmod(scaled, 10**digits)
    return f"{whole:,}.{part:0{digits}d} {unit}"


def read_bytes(text: str) -> int:
    """A budget such as `256 KiB`, `1.5 MB` or `4096 B` in bytes; a fraction of a byte is an error."""
    found = _MEMORY.fullmatch(text.strip())
    if found is None:
        raise InputError(f"memory is a number and a unit such as '256 KiB', got {shown(text)!r}")
    whole, part, unit = found[1], found[2] or "", {"KB": "kB"}.get(found[3], found[3])
    if unit not in UNITS:
        raise InputError(f"unknown unit of memory {shown(unit)!r}{nearest(unit, UNITS)}")
    denominator: int = 10 ** len(part)
    scaled, rest = divmod(int(whole + part) * UNITS[unit], denominator)
    if rest:
        raise InputError(f"{shown(text)!r} is not a whole number of bytes")
    return scaled
