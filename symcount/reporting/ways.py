"""Conventions told: which there are, and what others would make of one network; as documents and as plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from symcount.core.conventions import TOPICS, Conventions
from symcount.core.expression import Value, written
from symcount.counting.differences import Difference
from symcount.notation.closed import closed_text
from symcount.reporting.document import Cell, Column, Document, Paragraph, Section, Steps, Table, cell

ALIKE = "Nothing is counted otherwise in this network."
MORE = "Below zero, the convention in the first column counts less than that in the second."


def listing() -> Document:
    """Every convention by its topic, the usual one of each first."""
    columns = (Column("Topic"), Column("Name"), Column("What it says"), Column("Used"))
    rows = tuple(
        (topic, one.key, f"{one.meaning}.", "unless told otherwise" if one is choices[0] else "where it is asked for")
        for topic, choices in TOPICS.items()
        for one in choices
    )
    return Document("Conventions", "", (Section("conventions", "By topic", (Table("Ways to count", columns, rows),)),))


def listed() -> list[dict[str, object]]:
    """The same as plain data."""
    return [
        {"topic": topic, "name": one.key, "meaning": one.meaning, "default": one is choices[0]}
        for topic, choices in TOPICS.items()
        for one in choices
    ]


def differences_document(title: str, found: Sequence[Difference]) -> Document:
    """What differs in a table, then each difference with its sentence and its formula."""
    if not found:
        return Document(title, "", (Section("differences", "Differences", (Paragraph(ALIKE),)),))
    counted = [one for one in found if one.whole is not None]
    blocks = (_table(counted), Paragraph(MORE)) if counted else ()
    first = Section("differences", "Differences", blocks)
    return Document(title, "", (first, *(_section(place, one) for place, one in enumerate(found, 1))))


def _table(found: Sequence[Difference]) -> Table:
    columns = (
        Column("Convention"), Column("Against"), Column("Quantity"), Column("Layers", "number"),
        Column("By the first", "number"), Column("By the second", "number"), Column("Difference", "number"),
    )  # fmt: skip
    return Table("All layers that are counted otherwise", columns, tuple(map(_row, found)))


def _row(one: Difference) -> tuple[Cell, ...]:
    title = one.quantity.title if one.quantity else ""
    more = None if one.whole is None else one.whole.value
    return (one.a, one.b, title, len(one.layers), *map(cell, (*one.values, more)))


def _section(place: int, one: Difference) -> Section:
    key, ways = f"difference-{place}", f"{one.a} against {one.b}"
    if one.step is None or one.whole is None or one.quantity is None:
        return Section(key, ways, (Paragraph(one.sentence),))
    alone = len(one.layers) == 1 and closed_text(written(one.step.value)) == closed_text(written(one.whole.value))
    steps = (one.step,) if alone else (one.step, one.whole)
    return Section(key, f"{ways}: {one.quantity.title.lower()}", (Steps(steps),))


def differences_data(
    name: str, ways: Mapping[str, Conventions], found: Sequence[Difference]
) -> dict[str, object]:  # fmt: skip
    """The differences of one network as plain data."""
    return {
        "name": name,
        "conventions": {side: dict(chosen.chosen) for side, chosen in ways.items()},
        "differences": [_data(one) for one in found],
    }


def _data(one: Difference) -> dict[str, object]:
    told: dict[str, object] = {"topic": one.topic, "convention": one.a, "against": one.b, "sentence": one.sentence}
    if one.step is None or one.whole is None or one.quantity is None:
        return told
    (first, second), (a, b) = one.formulas, one.values
    return {
        **told,
        "quantity": one.quantity.key,
        "layers": list(one.layers),
        one.a: _entry(first, a),
        one.b: _entry(second, b),
        "difference": _entry(first - second, one.whole.value),
    }


def _entry(formula: Value, value: Value) -> dict[str, object]:
    return {"formula": closed_text(written(formula)), "value": value if isinstance(value, int) else None}
