"""The gallery is what the command renders today, and says every number that its documents publish."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gallery import CASES, FOLDER, endings, index, render

REPORTS = [(case, report, ending) for case, reports in CASES.items() for report in reports for ending in endings(case)]


@pytest.mark.parametrize(("case", "report", "ending"), REPORTS)
def test_rendered_today(case: str, report: str, ending: str, tmp_path: Path) -> None:
    kept = FOLDER / case / f"{report}{ending}"
    fresh = render(case, report, ending, tmp_path)
    if ending == ".pdf":  # native libraries of another version may lay out other bytes, never other words
        assert _words(fresh) == _words(kept)
    else:
        assert fresh.read_text(encoding="utf-8") == kept.read_text(encoding="utf-8")


def test_index() -> None:
    assert (FOLDER / "README.md").read_text(encoding="utf-8") == index()


def test_every_case_has_a_folder() -> None:
    assert {path.name for path in FOLDER.iterdir() if path.is_dir()} == set(CASES)


PUBLISHED = {
    ("qa-book-ch11", "qa-book-ch11"): (
        380, 552, 24704, 1290, 932, 25994, 26926, 26, 76, 18, 53852, 80778, 107704, 10, 24, 256, 290, 27216, 192,
    ),
    ("coursera-lenet-variant", "coursera-lenet-variant"): (
        3072, 6272, 608, 1568, 1600, 3216, 400, 48120, 10164, 850, 62958, 208, 416, 48001, 10081, 841,
    ),
    ("conv-guide", "conv-guide"): (896, 280),
    ("keras-course", "keras-course"): (7850, 110, 33, 7993, 100, 910, 23523, 24533, 7840),
}  # fmt: skip


@pytest.mark.parametrize(("case", "report"), PUBLISHED)
def test_published_numbers_stand_on_the_page(case: str, report: str) -> None:
    text = (FOLDER / case / f"{report}.md").read_text(encoding="utf-8")
    numbers = {int(found.replace(",", "")) for found in re.findall(r"(?<![\d,.])\d{1,3}(?:,\d{3})+|\d+", text)}
    assert numbers.issuperset(PUBLISHED[case, report])


def _words(pdf: Path) -> list[list[str]]:
    pdfplumber = pytest.importorskip("pdfplumber", reason="pdfplumber reads the words of a PDF")
    with pdfplumber.open(pdf) as opened:
        return [[word["text"] for word in page.extract_words()] for page in opened.pages]
