"""Names of cells: the size's own name where a spreadsheet takes it for nothing else, and no two alike."""

from __future__ import annotations

import re
from collections.abc import Iterable

from symcount.core.expression import Size

# A column and a row (c3, LR2024), a row or a column by its number (R1C1, r, C), and the words for truth.
_TAKEN = re.compile(r"[a-z]{1,3}[0-9]+|r[0-9]*(c[0-9]*)?|c[0-9]*|true|false", re.IGNORECASE)
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def cell_names(sizes: Iterable[Size], prefix: str = "") -> dict[Size, str]:
    """A name for the cell of each size: c becomes size_c, and C beside it size_C_2, for letter case tells none apart.

    The prefix tells several networks in one workbook apart: n1_width.
    """
    found: dict[Size, str] = {}
    used: set[str] = set()
    for size in sizes:
        name = _unused(prefix + size.name if _is_free(prefix + size.name) else f"{prefix}size_{_ascii(size)}", used)
        found[size] = name
        used.add(name.lower())
    return found


def _is_free(name: str) -> bool:
    return _PLAIN.fullmatch(name) is not None and _TAKEN.fullmatch(name) is None


def _ascii(size: Size) -> str:
    """The letters of a name that every spreadsheet reads."""
    return re.sub(r"[^A-Za-z0-9_]", "", size.name)


def _unused(name: str, used: set[str]) -> str:
    """The name, with a number behind it where another cell has it already."""
    if name.lower() not in used:
        return name
    again, start = 2, name if _is_free(f"{name}_2") else f"size_{name}"
    while f"{start}_{again}".lower() in used:
        again += 1
    return f"{start}_{again}"
