"""Laws of the answers on named architectures: a few of them always, the whole zoo where there is time for proof."""

from __future__ import annotations

import os
from fractions import Fraction

import pytest
import sympy

from symcount import *
from symcount.analysis.crossing import crossings
from symcount.analysis.smooth import smooth
from symcount.core.errors import InputError
from symcount.networks.zoo.known import ARCHITECTURES

FEW = ("lenet5", "gpt2", "tinyllama-1.1b", "mobilenet")
NAMES = tuple(ARCHITECTURES) if os.environ.get("SYMCOUNT_PROOF") else FEW
PAIRS = (("gpt2", "tinyllama-1.1b", "d"), ("gpt2", "opt-125m", "L"), ("lenet5", "mobilenet", "k"))
zoo_wide = pytest.mark.parametrize("name", NAMES)


def opened(name: str, quantity: object) -> tuple[Amount, dict[str, int]]:
    """A quantity of an architecture in all its sizes, and the numbers of those that it depends on."""
    found = architecture(name)
    amount = quantity(found.network(), convention=found.conventions)  # type: ignore[operator]
    free = {str(one) for one in amount.expr.free_symbols}
    return amount, {one.name: one.value for one in found.sizes if one.name in free}


def put(formula: sympy.Expr, numbers: dict[str, int]) -> sympy.Expr:
    return formula.xreplace({one: sympy.Integer(numbers[str(one)]) for one in formula.free_symbols}).doit()


# Why a size may have no largest number.
UNANSWERED = ("does not grow", "falls", "refuses", "that the network takes")


@zoo_wide
def test_what_if_is_counting_anew(name: str) -> None:
    for quantity in (params, macs):
        amount, numbers = opened(name, quantity)
        at = amount.to_callable()
        for size in list(numbers)[:3]:
            told = amount.at(numbers).what_if({size: f"2*{size}"})
            after = at(**{**numbers, size: 2 * numbers[size]})
            assert put(told.after, numbers) == after
            assert told.value == sympy.Rational(after, at(**numbers))


@zoo_wide
def test_the_answer_of_solve_fits_and_the_next_does_not(name: str) -> None:
    for quantity in (params, macs):
        amount, numbers = opened(name, quantity)
        at = amount.to_callable()
        budget = 2 * at(**numbers) + 1
        for size in numbers:
            try:
                told = amount.at(numbers).solve(size, budget)
            except InputError as wrong:
                if not any(reason in str(wrong) for reason in UNANSWERED):
                    raise
                continue
            assert at(**{**numbers, size: told.value}) == told.cost <= budget
            assert at(**{**numbers, size: told.above.value}) == told.above.cost > budget


@zoo_wide
def test_elasticity_is_what_a_small_change_makes(name: str) -> None:
    for quantity in (params, macs):
        amount, numbers = opened(name, quantity)
        if amount.expr.atoms(sympy.floor, sympy.ceiling, sympy.Sum, sympy.Max, sympy.Min):
            continue  # a step of one may change nothing, or much
        formula = amount.expr
        for size in numbers:
            symbol = next(one for one in formula.free_symbols if str(one) == size)
            many = {one: 10**6 * value for one, value in numbers.items()}
            before, behind = (put(formula, {**many, size: many[size] + step}) for step in (0, many[size] // 10**4))
            if symbol in getattr(amount.growth(size).term, "free_symbols", ()) and amount.growth(size).base == 1:
                percent = float(Fraction(int(behind - before), int(before))) * 10**4
                assert abs(percent - float(put(amount.elasticity(size), many))) < 0.01


@zoo_wide
def test_the_leading_term_is_what_remains(name: str) -> None:
    for quantity in (params, macs):
        amount, numbers = opened(name, quantity)
        for size in numbers:
            try:
                found = amount.growth(size)
            except InputError:
                assert amount.expr.atoms(sympy.Sum, sympy.Max, sympy.Min)
                continue
            many = {**numbers, size: 80 if found.base > 1 else 10**15}
            assert abs(float(put(smooth(amount.expr), many) / put(found.term, many)) - 1) < 0.05


@pytest.mark.parametrize(("a", "b", "size"), PAIRS)
def test_the_larger_one_changes_at_every_crossing(a: str, b: str, size: str) -> None:
    for quantity in (params, macs):
        sides = []
        for name in (a, b):
            amount, numbers = opened(name, quantity)
            sides.append(amount.at({one: value for one, value in numbers.items() if one != size}))
        told = compare(*sides, over=size)
        calls = [(side.to_callable(), {str(one) for one in side.expr.free_symbols}) for side in sides]

        def less(number: int, calls: list = calls) -> int:  # type: ignore[type-arg]
            first, second = (call(**({size: number} if size in names else {})) for call, names in calls)
            return first - second

        for region in told.regions:
            for number in (region.low, region.high or region.low + 10**6):
                assert (less(number) > 0) - (less(number) < 0) == region.sign
        for crossing in told.crossings:
            assert crossing.high == less(crossing.behind)
            assert crossing.low is None or crossing.low * crossing.high <= 0
            assert crossing.low is None or crossing.low == less(crossing.before)
        assert told.regions == crossings(told.difference, size, less)[0]
