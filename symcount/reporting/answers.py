"""Answers of the analysis as documents and as plain data: what if, which size, how fast, against what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from symcount.analysis.asked import Sensitivity
from symcount.analysis.comparing import Comparison
from symcount.analysis.solving import Cost, Solution
from symcount.analysis.what_if import WhatIf
from symcount.core.algebra import from_sympy
from symcount.core.expression import Expr
from symcount.notation.closed import closed_text
from symcount.reporting.document import Block, Cell, Column, Document, Paragraph, Points, Section, Table

if TYPE_CHECKING:
    import sympy

LARGER = {1: "A is larger", -1: "B is larger", 0: "both are equal"}
SMOOTH = "Growth and elasticity read a floor as what it rounds, exact wherever the division comes out even."


def formula_cell(value: sympy.Expr | None) -> Cell:
    """A closed form in a table: a number, a formula, or a word where it is neither."""
    import sympy

    if value is None:
        return "none"
    if value == sympy.oo:
        return "without end"
    if value.is_Integer:
        return int(value)
    try:
        found = from_sympy(value)
    except (TypeError, ValueError, NotImplementedError):
        return str(value)
    return found if isinstance(found, Expr) else str(value)


def what_if_document(told: WhatIf, title: str) -> Document:
    """Before, after, the factor and its limit, then the layers that change."""
    change = ", ".join(f"{name} becomes {value}" for name, value in told.change.items())
    rows: list[tuple[Cell, ...]] = [
        ("before", formula_cell(told.before)),
        ("after", formula_cell(told.after)),
        ("factor", formula_cell(told.factor)),
    ]
    if told.value is not None and told.value != told.factor:
        rows.append(("factor at the numbers at hand", _near(told.value)))
    if told.limit is not None:
        rows.append((f"limit of the factor as {next(iter(told.change))} grows", formula_cell(told.limit)))
    blocks: list[Block] = [Table(f"When {change}", (Column("What"), Column("Formula", "formula")), tuple(rows))]
    changed = [one for one in told.layers if one.before != one.after]
    if changed:
        columns = (Column("Layer"), Column("Before", "formula"), Column("After", "formula"))
        layers = tuple((one.path, formula_cell(one.before), formula_cell(one.after)) for one in changed)
        blocks.append(Table("Layers that change", columns, layers))
    return Document(title, "", (Section("what-if", "What if", tuple(blocks)),))


def _near(value: sympy.Expr) -> str:
    return str(value) if value.is_Integer else f"{value}, about {float(value):,.4g}"


def what_if_data(told: WhatIf) -> dict[str, object]:
    """The same as plain data."""
    return {
        "change": dict(told.change),
        "before": closed_text(told.before),
        "after": closed_text(told.after),
        "factor": closed_text(told.factor),
        "value": None if told.value is None else str(told.value),
        "limit": None if told.limit is None else str(told.limit),
        "layers": [
            {"path": one.path, "before": closed_text(one.before), "after": closed_text(one.after)}
            for one in told.layers
            if one.before != one.after
        ],
    }


def solution_document(told: Sequence[tuple[str, Solution]], title: str) -> Document:
    """For every budget the largest size that fits, with its neighbours and what they cost."""
    sections = [Section(f"solve-{place}", name, solution_blocks(one)) for place, (name, one) in enumerate(told)]
    best = min((one for _, one in told), key=lambda one: one.value)
    result = f"{best.name} = {best.value:,} is the largest that fits" + (" all budgets" if len(told) > 1 else "")
    return Document(title, result, tuple(sections))


def solution_blocks(one: Solution) -> tuple[Block, ...]:
    """One budget: the size, its neighbours, and the formula of the exact boundary."""
    rows: list[tuple[Cell, ...]] = []
    for cost in (one.below, Cost(one.value, one.cost), one.above):
        if cost is not None:
            spare = one.budget - cost.cost
            rows.append((cost.value, cost.cost, f"{spare:,} to spare" if spare >= 0 else f"{-spare:,} too many"))
    columns = (Column(one.name, "number"), Column("Cost", "number"), Column(f"Budget {one.budget:,}"))
    table = Table(f"Sizes around the answer {one.name} = {one.value:,}", columns, tuple(rows))
    if one.formula is None:
        return (table,)
    return (table, Paragraph(f"The budget is met exactly at {one.name} = {one.formula}."))


def solution_data(one: Solution) -> dict[str, object]:
    """The same as plain data."""
    return {
        "name": one.name,
        "budget": one.budget,
        "value": one.value,
        "cost": one.cost,
        "below": None if one.below is None else {"value": one.below.value, "cost": one.below.cost},
        "above": {"value": one.above.value, "cost": one.above.cost},
        "formula": None if one.formula is None else str(one.formula),
    }


def sensitivity_table(found: Sequence[Sensitivity], numbers: bool) -> tuple[Block, ...]:
    """Every size with its elasticity, its leading term and its class of growth, the strongest first."""
    here = (Column("Here"),) if numbers else ()
    columns = (
        Column("Size"), Column("Elasticity", "formula"), *here, Column("Leading term", "formula"), Column("Growth"),
    )  # fmt: skip
    rows = tuple(
        (
            one.name, formula_cell(one.elasticity), *((f"{float(one.value):.3f}",) if numbers else ()),
            formula_cell(one.growth.term), one.growth.kind,
        )
        for one in found
    )  # fmt: skip
    return (Table("How strongly each size moves the total", columns, rows), Points((SMOOTH,)))


def comparison_document(told: Comparison, names: tuple[str, str]) -> Document:
    """Two networks: formulas side by side, where one overtakes the other, what changed layer by layer."""
    return Document(" and ".join(names), "", (Section("compare", "Compared", comparison_blocks(told, names)),))


def comparison_blocks(told: Comparison, names: tuple[str, str]) -> tuple[Block, ...]:
    """The blocks of a comparison."""
    what = f"{told.title}: A is {names[0]}, B is {names[1]}"
    sides = (("A", told.a), ("B", told.b), ("A - B", told.difference), ("A / B", told.ratio))
    formulas = tuple((side, formula_cell(value)) for side, value in sides)
    spans = tuple((_span(one.low, one.high), LARGER[one.sign]) for one in told.regions)
    notes = [f"They cross at {told.over} = {one.at}." for one in told.crossings if one.at is not None]
    if told.searched is not None:
        notes.append(f"The sizes were tried one by one up to {told.over} = {told.searched:,}.")
    changed = tuple((one.path, formula_cell(one.a), formula_cell(one.b)) for one in told.layers if not one.same)
    blocks: list[Block] = [Table(what, (Column("Side"), Column("Formula", "formula")), formulas)]
    blocks.append(Table(f"Which is larger, by {told.over}", (Column(told.over), Column("Larger")), spans))
    blocks += [Points(tuple(notes))] if notes else []
    if changed:
        heads = (Column("Layer"), Column("A", "formula"), Column("B", "formula"))
        blocks.append(Table("Layers that differ", heads, changed))
    return tuple(blocks)


def _span(low: int, high: int | None) -> str:
    if high is None:
        return f"{low:,} and more"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def comparison_data(told: Comparison) -> Mapping[str, object]:
    """The same as plain data."""
    return {
        "quantity": told.title,
        "a": closed_text(told.a),
        "b": closed_text(told.b),
        "difference": closed_text(told.difference),
        "ratio": closed_text(told.ratio),
        "over": told.over,
        "regions": [{"low": one.low, "high": one.high, "larger": "b=a"[1 + one.sign]} for one in told.regions],
        "crossings": [
            {"at": None if one.at is None else str(one.at), "before": one.before, "behind": one.behind}
            for one in told.crossings
        ],
        "searched": told.searched,
        "layers": [
            {
                "path": one.path,
                "a": None if one.a is None else closed_text(one.a),
                "b": None if one.b is None else closed_text(one.b),
            }
            for one in told.layers
        ],
    }
