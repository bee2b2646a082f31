"""A document as plain data, for programs: what its tables and sentences say, under the names of its sections."""

from __future__ import annotations

from symcount.core.expression import Expr
from symcount.notation.closed import closed_text
from symcount.reporting.document import Block, Cell, Column, Document, Letters, Paragraph, Points, Shares, Steps, Table
from symcount.reporting.drawings import Plot


def as_data(document: Document) -> dict[str, object]:
    """The sections by their keys: tables as lists of objects, other blocks as lists of texts; formulas in plain text.

    Only what lists and tables can say: a derivation or a chart is left to the page.
    """
    sections = {section.key: _section(section.blocks) for section in document.every_section()}
    references = [str(reference) for _, reference in document.references]
    return {"name": document.title, **sections, "references": references}


def _section(blocks: tuple[Block, ...]) -> list[object]:
    return [item for block in blocks for item in _items(block)]


def _items(block: Block) -> list[object]:
    match block:
        case Paragraph(text):
            return [text]
        case Points(items):
            return list(items)
        case Table(columns=columns, rows=rows):
            return [_row(columns, row) for row in rows]
        case Letters() | Steps() | Shares() | Plot():
            return []


def _row(columns: tuple[Column, ...], row: tuple[Cell, ...]) -> dict[str, object]:
    names = (column.title.lower().replace(" ", "_") for column in columns)
    return {name: closed_text(cell) if isinstance(cell, Expr) else cell for name, cell in zip(names, row, strict=True)}
