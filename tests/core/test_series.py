"""Finite sums: added up one by one they come to the same as ours, as their closed forms, and as their text."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy
from hypothesis import given, settings, strategies as st

from strategies import GROWTH, INDICES, TIMES, expressions, sums, values
from symcount.core.algebra import closed_series, from_sympy, to_sympy
from symcount.core.errors import InputError
from symcount.core.expression import Expr, FloorDiv, Number, Product, Series, Size, Sum, Value, folded, written
from symcount.core.parsing import parse_expression
from symcount.core.reading import evaluated, sizes_in, substituted
from symcount.core.summing import closed_form
from symcount.core.values import maximum, series

i, j = INDICES
n, g = TIMES, GROWTH
k, w = Size("k"), Size("w")

Numbers = dict[Size, int]


def number(value: Value) -> Fraction:
    assert not isinstance(value, Expr), value
    return Fraction(value)


def added_up(body: Expr, index: Size, count: int, at: Numbers) -> Fraction:
    """The sum as Python adds it."""
    return sum((number(evaluated(body, {**at, index: place})) for place in range(count)), Fraction(0))


def in_sympy(there: sympy.Expr, at: Numbers) -> sympy.Expr:
    return there.xreplace({to_sympy(size): sympy.Integer(value) for size, value in at.items()}).doit()


@st.composite
def polynomials(draw: st.DrawFn) -> Expr:
    """Up to the third power of the index, with sizes in the coefficients."""
    coefficients = draw(
        st.lists(st.tuples(st.integers(0, 9), st.sampled_from((k, w, Number(1)))), min_size=1, max_size=4)
    )
    return Sum(tuple(times * size * i**power for power, (times, size) in enumerate(coefficients))) + 1


@st.composite
def bodies(draw: st.DrawFn) -> Expr:
    """Sums of products of polynomials in the index and of powers whose exponents run with it."""
    terms: list[Expr] = []
    for _ in range(draw(st.integers(1, 3))):
        base = draw(st.sampled_from((Number(2), Number(3), g)))
        growth = base ** (draw(st.integers(0, 2)) * i + draw(st.integers(0, 2)))
        terms.append(Product((k, growth, draw(polynomials()))))
    return Sum(tuple(terms)) if len(terms) > 1 else terms[0]


points = st.fixed_dictionaries({n: st.integers(1, 9), g: st.integers(2, 6), k: st.integers(1, 9), w: st.integers(1, 9)})


@given(bodies(), points)
def test_closed_forms_are_what_adding_up_comes_to(body: Expr, at: Numbers) -> None:
    told = series(i, n, body)
    expected = added_up(body, i, at[n], at)
    assert evaluated(told, at) == expected
    closed = closed_form(Series(i, n, body))
    assert closed is not None
    assert evaluated(closed, at) == expected
    assert i not in sizes_in(closed)


@settings(deadline=None, max_examples=50)
@given(bodies(), points)
def test_sympy_holds_the_closed_form(body: Expr, at: Numbers) -> None:
    there = closed_series(Series(i, n, body))
    assert not there.has(sympy.Sum)
    expected = added_up(body, i, at[n], at)
    assert in_sympy(there, at) == expected
    assert evaluated(from_sympy(there), at) == expected


@given(sums(expressions()), values(), st.integers(0, 6))
def test_a_sum_of_any_body_is_added_up(told: Series, at: Numbers, count: int) -> None:
    assert evaluated(written(series(told.index, count, told.body)), at) == added_up(told.body, told.index, count, at)


@given(bodies(), st.integers(0, 6), points)
def test_a_number_of_terms_may_be_known_before_the_sizes(body: Expr, count: int, at: Numbers) -> None:
    told = series(i, count, body)
    assert i not in sizes_in(told)
    assert (evaluated(told, at) if isinstance(told, Expr) else told) == added_up(body, i, count, at)


CLOSED: list[tuple[Expr, str]] = [
    (9 * w * 2**i * w * 2 ** (i + 1), "6*w**2*(4**n - 1)"),
    ((9 * w * 2**i + 1) * w * 2 ** (i + 1), "6*w**2*(4**n - 1) + 2*w*(2**n - 1)"),
    (i + 0, "n*(n - 1)/2"),
    (i**2, "n*(n - 1)*(2*n - 1)/6"),
    (i**3, "n**2*(n - 1)**2/4"),
    (k + i * w, "k*n + w*n*(n - 1)/2"),
    (2**i / 3, "(2**n - 1)/3"),
    (i * 2**i, "2**n*(n - 2) + 2"),
    (g**i, "(g**n - 1)/(g - 1)"),
    (2 ** (k * i), "(2**(k*n) - 1)/(2**k - 1)"),
    (Series(j, i, j), "n*(n - 1)*(n - 2)/6"),
]


@pytest.mark.parametrize(("body", "text"), CLOSED, ids=[text for _, text in CLOSED])
def test_closed_forms_read_well(body: Expr, text: str) -> None:
    assert str(closed_form(Series(i, n, body))) == text


@pytest.mark.parametrize("body", [i // 2, k + maximum(i, 2), k**i * (w // (i + 1)), i**i, 1 / (i + 1), i**13])
def test_what_has_no_closed_form_stays_a_sum(body: Expr) -> None:
    node, at = Series(i, n, body), {n: 4, k: 3, w: 7}
    assert closed_form(node) is None
    there = to_sympy(node)
    assert isinstance(there, sympy.Sum)
    assert in_sympy(there, at) == evaluated(from_sympy(there), at) == added_up(body, i, 4, at)


def test_a_sum_inside_is_closed_only_where_its_count_is_never_below_zero() -> None:
    assert closed_form(Series(i, n, Series(j, i - 1, j))) is None
    with pytest.raises(InputError, match="at least 0; got -1"):
        evaluated(Series(i, n, Series(j, i - 1, j)), {n: 3})


def test_the_index_of_an_open_sum_may_be_zero_in_sympy() -> None:
    """A size is at least one, and SymPy would make i of max(i, 1)."""
    there = to_sympy(Series(i, n, Product((k, maximum(i, 1)))))  # type: ignore[arg-type]
    assert in_sympy(there, {n: 3, k: 1}) == 1 + 1 + 2


def test_a_sum_of_sympy_is_counted_from_zero() -> None:
    a, m = sympy.symbols("a m", integer=True, positive=True)
    read = from_sympy(sympy.Sum(sympy.floor(a / 2), (a, 2, m)))
    assert evaluated(read, {Size("m"): 6}) == 1 + 1 + 2 + 2 + 3


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (series(i, n, k * 3), "n*k*3"),
        (series(i, 4, k), "4*k"),
        (series(i, 0, i * k), "0"),
        (series(i, 5, i), "10"),
        (series(i, 10**9, i), "499999999500000000"),
        (series(i, 3, k + i), "3*k + 3"),
        (series(i, 3, i * (k // (i + 1))), "k//2 + 2*(k//3)"),
        (series(i, 2, g**i), "g + 1"),
        (series(i, n, i * k), "sum(i*k, i, 0, n - 1)"),
    ],
)
def test_sums_fold(told: Value, expected: str) -> None:
    assert str(told) == expected


def test_growth_of_one_is_no_division_by_zero() -> None:
    assert evaluated(series(i, n, g**i), {n: 7, g: 1}) == 7
    assert evaluated(series(j, n, series(i, j, k * g**i)), {n: 4, g: 1, k: 1}) == 0 + 1 + 2 + 3


def test_the_index_is_bound() -> None:
    told = Series(i, i + 1, w * i)
    assert sizes_in(told) == (i, w)
    assert evaluated(told, {i: 3, w: 2}) == 2 * (0 + 1 + 2 + 3)
    assert substituted(told, {i: 5}) == Series(i, Sum((Number(5), Number(1))), w * i)


@given(values(), st.integers(0, 5))
def test_a_value_with_the_name_of_the_index_is_not_captured(at: Numbers, free: int) -> None:
    """Where w becomes i + k, that i is another one than the sum's."""
    told = Series(i, n, w * 2**i + maximum(i, w))
    expected = sum((free + at[g]) * 2**place + max(place, free + at[g]) for place in range(at[n]))
    for put in (substituted(told, {w: i + g}), folded(evaluated(told, {w: i + g}))):
        assert isinstance(put, Series)
        assert put.index != i
        assert set(sizes_in(put)) == {n, i, g}
        assert evaluated(put, {**at, i: free}) == expected
        assert evaluated(parse_expression(str(put)), {**at, i: free}) == expected


def test_a_size_of_another_owner_is_told_apart_from_the_index() -> None:
    theirs = Size("i", owner="Layer")
    told = series(i, n, theirs * i)
    assert str(told) == "sum(i*i_1, i_1, 0, n - 1)"
    assert evaluated(told, {n: 3, theirs: 5}) == 15


WRONG = [
    (-1, "a sum has a whole number of terms, at least 0; got -1"),
    (Fraction(1, 2), "a sum has a whole number of terms, at least 0; got 1/2"),
    (10**6, "a sum of 1,000,000 terms without a closed form is too long to add up"),
]


@pytest.mark.parametrize(("count", "message"), WRONG)
def test_what_cannot_be_added_up_is_refused(count: int | Fraction, message: str) -> None:
    with pytest.raises(InputError) as caught:
        series(i, count, FloorDiv(i, Number(2)))
    assert str(caught.value) == message
