"""The LaTeX source compiles where there is a LaTeX, and says nothing of a line that is too wide."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from reporting.samples import handmade, nasty, small, symbolic
from symcount.reporting.rendering.latex import latex

COMPILERS = [name for name in ("pdflatex", "lualatex") if shutil.which(name)]

DOCUMENTS = [handmade(), small(), nasty(), symbolic()]
NAMES = ["handmade", "small", "nasty", "symbolic"]


@pytest.mark.skipif(not COMPILERS, reason="neither pdflatex nor lualatex is installed")
@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
@pytest.mark.parametrize("compiler", COMPILERS)
def test_it_compiles(tmp_path: Path, compiler: str, document: object) -> None:
    (tmp_path / "report.tex").write_text(latex(document), encoding="utf-8")  # type: ignore[arg-type]
    for _ in range(2):
        run = subprocess.run(
            [compiler, "-interaction=nonstopmode", "-halt-on-error", "report.tex"],
            cwd=tmp_path, capture_output=True, text=True, errors="replace", timeout=120, check=False,
        )  # fmt: skip
        assert run.returncode == 0, run.stdout[-3000:]
    assert not [width for width in re.findall(r"Overfull \\hbox \(([\d.]+)pt", run.stdout) if float(width) > 2]


@pytest.mark.parametrize("document", DOCUMENTS, ids=NAMES)
def test_environments_and_braces_close(document: object) -> None:
    text = latex(document)  # type: ignore[arg-type]
    stack: list[str] = []
    for kind, name in re.findall(r"\\(begin|end)\{([a-z*]+)\}", text):
        if kind == "begin":
            stack.append(name)
        else:
            assert stack.pop() == name
    assert stack == []
    bare = re.sub(r"\\[{}]", "", text)
    assert bare.count("{") == bare.count("}")
