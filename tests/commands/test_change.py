"""The command change: what a change of a network makes of it, as a table, as JSON and as a derivation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from symcount.cli import main

SPEC = """\
name: A small net
sizes: {f: 3, c: 3, k: }
input: [c, 32, 32]
layers:
  - CONV1: Conv2d(k, kernel_size=f, bias=False)
  - BN1: BatchNorm2d
  - FLATTEN: Flatten
  - FC: Linear(10)
"""


@pytest.fixture
def spec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "net.yaml").write_text(SPEC, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return "net.yaml"


def test_folding_is_told_layer_by_layer(spec: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["change", spec, "fold-batchnorm", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["quantity"], told["change"], told["value"]) == ("Parameters", "-k", None)
    assert [(one["path"], one["change"]) for one in told["layers"]] == [("CONV1", "k"), ("BN1", "-2*k")]
    assert all(one["why"] for one in told["layers"])
    assert main(["change", spec, "fold-batchnorm"]) == 0
    assert "BatchNorm2d is gone" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "quantity", "value"),
    [
        # By hand, at c = f = 3 and k = 8: what the layers have, less or more what the change makes of it.
        (["with-batchnorm", "FC"], "Parameters", 20),
        (["with-depthwise-separable"], "Parameters", 3 * 9 + 3 * 8 - 8 * 27),
        (["with-lora", "4", "FC"], "Trainable parameters", 4 * (7200 + 10) - (8 * 27 + 16 + 72010)),
        (["with-lora", "rank=4", "layers=FC"], "Trainable parameters", 4 * (7200 + 10) - (8 * 27 + 16 + 72010)),
        (["widen", "2"], "Parameters", 8 * 27 + 16 + 72000),
        (["freeze", "CONV1,BN1"], "Trainable parameters", -(8 * 27 + 16)),
        (["with-format", "bf16"], "Bytes of the parameters", -2 * (8 * 27 + 16 + 72010)),
    ],
)
def test_every_change_at_numbers(
    words: list[str], quantity: str, value: int, spec: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["change", spec, *words, "--at", "k=8", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["quantity"], told["value"]) == (quantity, str(value))


def test_the_derivation_is_printed_where_it_is_asked_for(spec: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["change", spec, "fold-batchnorm", "--why"]) == 0
    out = capsys.readouterr().out
    assert "Change at BN1" in out
    assert "Change in all   = k − 2 · k" in out


def test_an_architecture_with_another_quantity(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["change", "zoo:llama-7b", "tie-embeddings", "--quantity", "params", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["change"], told["value"]) == ("-V*d", str(-32000 * 4096))


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["fold-btchnorm"], "unknown change 'fold-btchnorm'; did you mean fold-batchnorm?"),
        (["with-batchnorm"], "with-batchnorm needs after, such as after=..."),
        (["with-batchnorm", "CONV"], "net.yaml:1: there is no layer 'CONV'; did you mean CONV1?"),
        (["fold-batchnorm", "CONV1"], "fold-batchnorm takes nothing, got 'CONV1' beside"),
        (["with-lora", "rnak=4"], "with-lora has no setting 'rnak'; did you mean rank?"),
        (["with-lora", "4", "rank=4"], "with-lora got rank twice"),
        (["tie-embeddings"], "net.yaml:1: there is no Embedding to tie"),
        (["widen", "--at", "q=3"], "--at: unknown size 'q'; known: a, c, f, k"),
        (["freeze", "--quantity", "parms"], "unknown quantity 'parms'; did you mean params?"),
    ],
)
def test_wrong_requests(words: list[str], line: str, spec: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["change", spec, *words]) == 2
    out, err = capsys.readouterr()
    assert (out, err) == ("", f"symcount: {line}\n")
