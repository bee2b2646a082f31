"""Laws of the answers at the prompt: every one of them agrees with counting anew."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy
from hypothesis import given, settings, strategies as st

from networks_composed import COMPOSED
from symcount import *
from symcount.analysis.ratios import ratio
from symcount.analysis.smooth import smooth
from symcount.budgets import largest
from symcount.core.expression import Size

c, k, f, n, w = sizes("c k f n w")
CHAIN = Sequential(Conv2d(2 * c, kernel_size=f, padding=1), ReLU(), Conv2d(c, kernel_size=3), input=(3, 32, 32))
WIDE = Sequential(Linear(w), input=(c, 32, 32))
SAME = Sequential(Conv2d(2 * c, kernel_size=f), input=(c, 32, 32))

# Every composed network with one of its points, said as parameters and as multiply-accumulates.
AMOUNTS = {
    f"{quantity.__name__} of {name}": (quantity(one.network, input=one.input), point)
    for name, one in COMPOSED.items()
    for quantity in (params, macs)
    for point in one.points[:1]
    if quantity(one.network, input=one.input).expr.free_symbols
}
amounts = pytest.mark.parametrize("name", AMOUNTS)


def test_the_factor_of_doubling_is_told_as_in_the_books() -> None:
    told = params(SAME).what_if(c="2*c")
    c_, f_ = (sympy.Symbol(one, integer=True, positive=True) for one in "cf")
    assert str(told.factor) == "2*(2*c*f**2 + 1)/(c*f**2 + 1)"
    assert sympy.expand(told.after - told.before * told.factor) == 0
    assert told.limit == 4
    assert told.before == sympy.sympify(2 * c_ * (c_ * f_**2 + 1))


@amounts
def test_what_if_at_numbers_is_counting_anew(name: str) -> None:
    amount, point = AMOUNTS[name]
    here = amount.at(**point)
    for size in map(str, amount.expr.free_symbols):
        told = here.what_if({size: f"2*{size}"})
        doubled = amount.at(**{**point, size: 2 * point[size]})
        assert int(doubled) == exactly(told.after, point)
        if int(here) and not told.factor.atoms(sympy.Sum):
            assert Fraction(int(doubled), int(here)) == Fraction(str(at(told.factor, point)))
            assert told.value == sympy.Rational(int(doubled), int(here))
        assert sum(at(one.after, point) for one in told.layers) == int(doubled)


def at(formula: sympy.Expr, point: dict[str, int]) -> sympy.Expr:
    values = {sympy.Symbol(size, integer=True, positive=True): value for size, value in point.items()}
    return formula.xreplace(values).doit()


def exactly(formula: sympy.Expr, point: dict[str, int]) -> int:
    value = at(formula, point)
    assert value.is_Integer
    return int(value)


@amounts
def test_the_answer_of_solve_fits_and_the_next_does_not(name: str) -> None:
    amount, point = AMOUNTS[name]
    for size in map(str, amount.expr.free_symbols):
        others = {other: value for other, value in point.items() if other != size}
        free = amount.at(**others)
        if size in ("n", "L") and "halving" in name:
            continue  # more and more halvings end at one pixel: the cost is not bounded by a size of it
        cost = free.to_callable()
        budget = cost(**{size: 24}) + 3
        found = free.solve(size, budget)
        assert cost(**{size: found.value}) == found.cost <= budget
        assert cost(**{size: found.above.value}) == found.above.cost > budget
        step = found.above.value - found.value
        for between in range(found.value + 1, found.above.value):
            with pytest.raises(InputError, match="does not divide"):
                _ = free.at({size: between}).rows
        if found.formula is not None:
            assert abs(float(found.formula) - found.value) < step
        fourth = free.solve(size, budget, multiple_of=4)
        assert fourth.value % 4 == 0
        assert fourth.cost <= budget < fourth.above.cost


@pytest.mark.parametrize("name", [name for name, (amount, _) in AMOUNTS.items() if not amount.expr.atoms(sympy.Sum)])
def test_the_leading_term_is_what_remains(name: str) -> None:
    amount, point = AMOUNTS[name]  # an open sum has no leading term
    for size in map(str, amount.expr.free_symbols):
        found = amount.growth(size)
        many = {**point, size: 64 if found.base > 1 else 10**9}
        if at(found.term, many) == 0:
            continue  # at this very point the coefficient of the leading term is zero
        ratio = at(smooth(amount.expr), many) / at(found.term, many)
        assert abs(float(ratio) - 1) < 0.05


def is_smooth(formula: sympy.Expr) -> bool:
    """Whether nothing is rounded: there a percent more may change nothing."""
    return not formula.atoms(sympy.floor, sympy.ceiling, sympy.Sum)


@pytest.mark.parametrize("name", [name for name, (amount, _) in AMOUNTS.items() if is_smooth(amount.expr)])
def test_elasticity_is_the_percent_that_one_percent_makes(name: str) -> None:
    amount, _ = AMOUNTS[name]
    for size in map(str, amount.expr.free_symbols):
        if amount.growth(size).base > 1:
            continue
        many = {str(one): 10**6 for one in amount.expr.free_symbols}
        before, after = (exactly(amount.expr, {**many, size: 10**6 + more}) for more in (0, 100))
        percent = float(Fraction(after - before, before)) * 10**4
        assert abs(percent - float(at(amount.elasticity(size), many))) < 0.01


def test_sensitivities_stand_in_order() -> None:
    told = params(CHAIN).at(c=64, f=3).sensitivities()
    assert [one.name for one in told] == ["f", "c"] or [one.name for one in told] == ["c", "f"]
    assert float(told[0].value) >= float(told[1].value)


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 60), st.integers(1, 60), st.integers(0, 400), st.integers(0, 400))
def test_signs_stand_on_both_sides_of_every_crossing(a: int, b: int, more: int, less: int) -> None:
    one = Sequential(Linear(a), Linear(n), input=(more + 1,))
    other = Sequential(Linear(n), Linear(b), input=(less + 1,))
    told = compare(one, other)
    for region in told.regions:
        for size in {region.low, region.high or region.low + 1000}:
            difference = int(params(one.at({n: size}))) - int(params(other.at({n: size})))
            assert (difference > 0) - (difference < 0) == region.sign
    assert told.regions[0].low == 1
    assert told.regions[-1].high is None
    for crossing in told.crossings:
        assert at(told.difference.subs(sympy.Symbol("n", integer=True, positive=True), crossing.at), {}) == 0


def test_two_sizes_give_a_table_of_regions() -> None:
    told = compare(SAME, CHAIN, over=("c", "f"))
    assert (told.over, told.against) == ("c", "f")
    assert [row.number for row in told.slices] == [1, 2, 4, 8, 16, 32]  # no wider filter fits into the picture
    for row in told.slices:
        assert row.regions[0].low == 1
        assert row.regions[-1].high is None
        for region in row.regions:
            for size in {region.low, region.high or region.low + 99}:
                difference = int(params(SAME).at(c=size, f=row.number)) - int(params(CHAIN).at(c=size, f=row.number))
                assert (difference > 0) - (difference < 0) == region.sign
    (edge,) = told.boundary
    assert at(edge, {"f": 4}) == sympy.Rational(97, 14)
    assert [str(one.at) for row in told.slices for one in row.crossings if row.number == 4] == ["97/14"]


def test_layers_are_matched_by_their_paths_then_by_their_formulas() -> None:
    told = compare(
        Sequential({"a": Linear(c), "b": Linear(3), "d": Linear(7)}, input=(5,)),
        Sequential({"a": Linear(c), "e": Linear(3), "g": Linear(2)}, input=(5,)),
        numbers={"c": 4},
    )
    assert [(one.path, one.same, one.moved) for one in told.layers] == [
        ("a", True, ""), ("b", True, "e"), ("d", False, ""), ("g", False, ""),
    ]  # fmt: skip
    assert [(one.a_value, one.b_value) for one in told.layers] == [(24, 24), (15, 15), (28, None), (None, 8)]
    assert "d" in str(told)


def test_the_largest_size_within_several_budgets() -> None:
    budgets = {"params": 10**6, "flops": 10**9, "memory": "1 MiB"}
    told = largest(SAME, "c", **budgets, numbers={"f": 3}, multiple_of=8)

    def costs(size: int) -> list[int]:
        here = {c: size, f: 3}
        return [int(params(SAME).at(here)), int(flops(SAME).at(here)), 4 * int(params(SAME).at(here))]

    most = [10**6, 10**9, 2**20]
    assert int(told) % 8 == 0
    assert told.sizes == (int(told) - 8, int(told), int(told) + 8)
    assert [list(one.costs) for one in told.met] == [list(each) for each in zip(*map(costs, told.sizes), strict=True)]
    assert all(cost <= bound for cost, bound in zip(costs(int(told)), most, strict=True))
    assert told.binds == ("Bytes of the parameters in fp32",)
    assert costs(int(told) + 8)[2] > 2**20
    assert min(one.alone.value for one in told.met if one.alone) == int(told)


def test_memory_of_training_is_a_budget() -> None:
    memory = training_memory(SAME, "Adam", batch=2)
    told = largest(SAME, "c", (memory, "1 MB"), numbers={"f": 3})
    assert int(memory.at(c=int(told), f=3)) <= 10**6 < int(memory.at(c=int(told) + 1, f=3))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(-4, 4), st.integers(0, 2), st.integers(0, 2), st.integers(0, 1)), min_size=1, max_size=4),
       st.lists(st.tuples(st.integers(-4, 4), st.integers(0, 2), st.integers(0, 2), st.integers(0, 1)), min_size=1, max_size=4),
       st.lists(st.tuples(st.integers(-4, 4), st.integers(0, 2), st.integers(0, 2), st.integers(0, 1)), min_size=1, max_size=3))  # fmt: skip
def test_a_ratio_in_lowest_terms_is_the_one_that_cancel_gives(one: object, other: object, shared: object) -> None:
    x, y, z = (sympy.Symbol(name, integer=True, positive=True) for name in "xyz")
    p, q, r = (sum((a * x**i * y**j * z**k for a, i, j, k in terms), sympy.S.Zero) for terms in (one, other, shared))
    if q == 0 or r == 0:
        return
    told = ratio(sympy.expand(p * r), sympy.expand(q * r))
    over, under = sympy.fraction(sympy.cancel(p / q))
    mine, below = sympy.fraction(told)
    assert sympy.expand(mine * under - over * below) == 0
    assert sympy.Poly(below, x, y, z).total_degree() == sympy.Poly(under, x, y, z).total_degree()


def test_every_answer_says_why() -> None:
    amount = params(SAME).at(f=3)
    solved = amount.solve("c", 10**6)
    assert str(solved.why()).splitlines() == [
        "The cost is 2*c*(9*c + 1); it grows with c.",
        "c = 235 costs 994,520, which is at most 1,000,000.",
        "c = 236, the next, costs 1,003,000, which is more.",
        "The cost is exactly 1,000,000 at c = -1/18 + sqrt(18000001)/18, about 235.647.",
    ]
    assert list(amount.what_if(c="2*c").why())[-1] == "It comes from 0; 0 other layers stay as they are."
    assert "changes sign in between: at c = 97/14, about 6.929." in str(compare(SAME, CHAIN, numbers={"f": 4}).why())
    assert "Parameters: at most 1,000,000 holds up to c = 235." in str(
        largest(SAME, "c", params=10**6, numbers={"f": 3}).why()
    )


def test_a_formula_as_python_and_as_a_function() -> None:
    for amount, point in AMOUNTS.values():
        names = {str(one) for one in amount.expr.free_symbols}
        numbers = {size: value for size, value in point.items() if size in names}
        assert amount.to_callable()(**numbers) == int(amount.at(**point))
        source = compile(amount.python(), "formula", "eval")
        assert not source.co_names or set(source.co_names) <= {*names, "Fraction", "sum", "min", "max", "range"}


def test_amounts_add_up() -> None:
    one, other = params(SAME), macs(SAME)
    assert sympy.expand(one + other - other - one.expr) == 0
    assert one / one == 1
    assert (2 * one) / one == 2
    assert one - 1 + 1 == one.expr


WRONG = [
    (lambda: params(SAME).what_if(), 'what_if needs a change, such as what_if(c="2*c")'),
    (lambda: params(SAME).what_if(cc="2*c"), "unknown size 'cc'"),
    (lambda: params(SAME).diff("cc"), "unknown size 'cc'"),
    (lambda: params(SAME).solve("c", 1000), "a whole c needs numbers for f: solve('c', 1000, f=3)"),
    (lambda: params(Conv2d(k, kernel_size=f), (c, 9, 9)).solve("c", 1000), "a whole c needs numbers for f, k: solve('c', 1000, f=3, k=3); the budget is met exactly at c = (1000 - k)/(f**2*k)"),
    (lambda: params(SAME).solve("c", 3, f=3), "c = 1 already costs 20, more than 3"),
    (lambda: params(SAME).solve("c", 0.5, f=3), "a budget is a whole number, got 0.5"),
    (lambda: macs(SAME, input=("c", 32, 32)).solve("f", 10**12, c=1), "the cost falls between"),
    (lambda: compare(params(SAME), macs(SAME)), "compare takes two amounts of one quantity, got params and macs"),
    (lambda: compare(SAME, WIDE), "there are several sizes: say which one runs"),
    (lambda: compare(SAME, WIDE, over="c"), "there is no number for f, w"),
    (lambda: largest(SAME, "c", parms=100), "unknown budget 'parms'; did you mean params?"),
    (lambda: largest(SAME, "c"), "a size is bounded by a budget, such as params=1_000_000"),
    (lambda: largest(SAME, "c", params=100), "there is no number for f; give one: numbers={'f': 3}"),
    (lambda: largest(SAME, "f", params=3, numbers={"c": 1}), "f = 1 already costs 4, more than 3"),
    (lambda: params(SAME).to_callable()(c=3), "expected numbers for c, f, got c"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "told"), WRONG, ids=[told[:30] for _, told in WRONG])
def test_what_cannot_be_answered_is_told(asked: object, told: str) -> None:
    with pytest.raises(InputError) as wrong:
        asked()  # type: ignore[operator]
    assert str(wrong.value).startswith(told)


def test_names_sizes_and_symbols_are_the_same() -> None:
    amount = params(SAME)
    symbol = next(one for one in amount.expr.free_symbols if str(one) == "c")
    assert amount.diff("c") == amount.diff(c) == amount.diff(symbol)
    assert amount.at(c=3).expr == amount.at({c: 3}).expr == amount.at({symbol: 3}).expr
    assert isinstance(Size("c"), type(c))


def test_a_size_that_is_shared_out_stays_whole() -> None:
    heads = params(MultiheadAttention(num_heads=4), inputs=[(5, n)] * 3)
    answer = heads.solve("n", 10_000)
    assert (answer.below.value, answer.value, answer.above.value) == (44, 48, 52)
    assert "n is a multiple of 4: every head takes an equal share of the embedding." in list(answer.why())
    assert int(largest(MultiheadAttention(num_heads=4), "n", inputs=[(5, n)] * 3, params=10_000)) == 48
    with pytest.raises(InputError, match=r"f = 20 .* but the network refuses it: .*the filter must fit"):
        params(Conv2d(1, kernel_size=f), (1, 8, 8)).solve("f", 401)
