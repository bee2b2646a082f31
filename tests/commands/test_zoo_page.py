"""The command zoo: every architecture in the list, its number right, its closed form equal to it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from symcount.cli import main
from symcount.core.parsing import parse_expression
from symcount.core.reading import evaluated
from symcount.networks.zoo.declaration import Architecture
from symcount.networks.zoo.known import ARCHITECTURES, architecture, families

# Counts that the frameworks publish: keras.applications (model.count_params()), torchvision's table of weights.
PUBLISHED = {"resnet50": 25_636_712, "vgg16": 138_357_544, "densenet121": 8_062_504, "resnet18": 11_689_512}


def told(argv: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert main(argv) == 0
    return capsys.readouterr().out


def test_the_list_holds_every_architecture_once(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(told(["zoo", "--format", "json"], capsys))
    assert sorted(one["name"] for one in found) == sorted(ARCHITECTURES)
    assert {one["family"] for one in found} == set(families())
    params = {one["name"]: one["params"] for one in found}
    assert {name: params[name] for name in PUBLISHED} == PUBLISHED
    assert all(one["reference"] and one["title"] and one["params"] > 0 for one in found)


def test_the_list_for_people(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    lines = told(["zoo"], capsys).splitlines()
    (line,) = [line for line in lines if line.startswith("resnet50 ")]
    number = line.split("[")[1].rstrip("]")
    assert "25,636,712" in line
    assert any(one.startswith(f"[{number}] K. He, X. Zhang, S. Ren, J. Sun. Deep residual") for one in lines)


def _pages() -> list[Architecture]:
    """One of some families; of all of them where proofs are wanted."""
    first = [members[0] for members in families().values()]
    return first if os.environ.get("SYMCOUNT_PROOF") else first[::4]


def test_the_closed_form_of_an_architecture_is_its_number(capsys: pytest.CaptureFixture[str]) -> None:
    for one in _pages():
        page = json.loads(told(["zoo", one.name, "--format", "json"], capsys))
        numbers = {size.size: size.value for size in one.sizes}
        assert [(row["letter"], row["here"]) for row in page["sizes"]] == [(s.name, s.value) for s in one.sizes]
        for row in page["closed"]:
            form = row["in_closed_form"]
            if "Sum(" not in form:
                assert evaluated(parse_expression(form), numbers) == row["here"], (one.name, row["quantity"])
        assert sum(row["parameters"] for row in page["kinds"]) == page["closed"][0]["here"]


def test_the_closed_form_of_gpt2_is_that_of_the_paper(capsys: pytest.CaptureFixture[str]) -> None:
    """12 d**2 weights a layer with its 13 d biases and scales, two tables, one last normalization."""
    page = json.loads(told(["zoo", "gpt2", "--format", "json"], capsys))
    assert page["closed"][0] == {
        "quantity": "Parameters",
        "in_closed_form": "12*L*d**2 + 13*L*d + P*d + V*d + 2*d",
        "here": 124_439_808,
    }


@pytest.mark.parametrize("style", ["table", "md", "latex"])
def test_every_format_tells_the_number(style: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "61,706" in told(["zoo", "lenet5", "--format", style], capsys).replace("{,}", ",")


def test_the_page_says_how_to_go_on(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What the page proposes to type works."""
    size = architecture("lenet5").sizes[-1]
    page = told(["zoo", "lenet5"], capsys)
    assert f"symcount count zoo:lenet5 --at {size.name}={2 * size.value}" in page
    assert main(["count", "zoo:lenet5", "--at", f"{size.name}={2 * size.value}"]) == 0
    for ending in ("html", "md", "tex", "txt"):
        target = tmp_path / f"lenet5.{ending}"
        assert main(["report", "zoo:lenet5", "-o", str(target)]) == 0
        assert "61" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize("argv", [["zoo", "resnet5"], ["zoo", "zoo:resnet5"]])
def test_an_unknown_architecture(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(argv) == 2
    assert capsys.readouterr().err == "symcount: unknown architecture 'resnet5'; did you mean resnet50?\n"


def test_an_unknown_architecture_as_a_spec(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["count", "zoo:ResNet-50"]) == 2
    assert capsys.readouterr().err == "symcount: zoo: unknown architecture 'ResNet-50'; did you mean resnet50?\n"
