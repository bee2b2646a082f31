"""How answers and networks are shown at a prompt and in a notebook: the same blocks as in a report."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import singledispatch
from textwrap import wrap
from typing import TYPE_CHECKING

from symcount.analysis.asked import Sensitivities
from symcount.analysis.budgets import Largest
from symcount.analysis.comparing import Comparison
from symcount.analysis.solving import Solution
from symcount.analysis.what_if import WhatIf
from symcount.core.display import Displayed, Style, display
from symcount.core.errors import InputError
from symcount.core.expression import Value
from symcount.counting.quantities import PARAMS
from symcount.networks.changes.rewriting import layers_of
from symcount.networks.composite import Composite, Sequential
from symcount.reporting.answers import (
    comparison_blocks,
    formula_cell,
    largest_blocks,
    sensitivity_table,
    solution_blocks,
    what_if_document,
)
from symcount.reporting.differences import Difference
from symcount.reporting.differences_told import difference_blocks
from symcount.reporting.document import Block, Cell, Column, Table
from symcount.reporting.plan import Plan
from symcount.reporting.tally import as_document

if TYPE_CHECKING:
    import sympy


@singledispatch
def blocks_of(thing: object) -> tuple[Block, ...]:
    """What is shown of an answer."""
    raise TypeError(f"{type(thing).__name__} has no blocks to show")


@display.register
def _displayed(thing: Displayed, style: Style, width: int) -> str:
    from symcount.reporting.rendering import html, latex, terminal

    blocks = blocks_of(thing)
    if style == "text":
        return terminal.answered(blocks, width=width)
    return html.answered(blocks) if style == "html" else latex.answered(blocks)


@blocks_of.register
def _what_if(told: WhatIf) -> tuple[Block, ...]:
    return what_if_document(told, "").sections[0].blocks


@blocks_of.register
def _solution(told: Solution) -> tuple[Block, ...]:
    return solution_blocks(told)


@blocks_of.register
def _largest(told: Largest) -> tuple[Block, ...]:
    return largest_blocks(told)


@blocks_of.register
def _comparison(told: Comparison) -> tuple[Block, ...]:
    return comparison_blocks(told, ("the first", "the second"))


@blocks_of.register
def _sensitivities(told: Sensitivities) -> tuple[Block, ...]:
    return sensitivity_table(told, all(one.value.is_number for one in told))


@blocks_of.register
def _difference(told: Difference) -> tuple[Block, ...]:
    return difference_blocks(told)


@blocks_of.register
def _network(network: Composite) -> tuple[Block, ...]:
    """Every layer with what it gives and has, where the input is known, else as it is written."""
    if isinstance(network, Sequential) and network.inputs is not None:
        with suppress(InputError):  # what does not fit together is still shown as it is written
            return as_document(Plan("", network, conventions=network.conventions), (PARAMS.key,)).sections[0].blocks[:1]
    rows = tuple((path, repr(layer)) for path, layer in layers_of(network).items())
    return (Table("Layers", (Column("Layer"), Column("Written as")), rows),)


def formula_shown(
    title: str, text: str, formula: Callable[[], sympy.Expr], value: Value, style: Style, width: int
) -> str:
    """A number or its closed form: on as many lines as it needs, or as mathematics with its number beside it."""
    if style == "text":
        return "\n".join(wrap(text, width, break_long_words=False))
    if style == "latex":
        import sympy

        return f"${sympy.latex(formula())}$"
    from symcount.reporting.rendering import html

    closed = formula()
    rows: list[tuple[Cell, ...]] = [("closed form", formula_cell(closed))]
    if isinstance(value, int) and not closed.is_Integer:
        rows.append(("here", value))
    return html.answered((Table(title, (Column("What"), Column("Formula", "formula")), tuple(rows)),))
