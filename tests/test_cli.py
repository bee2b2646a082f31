"""The command line: what it prints, its exit codes, and its one line for whatever is wrong."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from sympy import sympify

from symcount.cli import main
from symcount.commands.asking import COMMANDS
from symcount.notation import pretty as printing

SPEC = """\
name: A LeNet variant
sizes: {f: 5, c: 3, k: }
input: [c, 32, 32]
layers:
  - CONV1: Conv2d(8, kernel_size=f)
  - POOL1: MaxPool2d(2)
  - CONV2: Conv2d(k, kernel_size=f)
  - FLATTEN: Flatten
  - FC3: Linear(10)
"""


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    path = tmp_path / "net.yaml"
    path.write_text(SPEC, encoding="utf-8")
    return path


def test_json_has_formulas_and_exact_values(spec: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["count", str(spec), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["name"] == "A LeNet variant"
    assert found["sizes"] == {"f": 5, "c": 3, "k": None}
    assert found["totals"]["params"]["value"] is None
    assert found["layers"][0] == {
        "path": "CONV1", "kind": "Conv2d", "output": [8, 28, 28],
        "params": {"formula": "8*c*f**2 + 8", "value": 608}, "trainable": {"formula": "8*c*f**2 + 8", "value": 608},
        "buffers": {"formula": "0", "value": 0},
        "activations": found["layers"][0]["activations"], "macs": found["layers"][0]["macs"],
        "flops": found["layers"][0]["flops"],
    }  # fmt: skip
    assert found["layers"][0]["activations"]["value"] == 6272
    whole = sympify(found["totals"]["params"]["formula"])
    assert whole.subs({"f": 5, "c": 3, "k": 16}) == 608 + 3216 + 16010


def test_at_fills_the_last_symbol(spec: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["count", str(spec), "--at", "k=16", "--format", "json", "--quantity", "params"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["totals"] == {"params": {"formula": found["totals"]["params"]["formula"], "value": 19834}}
    assert found["sizes"]["k"] == 16


def test_csv_is_inert_and_complete(spec: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["count", str(spec), "--at", "k=16", "--format", "csv"]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert rows[0] == ["Layer", "Kind", "Output shape", "Activations", "Parameters", "Multiply-accumulates"]
    assert rows[1] == ["CONV1", "Conv2d", "(8, 28, 28)", "6272", "608", "470400"]
    assert rows[-1][4] == "19834"


@pytest.mark.parametrize("style", ["table", "md", "latex"])
def test_every_format_says_the_number(spec: Path, style: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["count", str(spec), "--at", "k=16", "--format", style]) == 0
    assert "19,834" in capsys.readouterr().out.replace("{,}", ",")


def test_derive_one_layer_in_both_forms(spec: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["derive", str(spec), "--layer", "CONV1"]) == 0
    assert "((5 · 5 · 3) + 1) · 8" in capsys.readouterr().out
    assert main(["derive", str(spec), "--layer", "CONV1", "--form", "weights-plus-biases"]) == 0
    assert "8 · (5 · 5 · 3) + 8" in capsys.readouterr().out


WRONG = {
    "no command": ([], "symcount: the following arguments are required: COMMAND"),
    "misspelt command": (["cuont", "net.yaml"], "symcount: unknown command 'cuont'; did you mean count?"),
    "misspelt option": (["count", "net.yaml", "--formt", "json"], "symcount: unknown option '--formt'; did you mean --format?"),
    "shortened option": (["count", "net.yaml", "--quant", "params"], "symcount: unknown option '--quant'; did you mean --quantity?"),
    "one too many": (["count", "net.yaml", "other.yaml"], "symcount: unexpected argument 'other.yaml'"),
    "misspelt choice": (
        ["count", "net.yaml", "--format", "jsn"], "symcount: count: unknown --format 'jsn'; did you mean json?",
    ),
    "a number of the whole": (["count", "net.yaml", "--quantity", "peak"], "symcount: peak is a number of the whole network: symcount derive SPEC --quantity peak tells it"),
    "an option of other commands": (["layers", "GRU", "--convention", "keras"], "symcount: this command has no option '--convention'; others have"),
    "no whole number": (["memory", "net.yaml", "--zero", "b" * 99], f"symcount: memory: --zero is a whole number, got '{'b' * 59}…'"),
    "misspelt quantity": (["count", "net.yaml", "--quantity", "parms"], "symcount: unknown quantity 'parms'; did you mean params?"),
    "misspelt layer": (["derive", "net.yaml", "--layer", "CONV"], "symcount: net.yaml: there is no layer 'CONV'; did you mean CONV2?"),
    "misspelt size": (["count", "net.yaml", "--at", "q=3"], "symcount: --at: unknown size 'q'; known: c, f, k"),
    "no number": (["count", "net.yaml", "--at", "k"], "symcount: --at takes NAME=NUMBER such as c=64, got 'k'"),
    "zero": (["count", "net.yaml", "--at", "k=0"], "symcount: --at: k is at least 1, got 0"),
    "fraction": (["count", "net.yaml", "--at", "k=1.5"], "symcount: --at: 1.5 is not a whole number in '1.5'"),
    "too small": (["count", "net.yaml", "--at", "f=29"], "symcount: net.yaml: CONV2: 2 is smaller than 29: the filter must fit into the padded input"),
    "unknown ending": (["report", "net.yaml", "-o", "net.pfd"], "symcount: net.pfd has the unknown ending '.pfd'; did you mean .pdf?"),
    "missing folder": (
        ["report", "net.yaml", "-o", "out/net.html"],
        "symcount: the folder out does not exist; make it with: mkdir -p out",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("argv", "line"), WRONG.values(), ids=WRONG)
def test_wrong_requests(
    argv: list[str], line: str, spec: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(spec.parent)
    assert main(argv) == 2
    out, err = capsys.readouterr()
    assert (out, err) == ("", line + "\n")
    assert [path.name for path in spec.parent.iterdir()] == ["net.yaml"]


def test_a_number_needs_no_sympy_and_help_needs_nothing(spec: Path) -> None:
    numeric = spec.with_name("numeric.yaml")
    numeric.write_text("input: [3, 32, 32]\nlayers: ['Conv2d(8, kernel_size=5)']\n", encoding="utf-8")
    for argv in (["count", str(numeric)], ["count", str(numeric), "--format", "json"], ["--help"]):
        program = f"import sys; from symcount.cli import main\ntry: main({argv!r})\nexcept SystemExit: pass\n"
        program += "print(sorted({'sympy', 'weasyprint', 'jinja2', 'rich'} & set(sys.modules)), file=sys.stderr)"
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        assert done.stderr == "[]\n"


def test_a_pipe_that_closes_is_no_error(spec: Path) -> None:
    command = f"{sys.executable} -m symcount derive {spec} --at k=16 | head -n 1"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])}
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True, env=environment)
    assert done.stderr == ""


@pytest.mark.parametrize("command", COMMANDS)
def test_help_shows_an_example(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([command, "--help"])
    assert left.value.code == 0
    assert f"example: symcount {command}" in capsys.readouterr().out


def test_several_specs_make_one_report(spec: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text('name = "Dense"\ninput = [784]\nlayers = [{HIDDEN = "Linear(10)"}]\n', encoding="utf-8")
    target = tmp_path / "both.md"
    assert main(["report", str(spec), str(other), "--at", "k=16", "-o", str(target)]) == 0
    assert "Side by side" in target.read_text(encoding="utf-8")


WRONG_FILES = {
    "two numbers": (["count", "net.yaml", "--at", "k=1", "k=2"], "symcount: --at gives k twice"),
    "huge": (["count", "net.yaml", "--at", "k=" + "9" * 100], "symcount: --at: numbers are at most 10**18"),
    "long": (["count", "net.yaml", "--at", "k=" + "k+" * 9_000 + "k"], "symcount: --at: k has 18,001 characters; at most 400 are read"),
    "quote": (["derive", "net.yaml", "--form", "per-filtr's"], "symcount: derive: unknown --form \"per-filtr's\"; did you mean per-filter?"),
    "path too long": (["report", "net.yaml", "-o", "x" * 280 + ".md"], "symcount: " + "x" * 280 + ".md cannot be written: file name too long"),
    "circle": (["report", "net.yaml", "-o", "circle.md"], None),
    "pipe": (["report", "net.yaml", "-o", "pipe.md"], "symcount: pipe.md is a pipe or a device; name a file"),
    "onto the spec": (["report", "net.yaml", "-o", "spec.md"], "symcount: spec.md is a link to net.yaml, which would be lost"),
    "folder with a line end": (["report", "net.yaml", "-o", "a\nb/c.md"], "symcount: the folder a\\u000ab does not exist"),
    "one of several": (["report", "net.yaml", "other.yaml", "-o", "o.md"], "symcount: other.yaml:3: chapters[0]: unknown chapter 'memroy'; did you mean memory?"),
    "budget": (["count", "budget.yaml"], "symcount: budget.yaml:3: budget: memory is a number and a unit such as '256 KiB', got 'banana'"),
    "square": (["count", "power.yaml", "--at", "c=" + "9" * 18, "d=2"], "symcount: power.yaml: 0: numbers are at most 10**18"),
    "power": (["count", "power.yaml", "--at", "c=2", "d=" + "9" * 18], "symcount: power.yaml:1: the power (a number of 3,827 bits)**64 is too large"),
    "template folder": (["report", "net.yaml", "-o", "o.html", "--templates", "\x1b"], "symcount: the template folder \\u001b does not exist"),
    "template file": (["report", "net.yaml", "-o", "o.html", "--templates", "net.yaml"], "symcount: the template folder net.yaml is a file"),
}  # fmt: skip


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
@pytest.mark.parametrize(("argv", "line"), WRONG_FILES.values(), ids=WRONG_FILES)
def test_wrong_places_and_numbers(
    argv: list[str], line: str | None, spec: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(spec.parent)
    Path("circle.md").symlink_to("circle.md")
    Path("spec.md").symlink_to("net.yaml")
    os.mkfifo("pipe.md")
    Path("other.yaml").write_text("input: 3\nlayers: [ReLU]\nchapters: [memroy]\n", encoding="utf-8")
    Path("budget.yaml").write_text("input: 3\nlayers: [ReLU]\nbudget: banana\n", encoding="utf-8")
    Path("power.yaml").write_text("input: [c]\nlayers: ['Linear(c**2)', 'Linear((d**64)**64)']\n", encoding="utf-8")
    before = sorted(os.listdir())
    assert main(argv) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    if line is not None:  # the words for a circle are those of the system
        assert err == line + "\n"
    assert sorted(os.listdir()) == before
    assert spec.read_text(encoding="utf-8") == SPEC


# The second is what Python chooses in the locale C; letters are missing there, and nothing may be escaped instead.
@pytest.mark.parametrize("encoding", ["ascii", "ascii:surrogateescape", "latin-1", "cp1252", "utf-8"])
def test_any_encoding_gets_an_output(spec: Path, encoding: str) -> None:
    named = spec.with_name("named.yaml")
    named.write_text(SPEC.replace("LeNet", "Lénèt"), encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1]), "PYTHONIOENCODING": encoding}
    for rest in (["count"], ["count", "--format", "json"], ["derive"], ["derive", "--format", "md"]):
        command = [sys.executable, "-m", "symcount", rest[0], str(named), "--at", "k=16", *rest[1:]]
        done = subprocess.run(command, capture_output=True, check=False, env=environment)
        assert (done.returncode, done.stderr) == (0, b"")
        text = done.stdout.decode(encoding.partition(":")[0])
        if "json" in rest:
            assert json.loads(text)["name"] == "A Lénèt variant"
        elif encoding.startswith("ascii") and rest == ["derive"]:
            assert "((5 * 5 * 3) + 1) * 8" in text


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_device_is_told_in_one_line(spec: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])}
    for rest in (["count", str(spec), "--at", "k=16"], ["schema"]):
        with open("/dev/full", "wb") as full:
            command = [sys.executable, "-m", "symcount", *rest]
            done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False, env=environment)
        assert done.returncode == 2
        assert done.stderr == "symcount: the output cannot be written: no space left on device\n"


WISHES = {
    "chapters: [summary: 3]": "chapters[0].summary: this chapter takes no options, got 3",
    "extensions: [optimizer: '']": "extensions[0].optimizer: expected an optimizer such as Adam, got nothing",
    "extensions: [optimizer: 5]": "extensions[0].optimizer: expected an optimizer such as Adam, got 5",
    "extensions: [optimizer: SGD(momentum=banana)]": "extensions[0].optimizer: SGD: momentum is a number of at least 0, got banana",
    "extensions: [optimizer: SGD(momentum=-1)]": "extensions[0].optimizer: SGD: momentum is a number of at least 0, got -1",
    "extensions: [optimizer: Adam(amsgrad=2)]": "extensions[0].optimizer: Adam: amsgrad is true or false, got 2",
}  # fmt: skip


@pytest.mark.parametrize("wish", WISHES)
def test_wrong_wishes(wish: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "net.yaml"
    path.write_text(f"input: 3\nlayers: [Linear(2)]\n{wish}\n", encoding="utf-8")
    assert main(["report", str(path), "-o", str(tmp_path / "net.md")]) == 2
    assert capsys.readouterr().err == f"symcount: net.yaml:3: {WISHES[wish]}\n"
    assert [file.name for file in tmp_path.iterdir()] == ["net.yaml"]


def test_a_name_in_an_exponent_is_proven_too(tmp_path: Path) -> None:
    path = tmp_path / "net.yaml"
    path.write_text("input: [c, H, H]\nlayers:\n  - C: Conv2d(k**n, kernel_size=2**m)\n", encoding="utf-8")
    assert main(["report", str(path), "-o", str(tmp_path / "net.md")]) == 0
    assert "k**n" in (tmp_path / "net.md").read_text(encoding="utf-8").replace(" ", "").replace("^", "**").replace(
        "{n}", "n"
    )


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert left.value.code == 0
    told = "symcount, from sources that are not installed"
    with suppress(PackageNotFoundError):
        told = f"symcount {version('symcount')}"
    assert capsys.readouterr().out == told + "\n"


def test_a_line_that_is_not_proven_refuses_the_report(
    spec: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    honest = printing.pretty
    monkeypatch.setattr(printing, "pretty", lambda expr: honest(expr).replace("(", "").replace(")", ""))
    target = spec.with_name("net.html")
    assert main(["report", str(spec), "--at", "k=16", "-o", str(target)]) == 1
    assert capsys.readouterr().err.startswith("symcount: refused, since a line could not be proven: ")
    assert not target.exists()


def test_without_a_standard_output_there_is_one_line(spec: Path) -> None:
    command = f"{sys.executable} -m symcount count {spec} >&-"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])}
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode, done.stderr) == (2, "symcount: there is no standard output to print to\n")
