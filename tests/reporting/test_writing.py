"""Files are written whole or not at all, and only when every line is proven."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from reporting.samples import handmade
from symcount.core.errors import InputError
from symcount.notation import pretty
from symcount.notation.proof import Unproven
from symcount.reporting.rendering import check_target, markup, replacing, write, writing


@pytest.mark.parametrize(
    ("ending", "start"), [(".html", "<!DOCTYPE html>"), (".md", "# A"), (".tex", "\\documentclass"), (".txt", "A")]
)
def test_ending_picks_the_rendering(tmp_path: Path, ending: str, start: str) -> None:
    path = tmp_path / f"report{ending}"
    assert write(handmade(), path) == path
    assert path.read_text(encoding="utf-8").startswith(start)
    assert os.listdir(tmp_path) == [path.name]


def test_pdf_is_written(tmp_path: Path) -> None:
    pytest.importorskip("weasyprint", exc_type=OSError)
    write(handmade(), tmp_path / "a.PDF")
    assert (tmp_path / "a.PDF").read_bytes().startswith(b"%PDF-")


def test_markup_is_what_is_written(tmp_path: Path) -> None:
    write(handmade(), tmp_path / "a.md")
    assert markup(handmade(), "md") == (tmp_path / "a.md").read_text(encoding="utf-8")
    assert markup(handmade(), "latex").startswith("\\documentclass")


def test_a_broken_printer_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printed = pretty.pretty
    monkeypatch.setattr(pretty, "pretty", lambda expr: printed(expr).replace("(", "").replace(")", ""))
    old = tmp_path / "report.html"
    old.write_text("old")
    for name in ("report.html", "new.html", "new.txt"):
        with pytest.raises(Unproven, match="Weights: the line"):
            write(handmade(), tmp_path / name)
    assert os.listdir(tmp_path) == ["report.html"]
    assert old.read_text() == "old"


@pytest.mark.parametrize("failure", [KeyboardInterrupt, RuntimeError])
def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: type[BaseException]
) -> None:
    def fails(*_: object) -> None:
        raise failure

    old = tmp_path / "report.md"
    old.write_text("old")
    monkeypatch.setattr(replacing.os, "fsync", fails)
    with pytest.raises(failure):
        write(handmade(), old)
    assert os.listdir(tmp_path) == ["report.md"]
    assert old.read_text() == "old"


def test_a_full_disk_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(replacing.os, "replace", full)
    with pytest.raises(InputError, match=r"report\.md cannot be written: no space left on device"):
        write(handmade(), tmp_path / "report.md")
    assert os.listdir(tmp_path) == []


def test_mode_and_links_are_kept(tmp_path: Path) -> None:
    kept = tmp_path / "kept.md"
    kept.write_text("old")
    kept.chmod(0o640)
    link = tmp_path / "link.md"
    link.symlink_to(kept)
    write(handmade(), link)
    assert link.is_symlink()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o640
    assert kept.read_text(encoding="utf-8").startswith("# A")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a b/x/r.html", "the folder a b/x does not exist; make it with: mkdir -p 'a b/x'"),
        ("reports/r.pdf", "the folder reports does not exist; make it with: mkdir -p reports"),
        ("r.htm", "r.htm has the unknown ending '.htm'; did you mean .html?"),
        ("r", "r has the unknown ending ''; known: .html, .md, .pdf, .tex, .txt, .xlsx"),
        ("folder.md", "folder.md is a folder; name a file in it"),
        ("file.md/r.md", "file.md is a file, not a folder"),
    ],
)
def test_wrong_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, message: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder.md").mkdir()
    Path("file.md").touch()
    with pytest.raises(InputError) as told:
        check_target(Path(name))
    assert str(told.value) == message


def test_missing_native_library_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import builtins

    real = builtins.__import__

    def without_pango(name: str, *rest: object, **more: object) -> object:
        if name == "symcount.reporting.rendering.pdf":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without_pango)
    with pytest.raises(InputError, match=r"apt install libpango-1\.0-0 .*brew install pango"):
        write(handmade(), tmp_path / "a.pdf")
    assert writing.PANGO.count("\n") == 0
