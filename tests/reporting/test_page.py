"""The HTML page: one file, well-formed, closed to the network, with every text as text."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError

from reporting.samples import handmade, nasty
from symcount.core.errors import InputError
from symcount.reporting.rendering.environment import template_folder
from symcount.reporting.rendering.html import fragment, html
from symcount.reporting.rendering.pdf import printed_page

VOID = {"meta", "img", "br", "wbr", "link", "input"}
ADDRESSES = {"href", "src", "srcset", "action", "data", "poster", "background", "xlink:href"}


class Outline(HTMLParser):
    """Tags that close in order, every address, every id, every heading."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ADDRESSES]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        assert not [name for name, _ in attrs if name.startswith("on")]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("document", [handmade(), nasty()], ids=["handmade", "nasty"])
def test_page_is_whole_and_needs_nothing_else(document: object) -> None:
    text = html(document)  # type: ignore[arg-type]
    page = Outline(text)
    assert page.open == []
    assert all(address.startswith(("#", "data:")) for address in page.addresses)
    assert {address[1:] for address in page.addresses if address.startswith("#")} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert page.tags.count("script") == 1
    assert page.tags.count("h1") == page.tags.count("main") == page.tags.count("nav") == 1
    assert not re.search(r"url\((?![\"']?data:)", text)
    assert "@import" not in text


def test_policy_allows_the_one_script() -> None:
    text = html(handmade())
    script = re.search(r"<script>(.*?)</script>", text, re.DOTALL)
    assert script is not None
    digest = b64encode(sha256(script[1].encode()).digest()).decode()
    assert f"script-src &#39;sha256-{digest}&#39;" in text
    assert "default-src &#39;none&#39;" in text


def test_texts_stay_texts() -> None:
    for text in (html(nasty()), fragment(nasty()), printed_page(nasty())):
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
        assert "{{7*7}}" in text
        assert "\u202e" not in text
        assert "\x07" not in text


def test_language_and_numbers() -> None:
    text = html(replace(handmade(), lang="de"))
    assert '<html lang="de">' in text
    assert "1,000,208" in text
    assert ">100.0\u00a0%<" in text


def test_one_file_is_overridden(tmp_path: Path) -> None:
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "footer.html.jinja").write_text("<p>Course 7: {{ document.title }}</p>")
    text = html(replace(handmade(), title="a<b"), tmp_path)
    assert "<p>Course 7: a&lt;b</p>" in text
    assert "skip" in text
    assert "Course 7" in printed_page(handmade(), tmp_path)


def test_unknown_names_in_templates_raise(tmp_path: Path) -> None:
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "footer.html.jinja").write_text("{{ documnet }}")
    with pytest.raises(UndefinedError, match="documnet"):
        html(handmade(), tmp_path)


def test_templates_run_in_a_sandbox(tmp_path: Path) -> None:
    (tmp_path / "html").mkdir()
    footer = tmp_path / "html" / "footer.html.jinja"
    footer.write_text("{{ document.__class__.__mro__ }}")
    with pytest.raises(SecurityError):
        html(handmade(), tmp_path)
    footer.write_text("{% for x %}")
    with pytest.raises(InputError, match=r"footer\.html\.jinja: line 1"):
        html(handmade(), tmp_path)
    with pytest.raises(InputError, match=r"the template folder .* does not exist"):
        html(handmade(), tmp_path / "none")


def test_our_templates_are_described() -> None:
    readme = (template_folder() / "README.md").read_text(encoding="utf-8")
    for folder in ("html", "pdf", "latex", "markdown"):
        for file in (template_folder() / folder).iterdir():
            assert file.name in readme, f"{folder}/{file.name} is not in templates/README.md"
