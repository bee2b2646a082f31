"""The count of a network: every quantity of every layer and in all, as values and as formulas."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from symcount.core.algebra import closed_sum, from_sympy
from symcount.core.expression import Expr, Size, Value, written
from symcount.core.reading import sizes_in
from symcount.core.values import total
from symcount.counting.quantities import QUANTITIES, Quantity
from symcount.counting.telling import at_numbers
from symcount.networks.rows import sizes_among
from symcount.networks.signal import Row
from symcount.notation.closed import closed_text
from symcount.reporting.document import Cell, Column, Document, Points, Section, Table, cell
from symcount.reporting.plan import REPETITIONS, Plan

SHOWN = ("activations", "params", "macs")
TOLD = ("params", "trainable", "buffers", "activations", "macs", "flops")


@dataclass(frozen=True, slots=True)
class Entry:
    """One number: its formula in the network's own names, and its value as far as there are numbers."""

    formula: Expr
    value: Value

    def number(self) -> int | None:
        """The exact whole number, or None while a size has no number."""
        return self.value if isinstance(self.value, int) else None

    def text(self) -> str:
        """The closed form as text that Python and SymPy read."""
        return closed_text(self.formula if sizes_in(self.formula) else self.value)


def entries(plan: Plan, quantity: Quantity) -> list[Entry]:
    """One entry for every layer."""
    return [Entry(one.formula, one.value) for one in plan.addends(quantity)]


def in_all(each: Sequence[Entry]) -> Entry:
    """The entry of the whole network: formulas side by side in one sum, values added."""
    formulas = written(total([one.formula for one in each]))
    return Entry(formulas, total([one.value for one in each]))


def as_json(plan: Plan, keys: Sequence[str] = ()) -> str:
    """One JSON object with totals and layers; a value is null while a size has no number."""
    chosen = [QUANTITIES[key] for key in keys or TOLD]
    columns = {quantity.key: entries(plan, quantity) for quantity in chosen}
    layers = [
        {
            "path": row.path,
            "kind": row.case.theory.name,
            "output": [_json_size(dim) for dim in plan.shape(row)],
            **_json_times(plan, row),
            **{key: _json_entry(column[place]) for key, column in columns.items()},
        }
        for place, row in enumerate(plan.rows)
    ]
    found = {
        "name": plan.name,
        "conventions": _conventions(plan, chosen),
        "sizes": _sizes(plan),
        "totals": {key: _json_total(column) for key, column in columns.items()},
        "layers": layers,
    }
    return json.dumps(found, indent=2) + "\n"


def _json_size(value: Value) -> int | str:
    return value if isinstance(value, int) else closed_text(value)


def _json_times(plan: Plan, row: Row) -> dict[str, int | str]:
    """How often the layer stands; what stands once does not say so."""
    times = plan.times(row)
    return {} if times == 1 else {"times": _json_size(times)}


def _json_entry(entry: Entry) -> dict[str, object]:
    return {"formula": entry.text(), "value": entry.number()}


def _json_total(column: Sequence[Entry]) -> dict[str, object]:
    whole = in_all(column)
    if not sizes_in(whole.formula):
        return _json_entry(whole)
    return {"formula": total_text(column), "value": whole.number()}


def total_text(column: Sequence[Entry]) -> str:
    """The closed form of a total as text that Python and SymPy read."""
    whole = in_all(column)
    return closed_text(closed_sum([one.formula for one in column])) if sizes_in(whole.formula) else whole.text()


def _conventions(plan: Plan, chosen: Sequence[Quantity]) -> dict[str, object]:
    """The choice in use for every topic that matters here, by its name, and what all of it says in sentences."""
    cases = [row.case for row in plan.rows]
    followed = {topic: key for quantity in chosen for topic, key in quantity.follows(*cases).items()}
    return {"form": plan.form, "layout": plan.layout, **followed, "sentences": sentences(plan, chosen)}


def sentences(plan: Plan, chosen: Sequence[Quantity]) -> list[str]:
    """What the quantities rest on for this network, each once."""
    cases = [row.case for row in plan.rows]
    return list(dict.fromkeys(text for quantity in chosen for text in quantity.rests_on(*cases)))


def _sizes(plan: Plan) -> Mapping[str, int | None]:
    numbers = {size.name: value for size, value in plan.numbers.items() if isinstance(value, int)}
    return {size.name: numbers.get(size.name) for size in sizes_among(plan.rows)}


def as_csv(plan: Plan, keys: Sequence[str] = ()) -> str:
    """A line for every layer and one for the total; a formula stands where there is no number yet."""
    table = _table(plan, keys or SHOWN)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.title for column in table.columns])
    for row in (*table.rows, table.total or ()):
        writer.writerow(["" if cell is None else _inert(cell) for cell in row])
    return out.getvalue()


def _inert(cell: Cell) -> object:
    """A cell that no spreadsheet takes for a formula."""
    text = closed_text(cell) if isinstance(cell, Expr) else cell
    return f"'{text}" if isinstance(text, str) and text[:1] in ("=", "+", "-", "@") else text


def as_document(plan: Plan, keys: Sequence[str] = ()) -> Document:
    """The count as a document of one table, with the conventions that it rests on."""
    keys = keys or SHOWN
    conventions = sentences(plan, [QUANTITIES[key] for key in keys])
    sizes = (f"Sizes: {plan.sizes()}.",) if plan.sizes() else ()
    notes = (*sizes, *((REPETITIONS,) if plan.repeats else ()), *conventions)
    blocks = (_table(plan, keys), *((Points(notes),) if notes else ()))
    return Document(plan.name, "", (Section("count", "Count", blocks),))


def _table(plan: Plan, keys: Sequence[str]) -> Table:
    columns = {key: entries(plan, QUANTITIES[key]) for key in keys}
    numbers = tuple(Column(QUANTITIES[key].title, "number") for key in keys)
    often = (Column("Times", "number"),) if plan.repeats else ()
    heads = (Column("Layer"), Column("Kind"), Column("Output shape"), *often, *numbers)
    rows = [
        (
            row.path,
            row.case.theory.name,
            plan.shape_text(row),
            *(cell(plan.times(row)) for _ in often),
            *(_cell(column[place], plan.numbers) for column in columns.values()),
        )
        for place, row in enumerate(plan.rows)
    ]
    last = ("Total", "", "", *(None for _ in often), *(_total_cell(plan, column) for column in columns.values()))
    return Table("Layer by layer", heads, tuple(rows), last)


def _cell(entry: Entry, numbers: Mapping[Size, Value]) -> Cell:
    return entry.value if isinstance(entry.value, int) else cell(at_numbers(entry.formula, numbers))


def _total_cell(plan: Plan, column: Sequence[Entry]) -> Cell:
    whole = in_all(column)
    if isinstance(whole.value, int):
        return whole.value
    return from_sympy(closed_sum([at_numbers(one.formula, plan.numbers) for one in column]))
