"""A derivation in LaTeX whose lines we break ourselves, so that none runs off the page."""

from __future__ import annotations

from collections.abc import Sequence

from symcount.core.expression import Expr
from symcount.notation.breaking import broken
from symcount.notation.flow import flowed
from symcount.notation.latex import latex_mark
from symcount.notation.marks import Mark, breadth, row
from symcount.notation.rows import Left, left_marks, rows

# In ems of the text's font: a column of text that suits A4 at 10 to 12 points, and what the sign and an indent take.
TEXT_WIDTH, SIGN, INDENT = 32.0, 1.3, 2.0
WIDEST_LEFT, BRACKETS = 0.4, 3.0


def latex_chain(left: Left, chain: Sequence[Expr], *, width: float = TEXT_WIDTH) -> str:
    """`left = e1 = e2 = ...` as an `align*` (amsmath) that may also break between pages; `width` is in ems."""
    head = left_marks(left)
    taken = breadth(head) if head is not None else 0.0
    alone = taken > WIDEST_LEFT * width
    room = width - SIGN - (0.0 if alone else taken)
    lines: list[str] = []
    if head is not None and alone:
        lines += ["&" + line for line in _lines(head, width)]
    for place, one in enumerate(rows(left, chain)):
        leading = latex_mark(head) if head is not None and not alone and place == 0 else ""
        sign = "&= " if one.has_sign else "&"
        first, *rest = _lines(one.right, room)
        lines += [leading + sign + first, *("&" + line for line in rest)]
    return "{\\allowdisplaybreaks\n\\begin{align*}\n" + " \\\\\n".join(lines) + "\n\\end{align*}}"


def _lines(mark: Mark, room: float) -> list[str]:
    """A formula on as many lines as it needs; a continuation line is indented, its sign spaced as between terms."""
    later = room - INDENT
    pieces = flowed(mark, lambda part: breadth(part) <= later - BRACKETS)
    widths = [breadth(piece.mark) for piece in pieces]
    parts = broken(widths, [piece.price for piece in pieces], room, later)
    lines = [latex_mark(row(*(item for piece in pieces[part] for item in piece.items))).strip() for part in parts]
    return [lines[0], *(rf"\qquad {{}}{line}" for line in lines[1:])]
