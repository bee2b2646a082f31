"""What stands in a line or a cell of LaTeX: text and formulas that break wherever their column ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from symcount.core.expression import Expr
from symcount.notation.flow import Piece, flowed
from symcount.notation.latex import latex_mark, latex_text
from symcount.notation.marks import Mark, Script, Token, breadth, row
from symcount.notation.setting import marks
from symcount.reporting.rendering.wording import CHUNK, LONGEST_WORD, chunks, legible

BREAK = r"\allowbreak{}"
# About how wide letters are, in ems; every letter not named here is as wide as most.
_EMS = {0.32: "iljtIfr.,:;'!|()[] /-1", 0.78: "mwABCDEFGHJKLMNOPQRSTUVXYZ&_=+−·%", 1.05: "W@…⌊⌋≥≤→"}
_BY_LETTER = {letter: size for size, letters in _EMS.items() for letter in letters}
MOST = 0.53
# A formula this narrow stays in one piece in running text.
INLINE = 14.0
# A fraction wider than this gives way where a column is narrow.
WIDEST_RATIO = 6.0
# What a piece of an uncut name has at most, and how the prices of breaks become penalties.
NAME_CHUNK, PRICE_UNIT, DEAREST = 6, 100, 200


def ems(text: str) -> float:
    """About how wide a text is."""
    return sum(_BY_LETTER.get(letter, MOST if letter < "\u2e80" else 1.05) for letter in text)


def breakable(text: str, room: float = 0.0) -> str:
    """Text made safe, whose long words may break, and in a column of `room` ems all that are wider than it."""
    return " ".join(_word(word, room) for word in legible(text).split(" "))


def _word(word: str, room: float) -> str:
    if not room or ems(word) <= room:
        return BREAK.join(map(latex_text, chunks(word, LONGEST_WORD, CHUNK)))
    return BREAK.join(map(latex_text, chunks(word, 0, max(1, min(CHUNK, int(room / 0.8))))))


def formula(expr: Expr, room: float = INLINE) -> str:
    """A formula in pieces of mathematics, each of which fits into `room` ems, with the breaks between them priced."""
    mark = marks(expr)
    if breadth(mark) <= room:
        return f"${latex_mark(mark)}$"
    parts = [part for piece in pieces(mark, room) for part in _parts(piece, room)]
    first, *rest = (_set(part.items) for part in parts)
    return first + "".join(rf"\penalty{_penalty(p.price)}{{}}{s}" for p, s in zip(parts[1:], rest, strict=True))


def pieces(mark: Mark, room: float) -> tuple[Piece, ...]:
    """A formula cut where it breaks well; what no column may cut is one piece."""
    return flowed(mark, lambda part: breadth(part) <= room)


def narrowest(expr: Expr) -> float:
    """How wide the widest part is that never breaks, wide fractions written on a line."""
    cut = (part for piece in pieces(marks(expr), WIDEST_RATIO) for part in _parts(piece, 0.0))
    return max(breadth(part.mark) for part in cut)


def _penalty(price: int) -> int:
    return min(price // PRICE_UNIT, DEAREST)


def _set(items: Sequence[Mark]) -> str:
    """One piece between dollars; a sign in front is spaced as between two terms."""
    text = latex_mark(row(*items)).strip()
    first = items[0]
    return f"${{}}{text}$" if isinstance(first, Token) and first.kind == "binary" else f"${text}$"


def _parts(piece: Piece, room: float) -> Iterator[Piece]:
    """A piece that is too wide, cut inside its names and numbers too."""
    if breadth(piece.mark) <= room:
        yield piece
        return
    held: tuple[Mark, ...] = ()
    price = piece.price
    for item in piece.items:
        head, *rest = _cut(item)
        held += (head,)
        for one in rest:
            yield Piece(held, price)
            held, price = (one,), PRICE_UNIT * DEAREST
    yield Piece(held, price)


def _cut(mark: Mark) -> list[Mark]:
    """A long name or number in pieces; a name with a power keeps it at its end."""
    match mark:
        case Script(Token() as base, sub, sup) if len(base.text) > NAME_CHUNK:
            *head, last = _cut(base)
            return [*head, Script(last, sub, sup)]
        case Token(text, "number") if "," in text:
            return [replace(mark, text=part) for part in re.findall(r"[^,]+,?", text)]
        case Token(text, "word" | "text") if len(text) > NAME_CHUNK:
            return [replace(mark, text=part) for part in chunks(text, NAME_CHUNK, NAME_CHUNK)]
        case _:
            return [mark]
