"""Every rendering of one small document, letter for letter."""

from __future__ import annotations

import re
from collections.abc import Callable

from reporting.samples import handmade
from symcount.reporting.rendering.html import fragment, html
from symcount.reporting.rendering.latex import latex
from symcount.reporting.rendering.markdown import markdown
from symcount.reporting.rendering.terminal import terminal

Golden = Callable[[str, str], None]


def test_terminal(golden: Golden) -> None:
    golden("handmade.txt", terminal(handmade(), width=72))


def test_narrow_terminal(golden: Golden) -> None:
    golden("handmade-narrow.txt", terminal(handmade(), width=32))


def test_markdown(golden: Golden) -> None:
    golden("handmade.md", markdown(handmade()))


def test_latex(golden: Golden) -> None:
    golden("handmade.tex", latex(handmade()))


def test_html(golden: Golden) -> None:
    golden("handmade.html", re.sub(r"base64,[A-Za-z0-9+/=]{200,}", "base64,…", html(handmade())))


def test_notebook(golden: Golden) -> None:
    golden("handmade-notebook.html", fragment(handmade()))
