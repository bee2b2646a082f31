"""What the sizes of a network mean, in the words of the layers that have them."""

from __future__ import annotations

from symcount.core.expression import Size
from symcount.core.formal import Formal
from symcount.reporting.plan import Plan


def meanings(plan: Plan) -> dict[Size, str]:
    """What each size is to the first layer that has it as a setting or takes it in, or what it repeats."""
    found: dict[Size, str] = {}
    for row in plan.rows:
        for variant in row.each:
            for over in variant.over:
                if isinstance(over.count, Size):
                    found.setdefault(over.count, f"repetitions of what {row.path} stands in")
        for formal, value in row.case.known().items():
            if isinstance(value, Size) and isinstance(formal, Formal) and formal.meaning:
                found.setdefault(value, f"{formal.meaning} of {row.path}")
    return found
