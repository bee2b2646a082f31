"""The bundled fonts: small, complete for what we print, and carried inside the page."""

from __future__ import annotations

from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from symcount.notation import fonts
from symcount.notation.names import GREEK

ALL = (fonts.MATHS, fonts.ROMAN, fonts.ITALIC, fonts.BOLD, fonts.MONO)


def test_all_together_stay_small() -> None:
    assert sum(len(fonts.font_bytes(name)) for name in ALL) < 700_000


@pytest.mark.parametrize("name", ALL)
def test_each_has_latin_greek_and_punctuation(name: str) -> None:
    known = TTFont(BytesIO(fonts.font_bytes(name))).getBestCmap()
    assert not [char for char in "AZaz09äéßøł–—“”…−·×" + "".join(GREEK.values()) if ord(char) not in known]


def test_the_maths_font_has_signs_and_its_table() -> None:
    font = TTFont(BytesIO(fonts.font_bytes(fonts.MATHS)))
    assert "MATH" in font
    assert not [char for char in "⌊⌋⌈⌉≤≥≠≈→↦∑∏∞∂𝑓𝛼ℎ" if ord(char) not in font.getBestCmap()]


def test_the_rules_carry_the_fonts() -> None:
    css = fonts.font_face_css()
    assert css.count("@font-face") == len(ALL)
    assert css.count("data:font/woff2;base64,") == len(ALL)
    assert fonts.font_face_css(fonts.MATHS).count("@font-face") == 1


def test_an_unknown_font_is_refused() -> None:
    with pytest.raises(KeyError, match="expected one of STIXTwoMath-Regular"):
        fonts.font_bytes("Arial")
