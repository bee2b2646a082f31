"""The page in a real browser: nothing scrolls sideways, nothing is refused, copies are plain lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reporting.samples import handmade, nasty
from symcount.reporting.rendering.html import html


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    made = {"handmade": folder / "handmade.html", "nasty": folder / "nasty.html"}
    made["handmade"].write_text(html(handmade()), encoding="utf-8")
    made["nasty"].write_text(html(nasty()), encoding="utf-8")
    return made


@pytest.mark.parametrize("width", [500, 800, 1200])
@pytest.mark.parametrize("name", ["handmade", "nasty"])
def test_nothing_scrolls_sideways(browser: Any, files: dict[str, Path], name: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(files[name].as_uri())
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    over = page.evaluate(
        "[...document.querySelectorAll('.formula-row *')].filter(e => !e.closest('.table') && e.getBoundingClientRect().right > innerWidth).length"
    )
    page.close()
    assert wide <= 0
    assert over == 0
    assert said == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def test_copied_formulas_are_plain_lines(browser: Any, files: dict[str, Path]) -> None:
    page = browser.new_page()
    page.goto(files["handmade"].as_uri())
    copied = page.evaluate(
        """() => {
            getSelection().selectAllChildren(document.querySelector(".step"));
            const event = new ClipboardEvent("copy", {clipboardData: new DataTransfer(), bubbles: true, cancelable: true});
            document.dispatchEvent(event);
            return event.clipboardData.getData("text/plain");
        }"""
    )
    page.close()
    lines = [line.strip() for line in copied.splitlines() if line.strip()]
    assert lines[:4] == ["Weights", "k*(f*f + 1)", "= 8*26", "= 208"]


def test_dark_pages_are_dark(browser: Any, files: dict[str, Path]) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(files["handmade"].as_uri())
    red = page.evaluate("getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/)[0]")
    bar = page.evaluate("getComputedStyle(document.querySelector('.chart text')).fill.match(/\\d+/)[0]")
    page.close()
    assert int(red) < 60
    assert int(bar) > 180
