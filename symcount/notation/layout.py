"""Marks laid out as boxes, by the measures of the maths font: the rules of mathematical typesetting."""

from __future__ import annotations

from dataclasses import replace

from symcount.notation.boxes import Bar, Box, Outline, Writing, beside, stacked
from symcount.notation.fonts import ITALIC, MATHS, ROMAN
from symcount.notation.marks import Fence, Fenced, Kind, Limits, Mark, Ratio, Row, Script, Token
from symcount.notation.metrics import constant, extent, units, variants

# Styles from large to small: fractions at full size, fractions made smaller, first and second scripts.
DISPLAY, INLINE, SMALL, TINY = range(4)
_SCALE = (1.0, 1.0, 0.72, 0.58)

_FACE: dict[Kind, str] = {"letter": ITALIC, "word": ROMAN, "text": ROMAN}
# Space before and after a sign, in ems; scripts are set tight.
_SPACE: dict[Kind, tuple[float, float]] = {
    "binary": (4 / 18, 4 / 18), "relation": (5 / 18, 5 / 18), "comma": (0.0, 4 / 18), "prefix": (0.0, 1 / 18),
    "slash": (1 / 18, 1 / 18),
}  # fmt: skip
_BAR_MARGIN, _BESIDE_BRACKET, _BEHIND_LIMITS = 0.1, 0.06, 3 / 18


def laid_out(mark: Mark, size: float, style: int = DISPLAY) -> Box:
    """The box of a mark at a font size in pixels."""
    match mark:
        case Token():
            return _token(mark, size * _SCALE[style], style)
        case Row(items):
            return beside(laid_out(item, size, style) for item in items)
        case Ratio(over, under):
            return _ratio(laid_out(over, size, _smaller(style)), laid_out(under, size, _smaller(style)), size, style)
        case Script(base, sub, sup):
            return _script(base, sub, sup, size, style)
        case Fenced(opening, inner, closing):
            box = laid_out(inner, size, style)
            left, right = (_fence(text, box, size * _SCALE[style]) for text in (opening, closing))
            return beside((left, box, right))
        case Limits(sign, below, above):
            return _limits(sign, below, above, size, style)
        case Fence(text, like=like):
            return _fence(text, laid_out(like, size, style), size * _SCALE[style])


def _smaller(style: int) -> int:
    return min(style + 1, TINY)


def _token(token: Token, em: float, style: int) -> Box:
    before, after = _SPACE.get(token.kind, (0.0, 0.0)) if style < SMALL else (0.0, 0.0)
    face = _FACE.get(token.kind, MATHS)
    reaches = [extent(face, character) for character in token.text]
    width = sum(reach.advance for reach in reaches)
    # An italic f reaches out of its advance on both sides: in a formula it stands clear of its neighbours.
    before += max(0.0, -reaches[0].left)
    slant = max(0.0, reaches[-1].right - reaches[-1].advance)
    return Box(
        (before + width + slant + after) * em,
        max(reach.top for reach in reaches) * em,
        max(-reach.bottom for reach in reaches) * em,
        (Writing(before * em, 0.0, em, face, token.text),),
        slant * em,
    )


def _ratio(over: Box, under: Box, size: float, style: int) -> Box:
    em = size * _SCALE[style]
    display = "DisplayStyle" if style == DISPLAY else ""
    axis, bar = constant("AxisHeight") * em, constant("FractionRuleThickness") * em
    gap = constant("FractionNumDisplayStyleGapMin" if display else "FractionNumeratorGapMin") * em
    up = max(constant(f"FractionNumerator{display}ShiftUp") * em, axis + bar / 2 + gap + over.depth)
    down = max(constant(f"FractionDenominator{display}ShiftDown") * em, under.height + gap + bar / 2 - axis)
    inner = max(over.width, under.width) + 2 * _BAR_MARGIN * em
    margin = _BAR_MARGIN * em
    line = Bar(margin, axis - bar / 2, inner, bar)
    places = ((over, margin + (inner - over.width) / 2, up), (under, margin + (inner - under.width) / 2, -down))
    return stacked(places, inner + 2 * margin, (line,))


def _script(base: Mark, sub: Mark | None, sup: Mark | None, size: float, style: int) -> Box:
    small = SMALL if style < SMALL else TINY
    em = size * _SCALE[style]
    body = laid_out(base, size, style)
    places, width = [(body, 0.0, 0.0)], body.width
    tall = not isinstance(base, Token)
    if sup is not None:
        box = laid_out(sup, size, small)
        drop = body.height - constant("SuperscriptBaselineDropMax") * em if tall else 0.0
        up = max(constant("SuperscriptShiftUp") * em, drop)
        places.append((box, body.width, up))
        width = max(width, body.width + box.width)
    if sub is not None:
        box = laid_out(sub, size, small)
        down = constant("SubscriptShiftDown") * em
        if sup is not None:
            down = max(down, box.height + constant("SubSuperscriptGapMin") * em - (up - places[1][0].depth))
        places.append((box, body.width - body.slant, -down))
        width = max(width, body.width - body.slant + box.width)
    return stacked(places, width + constant("SpaceAfterScript") * em)


def _limits(sign: Token, below: Mark, above: Mark, size: float, style: int) -> Box:
    """A large sign between its limits; where the line is to stay low, a small one with the limits beside it."""
    behind = _BEHIND_LIMITS * size * _SCALE[style]
    if style != DISPLAY:
        small = _script(sign, below, above, size, style)
        return replace(small, width=small.width + behind)
    big = variants(sign.text)[-1]
    shape, middle = big.extent, constant("AxisHeight") - (big.extent.top + big.extent.bottom) / 2
    low, high = (laid_out(part, size, SMALL) for part in (below, above))
    rise = max(constant("UpperLimitGapMin") * size + high.depth, constant("UpperLimitBaselineRiseMin") * size)
    drop = max(constant("LowerLimitGapMin") * size + low.height, constant("LowerLimitBaselineDropMin") * size)
    width = max(shape.advance * size, low.width, high.width)
    ink = Outline((width - shape.advance * size) / 2, middle * size, size / units(), big.outline, sign.text, size)
    drawn = Box(width, (shape.top + middle) * size, -(shape.bottom + middle) * size, (ink,))
    places = [(drawn, 0.0, 0.0)]
    places.append((high, (width - high.width) / 2, drawn.height + rise))
    places.append((low, (width - low.width) / 2, -drawn.depth - drop))
    return stacked(places, width + behind)


def _fence(text: str, inner: Box, em: float) -> Box:
    """A bracket tall enough for what it holds, centred on the axis."""
    axis = constant("AxisHeight") * em
    reach = 2 * max(inner.height - axis, inner.depth + axis)
    wanted = max(0.9 * reach, reach - 0.5 * em) / em
    plain = extent(MATHS, text)
    if wanted <= plain.top - plain.bottom:
        return Box(plain.advance * em, plain.top * em, -plain.bottom * em, (Writing(0.0, 0.0, em, MATHS, text),))
    taller = variants(text)
    variant = next((one for one in taller if one.height >= wanted), taller[-1])
    scale = em * max(1.0, wanted / variant.height)
    shape = variant.extent
    middle = axis - (shape.top + shape.bottom) / 2 * scale
    margin = _BESIDE_BRACKET * em
    width = shape.advance * scale + 2 * margin
    ink = Outline(margin, middle, scale / units(), variant.outline, text, em)
    return Box(width, middle + shape.top * scale, -(middle + shape.bottom * scale), (ink,))
