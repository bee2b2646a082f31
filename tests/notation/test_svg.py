"""SVG lines: well formed, the same in each run, and no glyph outside of its image or the page's width."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.svgLib.path import parse_path
from hypothesis import given, settings

from notation.formulas import FILTERS, NASTY, WIDER, WINDOW
from strategies import expressions
from symcount.core.expression import Expr, Number, Size
from symcount.notation.fonts import ITALIC, MATHS, ROMAN
from symcount.notation.metrics import extent
from symcount.notation.svg import Image, formula_image, formula_images

SIZE, A4, COLUMN = 14.67, 643.0, 226.8  # 11 points; 170 mm; 60 mm
SVG = "{http://www.w3.org/2000/svg}"


def _face(text: ElementTree.Element) -> str:
    if text.get("font-style") == "italic":
        return ITALIC
    return MATHS if text.get("font-family", "").startswith("STIX Two Math") else ROMAN


def _corners(root: ElementTree.Element) -> list[tuple[float, float]]:
    """The corners of all that is drawn, in pixels from the upper left."""
    corners: list[tuple[float, float]] = []
    unseen = [text for group in root.iter(f"{SVG}g") if group.get("fill-opacity") == "0" for text in group]
    for text in root.iter(f"{SVG}text"):
        if text in unseen:
            continue
        x, y, size = (float(text.get(name, "")) for name in ("x", "y", "font-size"))
        for character in text.text or "":
            reach = extent(_face(text), character)
            corners.append((x + reach.left * size, y - reach.top * size))
            corners.append((x + reach.right * size, y - reach.bottom * size))
            x += reach.advance * size
    for path in root.iter(f"{SVG}path"):
        dx, dy, scale, _ = map(float, re.findall(r"-?[\d.]+", path.get("transform", "")))
        pen = BoundsPen(None)
        parse_path(path.get("d", ""), pen)
        left, bottom, right, top = pen.bounds
        corners += [(dx + left * scale, dy - top * scale), (dx + right * scale, dy - bottom * scale)]
    for bar in root.iter(f"{SVG}rect"):
        x, y, width, height = (float(bar.get(name, "")) for name in ("x", "y", "width", "height"))
        corners += [(x, y), (x + width, y + height)]
    return corners


def _assert_inside(image: Image, width: float) -> None:
    root = ElementTree.fromstring(image.svg)
    assert image.width <= width + 0.01
    for x, y in _corners(root):
        assert -0.02 <= x <= image.width + 0.02
        assert -0.02 <= y <= image.height + 0.02


@pytest.mark.parametrize("width", [A4, COLUMN])
@pytest.mark.parametrize("name", NASTY)
def test_no_line_leaves_the_page(name: str, width: float) -> None:
    images = formula_images(*NASTY[name], width=width, size=SIZE)
    for image in images:
        _assert_inside(image, width)
    sizes = {float(size) for image in images for size in re.findall(r'font-size="([\d.]+)"', image.svg)}
    assert max(sizes) == SIZE
    assert len([size for size in sizes if size > SIZE * 0.8]) == 1, "no line is scaled down"


@settings(deadline=None)
@given(expressions())
def test_any_formula_stays_inside_its_images(expr: Expr) -> None:
    for image in formula_images(Size("P_total"), [expr, expr], width=COLUMN, size=SIZE):
        _assert_inside(image, COLUMN)
    inline = formula_image(expr, size=SIZE)
    _assert_inside(inline, inline.width)
    assert 0 < inline.depth < inline.height


def test_equals_signs_stand_in_one_column() -> None:
    images = formula_images(Size("H_out"), [WINDOW, Number(28)], width=A4, size=SIZE)
    signs = [re.search(r'x="([\d.]+)"[^>]*>=</text>', image.svg) for image in images]
    assert len({sign[1] for sign in signs if sign is not None}) == 1
    assert all(signs)


def test_the_first_line_speaks_for_its_row() -> None:
    images = formula_images(*NASTY["60 terms"], width=A4, size=SIZE)
    assert images[0].spoken.startswith("total equals 2 times C out times w plus 3 times k h")
    assert images[0].plain.startswith("total = 2*C_out*w + 3*k_h*w")
    assert {(image.spoken, image.plain) for image in images[1:]} == {("", "")}


def test_the_text_is_real_and_complete() -> None:
    image = formula_image(WINDOW, size=SIZE)
    root = ElementTree.fromstring(image.svg)
    assert sorted("".join(text.text or "" for text in root.iter(f"{SVG}text"))) == sorted("⌊H+2·p−fs⌋+1")


def test_the_limits_of_a_sum_stand_below_and_above_its_sign() -> None:
    line, *_ = formula_images(None, [WIDER], width=A4, size=SIZE)
    root = ElementTree.fromstring(line.svg)
    shown = list(root.iter(f"{SVG}text"))
    (sign,) = (text for text in shown if text.text == "∑")
    zero, one = (next(text for text in shown if text.text == digit) for digit in "01")
    assert float(one.get("y", "")) < float(sign.get("y", "")) - SIZE
    assert float(zero.get("y", "")) > float(sign.get("y", "")) + SIZE * 0.5
    assert line.height > 2 * formula_image(WIDER, size=SIZE).height * 0.8, "in a line of text they stand beside it"


def test_the_same_formula_is_drawn_the_same_way() -> None:
    assert formula_image(FILTERS, size=SIZE) == formula_image(FILTERS, size=SIZE)
    assert 'fill="#123456"' in formula_image(FILTERS, size=SIZE, color="#123456").svg
