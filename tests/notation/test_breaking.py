"""Where lines break: at the cheapest signs, and inside a number or a name only where nothing else helps."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from strategies import expressions
from symcount.core.expression import Expr, Group, Number, Product, Quotient, Size, Sum
from symcount.notation.breaking import broken
from symcount.notation.flow import AT_BRACKET, AT_SLASH, AT_TIMES, BETWEEN_TERMS, PER_BRACKET, flowed
from symcount.notation.marks import tokens
from symcount.notation.setting import marks

a, b, c = Size("a"), Size("b"), Size("c")


def _flow(expr: Expr, *, fits: bool = True) -> list[tuple[str, int]]:
    pieces = flowed(marks(expr), lambda _: fits)
    return [("".join(token.text for token in tokens(piece.mark)), piece.price) for piece in pieces]


@pytest.mark.parametrize(
    ("expr", "flow"),
    [
        (a + b - c, [("a", 0), ("+b", BETWEEN_TERMS), ("−c", BETWEEN_TERMS)]),
        (a * b, [("a", 0), ("·b", AT_TIMES)]),
        (Product((a, Group(Sum((b, c))))), [("a", 0), ("·b", AT_BRACKET), ("+c", PER_BRACKET)]),
        (Product((Group(a * b), c)), [("a", 0), ("·b", AT_TIMES + 2 * PER_BRACKET), ("·c", AT_BRACKET)]),
    ],
)
def test_what_a_break_costs(expr: Expr, flow: list[tuple[str, int]]) -> None:
    assert _flow(expr) == flow


def test_a_fraction_without_room_is_written_on_one_line() -> None:
    ratio = Quotient(a + b, c)
    assert _flow(ratio) == [("a+bc", 0)]
    assert _flow(ratio, fits=False) == [("a", 0), ("+b", PER_BRACKET), ("/c", AT_SLASH)]


@pytest.mark.parametrize(("digits", "pieces"), [(20, 1), (21, 7), (121, 41)])
def test_only_long_numbers_are_cut(digits: int, pieces: int) -> None:
    flow = _flow(Number(10 ** (digits - 1)))
    assert len(flow) == pieces
    assert "".join(text for text, _ in flow) == f"{10 ** (digits - 1):,}"


@given(expressions(), st.booleans())
def test_no_token_is_lost(expr: Expr, fits: bool) -> None:
    names = [text for text, _ in _flow(expr, fits=fits)]
    assert "".join(names).replace("/", "") == "".join(token.text for token in tokens(marks(expr))).replace("/", "")


@given(st.lists(st.floats(0.5, 12), min_size=1, max_size=30), st.lists(st.integers(0, 3_000), min_size=30, max_size=30))
def test_lines_hold_all_pieces_and_fit(widths: list[float], prices: list[int]) -> None:
    lines = broken(widths, prices[: len(widths)], 12, 10)
    assert [piece for line in lines for piece in range(len(widths))[line]] == list(range(len(widths)))
    for number, line in enumerate(lines):
        assert sum(widths[line]) <= (10 if number else 12) + 1e-9 or len(widths[line]) == 1


def test_the_cheaper_break_wins() -> None:
    assert broken([4, 4, 4], [0, 600, 0], 10, 10) == (slice(0, 2), slice(2, 3))
    assert broken([4, 4, 4], [0, 0, 2_500], 10, 10) == (slice(0, 1), slice(1, 3))
