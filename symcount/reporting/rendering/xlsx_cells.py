"""Sheets of a workbook as plain data, and cells that work themselves out from the cells of the sizes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from symcount.core.expression import Expr, Number, Size, Value, written
from symcount.core.reading import evaluated
from symcount.core.tree import sizes_in, substituted
from symcount.counting.telling import at_numbers
from symcount.notation.spreadsheet import LONGEST_FORMULA, adds_columns, spreadsheet

# What a spreadsheet takes as one text in a formula, in letters.
LONGEST_TEXT = 255
NO_FORMULA = "known only for the numbers that were given"


@dataclass(frozen=True, slots=True)
class Live:
    """A formula, and what it comes to with the numbers at hand, for readers that do not calculate."""

    formula: str
    value: int | float | str


@dataclass(frozen=True, slots=True)
class Input:
    """A cell for a number, under a name."""

    name: str
    value: int | None


Cell: TypeAlias = str | int | Live | Input


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, and what its cells hold."""

    title: str
    kind: Literal["text", "number", "note"] = "text"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows under heads; the last row may be a total."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes of a network: the name of each one's cell, its number, and what stands for it where it is a formula."""

    cells: Mapping[Size, str]
    numbers: Mapping[Size, int]
    formulas: Mapping[Size, Expr]

    def own(self, value: Value) -> Expr:
        """A value in the sizes that have cells."""
        return substituted(written(value), self.formulas)

    def at(self, expr: Expr) -> Value:
        """Its value with the numbers at hand."""
        return at_numbers(expr, self.numbers)

    def named(self, *exprs: Expr) -> dict[Size, str]:
        """The sizes that stand in formulas, with their cells."""
        return {size: self.cells[size] for size in sizes_in(*exprs) if size in self.cells}

    def have_numbers(self, *exprs: Expr) -> bool:
        """Whether every size of the formulas has a number."""
        return all(size in self.numbers for size in sizes_in(*exprs))


def live(value: Value, sizes: Sizes) -> Cell:
    """A number that follows the sizes, by its formula; a text instead while one of them has none."""
    expr = sizes.own(value)
    number = evaluated(expr, {})
    if isinstance(expr, Number) and isinstance(number, int):
        return number
    text = spreadsheet(expr, sizes.cells)
    if isinstance(number, int):
        return number if text is None else Live(f"={text}", number)
    if text is None:
        return _fixed(expr, sizes)
    if adds_columns(expr):
        text = f"IFERROR({text},{quoted('too large to be worked out here')})"
    known = sizes.at(expr)
    return needing((expr,), text, _cached(known), sizes)


def _cached(known: Value) -> int | float | str:
    """A value as a file holds it beside its formula."""
    if isinstance(known, Expr):
        return ""
    return known if isinstance(known, int) else float(known)


def needing(exprs: Iterable[Expr], text: str, value: int | float | str, sizes: Sizes) -> Live:
    """A formula that says which sizes it needs while one of them has no number."""
    exprs = tuple(exprs)
    told = "needs " + ", ".join(size.name for size in sizes.named(*exprs))
    return Live("=" + guarded(exprs, text, told, sizes), value if sizes.have_numbers(*exprs) else told)


def guarded(exprs: Iterable[Expr], text: str, missing: str, sizes: Sizes) -> str:
    """A formula of the sizes in some expressions, with a text in its place until all of them have numbers."""
    cells = sizes.named(*exprs)
    return f"IF(COUNT({','.join(cells.values())})<{len(cells)},{quoted(missing)},{text})" if cells else text


def _fixed(expr: Expr, sizes: Sizes) -> Cell:
    """What has no formula here: its value while the sizes are those that were given."""
    known, given = sizes.at(expr), as_given((expr,), sizes)
    if not isinstance(known, int) or not given:
        return NO_FORMULA
    return needing((expr,), f"IF({given},{known},{quoted(NO_FORMULA)})", known, sizes)


def as_given(exprs: Iterable[Expr], sizes: Sizes) -> str:
    """Whether the sizes of formulas still have the numbers that they had, as a condition; empty without any."""
    cells = sizes.named(*exprs)
    same = [f"{cell}={sizes.numbers[size]}" for size, cell in cells.items() if size in sizes.numbers]
    return f"AND({','.join(same)})" if same else ""


def quoted(text: str) -> str:
    """A text inside a formula, in pieces that are short enough."""
    pieces = [text[start : start + LONGEST_TEXT] for start in range(0, len(text), LONGEST_TEXT)] or [""]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)


def joined(pieces: Iterable[str]) -> str:
    """Texts behind each other, as many as one formula holds."""
    kept, room = [], LONGEST_FORMULA
    for piece in pieces:
        room -= len(piece) + 1
        if room >= 0:
            kept.append(piece)
    return "&".join(kept) or quoted("")
