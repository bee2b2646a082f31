"""Chapters and extensions: what they derive from the network at hand, what they assume, and what they refuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from symcount import *
from symcount.reporting.book import document
from symcount.reporting.document import Document, Paragraph, Points, Section, Table
from symcount.reporting.plan import Plan, requests
from symcount.reporting.rendering import prove_document

c, k, f = sizes("c k f")
NET = Sequential({"CONV": Conv2d(k, kernel_size=f), "FLAT": Flatten(), "FC": Linear(10)}, input=(c, 32, 32))
NUMBERS = {c: 3, k: 32, f: 3}


def _told(chapters: object = (), extensions: object = (), **plan: object) -> Document:
    made = Plan("Net", NET, chapters=requests(chapters), extensions=requests(extensions), **plan)  # type: ignore[arg-type]
    found = document(made)
    prove_document(found)
    return found


def _last_lines(told: Document) -> dict[object, str]:
    return {step.left: str(step.lines[-1].expr) for step in told.every_step()}


def _texts(section: Section) -> list[str]:
    points = [text for block in section.blocks if isinstance(block, Points) for text in block.items]
    return points + [block.text for block in section.blocks if isinstance(block, Paragraph)]


def test_bottleneck_says_what_it_assumes_and_cancels_what_cancels() -> None:
    told = _told({"bottleneck": {"layer": "CONV", "reduce": "4"}}, numbers={f: 3})
    assert "Assumed: 4 divides k: the filters inside the bottleneck are a whole number." in _texts(told.sections[0])
    told = _told({"bottleneck": {"layer": "CONV", "reduce": "4"}}, numbers=NUMBERS)
    assert not any("Assumed" in text for text in _texts(told.sections[0]))


def test_ratio_of_a_separable_convolution_comes_out_of_the_algebra() -> None:
    told = _told({"depthwise-separable": "CONV"})
    assert _last_lines(told)["Separable over standard"] == "1/k + 1/f**2"


def test_ratio_of_weight_sharing_is_cancelled() -> None:
    net = Sequential({"CONV": Conv2d(k, kernel_size=3, padding=1)}, input=(1, 28, 28))
    told = document(Plan("Net", net, chapters=requests({"weight-sharing": "CONV"})))
    prove_document(told)
    assert _last_lines(told)["Ratio"] == "61544"


def test_weight_sharing_compares_like_with_like() -> None:
    net = Sequential({"CONV": Conv2d(4, kernel_size=3, bias=False)}, input=(2, 8, 8))
    told = document(Plan("Net", net, chapters=requests({"weight-sharing": "CONV"})))
    assert _last_lines(told)["Fully connected"] == str(2 * 8 * 8 * 4 * 6 * 6)


def test_sizes_are_told() -> None:
    told = _told("summary", numbers={c: 3})
    assert "Sizes: c = 3, k has no number, f has no number." in _texts(told.sections[0])


def test_a_chapter_of_its_own_keywords_in_python(tmp_path: Path) -> None:
    report(NET, tmp_path / "net.md", chapters=["summary", {"bottleneck": "CONV"}], extensions={"optimizer": "Adam"})
    text = (tmp_path / "net.md").read_text(encoding="utf-8")
    assert "CONV as a bottleneck" in text
    assert "What training keeps" in text


WRONG = {
    "unknown chapter": ({"chapters": "sumary"}, "unknown chapter 'sumary'; did you mean summary?"),
    "twice": ({"chapters": ["summary", "summary"]}, "a chapter is asked for twice: summary"),
    "none": ({"chapters": ()}, "chapters: expected at least one chapter"),
    "not a convolution": (
        {"chapters": {"bottleneck": "FC"}}, "bottleneck: there is no convolution 'FC'; known: CONV",
    ),
    "does not divide": (
        {"chapters": {"bottleneck": {"layer": "CONV", "reduce": "5"}}, "numbers": NUMBERS},
        "bottleneck: 5 does not divide the 32 filters of CONV",
    ),
    "unknown extension": ({"extensions": "batchnrm"}, "batchnrm: unknown extension 'batchnrm'; did you mean batchnorm?"),
    "nesterov": (
        {"extensions": {"optimizer": "SGD(nesterov=True)"}}, "optimizer: SGD: nesterov needs a momentum above 0",
    ),
    "form": ({"form": "per-unit"}, "form is one of per-filter, weights-plus-biases, got per-unit"),
    "layout": ({"layout": "last"}, "layout is one of channels_first, channels_last, got last"),
    "about": ({"about": 3}, "about is a text, got 3"),
    "not a chapter": ({"chapters": [3]}, "expected the name of a chapter or an extension, got 3"),
    "budget": (
        {"chapters": "memory", "budget": "3", "numbers": NUMBERS},
        "memory: memory is a number and a unit such as '256 KiB', got '3'",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("asked", "line"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_gets_one_line(asked: dict[str, object], line: str) -> None:
    with pytest.raises(InputError) as told:
        _told(**asked)  # type: ignore[arg-type]
    assert str(told.value) == line


DEEP = Sequential(
    *((f"stage{n}", Sequential(Conv2d(2**n, kernel_size=3, padding=1), BatchNorm2d(), ReLU())) for n in range(2, 6)),
    *((f"more{n}", Sequential(Conv2d(n * k, kernel_size=1), BatchNorm2d())) for n in range(2, 14)),
    ("head", Sequential(GlobalAvgPool2d(), Linear(10))),
    input=(3, 8, 8),
)


def test_a_deep_network_tells_each_formula_once_and_every_layer_in_a_table() -> None:
    told = document(Plan("Deep", DEEP, {k: 5}, chapters=requests("parameters")))
    prove_document(told)
    tables = [block for one in told.every_section() for block in one.blocks if isinstance(block, Table)]
    heads = [[column.title for column in table.columns] for table in tables]
    assert heads == [["Layer", "k_layer", "f", "c", "Parameters"], ["Layer", "c", "Parameters"]]
    counts = {str(row[0]): row[-1] for table in tables for row in table.rows}
    assert counts == {
        path: count for path, count in params(DEEP).at(k=5).by_layer().items() if count and path != "head.1"
    }
    assert _last_lines(told)["Parameters in all"] == str(int(params(DEEP).at(k=5)))
    assert len(list(told.every_step())) < 40  # thirty layers with two to four steps each are a hundred
