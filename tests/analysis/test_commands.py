"""The answers on the command line: solve with several budgets, compare over one size and over two, as text and data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from symcount.cli import main

SPEC = "name: {name}\nsizes: {{f: 3}}\ninput: [c, 32, 32]\nlayers:\n  - CONV: Conv2d({wide}*c, kernel_size=f)\n"


@pytest.fixture
def specs(tmp_path: Path) -> list[str]:
    paths = []
    for name, wide in (("Wide", 2), ("Wider", 3)):
        paths.append(tmp_path / f"{name}.yaml")
        paths[-1].write_text(SPEC.format(name=name, wide=wide), encoding="utf-8")
    return [str(path) for path in paths]


def told(capsys: pytest.CaptureFixture[str], *argv: str) -> object:
    assert main([*argv, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_several_budgets_at_once(specs: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    found = told(capsys, "solve", specs[0], "c", "--params", "1M", "--flops", "1G", "--memory", "1MiB")
    assert isinstance(found, dict)
    c = found["value"]
    costs = {"params": 2 * c * (9 * c + 1), "flops": 2 * 2 * c * 9 * c * 900, "memory": 4 * 2 * c * (9 * c + 1)}
    for key, most in (("params", 10**6), ("flops", 10**9), ("memory", 2**20)):
        budget = found["budgets"][key]
        assert budget["most"] == most
        assert {"value": c, "cost": costs[key]} in budget["costs"]
        assert costs[key] <= most
        assert budget["binds"] == (budget["costs"][-1]["cost"] > most)
    assert sum(budget["binds"] for budget in found["budgets"].values()) == 1
    assert main(["solve", specs[0], "c", "--params", "1e6"]) == 0
    assert "c = 235 is the largest that fits" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["1000000", "1_000_000", "1e6", "1M", "1.0M", "1000k"])
def test_a_budget_as_people_write_it(specs: list[str], capsys: pytest.CaptureFixture[str], text: str) -> None:
    found = told(capsys, "solve", specs[0], "c", "--params", text)
    assert isinstance(found, dict)
    assert (found["value"], found["budgets"]["params"]["most"]) == (235, 10**6)


@pytest.mark.parametrize("text", ["", "M", "1.5", "1e-3", "-3", "1X", "1e99"])
def test_what_is_no_budget(specs: list[str], capsys: pytest.CaptureFixture[str], text: str) -> None:
    assert main(["solve", specs[0], "c", f"--params={text}"]) == 2
    assert "--params is a whole number such as 1000000, 1e6 or 1M" in capsys.readouterr().err


def test_compare_over_one_size_and_over_two(specs: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    one = told(capsys, "compare", *specs, "--over", "c")
    assert isinstance(one, dict)
    assert one["regions"] == [{"low": 1, "high": None, "larger": "b"}]
    two = told(capsys, "compare", *specs, "--over", "c", "f")
    assert isinstance(two, dict)
    assert two["against"] == "f"
    assert [row["f"] for row in two["slices"]] == [1, 2, 4, 8, 16, 32]
    assert main(["compare", *specs, "--over", "c", "f"]) == 0
    assert "Which is larger, by f and c" in capsys.readouterr().out
