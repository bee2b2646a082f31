"""What the layout measures in the bundled fonts, in ems; fontTools is imported here, on demand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

from symcount.notation.fonts import MATHS, font_bytes

UNKNOWN_ADVANCE = 1.0  # a letter that no bundled font has, such as a Chinese one: a full square


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a glyph reaches: its advance, and its ink to the left, right, top and bottom of the origin."""

    advance: float
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Variant:
    """A taller drawing of a bracket or a large sign: its height, its extent and its outline in font units."""

    height: float
    extent: Extent
    outline: str


@cache
def _font(face: str) -> Any:
    from fontTools.ttLib import TTFont

    return TTFont(BytesIO(font_bytes(face)))


@cache
def _characters(face: str) -> dict[int, str]:
    return dict(_font(face).getBestCmap())


@cache
def units(face: str = MATHS) -> int:
    """Font units in an em."""
    return int(_font(face)["head"].unitsPerEm)


@cache
def extent(face: str, character: str) -> Extent:
    """The extent of a character; where the face lacks it, of the same character in the maths font."""
    for known in (face, MATHS):
        glyph = _characters(known).get(ord(character))
        if glyph is not None:
            return _glyph_extent(known, glyph)
    return Extent(UNKNOWN_ADVANCE, 0.0, UNKNOWN_ADVANCE, 0.88, -0.12)


def _glyph_extent(face: str, glyph: str) -> Extent:
    font, em = _font(face), units(face)
    shape, advance = font["glyf"][glyph], font["hmtx"][glyph][0] / em
    if shape.numberOfContours == 0:
        return Extent(advance, 0.0, advance, 0.0, 0.0)
    return Extent(advance, shape.xMin / em, shape.xMax / em, shape.yMax / em, shape.yMin / em)


@cache
def constant(name: str) -> float:
    """A constant of the font's MATH table, in ems."""
    return float(getattr(_font(MATHS)["MATH"].table.MathConstants, name).Value) / units()


@cache
def variants(sign: str) -> tuple[Variant, ...]:
    """The taller drawings of a bracket or a sum sign, by rising height; the plain one is left out."""
    table = _font(MATHS)["MATH"].table.MathVariants
    place = table.VertGlyphCoverage.glyphs.index(_characters(MATHS)[ord(sign)])
    records = table.VertGlyphConstruction[place].MathGlyphVariantRecord
    return tuple(_variant(record) for record in records[1:])


def _variant(record: Any) -> Variant:
    from fontTools.pens.svgPathPen import SVGPathPen

    glyphs = _font(MATHS).getGlyphSet()
    pen = SVGPathPen(glyphs, ntos=lambda number: f"{number:g}")
    glyphs[record.VariantGlyph].draw(pen)
    reach = _glyph_extent(MATHS, record.VariantGlyph)
    return Variant(record.AdvanceMeasurement / units(), reach, str(pen.getCommands()))
