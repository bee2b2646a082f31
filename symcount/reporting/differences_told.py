"""What a change of a network makes, as blocks of a document and as plain data."""

from __future__ import annotations

from symcount.notation.closed import closed_text
from symcount.reporting.answers import formula_cell
from symcount.reporting.differences import Difference
from symcount.reporting.document import Block, Cell, Column, Document, Section, Table


def difference_document(told: Difference, title: str) -> Document:
    """Before, after and the change, then the layers that changed."""
    return Document(title, "", (Section("difference", "What the change makes", difference_blocks(told)),))


def difference_blocks(told: Difference) -> tuple[Block, ...]:
    """The blocks of a difference."""
    rows: list[tuple[Cell, ...]] = [
        ("before", formula_cell(told.before)),
        ("after", formula_cell(told.after)),
        ("change", formula_cell(told.change)),
        ("factor", formula_cell(told.factor)),
    ]
    if told.value is not None and told.value != told.change:
        rows.append(("change at the numbers at hand", formula_cell(told.value)))
    whole = Table(told.title, (Column("What"), Column("Formula", "formula")), tuple(rows))
    if not told.layers:
        return (whole,)
    layers = tuple(
        (one.path, formula_cell(one.before), formula_cell(one.after), formula_cell(one.change), one.why)
        for one in told.layers
    )
    formulas = (Column(title, "formula") for title in ("Before", "After", "Change"))
    return (whole, Table("Layers that changed", (Column("Layer"), *formulas, Column("Why")), layers))


def difference_data(told: Difference) -> dict[str, object]:
    """The same as plain data."""
    return {
        "quantity": told.title,
        "before": closed_text(told.before),
        "after": closed_text(told.after),
        "change": closed_text(told.change),
        "factor": closed_text(told.factor),
        "value": None if told.value is None else str(told.value),
        "layers": [
            {
                "path": one.path,
                "before": closed_text(one.before),
                "after": closed_text(one.after),
                "change": closed_text(one.change),
                "why": one.why,
            }
            for one in told.layers
        ],
    }
