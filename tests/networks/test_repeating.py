"""Repetitions whose number is a size, in every surrounding: what is counted in sizes is what is counted in numbers."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from networks_composed import DENSE
from symcount import *
from symcount.core.expression import Expr
from symcount.core.reading import evaluated
from symcount.counting.derivation import FORMS
from symcount.counting.derive import derive
from symcount.counting.quantities import PARAMS
from symcount.networks.composite import Network
from symcount.networks.rows import sizes_of, told_rows
from test_laws import assert_lines_hold

L, n, d, c, w, k, s, i, j = sizes("L n d c w k s i j")
IMAGE = (c, 33, 40)
MANY: Mapping[str, tuple[Network, tuple[object, ...]]] = {
    "dense blocks in stages": (Repeat(L, Repeat(n, DENSE), Conv2d(w, kernel_size=1), AvgPool2d(2)), IMAGE),
    "as many as the index says": (Repeat(L + 1, Repeat(i, Linear(d)), index=i), (d,)),
    "dense, as many as the index says": (Repeat(L, Repeat(i + 2, DENSE), index=i), (c, 5, 5)),
    "indices inside each other": (Repeat(L, Repeat(n, Conv2d(w * 2**i + j, kernel_size=1), index=j), index=i), IMAGE),
    "one index inside itself": (
        Repeat(n, Conv2d(w * 2**i, kernel_size=1), Repeat(L, Conv2d(k + i, kernel_size=1), index=i), index=i), IMAGE
    ),
    "an index that is a size as well": (Repeat(L, Conv2d(k * 2**i, kernel_size=1), index=i), (i, 5, 5)),
    "a size that is called as an index": (Repeat(L, Linear(d + i)), (c,)),
    "windows that grow": (Repeat(L, Conv2d(w, kernel_size=2 * i + 1, padding=i), index=i), IMAGE),
    "windows that grow and halve": (Repeat(L, Conv2d(w, kernel_size=2 * i + 1, stride=2, padding=3), index=i), IMAGE),
    "any stride": (Repeat(L, MaxPool2d(s), Conv2d(k, kernel_size=1)), IMAGE),
    "doubling sides": (Repeat(L, Upsample(scale_factor=2), Conv2d(k, kernel_size=3)), (c, 5, 7)),
    "nothing that depends on the index": (Repeat(L, GELU(), index=i), (c,)),
    "repeated inside what is shared": (
        Branch(*[Shared("a", Repeat(L, Residual(Linear(d), Repeat(2, Linear(d))))) for _ in range(2)]), (d,)
    ),
    "shared inside what is repeated": (Repeat(L, Linear(d), Shared("a", Repeat(n, Linear(d)))), (d,)),
    "frozen at first": (Repeat(L, Frozen(Repeat(n, BatchNorm2d(), ReLU(), index=i)), Conv2d(c, kernel_size=1)), IMAGE),
    "a graph each time": (
        Repeat(L, Graph({"a": Conv2d(w * 2**i, kernel_size=1), "b": (Linear(40), "input"), "c": (Concat(), "a", "b")}),
               index=i), IMAGE,
    ),
}  # fmt: skip
POINTS = [
    {"L": deep, "n": 2, "d": 3, "c": 2, "w": 2, "k": 3, "s": 2, "i": 4, "j": 5, "b": 2, "k0": 1} for deep in (1, 2, 4)
]


@pytest.mark.parametrize("name", MANY)
def test_symbols_and_then_numbers_are_numbers(name: str) -> None:
    part, shape = MANY[name]
    net = Sequential(part, input=shape)
    own = sizes_of(net)
    points = [{size: point[size.name] for size in own} for point in POINTS]
    for quantity in (params, trainable, macs, saved, backward_flops):
        told = quantity(net)
        for numbers in points:
            there = int(quantity(net.at(numbers)))
            assert (evaluated(told.value, numbers) if isinstance(told.value, Expr) else told.value) == there
    for numbers in points:
        for form in FORMS:
            whole = derive(told_rows(net, numbers), PARAMS, form, numbers)
            assert whole.value == int(params(net.at(numbers)))
            assert_lines_hold(whole, {"i": 2, "j": 1, "l": 1})


def test_each_repetition_inside_what_is_shared_has_its_own() -> None:
    three = Sequential(Shared("a", Repeat(3, Linear(d))), Shared("a", Repeat(3, Linear(d))), input=(d,))
    assert str(params(three)) == str(params(Sequential(Repeat(3, Linear(d)), input=(d,)))) == "3*d*(d + 1)"
    with pytest.raises(InputError, match=r"^1: layers that share a repeat 3 times where they first stand; .* got 4$"):
        params(Sequential(Shared("a", Repeat(3, Linear(d))), Shared("a", Repeat(4, Linear(d))), input=(d,)))


def test_no_repetition_at_all_is_told_as_such() -> None:
    for net in (
        Sequential(Linear(d), Repeat(L - 1, Shared("a", Linear(d))), input=(d,)),
        Sequential(Repeat(L - 1, Conv2d(d * 2**i, kernel_size=1), index=i), input=(d, 5, 5)),
    ):
        told = params(net)
        assert "L − 1 ≥ 1: the first of the repetitions is unlike the others" in str(told.why())
        for deep in (1, 2, 3):
            there = told.at(L=deep, d=3)
            assert f"= {int(there)}\n" in str(there.why())
            assert "≥" not in str(there.why())


def test_what_has_no_formula_is_told_in_a_letter_of_its_own() -> None:
    with pytest.raises(InputError) as wrong:
        params(Sequential(Repeat(L, Conv2d(k, kernel_size=1, stride=i + 1), index=i), input=(c, 9, 9)))
    assert "(n becomes (n - 1)//(i + 1) + 1); give times a number" in str(wrong.value)
