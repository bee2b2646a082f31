"""What a report is asked to tell: a network, numbers for its sizes, a form, and the chapters in their order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from symcount.core.expression import Expr, Size, Value
from symcount.core.shape import channels_last
from symcount.counting.derivation import Form
from symcount.counting.shapes import output_at
from symcount.networks.sequential import Row, Sequential, rows
from symcount.notation.pretty import pretty


@dataclass(frozen=True, slots=True)
class Request:
    """A chapter or an extension that is asked for, with its options as plain data, and where it stands."""

    name: str
    options: object = None
    path: str = ""


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

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The layers at their places; what the numbers at hand forbid is an error here."""
        if self.numbers:
            rows(self.net.at(self.numbers))
        return rows(self.net)

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
    dims = [pretty(dim) if isinstance(dim, Expr) else str(dim) for dim in shape]
    return "(" + ", ".join(dims) + ("," if len(dims) == 1 else "") + ")"
