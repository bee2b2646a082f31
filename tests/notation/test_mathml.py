"""MathML: well formed, every token in its order, and in a browser never wider than the window."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given

from notation.formulas import FILTERS, NASTY, WIDER, WINDOW
from strategies import expressions
from symcount.core.expression import Expr, Size
from symcount.core.plain import plain
from symcount.notation.fonts import font_face_css
from symcount.notation.marks import tokens
from symcount.notation.mathml import mathml, mathml_chain
from symcount.notation.setting import marks

CSS = Path(__file__).parents[2] / "templates" / "html" / "formula.css"


def _read(html: str) -> ElementTree.Element:
    return ElementTree.fromstring(html.replace("<wbr>", "<wbr/>"))


@given(expressions())
def test_one_formula_has_the_tokens_of_the_expression(expr: Expr) -> None:
    root = _read(mathml(expr))
    shown = "".join(root.itertext())
    assert re.sub(r"[()⌊⌋⌈⌉]", "", shown) == "".join(token.text for token in tokens(marks(expr)))


@given(expressions())
def test_a_row_shows_what_it_copies(expr: Expr) -> None:
    root = _read(mathml_chain(Size("P"), [expr, expr]))
    rows = root.findall("div[@class='formula-row']")
    assert [row.get("data-plain") for row in rows] == [f"P = {plain(expr)}", f"= {plain(expr)}"]
    names = re.findall(r"[^\W\d]", "".join(rows[1].itertext()))
    assert len(names) == len(re.findall(r"[^\W\d]", "".join(_read(mathml(expr)).itertext())))


def test_text_from_outside_stays_text() -> None:
    html = mathml_chain('<script>"&', [FILTERS])
    assert "<script>" not in html
    assert _read(html).findall("div")[0].get("data-plain", "").startswith('<script>"& = ')


def test_a_sum_has_its_limits_below_and_above() -> None:
    sign, low, high = _read(mathml(WIDER)).iter("munderover").__next__()
    assert (sign.text, "".join(low.itertext()), "".join(high.itertext())) == ("∑", "i=0", "n−1")


def test_runs_break_between_signs_only() -> None:
    html = mathml_chain(None, [FILTERS, WINDOW])
    assert html.count("<wbr>") == 5
    assert html.count("<mfrac>") == 1


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium on this machine")
    switches = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
    switches += ["--disable-background-networking", "--disable-component-update"]
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=chromium, args=switches)
        yield opened
        opened.close()


@pytest.mark.parametrize("width", [320, 500, 800, 1200])
def test_nothing_scrolls_sideways(browser: Any, width: int) -> None:
    chains = "".join(mathml_chain(*chain) for chain in NASTY.values())
    style = f"{font_face_css()}{CSS.read_text(encoding='utf-8')}body{{font:16px 'STIX Two Text';margin:16px}}"
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.set_content(f"<!doctype html><meta charset=utf-8><title>t</title><style>{style}</style>{chains}")
    page.evaluate("document.fonts.ready")
    root = "document.scrollingElement"
    assert page.evaluate(f"{root}.scrollWidth <= {root}.clientWidth")
    edges = "[...document.querySelectorAll('math')].map(run => run.getBoundingClientRect().right)"
    furthest = page.evaluate(f"Math.max(...{edges})")
    page.close()
    assert furthest <= width
