"""What a cited work is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reference:
    """A work: who, what, where, when, and an address that outlives its publisher's site."""

    authors: str
    title: str
    where: str
    year: int
    doi: str = ""

    def __str__(self) -> str:
        told = f"{self.authors.rstrip('.')}. {self.title}. {self.where}, {self.year}."
        return f"{told} {self.doi}" if self.doi else told
