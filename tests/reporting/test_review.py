"""The design review: every chart with its table and its words, the numbers in its tables, and its files whole or none."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest

from symcount import *
from symcount.cli import main
from symcount.counting.quantities import FLOPS, PARAMS
from symcount.design_review import reviewed
from symcount.networks.rows import sizes_of
from symcount.reporting.document import Document, Section, Table
from symcount.reporting.drawings import Bars, Curves, Plot
from symcount.reporting.plan import Plan
from symcount.reporting.rendering import beside
from symcount.reporting.rendering.bars import LINES, TONES
from symcount.reporting.rendering.charts import charts
from symcount.reporting.rendering.scales import breadth

c, k = sizes("c k")
PLAIN = Sequential(
    {"conv1": Conv2d(c, kernel_size=5), "act": ReLU(), "conv2": Conv2d(2 * c, kernel_size=3)}
    | {"flat": Flatten(), "fc": Linear(k)},
    input=(3, 16, 16),
)
WIDE = Sequential({"conv1": Conv2d(4 * c, kernel_size=1), "flat": Flatten(), "fc": Linear(k)}, input=(3, 16, 16))
NUMBERS = {"c": 8, "k": 10}


def plan(name: str, net: Sequential, numbers: Mapping[str, int] = NUMBERS) -> Plan:
    known = {size: numbers[size.name] for size in sizes_of(net) if size.name in numbers}
    return Plan(name, net, known)


@pytest.fixture(scope="module")
def pair() -> Document:
    return reviewed([plan("Plain", PLAIN), plan("Wide", WIDE)], {PARAMS: 10**6, FLOPS: 10**9})


def test_every_chart_has_its_table_behind_it_and_words_for_it(pair: Document) -> None:
    plots = [
        (block, following)
        for section in pair.every_section()
        for block, following in pairwise((*section.blocks, None))
        if isinstance(block, Plot)
    ]
    assert len(plots) == 10  # shares and two of growth for each, two for the pair, two of memory
    for plot, following in plots:
        assert isinstance(following, Table)
        assert plot.spoken.endswith(".")
        assert plot.caption in plot.spoken
        axes = [plot.drawing.across] + ([plot.drawing.up] if isinstance(plot.drawing, Curves) else [])
        assert all(axis.title for axis in axes)
    assert len({plot.key for plot, _ in plots}) == len(plots)


def test_nothing_in_a_chart_leaves_it_or_lies_on_other_words(pair: Document) -> None:
    for plot in pair.every_plot():
        (drawn,) = charts(plot)
        if isinstance(plot.drawing, Curves):
            heights = sorted(curve.label_at[1] for curve in drawn.curves)
            assert all(below - above >= 15 for above, below in pairwise(heights))
            assert all(curve.label_at[0] + breadth(curve.label) <= drawn.width for curve in drawn.curves)
            for curve in drawn.curves:
                for point in curve.points.split():
                    x, y = map(float, point.split(","))
                    assert drawn.left <= x <= drawn.right
                    assert drawn.top <= y <= drawn.bottom
        else:
            assert all(0 <= piece.x <= piece.x + piece.width <= drawn.width for piece in drawn.pieces)
            assert all(words.x + breadth(words.text) <= drawn.width + 6 for words in drawn.texts)
            assert all(words.x - breadth(words.text) >= 0 for words in drawn.labels)


def test_series_differ_without_colour() -> None:
    assert len({*zip(TONES, LINES, strict=True)}) == len(TONES) == 6


def test_shares_add_up_to_the_totals(pair: Document) -> None:
    (table,) = [block for block in _section(pair, "n1-sharing").blocks if isinstance(block, Table)]
    assert sum(int(row[2] or 0) for row in table.rows) == int(params(PLAIN).at(NUMBERS))
    assert sum(int(row[4] or 0) for row in table.rows) == int(macs(PLAIN).at(NUMBERS))
    assert table.total is not None
    assert table.total[2] == int(params(PLAIN).at(NUMBERS))


def test_what_fits_fits_and_the_next_number_does_not(pair: Document) -> None:
    (table,) = [block for block in _section(pair, "n1-fitting").blocks if isinstance(block, Table)]
    assert [row[0] for row in table.rows] == ["c", "k"]
    for name, _, largest, *_ in table.rows:
        cost, next_cost = (
            [int(quantity(PLAIN).at({**NUMBERS, name: number})) for quantity in (params, flops)]
            for number in (largest, int(largest or 0) + 1)  # type: ignore[call-overload]
        )
        assert cost[0] <= 10**6
        assert cost[1] <= 10**9
        assert next_cost[0] > 10**6 or next_cost[1] > 10**9


def test_without_budgets_half_and_twice_are_told() -> None:
    found = reviewed([plan("Plain", PLAIN)])
    (table,) = [block for block in _section(found, "fitting").blocks if isinstance(block, Table)]
    now = int(params(PLAIN).at(NUMBERS))
    assert {row[2] for row in table.rows} <= {now // 2, 2 * now}
    for name, _, most, largest, cost, more in table.rows:
        assert int(params(PLAIN).at({**NUMBERS, name: largest})) == cost <= most
        assert int(params(PLAIN).at({**NUMBERS, name: int(largest or 0) + 1})) == more > most  # type: ignore[call-overload]


def test_the_pair_crosses_where_compare_says(pair: Document) -> None:
    told = compare(params(PLAIN).at(k=10), params(WIDE).at(k=10), over="c")
    (plot,) = [one for one in pair.every_plot() if one.key == "n1-n2-pair-params"]
    assert isinstance(plot.drawing, Curves)
    marks = [mark.x for mark in plot.drawing.marks]
    assert marks == [float(one.at) for one in told.crossings if one.at is not None]
    assert marks


def test_memory_is_what_the_figures_say(pair: Document) -> None:
    (table,) = [block for block in _section(pair, "memory-training").blocks if isinstance(block, Table)]
    told = {row[0]: row[-1] for row in table.rows}
    memory = training_memory(PLAIN, "Adam", batch=32, policy="fp32").at(NUMBERS)
    assert told["Plain: Adam, fp32"] == f"{int(memory):,}"
    (stacked,) = [one.drawing for one in pair.every_plot() if one.key == "memory-training"]
    assert isinstance(stacked, Bars)
    assert stacked.stacked


def test_another_convention_costs_what_it_costs(pair: Document) -> None:
    (table,) = [block for block in _section(pair, "assumptions").blocks if isinstance(block, Table)]
    halved = [row for row in table.rows if row[2] == "one-flop"]
    assert [row[0] for row in halved] == ["Plain", "Wide"]
    assert halved[0][4:6] == (int(flops(PLAIN).at(NUMBERS)), int(macs(PLAIN).at(NUMBERS)))


def test_a_network_without_numbers_or_without_names_is_reviewed_too() -> None:
    without = reviewed([plan("Open", PLAIN, {})])
    assert any(isinstance(block, Table) for block in _section(without, "growing-params").blocks)
    assert not list(without.every_plot())
    fixed = reviewed([plan("Fixed", PLAIN.at({c: 8, k: 10}))])
    assert [plot.key for plot in fixed.every_plot()] == ["shares", "memory-training", "memory-inference"]


def test_charts_lie_beside_markdown_and_latex(tmp_path: Path, pair: Document) -> None:
    for ending, kind, start in ((".md", ".svg", b"<svg"), (".tex", ".pdf", b"%PDF")):
        written = beside.write_with_charts(pair, tmp_path / f"my review{ending}")
        assert [one.suffix for one in written] == [ending, *[kind] * 10]
        text = written[0].read_text(encoding="utf-8")
        for chart in written[1:]:
            assert chart.read_bytes().startswith(start)
            assert chart.name in text
            assert chart.name.startswith("my-review-")


@pytest.mark.parametrize("failing", [1, 3])
def test_an_interrupted_review_leaves_only_whole_files(
    tmp_path: Path, pair: Document, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    import os

    calls, replace = [], os.replace

    def interrupted(source: Path, target: Path) -> None:
        calls.append(target)
        if len(calls) == failing:
            raise KeyboardInterrupt
        replace(source, target)

    monkeypatch.setattr("symcount.reporting.rendering.replacing.os.replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        beside.write_with_charts(pair, tmp_path / "review.md")
    left = sorted(one.name for one in tmp_path.iterdir())
    assert len(left) == failing - 1
    assert all(name.endswith(".svg") for name in left)
    assert all(one.read_text(encoding="utf-8").rstrip().endswith("</svg>") for one in tmp_path.iterdir())


def test_the_command_writes_and_prints(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "review.html"
    assert main(["review", "zoo:lenet5", "--params", "1M", "-o", str(page)]) == 0
    text = page.read_text(encoding="utf-8")
    assert text.count("<svg") == text.count('role="img" aria-label="') == 5
    assert main(["review", "zoo:lenet5"]) == 0
    assert "Design review: LeNet-5" in capsys.readouterr().out
    assert main(["review", "zoo:lenet5", "--batch", "0"]) == 2
    assert "--batch is at least 1, got 0" in capsys.readouterr().err


def test_from_python(tmp_path: Path) -> None:
    review({"Plain": PLAIN, "Wide": WIDE}, tmp_path / "review.txt", numbers=NUMBERS, params=10**6)
    text = (tmp_path / "review.txt").read_text(encoding="utf-8")
    assert "Plain (A) against Wide (B)" in text
    with pytest.raises(InputError, match="unknown quantity 'parms'"):
        review(PLAIN, tmp_path / "review.txt", numbers=NUMBERS, parms=3)


def _section(document: Document, key: str) -> Section:
    return next(section for section in document.every_section() if section.key == key)
