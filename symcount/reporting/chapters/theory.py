"""The theory of one layer: settings, shapes, tensors, work and needs, with their reasons, and what it has in all."""

from __future__ import annotations

from collections.abc import Iterator

from symcount.core.expression import Expr, written
from symcount.core.layer import Layer
from symcount.core.ready import Let
from symcount.core.references import REFERENCES
from symcount.core.stated import Gives, Takes
from symcount.core.theory import Theory
from symcount.core.values import product
from symcount.counting.quantities import PARAMS
from symcount.reporting.chapters.layers import Known, in_closed_form
from symcount.reporting.chapters.letters import letter_of
from symcount.reporting.chapters.theory_totals import conventions_in_use, totals
from symcount.reporting.chapters.theory_words import condition, default, joined, meaning, need, nested, rule_of, ways
from symcount.reporting.document import Block, Cell, Column, Document, Paragraph, Points, Section, Table
from symcount.reporting.plan import shape_words

_ROLES = {"weight": "weights", "shift": "shifts", "buffer": "buffer", "cache": "cache"}
_STORED = {"value": "a value", "fp32": "fp32", "int64": "int64", "mask": "a byte"}
_CAME = {"input": "its input", "output": "its output"}


def theory_page(one: Known) -> Document:
    """All that a layer states of itself, as a document."""
    theory = one.kind.theory
    about = " ".join((one.kind.__doc__ or "").split())
    sections = (
        Section("about", "What it does", (Paragraph(about),)),
        Section("closed", "What it has", totals(one)),
        Section("settings", "Settings", _settings(theory)),
        Section("shapes", "Shapes", (*_shapes(one.kind), *_results(theory))),
        Section("tensors", "Tensors", _tensors(theory)),
        Section("work", "Work", _work(theory)),
        Section("saved", "What training keeps", _saved(theory)),
        Section("needs", "What it needs", _needs(theory)),
        Section("inside", "Inside", _inside(one)),
        Section("conventions", "Conventions", conventions_in_use(one)),
    )
    references = tuple((cite, REFERENCES[cite]) for cite in dict.fromkeys(_cites(one)))
    return Document(one.name, "", tuple(section for section in sections if section.blocks), references)


def _settings(theory: Theory) -> tuple[Block, ...]:
    told = [(formal, default(formal)) for formal in theory.settings.values()]
    told += [(formal, "as the input tells") for formal in theory.incoming.values()]
    columns = (Column("Setting"), Column("Letter"), Column("Meaning"), Column("When left out"))
    rows = tuple((formal.attribute, letter_of(formal), meaning(formal), left_out) for formal, left_out in told)
    return _table("In the order of their keywords", columns, rows)


def _shapes(kind: type[Layer]) -> tuple[Block, ...]:
    theory = kind.theory
    told = [_taken(theory, one.fact) for one in theory.inputs]
    told += [" ".join((f"Gives {nested(theory, one.dims)}", condition(one.when))).strip() for one in _outputs(kind)]
    sizes = [place.formal for one in theory.inputs for place in one.places if place.formal is not None]
    return (Points(tuple(dict.fromkeys((*told, *(f"{one.name}: {one.meaning}" for one in sizes))))),)


def _taken(theory: Theory, fact: Takes) -> str:
    often = ", and any number of such inputs" if fact.repeated else ""
    missing = ", which may be missing" if fact.optional else ""
    like = f", or {nested(theory, fact.like.dims)} again where it is missing" if fact.like else ""
    return f"Takes {nested(theory, fact.dims)}{often}{missing}{like}"


def _outputs(kind: type[Layer]) -> list[Gives]:
    """What it states to give, in the order of its class body and those that it stands on."""
    stated = {name: fact for owner in reversed(kind.__mro__) for name, fact in vars(owner).items()}
    return [fact for fact in stated.values() if isinstance(fact, Gives)]


def _results(theory: Theory) -> tuple[Block, ...]:
    """Sizes that are worked out on the way."""
    columns = (Column("Result"), Column("Meaning"), Column("Is", "formula"), Column("When"), Column("Why"))
    rows = tuple(row for let in theory.lets for row in _result(let))
    return _table("Sizes that are worked out", columns, rows)


def _result(let: Let) -> Iterator[tuple[Cell, ...]]:
    formal = let.symbol
    if let.expr is None:
        if formal.many is None or formal.why:  # a run of dimensions bears its product's letter anyway
            yield formal.name, formal.meaning, rule_of(formal), "", formal.why
        return
    for conditions, formula, why in ways(let.expr):
        yield formal.name, formal.meaning, formula, joined(conditions), why or formal.why


def _tensors(theory: Theory) -> tuple[Block, ...]:
    columns = (Column("Tensor"), Column("Shape"), Column("Kind"), Column("When"), Column("Why"))
    rows = tuple(
        (one.fact.name, nested(theory, one.fact.dims), _ROLES[one.fact.role], condition(one.fact.when), one.fact.why)
        for one in theory.tensors
    )
    return _table("What it owns", columns, rows)


def _work(theory: Theory) -> tuple[Block, ...]:
    columns = (
        Column("Kind"),
        Column("Of one value", "formula"),
        Column("Values", "formula"),
        Column("When"),
        Column("Why"),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.fact.kind, _multiplied(one.each), _multiplied(one.times), condition(one.fact.when), one.fact.why)
        for one in theory.labours
    )
    return _table("Operations on one example", columns, rows)


def _multiplied(dims: tuple[Expr, ...]) -> Expr:
    return written(product(dims))


def _saved(theory: Theory) -> tuple[Block, ...]:
    columns = (Column("What"), Column("Shape"), Column("Each as"), Column("When"), Column("Why"))
    rows = tuple(
        (
            _CAME.get(one.fact.what, one.fact.label), nested(theory, one.fact.dims) if one.fact.dims else "",
            _STORED[one.fact.stored], condition(one.fact.when), one.fact.why,
        )
        for one in theory.saved
    )  # fmt: skip
    return _table("Kept from the forward pass for the backward pass", columns, rows)


def _needs(theory: Theory) -> tuple[Block, ...]:
    told = tuple(dict.fromkeys(text for one in theory.needs for text in need(one.fact, one.a, one.b)))
    return (Points(told),) if told else ()


def _inside(one: Known) -> tuple[Block, ...]:
    """The layers of a layer that is a network inside."""
    if len(one.rows) == 1 and type(one.rows[0].case.layer) is one.kind:
        return ()
    columns = (Column("Layer"), Column("Kind"), Column("Gives"), Column("Parameters", "formula"))
    rows = tuple(
        (row.path, row.case.theory.name, shape_words(row.case.output), in_closed_form((row,), PARAMS))
        for row in one.rows
    )
    return (Table("The layers that it is made of", columns, rows),)


def _table(caption: str, columns: tuple[Column, ...], rows: tuple[tuple[Cell, ...], ...]) -> tuple[Block, ...]:
    """A table without the columns in which nothing stands; none where there are no rows."""
    told = [place for place in range(len(columns)) if any(row[place] != "" for row in rows)]
    shown = tuple(columns[place] for place in told)
    return (Table(caption, shown, tuple(tuple(row[place] for place in told) for row in rows)),) if rows else ()


def _cites(known: Known) -> Iterator[str]:
    """The keys of the works that the facts of a layer, and of the layers inside it, cite."""
    for theory in dict.fromkeys((known.kind.theory, *(row.case.theory for row in known.rows))):
        yield from (one.fact.cite for one in theory.tensors if one.fact.cite)
        yield from (one.fact.cite for one in theory.labours if one.fact.cite)
        yield from (formal.cite for formal in theory.formals if formal.cite)
