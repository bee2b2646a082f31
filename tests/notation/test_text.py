"""The forms as text: read back by our own parser to the same value, and spoken without a doubt."""

from __future__ import annotations

import pytest
from hypothesis import given

from notation.formulas import FILTERS, WIDER, WINDOW, H, c, f, i, k, n
from strategies import expressions, values
from symcount.core.expression import (
    Choice,
    Expr,
    FloorDiv,
    Minimum,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Series,
    Size,
    Sum,
)
from symcount.core.parsing import parse_expression
from symcount.core.plain import plain
from symcount.core.reading import evaluated
from symcount.notation.latex import latex
from symcount.notation.mathml import mathml
from symcount.notation.names import spoken_name
from symcount.notation.pretty import pretty
from symcount.notation.speech import spoken
from symcount.notation.svg import formula_image


@given(expressions(), values())
def test_what_is_printed_reads_back_to_the_same_value(expr: Expr, at: dict[Size, int]) -> None:
    expected = evaluated(expr, at)
    for printed in (plain(expr), pretty(expr)):
        assert evaluated(parse_expression(printed), at) == expected, printed


@pytest.mark.parametrize(
    ("expr", "text"),
    [
        (FILTERS, "((f · f · c) + 1) · k"),
        (WINDOW, "⌊(H + 2 · p − f)/s⌋ + 1"),
        (f**2 * c, "f**2 · c"),
        (Number(26926) * k, "26926 · k"),
        (Sum((f, Number(-5))), "f − 5"),
        (Sum((f, Product((Negative(c), k)))), "f + (−c · k)"),
        (WIDER, "∑[i = 0 … n − 1] 9 · w · 2**i · w · 2**(i + 1)"),
        (Series(i, n, i + k), "∑[i = 0 … n − 1] (i + k)"),
        (Series(i, n + 1, Series(c, i, -c)), "∑[i = 0 … n] ∑[c = 0 … i − 1] (−c)"),
        (k + Series(i, n, i) + f, "k + (∑[i = 0 … n − 1] i) + f"),
        (k - Series(i, n, i), "k − ∑[i = 0 … n − 1] i"),
        (Series(i, n, i) * k ** Series(i, n, i), "(∑[i = 0 … n − 1] i) · k**(∑[i = 0 … n − 1] i)"),
        (Series(i, n, i) ** 2 / Series(i, n, i), "(∑[i = 0 … n − 1] i)**2/(∑[i = 0 … n − 1] i)"),
    ],
)
def test_the_terminal_form(expr: Expr, text: str) -> None:
    assert pretty(expr) == text


@pytest.mark.parametrize(
    ("expr", "words"),
    [
        (FILTERS, "open bracket f times f times c close bracket plus 1, times k"),
        (WINDOW, "the floor of H plus 2 times p minus f, all over s, end floor plus 1"),
        (c / k, "c over k"),
        (Product((c / k, H)), "open bracket c over k close bracket times H"),
        (f**2 + f**3 + f**k, "f squared plus f cubed plus f to the power k"),
        (Number(26926) + Negative(k), "26,926 minus k"),
        (Series(i, n, k * i) + 1, "the sum over i from 0 to n minus 1 of k times i, end sum plus 1"),
    ],
)
def test_the_spoken_form(expr: Expr, words: str) -> None:
    assert spoken(expr) == words


def test_names_are_spoken_word_by_word() -> None:
    assert [spoken_name(name) for name in ("H_out", "α_1", "num_heads")] == ["H out", "alpha 1", "num heads"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Product((Sum((f, c)), k)), Sum((f, Product((c, k))))),
        (Quotient(f, Product((c, k))), Product((Quotient(f, c), k))),
        (Negative(Sum((f, c))), Sum((Negative(f), c))),
        (Power(Product((f, c)), Number(2)), Product((f, Power(c, Number(2))))),
        (Power(f, Sum((c, k))), Sum((Power(f, c), k))),
        (Sum((Minimum((f, c)), k)), Minimum((f, Sum((c, k))))),
        (FloorDiv(Sum((f, c)), k), Sum((f, FloorDiv(c, k)))),
        (Sum((FloorDiv(f, c), k)), FloorDiv(f, Sum((c, k)))),
        (Quotient(Sum((f, c)), k), Sum((f, Quotient(c, k)))),
        (Minimum((f, c, k)), Minimum((f, Minimum((c, k))))),
        (Product((Series(i, n, f), c)), Series(i, n, Product((f, c)))),
        (Sum((Series(i, n, f), c)), Series(i, n, Sum((f, c)))),
    ],
)
def test_what_differs_only_in_its_brackets_sounds_different(one: Expr, other: Expr) -> None:
    assert spoken(one) != spoken(other)


@pytest.mark.parametrize("printer", [pretty, spoken, latex, mathml, lambda expr: formula_image(expr, size=12)])
def test_a_choice_never_reaches_a_printer(printer: object) -> None:
    assert callable(printer)
    with pytest.raises(TypeError, match="bias is not settled"):
        printer(Choice(Size("bias"), True, f, c) + 1)
