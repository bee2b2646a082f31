"""The README: every block of it is run."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest

from symcount.cli import main

README = Path(__file__).resolve().parents[1] / "README.md"
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def _saved(ending: str) -> str:
    """The one block that the reader is told to save as a file of this kind."""
    (found,) = [text for kind, text in BLOCKS if kind == ending and ">>>" not in text]
    return str(found)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "net.yaml").write_text(_saved("yaml"), encoding="utf-8")
    (tmp_path / "mylayers.py").write_text(_saved("python"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


def _commands() -> list[tuple[str, str]]:
    """Every command of the console blocks with what stands under it."""
    text = "".join(text for kind, text in BLOCKS if kind == "console")
    return re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE)


@pytest.mark.parametrize(("command", "printed"), _commands(), ids=lambda value: value[:40])
def test_commands(command: str, printed: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program, *argv = shlex.split(command)
    assert program == "symcount"
    assert main(argv) == 0
    out = capsys.readouterr().out
    if printed:
        assert out == printed
    if "-o" in argv:
        assert (folder / argv[argv.index("-o") + 1]).stat().st_size > 10_000


def test_sessions(folder: Path) -> None:
    sessions = "".join(text for kind, text in BLOCKS if kind == "python" and ">>>" in text)
    test = doctest.DocTestParser().get_doctest(sessions, {}, "README", str(README), 0)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    assert runner.run(test).failed == 0


def test_an_own_layer_takes_at_most_twelve_lines() -> None:
    lines = [line for line in _saved("python").splitlines() if line.strip()]
    assert len(lines) <= 12


def test_pictures_and_links_lead_somewhere() -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", README.read_text(encoding="utf-8")):
        assert "://" in link or (README.parent / link).exists(), link


def test_make_targets_exist() -> None:
    makefile = (README.parent / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"\bmake (\w+)", "".join(text for kind, text in BLOCKS if kind == "sh")):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)
