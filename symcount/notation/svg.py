"""A derivation as SVG images, one a printed line, with real text in them: for pages that know no MathML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import assert_never

from symcount.core.expression import Expr
from symcount.core.plain import plain
from symcount.notation.boxes import Bar, Box, Ink, Outline, Writing, beside, moved
from symcount.notation.breaking import broken
from symcount.notation.flow import Piece, flowed
from symcount.notation.fonts import ITALIC, MATHS, MATHS_FAMILY, TEXT_FAMILY
from symcount.notation.layout import INLINE, laid_out
from symcount.notation.marks import Mark
from symcount.notation.rows import ChainRow, Left, left_marks, rows
from symcount.notation.setting import EQUALS, marks
from symcount.notation.speech import spoken

# In ems: the indent of a continuation line, the margin at both ends of a line (for the reader's own rounding and
# kerning), and what brackets and signs beside a fraction may take. Then the widest left side, as a part of the width.
INDENT, BLEED, BRACKETS = 1.5, 0.06, 2.5
WIDEST_LEFT = 0.4


@dataclass(frozen=True, slots=True)
class _Strut:
    """The least height and depth of a line, and the air around one that is taller; in ems."""

    height: float
    depth: float
    air: float


_LINE, _INLINE = _Strut(0.95, 0.42, 0.25), _Strut(0.72, 0.22, 0.12)


@dataclass(frozen=True, slots=True)
class Image:
    """One line as SVG, in pixels; it hangs `depth` below the baseline. A continuation line speaks no words."""

    svg: str
    width: float
    height: float
    depth: float
    spoken: str
    plain: str


@dataclass(frozen=True, slots=True)
class _Page:
    """Where the parts of a derivation stand: the room there is, and the columns of signs and of formulas."""

    width: float
    size: float
    color: str
    sign: float
    right: float

    @property
    def later(self) -> float:
        return self.width - self.right - INDENT * self.size


def formula_image(expr: Expr, *, size: float, color: str = "#000") -> Image:
    """A formula for the running text: one image, never broken, fractions made small."""
    box = laid_out(marks(expr), size, INLINE)
    whole = _strutted(box, _INLINE, size)
    return _image(box.ink, whole, color, spoken(expr), plain(expr))


def formula_images(left: Left, chain: Sequence[Expr], *, width: float, size: float, color: str = "#000") -> list[Image]:
    """The derivation `left = e1 = e2 = ...` as lines no wider than `width`, their equals signs in one column."""
    bleed = BLEED * size
    head = left_marks(left)
    box = laid_out(head, size) if head is not None else None
    beside_signs = box is not None and box.width <= WIDEST_LEFT * width
    told = rows(left, chain)
    sign = laid_out(EQUALS, size).width if any(row.has_sign for row in told) else 0.0
    column = bleed + (box.width if box is not None and beside_signs else 0.0)
    page = _Page(width - bleed, size, color, column, column + sign)
    images: list[Image] = []
    if head is not None and not beside_signs:
        images += _lines(head, bleed, page, None)
    for place, row in enumerate(told):
        leading = moved(box, bleed) if box is not None and beside_signs and place == 0 else ()
        images += _lines(row.right, page.right, page, row, leading)
    return images


def _lines(mark: Mark, x: float, page: _Page, row: ChainRow | None, leading: tuple[Ink, ...] = ()) -> Iterator[Image]:
    """One formula on as many lines as it needs, the first of them behind what leads it."""
    room = page.width - x
    later = room - INDENT * page.size
    pieces = flowed(mark, lambda part: laid_out(part, page.size).width <= later - BRACKETS * page.size)
    boxes = [laid_out(piece.mark, page.size) for piece in pieces]
    widths = [box.width for box in boxes]
    for number, line in enumerate(broken(widths, [piece.price for piece in pieces], room, later)):
        at, space = (x, room) if number == 0 else (x + INDENT * page.size, later)
        box = _fitted(pieces[line], boxes[line], space, page.size)
        before = leading if number == 0 else ()
        if number == 0 and row is not None and row.has_sign:
            before += moved(laid_out(EQUALS, page.size), page.sign)
        told = row if number == 0 else None
        whole = _strutted(box, _LINE, page.size, at)
        words = (told.spoken, told.plain) if told is not None else ("", "")
        yield _image((*before, *moved(box, at)), whole, page.color, *words)


def _fitted(pieces: Sequence[Piece], boxes: Sequence[Box], room: float, size: float) -> Box:
    """The line; scaled down where a single piece is still too wide, which is the last resort."""
    line = beside(boxes)
    if line.width <= room:
        return line
    smaller = size * room / line.width
    return beside(laid_out(piece.mark, smaller) for piece in pieces)


def _strutted(box: Box, strut: _Strut, size: float, before: float = 0.0) -> Box:
    """The measure of a line, with the room before its box."""
    height = _reach(box.height, strut.height * size, strut.air * size)
    depth = _reach(box.depth, strut.depth * size, strut.air * size)
    return Box(before + box.width + BLEED * size, height, depth)


def _reach(reach: float, least: float, air: float) -> float:
    return reach + air if reach > least else least


def _image(ink: Sequence[Ink], box: Box, color: str, words: str, text: str) -> Image:
    width, height = box.width, box.height + box.depth
    drawn = "".join(_drawn(piece, box.height) for piece in ink)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(width)}" height="{_n(height)}" '
        f'viewBox="0 0 {_n(width)} {_n(height)}"><g fill="{escape(color)}">{drawn}</g></svg>'
    )
    return Image(svg, round(width, 2), round(height, 2), round(box.depth, 2), words, text)


def _n(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _drawn(ink: Ink, baseline: float) -> str:
    match ink:
        case Writing(x, y, size, face, text):
            return _text(x, baseline - y, size, face, text)
        case Bar(x, y, width, height):
            return f'<rect x="{_n(x)}" y="{_n(baseline - y - height)}" width="{_n(width)}" height="{_n(height)}"/>'
        case Outline(x, y, scale, path, text, size):
            place = f"translate({_n(x)} {_n(baseline - y)}) scale({scale:.5f} {-scale:.5f})"
            unseen = _text(x, baseline - y, size, MATHS, text)  # so that the text of the page is complete
            return f'<path transform="{place}" d="{path}"/><g fill-opacity="0">{unseen}</g>'
    assert_never(ink)


def _text(x: float, y: float, size: float, face: str, text: str) -> str:
    family = f"{MATHS_FAMILY}, {TEXT_FAMILY}" if face == MATHS else f"{TEXT_FAMILY}, {MATHS_FAMILY}"
    slanted = ' font-style="italic"' if face == ITALIC else ""
    where = f'x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}"'
    return f'<text {where} font-family="{family}, serif"{slanted}>{escape(text)}</text>'
