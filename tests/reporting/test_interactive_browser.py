"""The interactive page from end to end in a real browser: what a person changes, sees, keeps and prints."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from symcount.cli import main
from symcount.counts import macs, params
from symcount.networks.zoo.known import architecture, zoo

SPEC = """\
name: A small network
sizes: {k: 8, f: 5, n: 2}
input: [c, 32, 32]
layers:
  - CONV1: Conv2d(k, kernel_size=f)
  - CONV2: Conv2d(k, kernel_size=3, groups=n)
  - POOL: MaxPool2d(2)
  - FLAT: Flatten
  - REST:
      Repeat: {times: n, layers: [{FC: Linear(40)}]}
"""


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("interactive")
    (folder / "net.yaml").write_text(SPEC, encoding="utf-8")
    assert main(["report", str(folder / "net.yaml"), "-o", str(folder / "net.html"), "--interactive"]) == 0
    return folder / "net.html"


@pytest.fixture
def page(browser: Any, page_file: Path) -> Iterator[Any]:
    opened = browser.new_page(viewport={"width": 1200, "height": 900})
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda wrong: said.append(str(wrong)))
    opened.on(
        "request", lambda request: said.append(request.url) if not request.url.startswith(("file:", "data:")) else None
    )
    opened.goto(page_file.as_uri())
    yield opened
    opened.close()
    assert said == []  # no error, nothing refused by the policy, nothing asked of any network


def parameters(c: int, k: int, f: int, n: int) -> int:
    """Counted by hand, from the shapes of the weights."""
    flat = k * ((32 - f + 1 - 2) // 2) ** 2
    return k * c * f * f + k + k * (k // n) * 9 + k + (flat * 40 + 40) + (n - 1) * (40 * 40 + 40)


def totals(page: Any, letter: str = "a") -> list[str]:
    return list(page.locator(f".figures .now-{letter}").all_inner_texts())


def field(page: Any, size: str, letter: str = "A") -> Any:
    return page.get_by_label(f"{size}, {letter}", exact=True)


def test_a_typed_number_changes_everything_that_follows(page: Any) -> None:
    assert totals(page)[0] == f"{parameters(3, 8, 5, 2):,}"
    field(page, "k").fill("1,000")
    assert totals(page)[0] == f"{parameters(3, 1000, 5, 2):,}"
    rows = page.locator("#layer-table tbody tr:first-child")
    assert rows.nth(0).inner_text().split() == ["CONV1", "Conv2d", "1", "(1,000,", "28,", "28)", "76,000", "0.7", "%",
                                                "58,800,000", "784,000"]  # fmt: skip
    assert "1,000" in page.locator("[data-letter=a]").first.inner_text()
    assert (
        page.locator("#share-chart svg")
        .get_attribute("aria-label")
        .startswith("Parameters: CONV1 76,000; CONV2 4,501,000")
    )
    assert f"{parameters(3, 1000, 5, 2):,}" in page.locator("#growth-table").inner_text()


def test_numbers_are_exact_far_beyond_floating_point(page: Any) -> None:
    many = 10**15 + 2
    field(page, "k").fill(str(many))
    assert totals(page)[0] == f"{parameters(3, many, 5, 2):,}"


def test_sliders_and_keys_change_sizes(page: Any) -> None:
    page.get_by_label("f, A, slider").focus()
    page.keyboard.press("ArrowRight")
    assert totals(page)[0] == f"{parameters(3, 8, 6, 2):,}"
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert field(page, "f").input_value() == "4"
    assert totals(page)[0] == f"{parameters(3, 8, 4, 2):,}"
    field(page, "k").focus()
    page.keyboard.press("PageUp")
    assert totals(page)[0] == f"{parameters(3, 16, 4, 2):,}"
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    assert totals(page)[0] == f"{parameters(3, 4, 4, 2):,}"
    assert field(page, "k").get_attribute("aria-valuenow") == "4"


def test_what_does_not_fit_is_said_at_the_field_and_goes_away(page: Any) -> None:
    field(page, "n").fill("3")
    assert totals(page) == ["–", "–", "–"]
    wrong = page.locator("#" + str(field(page, "n").get_attribute("aria-describedby")))
    assert wrong.inner_text() == "CONV2: 3 does not divide 8: every group takes an equal share of the input channels."
    assert field(page, "n").get_attribute("aria-invalid") == "true"
    assert field(page, "k").get_attribute("aria-invalid") == "true"
    assert field(page, "f").get_attribute("aria-invalid") == "false"
    field(page, "k").fill("9")
    assert wrong.inner_text() == ""
    assert totals(page)[0] == f"{parameters(3, 9, 5, 3):,}"
    field(page, "f").fill("33")
    assert "33" in page.locator(".wrong", has_text="CONV1").inner_text()
    assert "NaN" not in page.inner_text("body")


@pytest.mark.parametrize("text", ["0", "-3", "2.5", "abc", "", "1e9", "9" * 31])
def test_what_is_no_size_is_said_and_changes_nothing(page: Any, text: str) -> None:
    before = totals(page)
    field(page, "k").fill(text)
    assert "k is a whole number of at least 1 with at most 30 digits; it stays 8." in page.inner_text("body")
    assert totals(page) == before
    field(page, "k").blur()
    assert field(page, "k").input_value() == "8"
    assert "it stays" not in page.inner_text("body")


def test_two_sets_of_numbers_stand_side_by_side_and_a_link_opens_them_again(page: Any, browser: Any) -> None:
    assert page.locator("#sides").is_hidden()
    page.get_by_label("Compare with other numbers, B").check()
    field(page, "k", "B").fill("16")
    a, b = parameters(3, 8, 5, 2), parameters(3, 16, 5, 2)
    assert (totals(page)[0], totals(page, "b")[0]) == (f"{a:,}", f"{b:,}")
    cells = page.locator("#total-table tbody tr").first.locator("td").all_inner_texts()
    assert cells[:3] == [f"{a:,}", f"{b:,}", f"{b - a:,}"]
    assert cells[3].endswith(f"≈ {b / a:.5f}"[:7])
    page.wait_for_function("location.hash.includes('|')")
    assert page.url.endswith("#c=3&k=8&f=5&n=2|c=3&k=16&f=5&n=2")
    again = browser.new_page()
    again.goto(page.url)
    assert (totals(again)[0], totals(again, "b")[0]) == (f"{a:,}", f"{b:,}")
    assert again.get_by_label("Compare with other numbers, B").is_checked()
    again.get_by_role("button", name="Swap A and B").click()
    assert (totals(again)[0], totals(again, "b")[0]) == (f"{b:,}", f"{a:,}")
    again.get_by_role("button", name="Set B to A").click()
    assert totals(again, "b")[0] == f"{b:,}"
    again.get_by_role("button", name="Reset").click()
    assert totals(again)[0] == f"{a:,}"
    assert again.locator("#sides").is_hidden()
    again.close()


def test_a_link_that_names_something_else_says_so(browser: Any, page_file: Path) -> None:
    page = browser.new_page()
    page.goto(page_file.as_uri() + "#k=16&q=3&f=<b>")
    said = page.inner_text("#messages")
    assert "The address names q, which is no size of this network." in said
    assert "The address gives f no whole number of at least 1" in said
    assert totals(page)[0] == f"{parameters(3, 16, 5, 2):,}"
    page.close()


def test_the_growth_of_another_size_is_drawn_with_its_table(page: Any) -> None:
    page.get_by_label("With the size").select_option(label="f")
    page.get_by_label("Shown").select_option(label="Multiply-accumulates")
    rows = page.locator("#growth-table tbody tr").all_inner_texts()
    assert [row.split("\t")[0] for row in rows] == ["1", "2", "5", "10", "20", "40", "80", "160", "320"]
    assert rows[-1].split("\t")[1] == "does not fit"
    drawn = page.locator("#growth-chart svg")
    assert drawn.get_attribute("role") == "img"
    assert drawn.locator(".axis-name").all_text_contents() == ["Multiply-accumulates", "f"]


def test_every_field_and_drawing_has_a_name(page: Any) -> None:
    page.get_by_label("Compare with other numbers, B").check()
    nameless = page.evaluate(
        """() => [...document.querySelectorAll("input, select, button, svg[role=img], [role=region]")]
            .filter((e) => !(e.getAttribute("aria-label") || (e.labels && e.labels.length) || e.textContent.trim())).length"""
    )
    assert nameless == 0
    assert page.evaluate("[...document.querySelectorAll('th')].every((head) => head.hasAttribute('scope'))")


@pytest.mark.parametrize("width", [360, 800, 1300])
def test_nothing_scrolls_sideways(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.get_by_label("Compare with other numbers, B").check()
    for number in ("8", "123456789012345678901234567890"):
        field(page, "k", "B").fill(number)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_b_is_told_from_a_without_colour(page: Any) -> None:
    page.get_by_label("Compare with other numbers, B").check()
    assert page.evaluate("getComputedStyle(document.querySelector('.hatched')).fill").startswith("url(")
    assert page.evaluate("getComputedStyle(document.querySelector('.curve.dashed')).strokeDasharray") != "none"


def test_it_prints_its_numbers_and_no_buttons(page: Any, tmp_path: Path) -> None:
    field(page, "k").fill("10")
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    text = " ".join(one.extract_text() for one in PdfReader(tmp_path / "page.pdf").pages)
    assert f"{parameters(3, 10, 5, 2):,}" in text
    assert "Reset" not in text
    assert "Page Down" not in text


def test_without_its_script_it_shows_the_first_numbers(browser: Any, page_file: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(page_file.as_uri())
    assert totals(page)[0] == f"{parameters(3, 8, 5, 2):,}"
    assert "Without its script" in page.inner_text("main")
    assert page.locator(".slider").first.is_hidden()
    context.close()


@pytest.mark.parametrize(("name", "size", "number"), [("resnet50", "w", 96), ("gpt2", "L", 10**6)])
def test_pages_of_whole_architectures_are_small_and_follow_their_sizes(
    browser: Any, tmp_path: Path, name: str, size: str, number: int
) -> None:
    assert main(["report", f"zoo:{name}", "-o", str(tmp_path / "net.html"), "--interactive"]) == 0
    assert (tmp_path / "net.html").stat().st_size < 1_000_000
    page = browser.new_page()
    page.goto((tmp_path / "net.html").as_uri())
    field(page, size).fill(str(number))
    net = zoo(name, **{size: number})
    count = int(params(net, convention=architecture(name).conventions))
    assert totals(page)[:2] == [f"{count:,}", f"{int(macs(net)):,}"]
    page.close()
