"""What is shown of an answer: a line as repr, a table for print, HTML with LaTeX beside it, as wide as IPython prints."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from symcount import *
from symcount.core.display import Displayed
from symcount.core.expression import Size

c, k, f = sizes("c k f")
NET = Sequential(
    ("conv", Conv2d(k, kernel_size=f, bias=False)), ("bn", BatchNorm2d()), ("flat", Flatten()), ("fc", Linear(10)),
    input=(c, 32, 32),
)  # fmt: skip
P = params(NET).at(c=3, f=3, k=8)
SHOWN: dict[str, Callable[[], Displayed]] = {
    "amount": lambda: P.open(),
    "number": lambda: P,
    "what if": lambda: P.what_if(c="2*c"),
    "solve": lambda: P.solve("k", 10**6),
    "compare": lambda: compare(P, params(fold_batchnorm(NET)).at(c=3, f=3, k=8), over="k"),
    "sensitivities": P.sensitivities,
    "difference": lambda: difference(P, params(with_lora(NET, "r"))),
    "figure": lambda: peak(NET),
    "network": lambda: NET,
    "branch": lambda: Branch(Conv2d(8, kernel_size=1), Identity()),
}
shown = pytest.mark.parametrize("make", SHOWN.values(), ids=SHOWN)


@shown
def test_repr_is_one_line(make: Callable[[], Displayed]) -> None:
    assert "\n" not in repr(make())
    assert repr(make())


@shown
def test_a_notebook_has_html_and_latex(make: Callable[[], Any]) -> None:
    thing = make()
    forms = thing._repr_mimebundle_()
    assert forms.keys() == {"text/plain", "text/html", "text/latex"}
    assert forms["text/html"] == thing._repr_html_()
    assert "<table" in forms["text/html"]
    assert "<script" not in forms["text/html"]
    assert "$" in forms["text/latex"] or r"\begin{longtable}" in forms["text/latex"]
    assert thing._repr_mimebundle_(include={"text/latex"}).keys() == {"text/latex"}
    assert thing._repr_mimebundle_(exclude={"text/html"}).keys() == {"text/plain", "text/latex"}


def test_print_is_an_aligned_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    lines = str(NET).splitlines()
    head = next(line for line in lines if line.startswith("Layer  "))
    rows = {line.split()[0]: line for line in lines[lines.index(head) + 2 :] if line.split()}
    for path, kind in (("conv", "Conv2d"), ("bn", "BatchNorm2d"), ("fc", "Linear")):
        assert rows[path].index(kind) == head.index("Kind")
    assert len({len(line) for line in lines if line.startswith("─")}) == 1
    told = str(difference(NET, fold_batchnorm(NET)))
    assert "BatchNorm2d is gone" in told
    assert "Layers that changed" in told


def test_a_network_without_an_input_shows_its_layers_as_written() -> None:
    told = str(Repeat(Size("L"), ("a", Linear(3)), ("b", ReLU())))
    assert [line.split() for line in told.splitlines()[3:]] == [["a", "Linear(3)"], ["b", "ReLU()"]]
    broken = Sequential(("conv", Conv2d(3, kernel_size=9)), input=(3, 4, 4))
    assert "Conv2d(3, kernel_size=9)" in str(broken)
    assert "\n" not in repr(broken)


def test_amounts_stay_their_closed_form_in_text() -> None:
    assert (str(P), f"{P:,}", str(P.open().at(c=3, f=3))) == (str(int(P)), f"{int(P):,}", "9029*k + 10")
    assert P.open()._repr_latex_() == f"${P.open().latex()}$"


@pytest.mark.parametrize("width", [40, 60, 100])
@shown
def test_ipython_prints_as_wide_as_it_may(make: Callable[[], Displayed], width: int) -> None:
    pretty = pytest.importorskip("IPython.lib.pretty").pretty
    thing = make()
    told = pretty(thing, max_width=width)
    assert max(map(len, told.splitlines())) <= width
    assert pretty([thing], max_width=10**6) == f"[{thing!r}]"


def test_ipython_takes_every_form() -> None:
    formatters = pytest.importorskip("IPython.core.formatters")
    data, _ = formatters.DisplayFormatter().format(P.what_if(c="2*c"))
    assert {"text/plain", "text/html", "text/latex"} <= data.keys()


def test_the_latex_of_all_answers_compiles_as_a_notebook_has_it(tmp_path: Path) -> None:
    if shutil.which("pdflatex") is None:
        pytest.skip("this system has no pdflatex")
    parts = "\n\n".join(make()._repr_latex_() for make in SHOWN.values())  # type: ignore[attr-defined]
    packages = "".join(rf"\usepackage{{{name}}}" for name in ("amsmath", "array", "longtable", "booktabs"))
    source = rf"\documentclass{{article}}\usepackage[T1]{{fontenc}}{packages}\begin{{document}}{parts}\end{{document}}"
    (tmp_path / "all.tex").write_text(source, encoding="utf-8")
    done = subprocess.run(
        ["pdflatex", "-halt-on-error", "-interaction=nonstopmode", "all.tex"],
        cwd=tmp_path,
        capture_output=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout.decode(errors="replace")[-2000:]
