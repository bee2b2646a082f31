"""A derivation as a person meets it at a prompt: text in a terminal, formulas in a notebook, proven either way."""

from __future__ import annotations

import shutil

from symcount.counting.derivation import Derivation
from symcount.notation.pretty import pretty
from symcount.notation.proof import prove
from symcount.reporting.chapters.layerwise import blocks_of
from symcount.reporting.document import Document, Points, Section, referenced


class Why:
    """How a number comes about; printing it tells it, and what it prints has been proven."""

    def __init__(self, derivation: Derivation) -> None:
        self.derivation = prove(derivation)

    def document(self) -> Document:
        """The derivation as a document: its parts, then how they are put together."""
        return told(self.derivation)

    def __str__(self) -> str:
        from symcount.reporting.rendering.terminal import terminal

        return terminal(self.document(), width=shutil.get_terminal_size((100, 24)).columns).rstrip("\n")

    __repr__ = __str__

    def _repr_html_(self) -> str:
        from symcount.reporting.rendering.html import fragment

        return fragment(self.document())


def told(derivation: Derivation) -> Document:
    """A derivation as a document of its own."""
    inner = [Section(f"part-{one.path}", f"{one.path}: {one.title}", blocks_of(one)) for one in derivation.parts]
    whole = Section("all", "In all" if inner else "Step by step", blocks_of(derivation))
    rests = (*derivation.conventions, *(one.text(pretty) for one in derivation.assumed))
    basis = [Section("basis", "What this rests on", (Points(tuple(rests)),))] if rests else []
    value = derivation.value
    result = f"{value:,} {derivation.unit}" if isinstance(value, int) else ""
    return referenced(Document(derivation.title, result, (*inner, whole, *basis)))
