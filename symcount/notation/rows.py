"""A derivation as rows: what stands left of the first equals sign, and each further expression."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from symcount.core.expression import Expr
from symcount.core.plain import plain
from symcount.notation.marks import Mark, Token
from symcount.notation.setting import marks
from symcount.notation.speech import spoken, spoken_row

Left: TypeAlias = str | Expr | None


@dataclass(frozen=True, slots=True)
class ChainRow:
    """One expression of a derivation, with its text and its speech; the first row without a left has no sign."""

    right: Mark
    has_sign: bool
    plain: str
    spoken: str


def left_marks(left: Left) -> Mark | None:
    """What stands left of the first equals sign: mathematics, or upright text."""
    if isinstance(left, Expr):
        return marks(left)
    return Token(_printable(left), "text") if left else None


def _printable(text: str) -> str:
    """Text from outside without the control characters that no XML may hold."""
    return "".join(character if character.isprintable() else " " for character in text)


def rows(left: Left, chain: Sequence[Expr]) -> tuple[ChainRow, ...]:
    """The rows of `left = e1 = e2 = ...`; without a left the first row is e1 alone."""
    text = _printable(str(left)) if left else ""
    words = spoken(left) if isinstance(left, Expr) else text
    made: list[ChainRow] = []
    for place, expr in enumerate(chain):
        if place == 0 and not text:
            made.append(ChainRow(marks(expr), False, plain(expr), spoken(expr)))
            continue
        head, said = (text, words) if place == 0 else ("", "")
        made.append(ChainRow(marks(expr), True, f"{head} = {plain(expr)}".lstrip(), spoken_row(said, expr)))
    return tuple(made)
