"""The PDF: tagged, described, the same bytes in each run, and nothing over a margin."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest

weasyprint = pytest.importorskip(
    "weasyprint", reason="WeasyPrint or its native libraries are missing", exc_type=OSError
)
pdfplumber = pytest.importorskip("pdfplumber")
pypdf = pytest.importorskip("pypdf")

from reporting.samples import EVIL, SPEC, handmade, nasty  # noqa: E402
from symcount.core.errors import InputError  # noqa: E402
from symcount.core.expression import Size  # noqa: E402
from symcount.layers import Conv2d, Flatten, Linear  # noqa: E402
from symcount.networks.composite import Sequential  # noqa: E402
from symcount.reporting.book import document  # noqa: E402
from symcount.reporting.plan import Plan, Request  # noqa: E402
from symcount.reporting.rendering.environment import template_folder  # noqa: E402
from symcount.reporting.rendering.fetching import Fetcher  # noqa: E402
from symcount.reporting.rendering.pdf import pdf  # noqa: E402

POINTS = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = 25 * POINTS, (210 - 25) * POINTS, 10 * POINTS, 287 * POINTS


class Complaints(logging.Handler):
    """Whatever WeasyPrint complains of is an error here."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(record.getMessage()[-200:])


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    complaints, logger = Complaints(), logging.getLogger("weasyprint")
    logger.addHandler(complaints)
    documents = {"handmade": pdf(handmade()), "nasty": pdf(nasty())}
    logger.removeHandler(complaints)
    assert complaints.told == []
    return documents


def read(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


def test_words_and_numbers_can_be_searched(made: dict[str, bytes]) -> None:
    text = "\n".join(page.extract_text() for page in read(made["handmade"]).pages)
    for piece in ("A handmade report", "1,000,208", "208", "number of filters", "page 1 of", "100.0", "Weights"):
        assert piece in text


def test_it_is_tagged_and_described(made: dict[str, bytes]) -> None:
    reader = read(made["handmade"])
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == "en"
    assert reader.metadata is not None
    assert reader.metadata.title == "A handmade report"
    assert reader.metadata.author == "symcount"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_sections_are_bookmarks(made: dict[str, bytes]) -> None:
    titles = [entry["/Title"] for entry in read(made["handmade"]).outline if not isinstance(entry, list)]
    assert [title.split(maxsplit=1)[-1] for title in titles] == ["One layer", "All of them", "References"]


def test_formulas_and_charts_are_spoken(made: dict[str, bytes]) -> None:
    root = read(made["handmade"]).trailer["/Root"]
    spoken = list(alternatives(root["/StructTreeRoot"], set()))
    assert any("k times" in words for words in spoken)
    assert any(words.startswith("Bar chart: Shares. CONV1 0.0") for words in spoken)


def alternatives(node: object, seen: set[int]) -> Iterator[str]:
    """Every alternative text of the tree of tags."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, list):
        for kid in node:
            yield from alternatives(kid, seen)
    elif isinstance(node, dict):
        if "/Alt" in node:
            yield str(node["/Alt"])
        if "/K" in node:
            yield from alternatives(node["/K"], seen)


def test_sources_are_attached(made: dict[str, bytes]) -> None:
    assert read(made["handmade"]).attachments == {"spec.yaml": [SPEC]}
    assert list(read(made["nasty"]).attachments) == ["x \\u202e.yaml"]


def test_two_runs_give_the_same_bytes(made: dict[str, bytes]) -> None:
    assert pdf(handmade()) == made["handmade"]


@pytest.mark.parametrize("name", ["handmade", "nasty"])
def test_nothing_runs_over_the_margin(made: dict[str, bytes], name: str) -> None:
    assert_within_the_margins(made[name])


def assert_within_the_margins(content: bytes) -> None:
    with pdfplumber.open(io.BytesIO(content)) as paper:
        for page in paper.pages:
            ink = [*page.chars, *page.rects, *page.lines]
            outside = [one for one in ink if one["x0"] < LEFT - 1 or one["x1"] > RIGHT + 1]
            assert [(one.get("text"), one["x0"], one["x1"]) for one in outside] == []
            beyond = [one for one in ink if one["top"] < TOP or one["bottom"] > BOTTOM]
            assert [(one.get("text"), one["top"]) for one in beyond] == []


def test_title_is_shown_as_it_is(made: dict[str, bytes]) -> None:
    metadata = read(made["nasty"]).metadata
    assert metadata is not None
    assert metadata.title == EVIL.replace("\u202e", "\\u202e").replace("\x07", "\\u0007")


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "FILE:///etc/passwd", "http://example.com/x.png", "https://example.com/x", "ftp://example.com/x",
     "//host/share/x.png", "\\\\host\\share\\x.png", "template:../pyproject.toml", "template:/etc/passwd", "template:", "x.png"],
)  # fmt: skip
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(InputError):
        Fetcher([template_folder()]).fetch(url)


def test_our_addresses_are_served() -> None:
    fetcher = Fetcher([template_folder()])
    assert fetcher.fetch("data:text/plain,hello").read() == b"hello"
    assert fetcher.fetch("template:pdf/print.css").read() == (template_folder() / "pdf" / "print.css").read_bytes()


@pytest.mark.parametrize("url", ["http://example.com/logo.png", "file:///etc/passwd"])
def test_a_template_that_reaches_out_is_told_so(tmp_path: object, url: str) -> None:
    folder = tmp_path / "html"  # type: ignore[operator]
    folder.mkdir()
    (folder / "footer.html.jinja").write_text(f'<img src="{url}" alt="logo">')
    with pytest.raises(InputError, match=r"data: and template: addresses only"):
        pdf(handmade(), tmp_path)  # type: ignore[arg-type]


def test_tables_full_of_formulas_stay_within_the_margin() -> None:
    k = Size("k")
    net = Sequential(Conv2d(k, kernel_size=3), Conv2d(2 * k, kernel_size=3), Flatten(), Linear(10), input=(1, 28, 28))
    asked = tuple(Request("optimizer", name) for name in ("SGD", "SGD(momentum=0.9)", "Adam"))
    assert_within_the_margins(pdf(document(Plan("Symbols", net, chapters=(), extensions=asked))))
