"""Conventions on the command line: what they change, what differs and why, and what is wrong with a request."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from symcount.cli import main
from symcount.core.conventions import CONVENTIONS, TOPICS

SPEC = """\
name: Pictures, then words
sizes: {c: 3, k: 16}
input: [c, 8, 8]
layers:
  - CONV: Conv2d(k, kernel_size=3)
  - BN: BatchNorm2d()
  - SEP: SeparableConv2d(4, kernel_size=3)
  - Flatten()
  - FC: Linear(10)
"""
RECURRENT = "input: [7, 4]\nlayers:\n  - LSTM(5)\n"
STRIDED = "input: [3, 8, 8]\nlayers:\n  - CONV: Conv2d(4, kernel_size=3, stride=2, padding='same')\n"
Told = dict[str, Any]


def asked(capsys: pytest.CaptureFixture[str], *argv: str) -> str:
    assert main(argv) == 0
    return capsys.readouterr().out


def spec(folder: Path, text: str = SPEC) -> str:
    file = folder / "net.yaml"
    file.write_text(text)
    return str(file)


def differences(capsys: pytest.CaptureFixture[str], *argv: str) -> list[Told]:
    found: list[Told] = json.loads(asked(capsys, "conventions", *argv, "--format", "json"))["differences"]
    return found


def test_every_convention_is_listed_with_the_usual_one_of_its_topic(capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(asked(capsys, "conventions", "--format", "json"))
    assert [one["name"] for one in told] == list(CONVENTIONS)
    assert [one["name"] for one in told if one["default"]] == [choices[0].key for choices in TOPICS.values()]
    page = asked(capsys, "conventions")
    assert all(name in page for name in CONVENTIONS)


def test_keras_against_torch_is_told_in_a_sentence_and_a_formula(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two c more for a normalization in a Keras summary, one bias vector where two layers have two."""
    path = spec(tmp_path)
    found = differences(capsys, path, "--convention", "keras", "--convention", "torch")
    first, second = (one for one in found if one["quantity"] == "params")
    assert first["layers"] == ["BN"]
    assert first["keras"] == {"formula": "4*k", "value": 64}
    assert first["torch"] == {"formula": "2*k", "value": 32}
    assert first["difference"] == {"formula": "2*k", "value": 32}
    assert first["sentence"].startswith(
        "Only keras counts the running means and running variances of BatchNorm2d among the parameters: "
    )
    assert second["layers"] == ["SEP"]
    assert second["difference"] == {"formula": "-k", "value": -16}
    assert second["sentence"].startswith("Only torch counts the depthwise biases of SeparableConv2d")
    assert found == differences(capsys, path, "--convention", "keras", "--against", "torch")
    assert found == differences(capsys, path, "--convention", "keras")
    page = asked(capsys, "conventions", path, "--convention", "keras")
    assert "Parameters of BN" in page
    assert "= 32" in page


def test_a_convention_in_use_is_held_against_the_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = differences(capsys, spec(tmp_path), "--convention", "torch")
    assert {one["against"] for one in found} == {"keras"}
    assert next(one for one in found if one["layers"] == ["BN"])["difference"]["value"] == -32


def test_a_recurrent_layer_of_keras_has_one_bias_vector(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """4h biases fewer, where a weight summary of Keras has 4h(n + h + 1)."""
    first, *_ = differences(capsys, spec(tmp_path, RECURRENT), "--convention", "keras")
    assert (first["keras"]["value"], first["torch"]["value"]) == (4 * 5 * (4 + 5 + 1), 4 * 5 * (4 + 5 + 2))


def test_what_torch_refuses_is_a_difference_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (only,) = differences(capsys, spec(tmp_path, STRIDED), "--convention", "keras")
    assert only["sentence"].startswith("Under torch there is no such network: CONV: ")
    told = json.loads(asked(capsys, "count", spec(tmp_path, STRIDED), "--convention", "keras", "--format", "json"))
    assert told["layers"][0]["output"] == [4, 4, 4]
    assert main(["count", spec(tmp_path, STRIDED)]) == 2


def test_without_a_convention_all_others_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = differences(capsys, spec(tmp_path))
    assert {one["convention"] for one in found} == {"keras", "one-flop", "bias-counted", "elementwise-counted"}
    macs = 27 * 16 * 36 + (9 * 16 + 16 * 4) * 16 + 4 * 16 * 10
    half = next(one for one in found if one["convention"] == "one-flop" and one["quantity"] == "flops")
    assert (half["one-flop"]["value"], half["two-flops"]["value"]) == (macs, 2 * macs)
    assert half["layers"] == ["CONV", "SEP", "FC"]


def test_a_count_follows_and_names_its_conventions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chosen = ("--convention", "keras", "--convention", "one-flop")
    told = json.loads(
        asked(capsys, "count", spec(tmp_path), *chosen, "--format", "json", "--quantity", "params", "flops")
    )
    assert (told["conventions"]["framework"], told["conventions"]["flop"]) == ("keras", "one-flop")
    assert told["layers"][1]["params"] == {"formula": "4*k", "value": 64}
    page = asked(capsys, "count", spec(tmp_path), "--convention", "keras,one-flop", "--quantity", "flops")
    assert "One multiply-accumulate is one floating-point operation (FLOP)." in page
    assert "64" in asked(capsys, "derive", spec(tmp_path), "--convention", "keras", "--layer", "BN")
    report = tmp_path / "net.md"
    assert main(["report", spec(tmp_path), "--convention", "keras", "-o", str(report)]) == 0
    assert "running statistics are parameters that do not train" in report.read_text()


@pytest.mark.parametrize(
    ("argv", "line"),
    [
        (["count", "--convention", "kers"], "--convention: unknown convention 'kers'; did you mean keras?"),
        (
            ["count", "--convention", "keras", "--convention", "torch"],
            "--convention: keras and torch are two choices of one convention, framework",
        ),
        (["conventions", "--against", "caussal"], "--against: unknown convention 'caussal'; did you mean causal?"),
        (
            ["conventions", "--convention", "keras", "--convention", "torch", "--against", "keras"],
            "keras, keras and torch are three choices of one convention, framework",
        ),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    argv: list[str], line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([argv[0], spec(tmp_path), *argv[1:]]) == 2
    assert capsys.readouterr().err == f"symcount: {line}\n"


def test_a_difference_needs_a_network(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["conventions", "--convention", "keras"]) == 2
    assert capsys.readouterr().err == "symcount: a difference is told for a network: give a SPEC\n"
