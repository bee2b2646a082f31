"""A table in columns of plain text, as wide as it may be and no wider."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from symcount.core.expression import Expr, written
from symcount.notation import pretty as printing
from symcount.reporting.document import Cell, Table
from symcount.reporting.rendering.plain_lines import breadth, padded, wrapped
from symcount.reporting.rendering.wording import grouped, legible

GAP = 2


def cell_text(cell: Cell | Fraction) -> str:
    """What a cell of a table says."""
    match cell:
        case None:
            return ""
        case int():
            return grouped(cell)
        case str():
            return legible(cell)
        case Expr():
            return printing.pretty(cell)
        case _:
            return printing.pretty(written(cell))


def table_lines(table: Table, width: int) -> Iterator[str]:
    """Head, rule, rows, and behind another rule the total."""
    head = [legible(column.title) for column in table.columns]
    rows = [[cell_text(cell) for cell in row] for row in table.rows]
    total = [cell_text(cell) for cell in table.total] if table.total else []
    widths = fitting([head, *rows, *([total] if total else [])], width - GAP * (len(head) - 1))
    rights = [column.kind == "number" for column in table.columns]
    rule = "─" * (sum(widths) + GAP * (len(widths) - 1))
    yield from _row(head, widths, rights)
    yield rule
    for row in rows:
        yield from _row(row, widths, rights)
    if total:
        yield rule
        yield from _row(total, widths, rights)


def fitting(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """What each column would like, the widest narrowed until all fit."""
    widths = [max(1, *map(breadth, column)) for column in zip(*rows, strict=True)]
    while sum(widths) > room and max(widths) > 1:
        widths[widths.index(max(widths))] -= 1
    return widths


def _row(cells: Sequence[str], widths: Sequence[int], rights: Sequence[bool]) -> Iterator[str]:
    """One row, on as many lines as its fullest cell needs."""
    columns = [wrapped(cell, width, "") for cell, width in zip(cells, widths, strict=True)]
    for place in range(max(map(len, columns))):
        parts = [lines[place] if place < len(lines) else "" for lines in columns]
        line = (" " * GAP).join(padded(p, w, right=r) for p, w, r in zip(parts, widths, rights, strict=True))
        yield line.rstrip()
