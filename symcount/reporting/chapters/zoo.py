"""The named architectures, a line each, and the page of one: its hyper-parameters, closed forms and numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from symcount.core.conventions import conventions
from symcount.core.expression import Expr, Value
from symcount.core.references import REFERENCES
from symcount.core.values import total
from symcount.counting.quantities import ACTIVE, BUFFERS, CACHE, MACS, PARAMS, QUANTITIES, TRAINABLE, Quantity
from symcount.counting.repetition import counted
from symcount.networks.rows import rows
from symcount.networks.signal import Row
from symcount.networks.zoo.declaration import Architecture
from symcount.networks.zoo.known import families, zoo
from symcount.reporting.chapters.layers import in_closed_form
from symcount.reporting.document import Cell, Column, Document, Paragraph, Points, Section, Table

NUMBERS = (
    "Parameters are those of the paper's hyper-parameters, counted as the framework counts that published them. "
    "symcount zoo NAME tells the hyper-parameters of one and its closed form in them."
)


def zoo_listing() -> Document:
    """All architectures as a document, a table for every family."""
    cites = list(dict.fromkeys(one.cite for members in families().values() for one in members))
    columns = (Column("Name"), Column("Title"), Column("Parameters", "number"), Column("Reference"))
    tables = (
        Table(
            told, columns,
            tuple((one.name, one.title, _cell(params_of(one)), f"[{cites.index(one.cite) + 1}]") for one in members),
        )
        for told, members in families().items()
    )  # fmt: skip
    references = tuple((cite, REFERENCES[cite]) for cite in cites)
    return Document("Architectures", "", (Section("zoo", "By family", (Paragraph(NUMBERS), *tables)),), references)


def zoo_listed() -> list[Mapping[str, object]]:
    """All architectures as plain data."""
    return [
        {
            "name": one.name, "title": one.title, "family": told, "about": one.about, "params": params_of(one),
            "conventions": list(one.conventions), "reference": str(REFERENCES[one.cite]),
        }
        for told, members in families().items()
        for one in members
    ]  # fmt: skip


def params_of(one: Architecture) -> Value:
    """How many parameters it has with the numbers of its paper."""
    return _count(rows(zoo(one.name), conventions=conventions(one.conventions)), PARAMS)


def _count(found: Sequence[Row], quantity: Quantity) -> Value:
    return total([counted(row, quantity.count) for row in found])


def architecture_page(one: Architecture) -> Document:
    """What is known of one architecture, as a document."""
    ways = conventions(one.conventions)
    symbolic = rows(one.network(), conventions=ways)
    numeric = rows(zoo(one.name), conventions=ways)
    cases = [row.case for row in numeric]
    used = [quantity for quantity in QUANTITIES.values() if _told(numeric, quantity)]
    basis = dict.fromkeys(text for quantity in used for text in quantity.rests_on(*cases))
    sections = (
        Section("about", "What it is", (Paragraph(one.about),)),
        Section("sizes", "Hyper-parameters", (_sizes(one),)),
        Section("closed", "What it has", (_totals(one, symbolic, numeric, used),)),
        Section("kinds", "Parameters by kind of layer", (_by_kind(numeric),)),
        Section("conventions", "Conventions", (Points(tuple(basis)),)),
        Section("further", "Further", (Points(tuple(_further(one))),)),
    )
    return Document(one.title, "", sections, ((one.cite, REFERENCES[one.cite]),))


def _sizes(one: Architecture) -> Table:
    columns = (Column("Letter"), Column("Meaning"), Column("Here", "number"))
    return Table(f"Of {one.title}", columns, tuple((size.name, size.meaning, size.value) for size in one.sizes))


def _told(found: Sequence[Row], quantity: Quantity) -> bool:
    """Whether a quantity says something of it: parameters and MACs always, others that are not the same again."""
    value = _count(found, quantity)
    if quantity in (TRAINABLE, ACTIVE):
        return value != _count(found, PARAMS)
    return quantity in (PARAMS, MACS) or (quantity in (BUFFERS, CACHE) and value != 0)


def _totals(one: Architecture, symbolic: Sequence[Row], numeric: Sequence[Row], used: Sequence[Quantity]) -> Table:
    columns = (Column("Quantity"), Column("In closed form", "formula"), Column("Here", "number"))
    rows_ = tuple(
        (quantity.title, in_closed_form(symbolic, quantity), _cell(_count(numeric, quantity))) for quantity in used
    )
    return Table("In its own hyper-parameters, and in their numbers", columns, rows_)


def _cell(value: Value) -> Cell:
    return value if isinstance(value, (int, Expr)) else str(value)


def _by_kind(found: Sequence[Row]) -> Table:
    """How many parameters the layers of each kind have together, and how many layers they are."""
    kinds: dict[str, list[Row]] = {}
    for row in found:
        kinds.setdefault(row.case.theory.name, []).append(row)
    lines = [
        (name, total([variant.of(1) for row in members for variant in row.each]), _count(members, PARAMS))
        for name, members in kinds.items()
    ]
    some = [(name, _cell(layers), _cell(params)) for name, layers, params in lines if params != 0]
    columns = (Column("Kind"), Column("Layers", "number"), Column("Parameters", "number"))
    return Table("Layers that have any", columns, tuple(some), ("Total", None, _cell(_count(found, PARAMS))))


def _further(one: Architecture) -> Iterator[str]:
    spec, size = f"zoo:{one.name}", one.sizes[-1]
    yield f"symcount report {spec} -o {one.name}.html tells it layer by layer."
    yield f"symcount count {spec} --at {size.name}={2 * size.value} counts it with another number."
    yield f'In Python: zoo("{one.name}", {size.name}={2 * size.value}).'
