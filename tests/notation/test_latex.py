"""LaTeX: every brace and bracket closed, every character escaped, no line longer than the page."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, strategies as st

from notation.formulas import FILTERS, NASTY, WIDER, WINDOW, i, k, n
from strategies import expressions
from symcount.core.expression import CeilDiv, Expr, Number, Series, Size
from symcount.notation.latex import latex, latex_name, latex_text
from symcount.notation.latex_chain import latex_chain


def _assert_balanced(text: str) -> None:
    depth = 0
    for brace in re.findall(r"(?<!\\)(?:\\\\)*[{}]", text):
        depth += 1 if brace.endswith("{") else -1
        assert depth >= 0
    assert depth == 0
    assert text.count(r"\left") - text.count(r"\leftarrow") == text.count(r"\right") - text.count(r"\rightarrow")


@given(expressions())
def test_braces_balance(expr: Expr) -> None:
    _assert_balanced(latex(expr))
    _assert_balanced(latex_chain(Size("P_total"), [expr, expr], width=20))


@pytest.mark.parametrize(
    ("expr", "text"),
    [
        (FILTERS, r"((f \cdot f \cdot c) + 1) \cdot k"),
        (WINDOW, r"\left\lfloor\frac{H + 2 \cdot p - f}{s}\right\rfloor + 1"),
        (CeilDiv(Number(26926), Size("beta")), r"\left\lceil\frac{26{,}926}{\beta}\right\rceil"),
        (Size("C_out") ** 2, r"C_{\mathrm{out}}^{2}"),
        (WIDER, r"\sum_{i = 0}^{n - 1} 9 \cdot w \cdot 2^{i} \cdot w \cdot 2^{i + 1}"),
        (k * Series(i, n + 1, i + k), r"k \cdot \left(\sum_{i = 0}^{n} (i + k)\right)"),
    ],
)
def test_formulas(expr: Expr, text: str) -> None:
    assert latex(expr) == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("k", "k"), ("H_out", r"H_{\mathrm{out}}"), ("alpha", r"\alpha"), ("beta_1", r"\beta_{1}"), ("ε", r"\varepsilon"),
        ("num_heads", r"\mathrm{num\_heads}"), ("größe", r"\text{größe}"), ("omicron", r"\mathrm{omicron}"),
    ],
)  # fmt: skip
def test_names(name: str, text: str) -> None:
    assert latex_name(name) == text


def test_text_is_escaped() -> None:
    shown = latex_text("a\\b {5%} $1 & #2 _x^~ – — α ≥ 1\n")
    assert shown == (
        r"a\textbackslash{}b \{5\%\} \$1 \& \#2 \_x\textasciicircum{}\textasciitilde{} -- --- $\alpha$ $\geq$ 1 "
    )


def test_two_hyphens_stay_two_hyphens() -> None:
    assert latex_text('--form "it\'s"') == r"-{}-form \symbol{34}it's\symbol{34}"


@given(st.text())
def test_no_text_breaks_latex(text: str) -> None:
    shown = latex_text(text)
    _assert_balanced(shown)
    assert not re.search(r"(?<!\\)[#%&_^]", re.sub(r"\{\}\^\{[23]\}", "", shown))


@pytest.mark.parametrize("name", NASTY)
def test_no_line_runs_off_the_page(name: str) -> None:
    text = latex_chain(*NASTY[name])
    _assert_balanced(text)
    for line in text.split("\n")[2:-1]:
        low = re.sub(r"\\sum_\{[^{}]*\}\^\{[^{}]*\}", "∑", line)  # whose limits stand below and above it
        shown = re.sub(r"\\[a-zA-Z]+|[{}&\\]", "", low)
        assert len(shown) <= 85
