"""The document model: what a report says, apart from how any page shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from symcount.core.expression import Expr, Value, written
from symcount.core.references import REFERENCES
from symcount.core.works import Reference
from symcount.counting.derivation import Meaning, Step
from symcount.reporting.drawings import Plot
from symcount.reporting.plan import Plan


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or several, plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class Points:
    """Short statements in a list, plain text: conventions, assumptions."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letters:
    """What the letters of the formulas below mean, and what they are here."""

    meanings: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """Steps of a derivation: each a name, lines that equal each other, a reason and perhaps a source."""

    steps: tuple[Step, ...]


Cell: TypeAlias = str | int | Expr | None


def cell(value: Value | None) -> Cell:
    """A count in a table: a whole number, or what stands in its place as a formula."""
    return value if value is None or isinstance(value, (int, Expr)) else written(value)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, and whether it holds words, whole numbers or formulas."""

    title: str
    kind: Literal["text", "number", "formula"] = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; the last row may be a total. A number without a value yet is a formula in its place."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: its label, its exact value, and its share of the whole in tenths of a percent."""

    label: str
    value: int
    share: int


@dataclass(frozen=True, slots=True)
class Shares:
    """A bar chart of exact shares, with the table that says the same in numbers."""

    caption: str
    unit: str
    bars: tuple[Bar, ...]


Block: TypeAlias = Paragraph | Points | Letters | Steps | Table | Shares | Plot


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it; sections nest three deep at most."""

    key: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()

    def with_all_inside(self) -> Iterator[Section]:
        """This section and every one inside it, in reading order."""
        yield self
        for section in self.sections:
            yield from section.with_all_inside()


@dataclass(frozen=True, slots=True)
class Source:
    """A file that the report was made from, attached to it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report; `result` is its one-line answer, shown under the title, `plans` the networks it tells."""

    title: str
    result: str
    sections: tuple[Section, ...]
    references: tuple[tuple[str, Reference], ...] = ()
    sources: tuple[Source, ...] = ()
    lang: str = "en"
    plans: tuple[Plan, ...] = ()

    def every_section(self) -> Iterator[Section]:
        """All sections in reading order."""
        for section in self.sections:
            yield from section.with_all_inside()

    def every_plot(self) -> Iterator[Plot]:
        """Every chart that the report shows."""
        for section in self.every_section():
            yield from (block for block in section.blocks if isinstance(block, Plot))

    def every_step(self) -> Iterator[Step]:
        """Every step that the report shows."""
        for section in self.every_section():
            for block in section.blocks:
                if isinstance(block, Steps):
                    yield from block.steps


def referenced(document: Document) -> Document:
    """The same document with the works that its steps cite, in the order in which they are first cited."""
    cites = dict.fromkeys(step.cite for step in document.every_step() if step.cite)
    return replace(document, references=tuple((key, REFERENCES[key]) for key in cites))
