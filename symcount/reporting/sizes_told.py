"""What the sizes of a network mean, in the words of the layers that have them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from symcount.core.expression import Expr, Size, written
from symcount.core.formal import Formal
from symcount.core.tree import sizes_in
from symcount.networks.signal import Row
from symcount.reporting.plan import Plan

SETTINGS = ("size", "incoming")


def meanings(plan: Plan) -> dict[Size, str]:
    """What each size is to the first layer that has it as a setting or takes it in, or what it repeats.

    One that stands in formulas only is told by the first of them; what a plan says of its sizes goes before.
    """
    found: dict[Size, str] = {}
    within: dict[Size, str] = {}
    for row in plan.rows:
        for value, told in _told(row):
            if isinstance(value, Size):
                found.setdefault(value, told)
            elif isinstance(value, Expr):
                for size in sizes_in(value):
                    within.setdefault(size, f"stands in the {told}")
    return {**within, **found, **plan.meanings}


def _told(row: Row) -> Iterator[tuple[Any, str]]:
    """The repetitions of a layer and its sizes, each with its meaning."""
    for variant in row.each:
        for over in variant.over:
            # where the first repetition stands by itself, the count of the others holds the size of all
            alone = sizes_in(written(over.count)) if len(row.each) > 1 else ()
            yield from ((value, f"repetitions of what {row.path} stands in") for value in alone or (over.count,))
    for formal, value in row.case.known().items():
        if isinstance(formal, Formal) and formal.meaning and (isinstance(value, Size) or formal.role in SETTINGS):
            yield value, f"{formal.meaning} of {row.path}"
