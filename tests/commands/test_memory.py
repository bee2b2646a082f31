"""Memory on the command line: inference and training, kind by kind, in every format, and what is wrong with a request."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from symcount import (
    Conv2d,
    Flatten,
    Linear,
    Sequential,
    inference_memory,
    intensity,
    optimizer_state,
    params,
    peak,
    saved,
)
from symcount.cli import main

SPEC = """\
name: Pictures
sizes: {c: 3, k: 4}
input: [c, 8, 8]
layers:
  - CONV: Conv2d(k, kernel_size=3)
  - Flatten()
  - FC: Linear(n)
"""
SPLIT = "split the network and give such tensors to another optimizer"
NET = Sequential(Conv2d(4, kernel_size=3), Flatten(), Linear(10), input=(3, 8, 8))


@pytest.fixture
def spec(tmp_path: Path) -> str:
    """A spec of which one size has no number."""
    file = tmp_path / "net.yaml"
    file.write_text(SPEC)
    return str(file)


def asked(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    assert main(["memory", *argv]) == 0
    return capsys.readouterr().out


def test_training_is_told_kind_by_kind(spec: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Sixteen bytes a parameter in mixed precision, of which gradients and states are shared by eight ranks."""
    chosen = (
        "--optimizer",
        "Adam",
        "--batch",
        "32",
        "--policy",
        "bf16",
        "--zero",
        "2",
        "--devices",
        "8",
        "--at",
        "n=10",
    )
    told = json.loads(asked(capsys, spec, *chosen, "--format", "json"))
    owned, kept = int(params(NET)), saved(NET, batch=32).bytes("bf16")
    steps = {one["name"]: one["value"] for one in told["steps"]}
    assert (steps["Parameters"], steps["Weights"], steps["Activations"]) == (owned, 2 * owned, kept)
    assert steps["Gradients"] == -(-2 * owned // 8)
    assert steps["Master copy"] == -(-4 * owned // 8)
    assert steps["Optimizer state"] == -(-8 * owned // 8)
    parts = ("Weights", "Gradients", "Master copy", "Optimizer state", "Activations")
    assert told["total"]["value"] == sum(steps[one] for one in parts)
    assert told["sizes"] == {"c": 3, "k": 4, "n": 10}
    assert told["conventions"]["policy"] == "bf16"
    page = asked(capsys, spec, *chosen)
    assert f"{told['total']['value']:,} bytes" in page
    assert "ZeRO stage 1" in page


def test_sizes_without_numbers_stay_in_the_formula(spec: str, capsys: pytest.CaptureFixture[str]) -> None:
    chosen = ("--optimizer", "SGD(momentum=0.9)", "--batch", "b", "--zero", "1", "--tensor-parallel", "t")
    told = json.loads(asked(capsys, spec, *chosen, "--format", "json"))
    assert told["total"]["value"] is None
    assert {name for name, value in told["sizes"].items() if value is None} == {"n", "b", "t", "N_d"}
    numbers = ("--at", "n=10", "b=2", "t=1", "N_d=1")
    whole = json.loads(asked(capsys, spec, *chosen, *numbers, "--format", "json"))["total"]["value"]
    state = optimizer_state(NET, "SGD", momentum=0.9).bytes()
    assert whole == 4 * 2 * int(params(NET)) + state + saved(NET, batch=2).bytes()  # type: ignore[operator]


@pytest.mark.parametrize("policy", ["fp32", "bf16", "int8", "int4"])
def test_without_an_optimizer_it_is_inference(policy: str, spec: str, capsys: pytest.CaptureFixture[str]) -> None:
    chosen = ("--policy", policy, "--batch", "4", "--at", "n=10")
    told = json.loads(asked(capsys, spec, *chosen, "--format", "json"))
    assert told["total"]["value"] == int(inference_memory(NET, policy=policy, batch=4))
    assert "Memory of inference" in asked(capsys, spec, *chosen)


def test_a_page_is_markdown_or_latex_too(spec: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "| Weights |" in asked(capsys, spec, "--at", "n=10", "--format", "md")
    assert r"\section" in asked(capsys, spec, "--at", "n=10", "--format", "latex")


def test_what_is_no_sum_over_layers_is_derived_too(spec: str, capsys: pytest.CaptureFixture[str]) -> None:
    for key in ("peak", "intensity"):
        assert main(["derive", spec, "--quantity", key, "--at", "n=10"]) == 0
        number = {"peak": int(peak(NET)), "intensity": intensity(NET).value}[key]
        assert str(number) in capsys.readouterr().out.replace(",", "")
        assert main(["derive", spec, "--quantity", key, "--layer", "CONV"]) == 2
        assert capsys.readouterr().err == f"symcount: {key} is said of a whole network; leave out --layer\n"


@pytest.mark.parametrize(
    ("argv", "line"),
    [
        (["--batch", "0"], "--batch: batch is at least 1, got 0"),
        (["--policy", "bf17"], "unknown precision policy 'bf17'; did you mean bf16?"),
        (["--optimizer", "Adm"], "unknown optimizer 'Adm'; did you mean Adam?"),
        (["--optimizer", "SGD(0.1)"], "the settings of SGD go by name: SGD(lr=0.001)"),
        (
            ["--optimizer", "Muon"],
            "Muon takes only tensors of two dimensions, got CONV.weight of shape (k, c, 3, 3): " + SPLIT,
        ),
        (["--optimizer", "Adam", "--zero", "5"], "zero is the stage 0, 1, 2 or 3, got 5"),
        (["--zero", "2"], "gradients and ranks are those of training: name an optimizer, such as --optimizer Adam"),
        (
            ["--optimizer", "Adam", "--policy", "int8"],
            "int8 is a policy for inference; training needs one with gradients",
        ),
        (["--at", "m=3"], "--at: unknown size 'm'; known: c, k, n"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    argv: list[str], line: str, spec: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["memory", spec, *argv]) == 2
    assert capsys.readouterr().err == f"symcount: {line}\n"
