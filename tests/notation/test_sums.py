"""A sum in a derivation: worked out in rounds a person can follow, and every printed line of it proven."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from notation.formulas import WIDER, i, k, n, w
from strategies import expressions, values
from symcount.core.errors import Unproven
from symcount.core.expression import Expr, Number, Series, Size, written
from symcount.core.plain import plain
from symcount.core.reading import evaluated, substituted
from symcount.counting.arithmetic import rounds
from symcount.counting.derivation import Line, Step
from symcount.notation.pretty import pretty
from symcount.notation.proof import prove_line

ROUNDS: list[tuple[Expr, list[str]]] = [
    (
        substituted(Series(i, n, k * 2**i), {n: 3, k: 5}),
        ["∑[i = 0 … 2] 5 · 2**i", "5 · 2**0 + 5 · 2**1 + 5 · 2**2", "5 · 1 + 5 · 2 + 5 · 4", "5 + 10 + 20", "35"],
    ),
    (substituted(Series(i, n + 4, i), {n: 3}), ["∑[i = 0 … 3 + 3] i", "∑[i = 0 … 6] i", "21"]),
    (Series(i, Number(1), k + i) + 1, ["(∑[i = 0 … 0] (k + i)) + 1", "(k + 0) + 1"]),
    (Series(i, Number(0), k + i) + 1, ["(∑[i = 0 … −1] (k + i)) + 1", "0 + 1", "1"]),
    (Series(i, Number(20), k * 2**i), ["∑[i = 0 … 19] k · 2**i", "1048575 · k"]),
    (Series(i, n, written(2) ** i) + 2 * Number(3), ["(∑[i = 0 … n − 1] 2**i) + 6"]),
]


@pytest.mark.parametrize(("expr", "told"), ROUNDS, ids=[told[0] for _, told in ROUNDS])
def test_a_sum_is_worked_out_in_rounds(expr: Expr, told: list[str]) -> None:
    assert [pretty(line) for line in rounds(expr)] == told


@settings(deadline=None)
@given(expressions(), values())
def test_every_round_has_the_same_value(expr: Expr, at: dict[Size, int]) -> None:
    expected = evaluated(expr, at)
    for line in rounds(substituted(expr, at)):
        assert evaluated(line, {}) == expected


@pytest.mark.parametrize("printer", [pretty, plain])
def test_lines_with_sums_are_proven(printer: object) -> None:
    assert callable(printer)
    step = Step("P", (), 6 * w**2 * (4**n - 1), "")
    prove_line(Line(WIDER, {"w": w, "n": n}), step, printer)
    prove_line(Line(Series(i, k, WIDER.body), {"k": n, "w": w}), step, printer)
    with pytest.raises(Unproven):
        prove_line(Line(Series(i, n + 1, WIDER.body), {"w": w, "n": n}), step, printer)


def test_a_line_in_a_size_named_like_the_index_is_proven() -> None:
    step = Step("P", (), i * n, "")
    prove_line(Line(Series(i, n, w), {"w": i, "n": n}), step, pretty)
