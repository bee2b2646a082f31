"""Answers of the analysis as documents and as plain data: what if, which size, how fast, against what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from symcount.analysis.asked import Sensitivity
from symcount.analysis.budgets import Largest, spare
from symcount.analysis.comparing import LARGER, Comparison
from symcount.analysis.crossing import Crossing, Region
from symcount.analysis.solving import Cost, Solution
from symcount.analysis.what_if import WhatIf
from symcount.core.algebra import from_sympy
from symcount.core.expression import Expr
from symcount.notation.closed import closed_text
from symcount.reporting.document import Block, Cell, Column, Document, Points, Section, Table

if TYPE_CHECKING:
    import sympy

SPANS = (Column("Sizes"), Column("Larger"))
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


def largest_document(told: Largest, title: str) -> Document:
    """The largest size within every budget, its neighbours with what they cost, and what each budget alone allows."""
    broken = " and ".join(told.binds)
    result = f"{told.name} = {told.value:,} is the largest that fits; the next one breaks the budget of {broken}."
    return Document(title, result, (Section("solve", "Budgets", largest_blocks(told)),))


def largest_blocks(told: Largest) -> tuple[Block, ...]:
    """For every budget the cost at the answer and at its neighbours, and the largest size for it alone."""
    rows: list[tuple[Cell, ...]] = []
    for one in told.met:
        for place, (size, cost) in enumerate(zip(told.sizes, one.costs, strict=True)):
            first = f"{one.title}, at most {one.most:,}" if place == 0 else ""
            rows.append((first, size, cost, spare(one.most, cost)))
    columns = (Column("Budget"), Column(told.name, "number"), Column("Cost", "number"), Column("Budget less cost"))
    table = Table(f"Around the answer {told.name} = {told.value:,}", columns, tuple(rows))
    return (table, Points(told.why().sentences))


def solution_blocks(told: Solution) -> tuple[Block, ...]:
    """One budget: the size with its neighbours, and why it is the largest."""
    rows = tuple(
        (one.value, one.cost, spare(told.budget, one.cost))
        for one in (told.below, Cost(told.value, told.cost), told.above)
        if one is not None
    )
    columns = (Column(told.name, "number"), Column("Cost", "number"), Column(f"Budget {told.budget:,}"))
    return (Table(f"Around the answer {told.name} = {told.value:,}", columns, rows), Points(told.why().sentences))


def largest_data(told: Largest, keys: Sequence[str]) -> dict[str, object]:
    """The same as plain data, the budgets by their keys."""
    return {
        "name": told.name,
        "value": told.value,
        "budgets": {
            key: {
                "most": one.most,
                "costs": [{"value": size, "cost": cost} for size, cost in zip(told.sizes, one.costs, strict=True)],
                "alone": None if one.alone is None else one.alone.value,
                "binds": one.title in told.binds,
            }
            for key, one in zip(keys, told.met, strict=True)
        },
        "why": list(told.why()),
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
    blocks: list[Block] = [Table(what, (Column("Side"), Column("Formula", "formula")), formulas)]
    blocks += region_blocks(told)
    return (*blocks, *layer_blocks(told))


def region_blocks(told: Comparison) -> tuple[Block, ...]:
    """Which is larger by one size, or by two; then where the boundaries lie and why."""
    if told.against:
        columns = (Column(told.against, "number"), Column(f"Which is larger, by {told.over}"))
        rows = tuple((row.number, _regions(told, row.regions)) for row in told.slices)
        table = Table(f"Which is larger, by {told.against} and {told.over}", columns, rows)
    else:
        spans = tuple(
            (one.told(told.over) if told.over else "at these numbers", LARGER[one.sign]) for one in told.regions
        )
        table = Table(f"Which is larger, by {told.over}" if told.over else "Which is larger", SPANS, spans)
    notes = [f"Both are equal at {told.over} = {one}." for one in told.boundary] + list(told.why())[1:]
    bounds = {one for one in (told.searched, *(row.searched for row in told.slices)) if one}
    notes += [f"The sizes were tried one by one up to {told.over} = {bound:,}." for bound in sorted(bounds)]
    return (table, Points(tuple(notes)))


def _regions(told: Comparison, regions: Sequence[Region]) -> str:
    return "; ".join(f"{LARGER[one.sign]} for {one.told(told.over)}" for one in regions)


def layer_blocks(told: Comparison) -> tuple[Block, ...]:
    """What differs layer by layer, as formulas and in numbers; a layer that only has another path is told apart."""
    changed = [one for one in told.layers if not one.same]
    numbers = any(value is not None for one in changed for value in (one.a_value, one.b_value))
    heads = [Column("Layer"), Column("A", "formula"), Column("B", "formula")]
    heads += [Column("A here", "number"), Column("B here", "number")] if numbers else []
    rows = tuple(
        (one.path, formula_cell(one.a), formula_cell(one.b), *((one.a_value, one.b_value) if numbers else ()))
        for one in changed
    )
    moved = tuple(f"{one.path} of A is {one.moved} of B, with the same formula." for one in told.layers if one.moved)
    tables: tuple[Block, ...] = (Table("Layers that differ", tuple(heads), rows),) if changed else ()
    return (*tables, Points(moved)) if moved else tables


def comparison_data(told: Comparison) -> Mapping[str, object]:
    """The same as plain data."""
    return {
        "quantity": told.title,
        "a": closed_text(told.a),
        "b": closed_text(told.b),
        "difference": closed_text(told.difference),
        "ratio": closed_text(told.ratio),
        "over": told.over,
        "regions": _regions_data(told.regions),
        "crossings": _crossings_data(told.crossings),
        "against": told.against or None,
        "boundary": [str(one) for one in told.boundary],
        "slices": [
            {
                told.against: row.number,
                "regions": _regions_data(row.regions),
                "crossings": _crossings_data(row.crossings),
                "searched": row.searched,
            }
            for row in told.slices
        ],
        "searched": told.searched,
        "layers": [
            {
                "path": one.path,
                "a": None if one.a is None else closed_text(one.a),
                "b": None if one.b is None else closed_text(one.b),
                "a_value": one.a_value,
                "b_value": one.b_value,
                **({"moved": one.moved} if one.moved else {}),
            }
            for one in told.layers
        ],
    }


def _regions_data(regions: Sequence[Region]) -> list[Mapping[str, object]]:
    return [{"low": one.low, "high": one.high, "larger": "b=a"[1 + one.sign]} for one in regions]


def _crossings_data(crossings: Sequence[Crossing]) -> list[Mapping[str, object]]:
    return [
        {"at": None if one.at is None else str(one.at), "before": one.before, "behind": one.behind} for one in crossings
    ]
