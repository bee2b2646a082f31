"""A document as LaTeX source that compiles with the packages of every installation."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from symcount.core.expression import Expr, written
from symcount.counting.derivation import Step
from symcount.notation.latex_chain import latex_chain
from symcount.reporting.document import Bar, Block, Document, Shares
from symcount.reporting.rendering.environment import LATEX_MARKS, Ready, environment, filled
from symcount.reporting.rendering.latex_cells import breakable, formula
from symcount.reporting.rendering.latex_table import laid
from symcount.reporting.rendering.names_told import told
from symcount.reporting.rendering.outline import citations, outline
from symcount.reporting.rendering.wording import grouped

# Parts of the line: the longest bar; and in ems the column of its label, as the template has it.
LONGEST_BAR, LABEL = 0.28, 12.0


def latex(document: Document, templates: Path | None = None) -> str:
    """The whole document as one LaTeX file."""
    given = {"document": document, "entries": outline(document), "cited": citations(document)}
    return _filled(templates, "latex/report.tex.jinja", given)


def answered(blocks: Sequence[Block]) -> str:
    """Blocks alone, for a page that loads amsmath, array, longtable and booktabs, as a notebook's does."""
    return _filled(None, "latex/answer.tex.jinja", {"blocks": blocks, "cited": {}})


def _filled(templates: Path | None, name: str, given: Mapping[str, Any]) -> str:
    made = environment(templates, _gate, _FILTERS, html=False, marks=LATEX_MARKS)
    return re.sub(r"\n{3,}", "\n\n", filled(made, name, given))


def _gate(value: Any) -> str:
    match value:
        case None:
            return ""
        case int():
            return breakable(grouped(value))
        case Expr():
            return formula(value)
        case Fraction():
            return formula(written(value))
        case _:
            return breakable(str(value))


def _chain(step: Step) -> Ready:
    left = step.left if isinstance(step.left, Expr) else None
    return Ready(latex_chain(left, [line.expr for line in step.lines]))


def _ruled(bar: Bar, shares: Shares) -> Ready:
    """How long a bar is, as a part of the line."""
    longest = max(one.share for one in shares.bars)
    return Ready(f"{LONGEST_BAR * bar.share / longest if longest else 0:.4f}")


def _named(text: str) -> Ready:
    """A sentence whose names of sizes are mathematics."""
    return Ready("".join(map(_gate, told(text))))


def _label(text: str) -> Ready:
    """The label of a bar, broken to its column."""
    return Ready(breakable(text, LABEL))


_FILTERS: Mapping[str, Callable[..., Any]] = {
    "chain": _chain, "label": _label, "laid": laid, "named": _named, "ruled": _ruled,
}  # fmt: skip
