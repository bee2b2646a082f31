"""Workbooks worked out anew by LibreOffice, with the numbers that they came with and with others, against Python."""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from examples import EXAMPLES
from reporting.spreadsheets import Values, formulas, needs_office, sheets, values, with_inputs, worked_out
from symcount.core.conventions import conventions
from symcount.core.expression import Size
from symcount.core.sizes import sizes
from symcount.counting.quantities import QUANTITIES
from symcount.layers import *
from symcount.networks.composite import Branch, Repeat, Residual, Sequential
from symcount.networks.zoo.known import architecture
from symcount.reporting.book import collection, document
from symcount.reporting.document import Document
from symcount.reporting.plan import Plan
from symcount.reporting.rendering import write
from symcount.reporting.rendering.xlsx import xlsx
from symcount.reporting.tally import TOLD, entries

c, k, f, g, w, L, n, H = sizes("c k f g w L n H")
BLOCKS = Sequential(
    {"stem": Conv2d(k, kernel_size=f, stride=2, groups=g), "pool": MaxPool2d(2, ceil_mode=True), "flat": Flatten(),
     "blocks": Repeat(L, Residual(Linear(w), shortcut=Linear(w))), "head": Linear(n)},
    input=(c, H, H),
)  # fmt: skip
GROWING = Sequential(
    {"grow": Repeat(L, Branch(Linear(w), Sequential(Linear(2 * w), Linear(w)), join="concat"))}, input=(n,)
)
TOTALS = {key: 4 + place for place, key in enumerate(TOLD)}  # the columns behind layer, kind, shape and times


@dataclass(frozen=True)
class Book:
    """A network as a workbook, and the numbers that somebody types into it."""

    plan: Plan
    typed: Mapping[str, int]


def book(net: Sequential, typed: Mapping[str, int], **first: int) -> Book:
    return Book(Plan("A network", net, {Size(name): number for name, number in first.items()}), typed)


def architectural(name: str, **typed: int) -> Book:
    known = architecture(name)
    plan = Plan(known.title, known.network(), known.numbers(), conventions=conventions(known.conventions))
    return Book(plan, {one.name: one.value for one in known.sizes} | typed)


def of_example(name: str) -> Book:
    example = EXAMPLES[name]
    net = example.network if isinstance(example.network, Sequential) else Sequential(example.network)
    return book(
        Sequential(*net.parts, input=example.input), {str(size): one for size, one in example.points[-1].items()}
    )


PROOF = bool(os.environ.get("SYMCOUNT_PROOF"))
FIRST = {"c": 4, "k": 8, "f": 3, "g": 2, "w": 16, "L": 3, "n": 10, "H": 33}
BOOKS = {
    "blocks": book(BLOCKS, {"c": 12, "k": 60, "f": 5, "g": 6, "w": 1000, "L": 100, "n": 7, "H": 224}, **FIRST),
    "blocks without numbers": book(BLOCKS, FIRST),
    "growing": book(GROWING, {"w": 32, "L": 12, "n": 64}, w=4, L=2, n=8),
    "resnet50": architectural("resnet50", w=96, k=10),
    "gpt2": architectural("gpt2", d=1024, h=16, L=24, s=1024),
    **{name: of_example(name) for name in [*EXAMPLES][:: 1 if PROOF else 9]},
}


ODD: Mapping[str, Mapping[str, int | None]] = {
    "large": FIRST | {"w": 10**9}, "uneven": FIRST | {"g": 3}, "small": FIRST | {"H": 2},
    "none": FIRST | {"w": None}, "zero": FIRST | {"w": 0},
}  # fmt: skip
SEVERAL = ("blocks", "growing")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each workbook as it is written, and with other numbers typed into it; one of several networks."""
    folder = tmp_path_factory.mktemp("books")
    made = {}
    for place, (name, one) in enumerate(BOOKS.items()):
        first = folder / f"{place}.xlsx"
        first.write_bytes(xlsx(Document(name, "", (), plans=(one.plan,))))
        made[name] = first
        made[f"{name}, typed"] = with_inputs(first, folder / f"{place}-typed.xlsx", one.typed) if one.typed else first
    for name, typed in ODD.items():
        made[name] = with_inputs(made["blocks"], folder / f"{name}.xlsx", typed)
    made["several"] = write(collection([BOOKS[name].plan for name in SEVERAL]), folder / "several.xlsx")
    return made


@pytest.fixture(scope="module")
def reckoned(written: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Values]:
    """What LibreOffice makes of them, in one run."""
    needs_office()
    files = list(dict.fromkeys(written.values()))
    found = dict(zip(files, worked_out(tmp_path_factory.mktemp("office"), files), strict=True))
    return {name: found[file] for name, file in written.items()}


def test_every_number_is_what_python_says_of_the_numbers_typed(reckoned: dict[str, Values]) -> None:
    for name, one in BOOKS.items():
        numbers = {Size(size): number for size, number in one.typed.items()}
        cells = reckoned[f"{name}, typed"]["Layers"]
        counted = Plan(name, one.plan.net.at(numbers), conventions=one.plan.conventions)
        last = 2 + len(one.plan.rows)
        for key, column in TOTALS.items():
            letter = chr(ord("A") + column)
            assert cells[f"{letter}{last}"] == float(int(counted.total(QUANTITIES[key]))), (name, key)  # type: ignore[arg-type]
            free = Plan(name, one.plan.net, numbers, conventions=one.plan.conventions)
            for line, entry in enumerate(entries(free, QUANTITIES[key]), 2):
                assert cells[f"{letter}{line}"] == float(entry.number() or 0), (name, key, line)


def test_what_a_file_holds_is_what_its_formulas_come_to(written: dict[str, Path], reckoned: dict[str, Values]) -> None:
    for name in BOOKS:
        held, found = values(written[name]), reckoned[name]
        for sheet, cells in held.items():
            for place, value in cells.items():
                assert found[sheet].get(place, "") == value, (name, sheet, place)


def test_every_count_is_a_formula_over_named_cells(written: dict[str, Path]) -> None:
    file = written["resnet50"]
    inside = formulas(file)["Layers"]
    assert inside["E2"] == 'IF(COUNT(size_c,w)<2,"needs c, w",((7*7*size_c)+1)*w)'
    rows = len(BOOKS["resnet50"].plan.rows)
    assert inside[f"E{rows + 2}"] == f'IF(COUNT(E2:E{rows + 1})={rows},SUM(E2:E{rows + 1}),"needs every size")'
    assert formulas(written["blocks"])["Layers"]["E2"] == (
        'IF(COUNT(f,size_c,g,k)<4,"needs f, c, g, k",((f*f*size_c/g)+1)*k)'
    )


def test_arithmetic_of_numbers_stays_a_formula(tmp_path: Path) -> None:
    write(
        document(Plan("Numbers", Sequential({"CONV": Conv2d(8, kernel_size=5)}, input=(3, 32, 32)))),
        tmp_path / "n.xlsx",
    )
    assert formulas(tmp_path / "n.xlsx")["Layers"]["E2"] == "((5*5*3)+1)*8"
    assert values(tmp_path / "n.xlsx")["Layers"]["E2"] == 608


def test_a_size_without_a_number_is_asked_for(reckoned: dict[str, Values]) -> None:
    cells = reckoned["blocks without numbers"]
    assert cells["Layers"]["E2"] == "needs f, c, g, k"
    assert cells["Layers"]["E9"] == "needs every size"
    assert {value for place, value in cells["Sizes"].items() if place[0] == "D" and place != "D1"} == {"needs a number"}


def test_a_cell_that_may_be_rounded_says_so(reckoned: dict[str, Values]) -> None:
    held, notes = reckoned["large"]["Layers"], {line: reckoned["large"]["Layers"][f"K{line}"] for line in range(2, 10)}
    assert "Parameters may be rounded beyond 2^53. " in str(notes[5])
    assert held["E5"] == pytest.approx(2 * (10**9 + 1) * 10**9, rel=1e-4)
    assert notes[4] == ""
    assert str(notes[9]).startswith("See the notes above. Parameters may be rounded beyond 2^53. ")
    assert reckoned["uneven"]["Layers"]["K9"] == "See the notes above. "


def test_what_does_not_fit_says_so(reckoned: dict[str, Values]) -> None:
    assert "This does not fit: g divides c: every group takes an equal share" in str(reckoned["uneven"]["Layers"]["K2"])
    assert "This does not fit" in str(reckoned["small"]["Layers"]["K2"])
    assert reckoned["none"]["Layers"]["E5"] == "needs k, H, f, w, L"
    assert reckoned["none"]["Layers"]["E4"] == 0
    assert "a size is a whole number of at least 1" in reckoned["zero"]["Sizes"].values()


ACTIVE = ['=HYPERLINK("http://x","y")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "{=1}"]


def test_names_that_look_like_formulas_stay_text(tmp_path: Path) -> None:
    net = Sequential({name: Linear(4) for name in ACTIVE}, input=(4,))
    write(document(Plan(ACTIVE[0], net, about=ACTIVE[1])), tmp_path / "x.xlsx")
    held = values(tmp_path / "x.xlsx")
    assert [held["Layers"][f"A{line}"] for line in range(2, 6)] == ACTIVE[:4]
    assert held["Basis"]["A2"] == ACTIVE[0]
    assert not any(place.startswith("A") for place in formulas(tmp_path / "x.xlsx")["Layers"])
    assert {place[0] for place in formulas(tmp_path / "x.xlsx")["Basis"]} == set()
    raw = _part(tmp_path / "x.xlsx", "Layers")
    quoted = re.findall(r'<xf [^>]*quotePrefix="1"', _file(tmp_path / "x.xlsx", "xl/styles.xml"))
    assert len(quoted) == 1
    styles = {re.search(rf'<c r="A{line}" s="(\d+)"', raw)[1] for line in range(2, 6)}  # type: ignore[index]
    assert len(styles) == 1


def _part(file: Path, sheet: str) -> str:
    with zipfile.ZipFile(file) as inside:
        return inside.read(sheets(inside)[sheet]).decode()


def _file(file: Path, name: str) -> str:
    with zipfile.ZipFile(file) as inside:
        return inside.read(name).decode()


def test_the_same_bytes_each_time_and_sizes_under_their_names(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write(document(BOOKS["blocks"].plan), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    named = re.findall(r'<definedName name="([^"]+)">([^<]+)<', _file(tmp_path / "a.xlsx", "xl/workbook.xml"))
    assert set(dict(named).values()) == {f"'Sizes'!$C${line}" for line in range(2, 10)}
    assert {name for name, _ in named} == {"size_c", "H", "k", "f", "g", "L", "w", "n"}


def test_several_networks_stand_side_by_side(reckoned: dict[str, Values]) -> None:
    for line, name in enumerate(SEVERAL, 2):
        assert reckoned["several"]["Networks"][f"C{line}"] == BOOKS[name].plan.total(QUANTITIES["params"])
