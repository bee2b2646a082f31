"""A document's networks as a workbook with live formulas, the same bytes in each run."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from symcount.core.errors import InputError
from symcount.reporting.document import Document
from symcount.reporting.rendering.wording import legible
from symcount.reporting.rendering.xlsx_cells import Cell, Input, Live, Sheet
from symcount.reporting.rendering.xlsx_sheets import workbook

# No clock: the file says the same day in each run.
UNDATED = datetime(2000, 1, 1)
# What a cell holds, in letters; and how narrow and wide a column is made.
LONGEST_CELL = 32_767
NARROW, WIDE, MARGIN = 8, 60, 2
NUMBER = "#,##0"
# A text that starts so would become a formula in the hands of whoever edits it.
ACTIVE = ("=", "+", "-", "@")
STYLES = {
    "head": {"bold": True, "bottom": 1, "bg_color": "#E8EDF2", "text_wrap": True, "valign": "top"},
    "text": {}, "inert": {"quote_prefix": True}, "number": {"num_format": NUMBER}, "note": {"font_color": "#7A3B00"},
    "input": {"num_format": NUMBER, "bg_color": "#FFF7D6", "border": 1, "locked": False},
    "total text": {"bold": True, "top": 1}, "total number": {"bold": True, "top": 1, "num_format": NUMBER},
    "total note": {"bold": True, "top": 1, "font_color": "#7A3B00"},
}  # fmt: skip


def xlsx(document: Document, templates: Path | None = None) -> bytes:
    """A sheet of sizes to change, and sheets that follow it; InputError where the document tells no network."""
    if not document.plans:
        raise InputError("a workbook is made of a network, and this document tells none")
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"title": legible(document.title), "created": UNDATED})
    styles = {name: book.add_format(style) for name, style in STYLES.items()}
    for sheet in workbook(document.plans):
        _write(book, book.add_worksheet(sheet.name), sheet, styles)
    book.close()
    return out.getvalue()


def _write(book: Any, page: Any, sheet: Sheet, styles: dict[str, Any]) -> None:
    page.freeze_panes(1, 1)
    for place, column in enumerate(sheet.columns):
        page.write_string(0, place, column.title, styles["head"])
        page.set_column(place, place, _width(sheet, place))
    for line, row in enumerate(sheet.rows, 1):
        for place, cell in enumerate(row):
            _put(book, page, (line, place), cell, sheet, styles, sheet.columns[place].kind)
    for place, cell in enumerate(sheet.total):
        at = (len(sheet.rows) + 1, place)
        _put(book, page, at, cell, sheet, styles, f"total {sheet.columns[place].kind}")


def _put(
    book: Any, page: Any, at: tuple[int, int], cell: Cell, sheet: Sheet, styles: dict[str, Any], style: str
) -> None:
    """A text as a text whatever it starts with, a formula with its value, an input under its name."""
    match cell:
        case Live(formula, value):
            page.write_formula(*at, formula, styles[style], value)
        case Input(name, number):
            line, place = at
            book.define_name(name, f"='{sheet.name}'!${chr(ord('A') + place)}${line + 1}")
            page.data_validation(*at, *at, _WHOLE)
            if number is None:
                page.write_blank(*at, None, styles["input"])
            else:
                page.write_number(*at, number, styles["input"])
        case int():
            page.write_number(*at, cell, styles[style])
        case str():
            text = legible(cell)
            text = text if len(text) <= LONGEST_CELL else "longer than a cell holds"
            page.write_string(*at, text, styles["inert" if text.startswith(ACTIVE) else style])


_WHOLE = {
    "validate": "integer", "criteria": ">=", "value": 1, "ignore_blank": True,
    "error_title": "A size", "error_message": "A size is a whole number of at least 1.",
}  # fmt: skip


def _width(sheet: Sheet, place: int) -> int:
    """As wide as what it shows, within bounds."""
    cells = [row[place] for row in (*sheet.rows, sheet.total) if row]
    longest = max([len(sheet.columns[place].title), *(len(_shown(cell)) for cell in cells)])
    return min(WIDE, max(NARROW, longest + MARGIN))


def _shown(cell: Cell) -> str:
    value = cell.value if isinstance(cell, (Live, Input)) else cell
    return f"{value:,}" if isinstance(value, int) else str(value if value is not None else "")
