"""Text renderings: nothing wider than asked, nothing read as markup, nothing hidden."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from reporting.samples import EVIL, handmade, nasty, small
from symcount.notation.pretty import pretty
from symcount.reporting.document import Document
from symcount.reporting.rendering.latex import latex
from symcount.reporting.rendering.markdown import escaped, markdown
from symcount.reporting.rendering.plain_lines import breadth
from symcount.reporting.rendering.terminal import terminal
from symcount.reporting.rendering.wording import grouped, legible, percent, shortened

DOCUMENTS = {"handmade": handmade, "small": small, "nasty": nasty}


@pytest.mark.parametrize("width", [32, 60, 80, 132])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_line_is_wider_than_the_terminal(name: str, width: int) -> None:
    lines = terminal(DOCUMENTS[name](), width=width).splitlines()
    assert max(map(breadth, lines)) <= width


@pytest.mark.parametrize("name", DOCUMENTS)
def test_wrapped_lines_are_the_proven_lines(name: str) -> None:
    document = DOCUMENTS[name]()
    shown = re.sub(r"\s+", "", terminal(document, width=70))
    for step in document.every_step():
        for line in step.lines:
            assert "=" + re.sub(r"\s+", "", pretty(line.expr)) in shown


def test_colours_only_when_asked() -> None:
    assert "\x1b" not in terminal(nasty(), width=80)
    coloured = terminal(handmade(), width=80, colour=True)
    assert re.sub(r"\x1b\[\d+m", "", coloured) == terminal(handmade(), width=80)


def test_equals_signs_stand_in_one_column() -> None:
    lines = terminal(small(), width=90).splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith("Weights of one filter"))
    assert {line.index("=") for line in lines[first : first + 3]} == {len("Weights of one filter ")}


def titled(title: str) -> Document:
    return replace(handmade(), title=title)


def test_markdown_shows_code_as_text() -> None:
    text = markdown(nasty())
    assert "<script" not in text.replace("\\<script", "")
    assert "{{7\\*7}}" in text
    assert "49" not in markdown(titled("{{7*7}} {% raw %} ${7*7}")).split("\n")[0]
    assert escaped("- x") == "\\- x"
    assert escaped("12. x") == "12\\. x"
    assert escaped("3.7 %") == "3.7 %"


def test_latex_shows_code_as_text() -> None:
    text = latex(nasty())
    assert "\\input{x}" not in text
    assert r"\textbackslash{}input\{x\}" in text
    assert "49" not in latex(titled("<< 7*7 >> <% raw %>")).split("\\tableofcontents")[0]


def test_nothing_invisible_is_left() -> None:
    assert legible("a\u202eb\x07c\nd") == "a\\u202eb\\u0007c d"
    assert legible("8\u00a0MB é 漢") == "8\u00a0MB é 漢"
    for text in (terminal(nasty(), width=80), markdown(nasty()), latex(nasty())):
        assert "\u202e" not in text
        assert "\x07" not in text
    assert "\u202e" in EVIL


def test_wording() -> None:
    assert grouped(-1234567) == "−1,234,567"
    assert percent(963) == "96.3\u00a0%"
    assert percent(0) == "0.0\u00a0%"
    assert shortened("encoder.block.weight", 11) == "encod…eight"
    assert len(shortened("x" * 99, 12)) == 12
    assert shortened("short", 12) == "short"
