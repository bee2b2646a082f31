"""What HTML and PDF share: the gate that every value passes, and the templates of a page."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, Protocol

from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from symcount.core.expression import Expr, written
from symcount.counting.derivation import Step
from symcount.reporting.document import Cell, Document, Table
from symcount.reporting.rendering.charts import Drawn, charts
from symcount.reporting.rendering.environment import environment, file_text, filled
from symcount.reporting.rendering.names_told import told
from symcount.reporting.rendering.outline import citations, outline
from symcount.reporting.rendering.plain_table import cell_text
from symcount.reporting.rendering.wording import chunks, grouped, legible

CROWDED, LONGEST_NUMBER = 6, 24
# About how many letters all columns hold side by side; what is kept on one page; how deep a row may break.
LETTERS, GAP, MOST_ROWS, MOST_LINES, DEEP_ROW = 90, 3, 12, 20, 24


class Formulas(Protocol):
    """How one kind of page sets formulas and drawings."""

    def inline(self, expr: Expr) -> str:
        """A formula in running text."""

    def cell(self, expr: Expr, table: Table) -> str:
        """A formula in a table."""

    def chain(self, step: Step) -> str:
        """The lines of a step."""

    def drawing(self, made: ImmutableSandboxedEnvironment, chart: Drawn) -> str:
        """A chart."""


def markup_environment(templates: Path | None, formulas: Formulas) -> ImmutableSandboxedEnvironment:
    """Templates whose values are escaped, and whose formulas are set by `formulas`."""

    def gate(value: Any) -> Any:
        return _gate(value, formulas)

    def within(value: Any, table: Table) -> Any:
        if isinstance(value, Expr):
            return Markup(formulas.cell(value, table))
        if isinstance(value, int):
            return _number(value, LONGEST_NUMBER if crowding(table) == "roomy" else 0)
        return breakable(value or "")

    def named(text: str) -> Markup:
        return Markup("").join(map(gate, told(text)))

    made = environment(templates, gate, {
        "breakable": breakable, "charts": charts, "crowding": crowding, "keeping": keeping,
        "named": named, "within": within,
        "chain": lambda step: Markup(formulas.chain(step)),
        "drawing": lambda chart: Markup(formulas.drawing(made, chart)),
        "text_of": lambda name: Markup(file_text(made, name)),
    }, html=True)  # fmt: skip
    return made


def page(made: ImmutableSandboxedEnvironment, name: str, document: Document, more: Mapping[str, Any]) -> str:
    """A whole page from its template."""
    values = {"document": document, "entries": outline(document), "cited": citations(document), **more}
    return filled(made, name, values)


def crowding(table: Table) -> str:
    """Whether a table has so many columns, or so long words in them, that it is set smaller."""
    lines = [[column.title for column in table.columns], *table.rows, *([table.total] if table.total else [])]
    widest = sum(max(map(_widest, cells)) for cells in zip(*lines, strict=True))
    wide = widest + GAP * (len(table.columns) - 1) > LETTERS
    return "crowded" if wide or len(table.columns) > CROWDED else "roomy"


def _widest(cell: Cell) -> int:
    """The letters of the longest word in a cell; a formula breaks where it must."""
    return 0 if isinstance(cell, Expr) else max(map(len, cell_text(cell).split()), default=0)


def keeping(table: Table) -> str:
    """How a table meets the end of a page: a short one stays whole, in one with deep rows even these may break."""
    rows = [*table.rows, *([table.total] if table.total is not None else [])]
    share = max(1, LETTERS // max(1, len(table.columns)))
    depths = [max((-(-len(cell_text(cell)) // share) for cell in row), default=1) for row in rows]
    if max(depths, default=1) > DEEP_ROW:
        return "deep"
    return "whole" if len(table.rows) <= MOST_ROWS and sum(depths) <= MOST_LINES else "long"


def _gate(value: Any, formulas: Formulas) -> Any:
    """Any value as it may stand in a page; what is text still is escaped behind this."""
    match value:
        case Markup() | float():
            return value
        case None:
            return ""
        case int():
            return _number(value)
        case Expr():
            return Markup(formulas.inline(value))
        case Fraction():
            return Markup(formulas.inline(written(value)))
        case _:
            return legible(str(value))


def breakable(text: str) -> Markup:
    """Text whose long words may break, at their seams."""
    return Markup(" ").join(Markup("<wbr>").join(chunks(word)) for word in legible(text).split(" "))


def _number(value: int, longest: int = LONGEST_NUMBER) -> str:
    """A whole number; a very long one may break behind its commas."""
    text = grouped(value)
    return text if len(text) <= longest else Markup("<wbr>").join(text.replace(",", ",\n").splitlines())
