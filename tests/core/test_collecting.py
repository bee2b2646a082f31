"""Like terms put together: the same value at every point, and the short form that a person would write."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given, strategies as st

from strategies import TIMES, expressions
from symcount.core.collecting import collected
from symcount.core.expression import Expr, Size, written
from symcount.core.parsing import parse_expression
from symcount.core.reading import evaluated, sizes_in

POINTS = st.lists(st.integers(1, 10**6), min_size=12, max_size=12)


@given(expressions(), POINTS)
def test_the_value_stays(expr: Expr, numbers: list[int]) -> None:
    drawn = zip(sizes_in(expr), numbers, strict=False)
    where = {size: number % 5 + 1 if size == TIMES else number for size, number in drawn}
    try:
        before = evaluated(expr, where)
    except ZeroDivisionError:
        assume(False)
    short = collected(expr)
    assert evaluated(written(short), where) == before
    assert isinstance(before, (int, Fraction))


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("h + 2 - f + 3 - f + 3 - f + 1", "h - 3*f + 9"), ("32 - f + 1", "33 - f"), ("c + c - 2*c", "0"),
        ("-f + h", "h - f"), ("(H - 1 - 2*2 + 1)//4 + 1", "(H - 4)//4 + 1"), ("a*3 + 2*a*b - b*a", "3*a + 2*a*b - b*a"),
        ("c", "c"), ("c*k", "c*k"), ("n + 2*k - (2*k + 1) + 1", "n"), ("n - 2*(k + 1) + 3", "n - 2*k + 1"),
    ],
)  # fmt: skip
def test_reads_as_a_person_writes(text: str, short: str) -> None:
    found = collected(parse_expression(text))
    assert str(found) in (short, short.replace("33 - f", "-f + 33"))


def test_names_stay_sizes() -> None:
    assert collected(Size("c") + Size("c")) == 2 * Size("c")
