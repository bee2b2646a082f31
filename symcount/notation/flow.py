"""A formula as a flow of pieces: where its lines may break, and how dearly each break is paid.

The break stands before a sign, so that a continuation line begins with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from symcount.notation.marks import Fence, Fenced, Limits, Mark, Ratio, Row, Script, Token, is_tall, row

# What a break costs, by where it stands.
BETWEEN_TERMS, AT_BRACKET, AT_TIMES, PER_BRACKET = 0, 300, 600, 2_500
AT_COMMA, AT_SLASH, IN_NUMBER, IN_NAME = 0, 500, 4_000, 6_000
UNCUT_DIGITS, UNCUT_LETTERS = 20, 20  # what is longer may break inside, dearly

Fits = Callable[[Mark], bool]


@dataclass(frozen=True, slots=True)
class Piece:
    """What never breaks, and the price of a line break before it."""

    items: tuple[Mark, ...]
    price: int

    @property
    def mark(self) -> Mark:
        return row(*self.items)


def flowed(mark: Mark, fits: Fits) -> tuple[Piece, ...]:
    """The pieces of a formula in their order; a fraction that does not fit is written on one line."""
    return tuple(_pieces(mark, 0, fits))


def _pieces(mark: Mark, depth: int, fits: Fits) -> list[Piece]:
    match mark:
        case Row(items):
            return _row_pieces(items, depth, fits)
        case Fenced():
            return _fenced_pieces(mark, depth, fits)
        case Ratio(flat=flat):
            return [Piece((mark,), 0)] if fits(mark) else _pieces(flat, depth, fits)
        case Script(base, sub, sup) if isinstance(base, Fenced):
            *head, last = _pieces(base, depth, fits)
            scripted = Script(last.items[-1], sub, sup)
            return [*head, replace(last, items=(*last.items[:-1], scripted))]
        case Token(text, kind):
            return _token_pieces(text, mark, kind)
        case Script() | Fence() | Limits():
            return [Piece((mark,), 0)]


def _row_pieces(items: Sequence[Mark], depth: int, fits: Fits) -> list[Piece]:
    pieces: list[Piece] = []
    for place, item in enumerate(items):
        first, *rest = _pieces(item, depth, fits)
        price = _price(items, place, depth)
        if price is not None:
            pieces += [replace(first, price=price), *rest]
        elif pieces:
            pieces[-1:] = [replace(pieces[-1], items=pieces[-1].items + first.items), *rest]
        else:
            pieces = [first, *rest]
    return pieces


def _price(items: Sequence[Mark], place: int, depth: int) -> int | None:
    """The price of a break before this item: a sign, or what follows a comma; else there is none."""
    item, before = items[place], items[place - 1]
    if place == 0:
        return None
    if isinstance(before, Token) and before.kind == "comma":
        return _deep(AT_COMMA, depth)
    if not isinstance(item, Token):
        return None
    if item.kind == "slash":
        return _deep(AT_SLASH, depth)
    if item.kind != "binary":
        return None
    if item.text in "+−":
        return _deep(BETWEEN_TERMS, depth)
    beside = (before, items[place + 1])
    price = AT_BRACKET if any(isinstance(mark, Fenced) for mark in beside) else AT_TIMES
    return _deep(price, 2 * depth)  # twice, or inside brackets fewer lines with worse breaks would win


def _deep(price: int, depth: int) -> int:
    return price + PER_BRACKET * depth


def _fenced_pieces(fenced: Fenced, depth: int, fits: Fits) -> list[Piece]:
    """The opening bracket goes with the first piece inside, the closing one with the last."""
    parts = _pieces(fenced.inner, depth + 1, fits)
    if len(parts) == 1 and parts[0].mark == fenced.inner:
        return [Piece((fenced,), 0)]
    like = _tallest(parts)
    parts[0] = replace(parts[0], items=(Fence(fenced.opening, True, like), *parts[0].items))
    parts[-1] = replace(parts[-1], items=(*parts[-1].items, Fence(fenced.closing, False, like)))
    return parts


def _tallest(parts: Iterable[Piece]) -> Mark:
    """What a pair of brackets must reach round: fractions; plain tokens are all of one height.

    The brackets inside are left out, or each would be measured twice by every pair around it.
    """
    items = [item for part in parts for item in part.items if is_tall(item) and not _is_fence(item)]
    return row(*dict.fromkeys(items)) if items else Token("0", "number")


def _is_fence(mark: Mark) -> bool:
    return isinstance(mark, Fence) or (isinstance(mark, Script) and _is_fence(mark.base))


def _token_pieces(text: str, token: Token, kind: str) -> list[Piece]:
    if kind == "number" and sum(map(str.isdigit, text)) > UNCUT_DIGITS:
        return _cut(re.findall(r"[^,]+,?", text), token, IN_NUMBER)
    if kind in ("word", "text") and len(text) > UNCUT_LETTERS:
        return _cut(_chunks(text), token, IN_NAME)
    return [Piece((token,), 0)]


def _chunks(word: str) -> list[str]:
    """A long word cut behind its underscores and spaces, and where it has none, at any letter."""
    chunks: list[str] = []
    for part in re.findall(r"[^_ ]*[_ ]+|[^_ ]+", word):
        for start in range(0, len(part), UNCUT_LETTERS // 2):
            chunks.append(part[start : start + UNCUT_LETTERS // 2])
    return chunks


def _cut(texts: Sequence[str], token: Token, price: int) -> list[Piece]:
    first, *rest = (replace(token, text=text) for text in texts)
    return [Piece((first,), 0), *(Piece((part,), price) for part in rest)]
