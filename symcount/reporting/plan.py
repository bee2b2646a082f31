"""What a report is asked to tell: a network, numbers for its sizes, a form, and the chapters in their order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from symcount.core.collecting import collected
from symcount.core.conventions import USUAL, Conventions
from symcount.core.errors import InputError, shown
from symcount.core.expression import Expr, Size, Value
from symcount.core.shape import channels_last
from symcount.core.values import total
from symcount.counting.derivation import FORMS, Form
from symcount.counting.derive import Addend, addend, summed
from symcount.counting.quantities import Quantity
from symcount.counting.shapes import output_at
from symcount.counting.telling import at_numbers
from symcount.networks.composite import Sequential
from symcount.networks.rows import sizes_among, told_rows
from symcount.networks.signal import Row
from symcount.notation.pretty import pretty

REPETITIONS = "The numbers of a layer that stands several times are those of all its repetitions."
LAYOUTS = ("channels_first", "channels_last")


@dataclass(frozen=True, slots=True)
class Request:
    """A chapter or an extension that is asked for, with its options as plain data, and where it stands."""

    name: str
    options: object = None
    path: str = ""


def requests(asked: object) -> tuple[Request, ...]:
    """Chapters or extensions as a person writes them: names, or a mapping from each name to its options."""
    found: list[Request] = []
    for one in asked if isinstance(asked, (tuple, list)) else (asked,):
        if isinstance(one, Request):
            found.append(one)
        elif isinstance(one, str):
            found.append(Request(one))
        elif isinstance(one, Mapping):
            found += [Request(str(name), options) for name, options in one.items()]
        else:
            raise InputError(f"expected the name of a chapter or an extension, got {shown(one)}")
    return tuple(found)


@dataclass(frozen=True)
class Plan:
    """One network with everything that its report depends on."""

    name: str
    net: Sequential
    numbers: Mapping[Size, Value] = field(default_factory=dict)
    form: Form = "per-filter"
    layout: Literal["channels_first", "channels_last"] = "channels_first"
    about: str = ""
    budget: str = ""
    extensions: tuple[Request, ...] = ()
    chapters: tuple[Request, ...] | None = None
    conventions: Conventions = USUAL
    meanings: Mapping[Size, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for what, value, known in (("form", self.form, FORMS), ("layout", self.layout, LAYOUTS)):
            if value not in known:
                raise InputError(f"{what} is one of {', '.join(known)}, got {shown(value)}")
        for what in ("name", "about", "budget"):
            if not isinstance(getattr(self, what), str):
                raise InputError(f"{what} is a text, got {shown(getattr(self, what))}")

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The layers at their places; what the numbers at hand forbid is an error here."""
        return told_rows(self.net, self.numbers, self.conventions)

    def addends(self, quantity: Quantity) -> list[Addend]:
        """What each layer adds to a quantity."""
        return [addend(row, quantity, self.form, self.numbers) for row in self.rows]

    def total(self, quantity: Quantity) -> Value:
        """All of a quantity: a number, or its closed form while a size has none."""
        return summed(quantity.title, self.addends(quantity), self.numbers).value

    def times(self, row: Row) -> Value:
        """How often a layer stands in the network."""
        found = at_numbers(total([variant.of(1) for variant in row.each]), self.numbers)
        return collected(found) if isinstance(found, Expr) else found

    @property
    def repeats(self) -> bool:
        """Whether some layer stands more than once."""
        return any(row.repeated for row in self.rows)

    def sizes(self) -> str:
        """What the network's names stand for: c = 16, k has no number; empty where it has no names."""
        names = sizes_among(self.rows)
        return ", ".join(
            f"{size.name} = {self.numbers[size]}" if size in self.numbers else f"{size.name} has no number"
            for size in names
        )

    def shape(self, row: Row) -> tuple[Value, ...]:
        """What a layer gives, in the layout that is asked for."""
        return self.laid_out(output_at(row, self.numbers))

    def shape_text(self, row: Row) -> str:
        """The same as it is written: (28, 28, 8)."""
        return shape_words(self.shape(row))

    def laid_out(self, shape: tuple[Value, ...]) -> tuple[Value, ...]:
        """A shape in the layout that is asked for."""
        return channels_last(shape) if self.layout == "channels_last" and len(shape) > 1 else shape


def shape_words(shape: tuple[Value, ...]) -> str:
    """A shape as a page shows it, its formulas as they are printed."""
    return f"({', '.join(map(size_words, shape))})"


def size_words(size: Value) -> str:
    """One size as a page shows it."""
    return pretty(size) if isinstance(size, Expr) else str(size)
