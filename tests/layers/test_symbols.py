"""A layer in symbols, with numbers put in afterwards, is the layer in numbers: every layer, random sizes.

Of a random layer in numbers every size from one on becomes a symbol, equal ones the same or each its
own; numbers are small, so that ones, equal ones and those that do not divide each other are common.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import given, strategies as st

from examples import EXAMPLES, Example, numbers
from examples_blocks import REPEATED
from proof import cases
from strategies_calls import Draw, one_to
from strategies_layers import CALLS
from strategies_networks import NETWORKS, Several
from symcount.core.errors import InputError
from symcount.core.expression import Operand, Size, Value, folded, written
from symcount.core.layer import Layer
from symcount.core.reading import evaluated
from symcount.core.values import total
from symcount.counting.quantities import QUANTITIES
from symcount.counting.repetition import counted
from symcount.layers import known_layers
from symcount.networks.blocks import known_blocks
from symcount.networks.rows import output_shape, rows, sizes_among
from symcount.networks.signal import Row

KINDS: dict[str, type[Layer]] = {**known_layers(), **known_blocks()}
WRITTEN: dict[str, Example] = {**EXAMPLES, **{name: Example(*one) for name, one in REPEATED.items()}}
# Sizes that say which dimension is meant, and factors that PyTorch multiplies in double precision.
NO_SYMBOLS = {"Unflatten": {"dim"}}
BROKEN = ("scale_factor", "output_ratio")


class Symbols:
    """Symbols for numbers; `alike`, the same for equal ones."""

    def __init__(self, alike: bool) -> None:
        self.alike = alike
        self.meant: dict[Size, int] = {}

    def of(self, value: Any) -> Any:
        """A number from one on as a symbol, in tuples too."""
        if isinstance(value, (tuple, list)):
            return tuple(map(self.of, value))
        if type(value) is not int or value < 1:
            return value
        size = Size(f"x_{value}" if self.alike else f"x_{len(self.meant)}")
        self.meant[size] = value
        return size


def in_symbols(one: Several, symbols: Symbols) -> tuple[Layer, tuple[Any, ...]]:
    """The layer and its inputs with symbols in the place of sizes."""
    theory, kept = KINDS[one.name].theory, NO_SYMBOLS.get(one.name, set())
    settings = {
        name: symbols.of(value) if theory.settings[name].role in ("size", "shape") and name not in kept else value
        for name, value in one.settings.items()
    }
    broken = any(isinstance(one.settings.get(name), (float, tuple)) for name in BROKEN)
    return KINDS[one.name](**settings), one.inputs if broken else symbols.of(one.inputs)


@st.composite
def single(draw: Draw, name: str) -> Several:
    """A layer of one input."""
    call = draw(CALLS[name])
    return Several(call.name, call.settings, (call.shape,), {})


STRATEGIES: tuple[st.SearchStrategy[Several], ...] = (*map(single, CALLS), *NETWORKS.values())


def test_every_layer_is_drawn_or_written() -> None:
    inside = {row.case.theory.name for example in WRITTEN.values() for row in example.rows}
    outside = {type(example.network).__name__ for example in WRITTEN.values()}
    assert set(KINDS) <= {*CALLS, *NETWORKS, *inside, *outside}


def test_random_layers_in_symbols_are_those_in_numbers() -> None:
    for drawn in STRATEGIES:
        cases(usual=2, proof=12)(given(drawn, st.booleans())(assert_commutes))()


def assert_commutes(one: Several, alike: bool) -> None:
    try:
        layer = KINDS[one.name](**one.settings)
        there = rows(layer, inputs=one.inputs)
    except InputError:
        return  # what is refused in numbers is tested with what is told
    symbols = Symbols(alike)
    formula, inputs = in_symbols(one, symbols)
    assert at(output_shape(formula, inputs=inputs), symbols.meant) == output_shape(layer, inputs=one.inputs)
    assert_alike(rows(formula, inputs=inputs), there, symbols.meant)


def test_written_layers_with_random_numbers_are_those_in_numbers() -> None:
    for example in WRITTEN.values():
        names = [size.name for size in sizes_among(example.rows)]
        if names:
            point = st.one_of(
                one_to(12).map(lambda number, names=names: dict.fromkeys(names, number)),
                st.fixed_dictionaries({name: one_to(12) for name in names}),
            )
            cases(usual=2, proof=30)(given(st.just(example), point)(assert_holds))()


def assert_holds(example: Example, point: Mapping[str, int]) -> None:
    try:
        there = example.rows_at(point)
    except InputError:
        return
    assert_alike(example.rows, there, numbers(point))


def assert_alike(formulas: tuple[Row, ...], there: tuple[Row, ...], where: Mapping[Size, Value]) -> None:
    for quantity in QUANTITIES.values():
        formula = total([counted(row, quantity.count) for row in formulas])
        assert at(formula, where) == sum(counted(row, quantity.count) for row in there), quantity.key


def at(value: Any, where: Mapping[Size, Value]) -> Any:
    """A formula, or nested shapes of them, with numbers put in."""
    if isinstance(value, tuple):
        return tuple(at(one, where) for one in value)
    operand: Operand = value
    return folded(evaluated(written(operand), where))
