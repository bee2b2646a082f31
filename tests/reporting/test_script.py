"""Our tree as JavaScript, in a real browser: the same numbers as Python's at sizes up to 10^15, and the same refusals."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given, strategies as st

from examples import EXAMPLES
from proof import cases
from reporting.scripts import worked, worth
from strategies import GROWTH, SIZES, TIMES, expressions
from symcount.core.conventions import conventions
from symcount.core.errors import InputError
from symcount.core.expression import Expr, Size, Value
from symcount.core.reading import evaluated, sizes_in
from symcount.networks.composite import Sequential
from symcount.networks.zoo.known import ARCHITECTURES, architecture
from symcount.reporting.plan import Plan
from symcount.reporting.rendering.interactive.model import QUANTITIES, interactive

PROOF = bool(os.environ.get("SYMCOUNT_PROOF"))
MOST = 10**15
SOME = ["densenet121", "efficientnetb0", "swin_t", "gpt2", "deepseek-v3"]
ranges = {GROWTH: (2, MOST), TIMES: (1, 5)}
large = st.fixed_dictionaries({size: st.integers(*ranges.get(size, (1, MOST))) for size in SIZES})


@pytest.fixture(scope="module")
def page(browser: Any) -> Iterator[Any]:
    opened = browser.new_page()
    yield opened
    opened.close()


@cases(usual=200, proof=3000)
@given(expressions(), st.lists(large, min_size=1, max_size=4))
def test_an_expression_is_worth_what_python_says(page: Any, expr: Expr, many: list[Mapping[Size, int]]) -> None:
    assert worth(page, expr, many) == [exactly(expr, at) for at in many]


def exactly(expr: Expr, at: Mapping[Size, int]) -> Value | None:
    """The exact value in Python, or None where it refuses."""
    try:
        return evaluated(expr, at)
    except InputError:
        return None


def drawn(names: list[str], few: set[str], random: Random) -> dict[str, int]:
    """Numbers for sizes: small ones, large ones, and such as others divide; small for `few` of them."""
    kind = random.randrange(4)
    return {
        name: random.randint(1, 12) * random.choice((1, 2, 8, 32) if name not in few else (1,))
        if kind == 0 or name in few or random.random() < kind / 4
        else random.randint(1, 10 ** random.randint(1, 12)) * 720
        for name in names
    }


def added_up(plan: Plan) -> set[str]:
    """The sizes that say how often something is repeated that changes each time: Python, given a number, places each."""
    overs = [over for row in plan.rows for variant in row.each for over in variant.over if over.index is not None]
    return {size.name for size in sizes_in(*(over.count for over in overs))}


def binary(plan: Plan) -> bool:
    """Whether some factor is a binary number to PyTorch, which may round a known extent down by one more than symbols do."""
    return any(formal.role == "ratio" for row in plan.rows for formal in row.case.theory.settings.values())


def in_python(plan: Plan, point: Mapping[str, int]) -> tuple[tuple[Value, ...], tuple[Value, ...]] | None:
    """The totals and the output where the numbers stood in the network before anything was placed; None if none fits."""
    try:
        net = plan.net.at({Size(name): number for name, number in point.items()})
        counted = Plan(plan.name, net, conventions=plan.conventions)
        return tuple(counted.total(quantity) for quantity in QUANTITIES), counted.rows[-1].case.output
    except InputError:
        return None


def same_in_python(page: Any, plan: Plan, points: list[dict[str, int]], drawing: int) -> tuple[int, int]:
    """Every point given and some drawn ones, on the page and in Python; how many fitted, and how many did not."""
    told = interactive(plan)
    names, few, random = [one.size.name for one in told.starts], added_up(replace(plan, numbers={})), Random(plan.name)
    drawing = 0 if binary(plan) else drawing
    points = [*points, *(drawn(names, few, random) for _ in range(drawing))] if names else [{}]
    found = [None if one.broken else (one.totals, one.output) for one in worked(page, told, points)]
    for point, here in zip(points, found, strict=True):
        assert here == in_python(plan, point), (plan.name, point)
    return len(found) - found.count(None), found.count(None)


def test_every_example_is_the_same_on_its_page_and_in_python(page: Any) -> None:
    fitted = broken = 0
    for name, example in EXAMPLES.items():
        net = example.network if isinstance(example.network, Sequential) else Sequential(example.network)
        plan = Plan(name, Sequential(*net.parts, input=example.input))
        points = [{str(size): number for size, number in point.items()} for point in example.points]
        some, others = same_in_python(page, plan, points, 60 if PROOF else 6)
        fitted, broken = fitted + some, broken + others
    assert fitted > 100
    assert broken > 100


@pytest.mark.parametrize("name", [*ARCHITECTURES] if PROOF else SOME)
def test_architectures_are_the_same_on_their_pages_and_in_python(page: Any, name: str) -> None:
    known = architecture(name)
    plan = Plan(name, known.network(), known.numbers(), conventions=conventions(known.conventions))
    fitted, _ = same_in_python(page, plan, [{one.name: one.value for one in known.sizes}], 20 if PROOF else 4)
    assert fitted
