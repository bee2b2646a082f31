"""Composed networks: symbols and numbers commute, closed forms are those of the books, what does not fit is told."""

from __future__ import annotations

from typing import Any

import pytest
import sympy

from examples import Example, Point, numbers
from networks_composed import COMPOSED
from symcount import *
from symcount.core.expression import Size
from symcount.core.values import total
from symcount.counting.derivation import FORMS
from symcount.counting.derive import derive, derive_layer
from symcount.counting.quantities import QUANTITIES, Quantity
from symcount.counting.repetition import counted
from symcount.networks.rows import rows
from test_laws import assert_lines_hold, at, in_sympy

composed = pytest.mark.parametrize("example", COMPOSED.values(), ids=COMPOSED)
quantities = pytest.mark.parametrize("quantity", QUANTITIES.values(), ids=QUANTITIES)


def count(rows: tuple, quantity: Quantity) -> object:
    return total([counted(row, quantity.count) for row in rows])


@composed
@quantities
def test_counting_symbols_and_then_putting_numbers_in_is_counting_numbers(example: Example, quantity: Quantity) -> None:
    symbolic = count(example.rows, quantity)
    for point in example.points:
        there = count(example.rows_at(point), quantity)
        assert isinstance(there, int)
        assert at(symbolic, numbers(point)) == there
        assert in_sympy(symbolic, point) == there


@composed
def test_the_output_in_symbols_is_the_output_in_numbers(example: Example) -> None:
    for point in example.points:
        there = output_shape(example.network.at(numbers(point)), at_numbers(example.input, point))
        symbolic = output_shape(example.network, example.input)
        assert outputs_at(symbolic, point) == there


def at_numbers(shape: tuple[object, ...], point: object) -> tuple[object, ...]:
    return tuple(at(dim, numbers(point)) for dim in shape)  # type: ignore[arg-type]


def outputs_at(shape: Any, point: Point) -> Any:
    """A shape at a point; of several outputs nested tuples."""
    return tuple(outputs_at(dim, point) if isinstance(dim, tuple) else at(dim, numbers(point)) for dim in shape)


@composed
@quantities
def test_every_line_of_a_derivation_holds(example: Example, quantity: Quantity) -> None:
    for form in FORMS:
        for point in example.points:
            assert_lines_hold(derive(example.rows, quantity, form), {**point, "i": 2})
            assert_lines_hold(derive(example.rows, quantity, form, numbers(point)), {"i": 2})
            whole = derive(example.rows, quantity, form, numbers(point))
            assert whole.value == count(example.rows_at(point), quantity)
            for row in example.rows:
                assert derive_layer(row, quantity, form, numbers(point)).value == at(
                    counted(row, quantity.count), numbers(point)
                )


def closed(example: str) -> sympy.Expr:
    one = COMPOSED[example]
    return params(one.network, input=one.input).expr


def symbols(names: str) -> list[sympy.Symbol]:
    return [sympy.Symbol(name, integer=True, positive=True) for name in names.split()]


# From the papers: He et al. 2016, Huang et al. 2017; the geometric sum by hand.


def test_a_basic_block_has_the_parameters_of_the_paper() -> None:
    c, w = symbols("c w")
    assert sympy.expand(closed("residual") - (18 * w**2 + 4 * w)) == 0
    assert sympy.expand(closed("projected residual") - (9 * c * w + 9 * w**2 + 4 * w + c * w + 2 * w)) == 0


def test_doubling_widths_sum_geometrically() -> None:
    _w, n = symbols("w n")
    net = Repeat(n, Conv2d(Size("w") * 2 ** (Size("i") + 1), kernel_size=3, padding=1, bias=False), index="i")
    assert str(params(net, input=("w", 8, 8))) == "6*w**2*(4**n - 1)"


def test_a_dense_block_is_quadratic_in_its_depth() -> None:
    L, k, b, k0 = symbols("L k b k0")
    told = L * ((2 + b * k) * k0 + 2 * b * k + 9 * b * k**2) + (2 + b * k) * k * L * (L - 1) / 2
    assert sympy.expand(closed("a dense block") - told) == 0


def test_a_shared_layer_counts_once() -> None:
    assert "L" not in str(closed("one layer for all"))
    assert "L" in str(macs(COMPOSED["one layer for all"].network, input=("d",)))
    V, d, L = symbols("V d L")
    assert sympy.expand(closed("tied embeddings") - (V * d + L * (8 * d**2 + 7 * d))) == 0


def test_what_is_frozen_does_not_train() -> None:
    net, shape = COMPOSED["a frozen trunk"].network.at({Size("k"): 2}), (3,)
    assert (int(params(net, input=shape)), int(trainable(net, input=shape))) == (2 * 3 + 2 + 3 * 2 + 3, 3 * 2 + 3)
    assert int(optimizer_state(net, "Adam", input=shape, scalars=False)) == 2 * (3 * 2 + 3)


@pytest.mark.parametrize("depth", [1, 2, 7, 40])
def test_repeating_is_writing_out(depth: int) -> None:
    block = Residual(Linear(6), ReLU())
    short = Sequential(Linear(6), Repeat(depth, block), Linear(2), input=(4,))
    long = Sequential(Linear(6), *[block] * depth, Linear(2), input=(4,))
    for quantity in QUANTITIES.values():
        assert count(rows(short), quantity) == count(rows(long), quantity)


WRONG = [
    (lambda: output_shape(Residual(Linear(3)), (4,)), "add: Add takes shapes that meet, but 0 gives (3) and the input gives (4)"),
    (
        lambda: output_shape(Sequential(Branch({"a": MaxPool2d(2), "b": Identity()})), (3, 8, 8)),
        "0.concat: Concat takes shapes that meet, but 0.a gives (3, 4, 4) and 0.b gives (3, 8, 8)",
    ),
    (lambda: Graph({"a": (ReLU(), "b"), "b": (ReLU(), "a")}), "these nodes wait for each other in a circle: a -> b -> a"),
    (lambda: Graph({"conv": ReLU(), "b": (ReLU(), "cnov")}), "b: it takes 'cnov', which is no node; did you mean conv?"),
    (lambda: Graph({"a": ReLU()}, output="b"), "output is 'b', which is no node; known: a"),
    (lambda: Graph({}), "a graph has at least one node"),
    (lambda: Repeat(-1, ReLU()), "times is at least 0, got -1"),
    (lambda: Repeat(None, ReLU()), "Repeat needs times=, or lists of values with each="),
    (lambda: Repeat(2, ReLU(), each={"c": [1, 2, 3]}), "times is 2, but the lists of each= have 3 values"),
    (lambda: Repeat(None, ReLU(), each={"c": [1], "d": [1, 2]}), "the lists of each= have 1 and 2 values; expected as many in each"),
    (lambda: Branch(ReLU(), join="plus"), "join is one of add, concat, multiply, got plus"),
    (lambda: Sequential(Residual), "0: expected a layer, got"),
]  # fmt: skip


@pytest.mark.parametrize(("made", "told"), WRONG, ids=[told[:40] for _, told in WRONG])
def test_what_does_not_fit_is_told(made: object, told: str) -> None:
    with pytest.raises(InputError) as wrong:
        made()  # type: ignore[operator]
    assert str(wrong.value).startswith(told)


def test_a_network_may_bring_the_conventions_that_it_is_counted_by() -> None:
    plain = Sequential(BatchNorm2d(), input=(3, 4, 4))
    ours = Sequential(BatchNorm2d(), input=(3, 4, 4), conventions="keras")
    assert [int(params(net)) for net in (plain, ours)] == [6, 12]
    assert int(params(ours, convention="torch")) == 6
    assert int(params(ours, (5, 4, 4))) == 20
    assert ours.at({}) == ours != plain
    assert repr(ours).endswith("conventions='keras')")
    assert int(params(zoo("resnet50"))) == 25_636_712  # as Keras counts its own
