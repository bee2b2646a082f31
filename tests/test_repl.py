"""The prompt as a person meets it: names in place, read from a pipe, with mistakes in a line; and IPython's."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from symcount.commands.repl import ready
from symcount.core.expression import Size

SPEC = """\
name: A small net
sizes: {f: 3, c: 3, k: }
input: [c, 32, 32]
layers:
  - CONV1: Conv2d(k, kernel_size=f)
  - FLATTEN: Flatten
  - FC: Linear(10)
"""


@pytest.fixture
def spec(tmp_path: Path) -> str:
    path = tmp_path / "net.yaml"
    path.write_text(SPEC, encoding="utf-8")
    return str(path)


def prompt(lines: str, *argv: str) -> tuple[list[str], str, int]:
    """What a prompt that reads some lines prints, says beside, and ends with."""
    done = subprocess.run(
        [sys.executable, "-m", "symcount", "repl", *argv], input=lines, capture_output=True, text=True, timeout=60
    )  # fmt: skip
    return done.stdout.splitlines(), done.stderr, done.returncode


def test_a_pipe_is_read_to_its_end(spec: str) -> None:
    out, err, status = prompt("P\nP.open()\nint(P.at(k=8))\nM.solve('k', 10**6)\nk + 1, f\n", spec)
    assert status == 0
    assert out == [
        "9028*k + 10", "10*k*(33 - f)**2 + k*(c*f**2 + 1) + 10", "72234",
        "k = 30 at a cost of 999,000 within 1,000,000", "(k + 1, f)",
    ]  # fmt: skip
    assert "net  A small net" in err
    assert "Parameters: 10*k*(33 - f)**2 + k*(c*f**2 + 1) + 10" in err
    assert "f, c, k  its sizes, as symbols" in err or "c, k, f  its sizes, as symbols" in err


def test_without_a_spec_the_names_are_there() -> None:
    out, err, status = prompt("n, = sizes('n')\nparams(Linear(n), input=(n,))\nfor i in (1, 2):\n    print(i)\n\n")
    assert (out, status) == (["n*(n + 1)", "1", "2"], 0)
    assert "everything of `from symcount import *` is here" in err
    assert "Traceback" not in err


def test_a_mistake_is_one_line_and_the_prompt_goes_on(spec: str) -> None:
    out, err, status = prompt("P.at(kk=3)\nprnt\n1 + 1\n", spec)
    assert (out, status) == (["2"], 0)
    assert "InputError: unknown size 'kk'; did you mean k?" in err
    assert err.count("Traceback") == 1  # that of the name that Python does not know


@pytest.mark.parametrize("lines", ["", "exit()\nprint(1)\n"])
def test_it_ends(lines: str) -> None:
    out, _, status = prompt(lines)
    assert (out, status) == ([], 0)


def test_an_unknown_spec_is_told_before_anything_opens() -> None:
    out, err, status = prompt("", "zoo:lenet")
    assert (out, status) == ([], 2)
    assert err.startswith("symcount: zoo: unknown architecture 'lenet'; did you mean lenet5?")


def test_a_size_named_as_an_amount_keeps_its_name_in_text() -> None:
    names, told = ready("zoo:gpt2")  # whose positions are P
    assert names["P"].quantity.key == "params"
    assert isinstance(names["d"], Size)
    assert "P" in {size.name for size in names["P"].sizes}
    assert not any(line.strip().startswith("V, P") for line in told)


def test_ipython_has_the_names_and_tells_a_mistake_in_a_line(spec: str) -> None:
    pytest.importorskip("IPython")
    program = (
        "import sys; from symcount.commands import repl; names, told = repl.ready(sys.argv[1]); "
        "from unittest.mock import patch; import IPython; "
        "from IPython.terminal.interactiveshell import TerminalInteractiveShell as Shell\n"
        "def run(shell):\n"
        "    shell.run_cell('P.open()'); shell.run_cell('P.at(kk=1)')\n"
        "with patch.object(Shell, 'mainloop', run):\n"
        "    repl._ipython('the banner', names)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, spec], capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL
    )  # fmt: skip
    told = re.sub("\x1b\\[[0-9;]*m", "", done.stdout)
    assert "the banner\n" in told, done.stderr
    assert "10*k*(33 - f)**2 + k*(c*f**2 + 1) + 10" in told
    assert "InputError: unknown size 'kk'; did you mean k?" in told
    assert "Traceback" not in told
