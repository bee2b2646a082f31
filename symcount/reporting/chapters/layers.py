"""The layers that are known, a line each: what they mean and their parameters in their own letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from symcount.core.algebra import closed_sum, from_sympy
from symcount.core.conventions import USUAL, Conventions
from symcount.core.expression import Expr
from symcount.core.layer import Layer
from symcount.counting.derive import addend
from symcount.counting.quantities import PARAMS, Quantity
from symcount.networks.known import known
from symcount.networks.signal import Row, Shape
from symcount.notation.closed import closed_text
from symcount.reporting.chapters.letters import in_letters
from symcount.reporting.document import Column, Document, Paragraph, Section, Table

IN_LETTERS = (
    "Letters stand for the input and for the sizes that one chooses; settings with a small default "
    "(a stride of 1, no padding) keep it. symcount layers NAME tells what the letters of one layer mean."
)
# What stands together in the list, by the files that the layers stand in; any other file is a family of its own.
FAMILIES: Mapping[str, tuple[str, ...]] = {
    "Fully connected": ("linear", "experts"),
    "Convolutions": ("convolution", "separable", "transposed", "unfolding"),
    "Pooling": ("pooling", "adaptive", "fractional", "unpooling"),
    "Normalization": ("batch_norm", "instance_norm", "normalization", "keras_norm", "preparing"),
    "Activations and gates": ("activation", "gating", "softmax", "gated"),
    "Recurrent": ("recurrent", "cells", "convolutional_recurrent"),
    "Attention": ("attention", "shared_attention", "latent_attention", "window_attention"),
    "Transformers": ("transformer", "translation"),
    "Embeddings and learned vectors": ("embedding", "learned", "adapting"),
    "Scores of classes": ("adaptive_softmax", "linear_loss"),
    "Shapes": ("reshaping", "rearranging", "shuffling", "padding", "upsampling"),
    "Several inputs": ("merging", "distance"),
    "Dropout": ("dropout", "stochastic_depth"),
}
_FAMILY = {file: family for family, files in FAMILIES.items() for file in files}


@dataclass(frozen=True, slots=True)
class Known:
    """A layer as it is listed, by its name."""

    name: str

    @property
    def kind(self) -> type[Layer]:
        """Its class."""
        return known()[self.name]

    @property
    def family(self) -> str:
        """The family that it stands with."""
        file = self.kind.__module__.rpartition(".")[2]
        return _FAMILY.get(file, file.replace("_", " ").capitalize())

    @property
    def meaning(self) -> str:
        """What it does, in one line."""
        return (self.kind.__doc__ or "").strip().partition("\n")[0]

    @property
    def layer(self) -> Layer:
        """The layer in its letters."""
        return _placed(self.name, USUAL)[0]

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """Its inputs in letters."""
        return _placed(self.name, USUAL)[1]

    @property
    def rows(self) -> tuple[Row, ...]:
        """What it consists of: itself, or the layers of the network inside it."""
        return _placed(self.name, USUAL)[2]

    def formula(self, quantity: Quantity, ways: Conventions = USUAL) -> Expr:
        """How much of a quantity it has, in its own letters, in closed form."""
        return _formula(self.name, quantity, ways)


@cache
def _placed(name: str, ways: Conventions) -> tuple[Layer, tuple[Shape, ...], tuple[Row, ...]]:
    return in_letters(known()[name], ways)


@cache
def _formula(name: str, quantity: Quantity, ways: Conventions) -> Expr:
    return in_closed_form(_placed(name, ways)[2], quantity)


def in_closed_form(rows: Sequence[Row], quantity: Quantity) -> Expr:
    """How much of a quantity some rows have together: as it adds up, or multiplied out where several are shorter so."""
    from sympy import expand

    formulas = [one.formula for row in rows if (one := addend(row, quantity, "per-filter", {})).value != 0]
    whole = closed_sum(formulas)
    forms = (whole, expand(whole)) if len(formulas) > 1 else (whole,)
    return from_sympy(min(forms, key=lambda form: len(closed_text(form))))


def every_layer() -> list[Known]:
    """Every layer that is known, by families, in the order of their names within each."""
    order = list(FAMILIES)
    found = map(Known, known())
    return sorted(
        found, key=lambda one: (order.index(one.family) if one.family in order else len(order), one.family, one.name)
    )  # fmt: skip


def listing() -> Document:
    """All layers as a document, a table for every family."""
    tables = [_table(family, list(members)) for family, members in groupby(every_layer(), key=lambda one: one.family)]
    return Document("Layers", "", (Section("layers", "By family", (Paragraph(IN_LETTERS), *tables)),))


def _table(family: str, members: list[Known]) -> Table:
    columns = (Column("Layer"), Column("Meaning"), Column("Parameters", "formula"))
    return Table(family, columns, tuple((one.name, one.meaning, one.formula(PARAMS)) for one in members))


def listed() -> list[Mapping[str, object]]:
    """All layers as plain data."""
    return [
        {"name": one.name, "family": one.family, "meaning": one.meaning, "params": closed_text(one.formula(PARAMS))}
        for one in every_layer()
    ]
