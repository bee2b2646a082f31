"""The memory of inference or training as a document, a table of its kinds first, and as plain data."""

from __future__ import annotations

from dataclasses import replace

from symcount.core.expression import Value, written
from symcount.core.reading import sizes_in
from symcount.counting.derivation import Derivation
from symcount.counting.quantities import PARAMS
from symcount.notation.closed import closed_text
from symcount.reporting.chapters.requirements import memory_table
from symcount.reporting.document import Document, Paragraph, Section
from symcount.reporting.plan import Plan
from symcount.reporting.why import Why


def memory_document(plan: Plan, derivation: Derivation) -> Document:
    """Bytes kind by kind in a table, then how each comes about."""
    document = Why(derivation).document()
    sizes = (Paragraph(f"Sizes: {plan.sizes()}."),) if plan.sizes() else ()
    first = Section("memory", "Bytes by kind", (memory_table(derivation), *sizes))
    title = f"{derivation.title}: {plan.name}"
    return replace(document, title=title, sections=(first, *document.sections))


def memory_data(plan: Plan, derivation: Derivation, formula: Value, policy: str) -> dict[str, object]:
    """The same as plain data; `formula` is the whole in the names of the sizes."""
    cases = [row.case for row in plan.rows]
    return {
        "name": plan.name,
        "conventions": {**PARAMS.follows(*cases), "policy": policy, "sentences": list(derivation.conventions)},
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
