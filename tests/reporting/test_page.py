"""The HTML page: one file, well-formed, closed to the network, with every text as text."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

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


# What a template of the user's does, and what is said of it behind its name.
WRONG_TEMPLATES = {
    "{{ documnet }}": "line 1: 'documnet' is undefined",
    "\n{{ document.titel }}": "line 2: 'symcount.reporting.document.Document object' has no attribute 'titel'",
    "{{ document.__class__.__mro__ }}": "line 1: access to attribute '__class__' of 'Document' object is unsafe.",
    "{{ cycler.__init__.__globals__ }}": "line 1: access to attribute '__init__' of 'type' object is unsafe.",
    "{{ '{0.__class__}'.format(1) }}": "line 1: access to attribute '__class__' of 'int' object is unsafe.",
    "{% include '../../etc/passwd' %}": "line 1: ../../etc/passwd",
    "{% for x %}": "line 1: expected token 'in'",
    "{{ 1 / 0 }}": "line 1: division by zero",
    "{{ 1 + 'a' }}": "line 1: unsupported operand",
    "{% for i in range(10**9) %}{% endfor %}": "line 1: Range too big.",
    "{% include 'html/footer.html.jinja' %}": "line 1: maximum recursion depth exceeded",
}


@pytest.mark.parametrize("text", WRONG_TEMPLATES)
def test_wrong_templates_are_told_in_one_line(text: str, tmp_path: Path) -> None:
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "footer.html.jinja").write_text(text)
    with pytest.raises(InputError) as told:
        html(handmade(), tmp_path)
    assert str(told.value).startswith(f"html/footer.html.jinja: {WRONG_TEMPLATES[text]}")
    assert str(told.value).isprintable()


def test_a_template_or_a_style_that_is_not_text(tmp_path: Path) -> None:
    (tmp_path / "html").mkdir()
    for name in ("footer.html.jinja", "custom.css"):
        (tmp_path / "html" / name).write_bytes(b"\xff\xfe")
        with pytest.raises(InputError, match=f"html/{name}: not UTF-8 text"):
            html(handmade(), tmp_path)
        (tmp_path / "html" / name).unlink()


def test_an_error_of_our_own_templates_is_not_blamed_on_the_user(tmp_path: Path) -> None:
    with pytest.raises(AttributeError):
        html(replace(handmade(), sections=(1,)), tmp_path)  # type: ignore[arg-type]


def test_a_template_folder_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"the template folder .* does not exist"):
        html(handmade(), tmp_path / "none")


def test_our_templates_are_described() -> None:
    readme = (template_folder() / "README.md").read_text(encoding="utf-8")
    for folder in ("html", "pdf", "latex", "markdown", "interactive"):
        for file in (template_folder() / folder).iterdir():
            assert file.name in readme, f"{folder}/{file.name} is not in templates/README.md"
