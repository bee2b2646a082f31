"""Any chain of windows is one floor, rounded up or down on the way, and gives what PyTorch's layers give."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from proof import cases
from symcount import *
from symcount.core.expression import CeilDiv, Expr, FloorDiv, Maximum, Minimum, Size, Value
from symcount.core.reading import evaluated
from symcount.core.tree import parts
from symcount.core.values import ceil_div, floor_div, maximum, minimum

n = Size("n")


@st.composite
def pools(draw: st.DrawFn) -> dict[str, int | bool]:
    """The settings of one pool, its padding no more than half of its window."""
    side = draw(st.integers(1, 5))
    padding = draw(st.integers(0, side // 2))
    return {
        "kernel_size": side, "stride": draw(st.integers(1, 4)), "padding": padding, "ceil_mode": draw(st.booleans()),
    }  # fmt: skip


def rounded(value: object) -> int:
    """How many divisions are rounded in a value, and extremes taken."""
    if not isinstance(value, Expr):
        return 0
    return isinstance(value, FloorDiv | CeilDiv | Minimum | Maximum) + sum(map(rounded, parts(value)))


@cases(60, 2000)
@given(st.lists(pools(), min_size=1, max_size=5), st.integers(20_000, 40_000))
def test_a_chain_of_pools_is_one_floor_and_gives_what_torch_gives(
    chain: list[dict[str, int | bool]], extent: int
) -> None:
    torch = pytest.importorskip("torch")
    formula = output_shape(Sequential(*(MaxPool2d(**one) for one in chain), input=(1, n, extent)))[1]
    # Only where a stride may jump from the input over its padding the smaller of two floors remains.
    if not any(one["ceil_mode"] and one["padding"] + one["stride"] > one["kernel_size"] for one in chain):
        assert rounded(formula) <= 1, formula
    with torch.device("meta"):
        built = torch.nn.Sequential(*(torch.nn.MaxPool2d(**one) for one in chain))
        made = tuple(built(torch.empty(1, 1, extent, extent)).shape[2:])
    told = output_shape(Sequential(*(MaxPool2d(**one) for one in chain), input=(1, extent, extent)))
    assert told[1:] == made == (evaluated(formula, {n: extent}),) * 2


@cases(300, 20000)
@given(
    st.lists(st.tuples(st.booleans(), st.integers(-9, 9), st.integers(1, 7)), min_size=1, max_size=5),
    st.integers(1, 10**6),
)
def test_divisions_rounded_either_way_are_one_and_exact(steps: list[tuple[bool, int, int]], number: int) -> None:
    formula: Value = n
    exact = number
    for up, added, by in steps:
        formula = (ceil_div if up else floor_div)(formula + added, by)
        exact = -(-(exact + added) // by) if up else (exact + added) // by
    assert rounded(formula) <= 1
    assert (evaluated(formula, {n: number}) if isinstance(formula, Expr) else formula) == exact


@pytest.mark.parametrize(
    ("found", "least"),
    [
        (minimum(ceil_div(n, 2), ceil_div(n - 3, 2) + 1), "(-(-(n - 3)//2)) + 1"),
        (maximum(ceil_div(n, 2), ceil_div(n - 3, 2) + 1), "(-(-n//2))"),
        (minimum(ceil_div(n, 2), ceil_div(n, 3)), "min((-(-n//2)), (-(-n//3)))"),
        (minimum(floor_div(n, 2), n - 1, 7), "min(n//2, n - 1, 7)"),
    ],
)
def test_of_two_floors_by_one_divisor_one_is_known_to_be_the_least(found: Value, least: str) -> None:
    assert str(found) == least
