"""A document as LaTeX source that compiles with the packages of every installation."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from symcount.core.expression import Expr, written
from symcount.counting.derivation import Step
from symcount.notation.latex import latex as mathematics
from symcount.notation.latex import latex_text
from symcount.notation.latex_chain import latex_chain
from symcount.reporting.document import Bar, Document, Shares, Table
from symcount.reporting.rendering.environment import LATEX_MARKS, Ready, environment, filled
from symcount.reporting.rendering.outline import citations, outline
from symcount.reporting.rendering.plain_table import cell_text, fitting
from symcount.reporting.rendering.web import crowding
from symcount.reporting.rendering.wording import CHUNK, LONGEST_WORD, chunks, grouped, legible

# In ems of a table's type: the measure of the text, what a letter takes, what lies between two columns.
ROOMY, CROWDED = (40.0, 0.6, 1.2), (48.5, 0.56, 0.75)
TYPES = {"roomy": r"\small", "crowded": r"\scriptsize\setlength{\tabcolsep}{3pt}"}
# In a crowded table words break sooner.
LONGEST_CROWDED, CROWDED_CHUNK = 7, 4
LONGEST_BAR = 0.28


def latex(document: Document, templates: Path | None = None) -> str:
    """The whole document as one LaTeX file."""
    made = environment(templates, _gate, _FILTERS, html=False, marks=LATEX_MARKS)
    given = {"document": document, "entries": outline(document), "cited": citations(document)}
    text = filled(made, "latex/report.tex.jinja", given)
    return re.sub(r"\n{3,}", "\n\n", text)


def breakable(text: str, longest: int = LONGEST_WORD, chunk: int = CHUNK) -> str:
    """Text made safe, whose long words may break."""
    words = (chunks(word, longest, chunk) for word in legible(text).split(" "))
    return " ".join(r"\allowbreak{}".join(map(latex_text, word)) for word in words)


def _gate(value: Any) -> str:
    match value:
        case None:
            return ""
        case int():
            return breakable(grouped(value))
        case Expr():
            return f"${mathematics(value)}$"
        case Fraction():
            return f"${mathematics(written(value))}$"
        case _:
            return breakable(str(value))


def _chain(step: Step) -> Ready:
    left = step.left if isinstance(step.left, Expr) else None
    return Ready(latex_chain(left, [line.expr for line in step.lines]))


def _type_size(table: Table) -> Ready:
    return Ready(TYPES[crowding(table)])


def _within(cell: Any, table: Table) -> Ready:
    """A cell; in a crowded table its words may break sooner."""
    if crowding(table) == "roomy" or isinstance(cell, (Expr, Fraction)) or cell is None:
        return Ready(_gate(cell))
    return Ready(breakable(cell_text(cell), LONGEST_CROWDED, CROWDED_CHUNK))


def _columns(table: Table) -> Ready:
    """Columns as wide as what stands in them, narrowed until the table fits."""
    rows = [*table.rows, *([table.total] if table.total is not None else [])]
    lines = [[column.title for column in table.columns], *([cell_text(cell) for cell in row] for row in rows)]
    measure, letter, gap = ROOMY if crowding(table) == "roomy" else CROWDED
    room = int((measure - gap * (len(table.columns) - 1)) / letter)
    widths = fitting(lines, room)
    scale = 1.0 if sum(widths) < room else room / sum(widths)
    sides = ("raggedleft" if column.kind == "number" else "raggedright" for column in table.columns)
    columns = (
        rf">{{\{side}\arraybackslash}}p{{{(width + 1) * letter * scale:.1f}em}}"
        for side, width in zip(sides, widths, strict=True)
    )
    return Ready("".join(columns))


def _ruled(bar: Bar, shares: Shares) -> Ready:
    """How long a bar is, as a part of the line."""
    longest = max(one.share for one in shares.bars)
    return Ready(f"{LONGEST_BAR * bar.share / longest if longest else 0:.4f}")


_FILTERS: Mapping[str, Callable[..., Any]] = {
    "chain": _chain, "columns": _columns, "type_size": _type_size, "ruled": _ruled,
    "within": _within,
}  # fmt: skip
