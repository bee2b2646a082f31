"""What one layer has in all, in its own letters, and what other conventions make of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from symcount.core.conventions import EVERYWHERE, TOPICS, Convention, conventions
from symcount.core.expression import ZERO
from symcount.counting.quantities import ACTIVE, MACS, PARAMS, QUANTITIES, TRAINABLE, Quantity
from symcount.reporting.chapters.layers import Known
from symcount.reporting.document import Block, Cell, Column, Points, Table
from symcount.reporting.plan import shape_words

INSIDE = "The layer stands inside a network: training goes back through it, to what gives its input."


def totals(one: Known) -> tuple[Block, ...]:
    """Every quantity of which it has any, in closed form."""
    rows = tuple((quantity.title, one.formula(quantity)) for quantity in _told(one))
    shapes = " and ".join(map(shape_words, one.shapes))
    caption = f"{one.layer!r} on {shapes} gives {_shape(one.layer.place(*one.shapes).outputs)}"
    return (Table(caption, (Column("Quantity"), Column("In closed form", "formula")), rows),)


def conventions_in_use(one: Known) -> tuple[Block, ...]:
    """What the closed forms rest on, and what other conventions make of them."""
    cases = [row.case for row in one.rows]
    used = [quantity for quantity in _told(one) if one.formula(quantity) != ZERO]
    basis = dict.fromkeys(text for quantity in used for text in quantity.rests_on(*cases))
    return Points((INSIDE, *basis)), *_under_others(one)


def _told(one: Known) -> Iterator[Quantity]:
    """The quantities that say something: parameters and MACs even where there are none."""
    params = one.formula(PARAMS)
    for quantity in QUANTITIES.values():
        again = quantity in (TRAINABLE, ACTIVE) and one.formula(quantity) == params
        if quantity in (PARAMS, MACS) or not (again or one.formula(quantity) == ZERO):
            yield quantity


def _shape(outputs: Any) -> str:
    """A shape, or nested ones, in the layer's letters."""
    if outputs and isinstance(outputs[0], tuple):
        return f"({', '.join(map(_shape, outputs))})"
    return shape_words(outputs)


def _under_others(one: Known) -> tuple[Block, ...]:
    """What other conventions change: the formulas by each, and what each says."""
    rows: list[tuple[Cell, ...]] = []
    told: dict[str, None] = {}
    for other in _others(one):
        ways = conventions([other.key])
        for quantity in QUANTITIES.values():
            formula = one.formula(quantity, ways)
            if quantity not in (TRAINABLE, ACTIVE) and formula != one.formula(quantity):
                rows.append((other.key, quantity.title, formula))
                told[f"{other.key}: {other.meaning}."] = None
    if not rows:
        return ()
    columns = (Column("Convention"), Column("Quantity"), Column("In closed form", "formula"))
    return Table("What other conventions make of it", columns, tuple(rows)), Points(tuple(told))


def _others(one: Known) -> Iterator[Convention]:
    """The choices that are not the usual ones, of every topic on which the layer may depend."""
    followed = {topic for row in one.rows for topic in row.case.topics()}
    topics = (topic for topic in TOPICS if topic in followed or topic in EVERYWHERE)
    return (choice for topic in topics for choice in TOPICS[topic][1:])
