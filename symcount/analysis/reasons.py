"""Why an answer is what it is: sentences, each of which anybody can check by counting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reasons:
    """The sentences in their order; printing them tells one a line."""

    sentences: tuple[str, ...]

    def __iter__(self) -> Iterator[str]:
        return iter(self.sentences)

    def __str__(self) -> str:
        return "\n".join(self.sentences)

    __repr__ = __str__
