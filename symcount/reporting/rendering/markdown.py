"""A document as Markdown: tables, and derivations as the plain lines that were proven."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import Any

from symcount.core.expression import Expr, written
from symcount.counting.derivation import Step
from symcount.notation import pretty as printing
from symcount.reporting.document import Bar, Cell, Document, Shares
from symcount.reporting.rendering.charts import bar_text
from symcount.reporting.rendering.environment import Ready, environment, filled
from symcount.reporting.rendering.outline import citations, outline
from symcount.reporting.rendering.plain_lines import equations, sign_column
from symcount.reporting.rendering.wording import grouped, legible

WIDTH = 88
# Everything that Markdown, its tables, its mathematics or raw HTML could read as more than a letter.
_SIGNS = re.compile(r"([\\`*_\[\]<>#|$~&])")
# At the start of a line a dash, or a number with a dot, would begin a list.
_LIST = re.compile(r"^(\d*)([-+=]|[.)](?=\s|$))")


def markdown(document: Document, templates: Path | None = None) -> str:
    """The whole document in the Markdown that GitHub reads."""
    made = environment(templates, _gate, {"chain": _chain, "strong": _strong, "drawn": _drawn}, html=False)
    given = {"document": document, "entries": outline(document), "cited": citations(document)}
    text = filled(made, "markdown/report.md.jinja", given)
    return re.sub(r"\n{3,}", "\n\n", text).rstrip() + "\n"


def escaped(text: str) -> str:
    """Any text so that it shows as itself."""
    return _LIST.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", legible(text)))


def _gate(value: Any) -> str:
    match value:
        case None:
            return ""
        case int():
            return grouped(value)
        case Expr():
            return f"`{printing.pretty(value)}`"
        case Fraction():
            return f"`{printing.pretty(written(value))}`"
        case _:
            return escaped(str(value))


def _chain(step: Step) -> Ready:
    return Ready("\n".join(equations(step, sign_column([step], WIDTH), WIDTH)))


def _strong(cell: Cell) -> Ready:
    return Ready(f"**{_gate(cell)}**" if cell not in (None, "") else "")


def _drawn(bar: Bar, shares: Shares) -> Ready:
    return Ready(bar_text(bar, shares))
