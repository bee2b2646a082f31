"""The memory of inference or training as a document, a table of its kinds first, and as plain data."""

from __future__ import annotations

from dataclasses import replace

from symcount.core.expression import Value, written
from symcount.core.reading import sizes_in
from symcount.counting.derivation import Derivation, Step
from symcount.counting.kinds import ACTIVATIONS, CACHE, GRADIENTS, MASTER, STATE, WEIGHTS
from symcount.counting.precision import in_unit
from symcount.counting.quantities import PARAMS
from symcount.notation.closed import closed_text
from symcount.reporting.document import Cell, Column, Document, Paragraph, Section, Table, cell
from symcount.reporting.plan import Plan
from symcount.reporting.why import Why

KINDS = (WEIGHTS, GRADIENTS, MASTER, STATE, ACTIVATIONS, CACHE)
UNITS = ("MB", "MiB")
NO_NUMBER = "needs a number for every size"


def memory_document(plan: Plan, derivation: Derivation) -> Document:
    """Bytes kind by kind in a table, then how each comes about."""
    document = Why(derivation).document()
    sizes = (Paragraph(f"Sizes: {plan.sizes()}."),) if plan.sizes() else ()
    first = Section("memory", "Bytes by kind", (_table(derivation), *sizes))
    title = f"{derivation.title}: {plan.name}"
    return replace(document, title=title, sections=(first, *document.sections))


def _table(derivation: Derivation) -> Table:
    columns = (Column("Kind"), Column("Bytes", "number"), *map(Column, UNITS))
    *steps, whole = [step for step in derivation.steps if step.left in KINDS or step is derivation.steps[-1]]
    return Table("What is kept", columns, tuple(map(_row, steps)), _row(whole))


def _row(step: Step) -> tuple[Cell, ...]:
    units = (in_unit(step.value, unit) if isinstance(step.value, int) else NO_NUMBER for unit in UNITS)
    return (str(step.left), cell(step.value), *units)


def memory_data(plan: Plan, derivation: Derivation, formula: Value) -> dict[str, object]:
    """The same as plain data; `formula` is the whole in the names of the sizes."""
    cases = [row.case for row in plan.rows]
    return {
        "name": plan.name,
        "conventions": {**PARAMS.follows(*cases), "sentences": list(derivation.conventions)},
        "sizes": {size.name: value for size, value in plan.numbers.items() if isinstance(value, int)}
        | {size.name: None for size in sizes_in(written(derivation.value))},
        "unit": derivation.unit,
        "total": {"formula": closed_text(written(formula)), "value": _number(derivation.value)},
        "steps": [
            {
                "name": str(step.left),
                "formula": closed_text(written(step.value)),
                "value": _number(step.value),
                "reason": step.reason,
            }
            for step in derivation.steps
        ],
    }


def _number(value: Value) -> int | None:
    return value if isinstance(value, int) else None
