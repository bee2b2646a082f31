"""Text in lines of a given width: words wrapped, and equations with their signs in one column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from symcount.core.expression import Expr
from symcount.counting.derivation import Step
from symcount.notation import pretty as printing
from symcount.reporting.rendering.wording import legible

# A long word breaks behind these marks before it breaks anywhere.
_SEAMS = re.compile(r"[^,_./\-]*[,_./\-]+|[^,_./\-]+")
# A formula breaks before a sign that stands free, so that a further line begins with it.
_SIGNS = re.compile(r" (?=[+−·] )")
WIDEST_LEFT, FURTHER = 0.4, 4


def breadth(text: str) -> int:
    """How many columns a text takes on a terminal: far-eastern letters take two, accents none."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text)


def padded(text: str, width: int, *, right: bool = False) -> str:
    """A text filled up with blanks to a width."""
    blanks = " " * (width - breadth(text))
    return blanks + text if right else text + blanks


def wrapped(text: str, width: int, first: str = "", further: str | None = None) -> list[str]:
    """Words on lines of at most `width` columns, behind `first` and then behind `further`."""
    further = " " * breadth(first) if further is None else further
    return filled(legible(text).split(), width, first, further, " ")


def filled(pieces: Sequence[str], width: int, first: str, further: str, glue: str) -> list[str]:
    """Pieces on as few lines as they need; one that is too long for a line is cut."""
    lines, line, empty = [], first, True
    for piece in pieces:
        joined = line + piece if empty else line + glue + piece
        if breadth(joined) > width and not empty:
            lines.append(line)
            line, joined = further, further + piece
        while breadth(joined) > width:
            head, joined = _cut(joined, width, breadth(line))
            lines.append(head)
            line = further
            joined = further + joined
        line, empty = joined, False
    return [*lines, line]


def _cut(text: str, width: int, indent: int) -> tuple[str, str]:
    """The longest head that fits, up to a seam where there is one, and the rest."""
    head = ""
    for seam in _SEAMS.findall(text):
        if breadth(head + seam) > width:
            break
        head += seam
    if breadth(head) <= indent:
        head = text[: max(width, indent + 1)]
        while breadth(head) > width and len(head) > 1:
            head = head[:-1]
    return head, text[len(head) :]


def equations(step: Step, column: int, width: int) -> Iterator[str]:
    """The lines of a step as `left = …`, their signs at `column`; a long left stands on a line of its own."""
    left = left_text(step)
    head = padded(left, column)
    if breadth(left) > column:
        yield from wrapped(left, width)
        head = " " * column
    for line in step.lines:
        pieces = _SIGNS.split(printing.pretty(line.expr))
        yield from filled(pieces, width, f"{head} = ", " " * (column + FURTHER), " ")
        head = " " * column


def sign_column(steps: Sequence[Step], width: int) -> int:
    """Where the equals signs of several steps stand: behind the longest left that is not too long."""
    widest = int(width * WIDEST_LEFT)
    return max((size for step in steps if (size := breadth(left_text(step))) <= widest), default=4)


def left_text(step: Step) -> str:
    """What stands left of the first sign."""
    return printing.pretty(step.left) if isinstance(step.left, Expr) else legible(step.left)
