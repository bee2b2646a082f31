"""Laws that hold for every example, every quantity and both teaching forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

import pytest
import sympy

from examples import EXAMPLES, Example, Point, numbers
from symcount.core.algebra import to_sympy
from symcount.core.expression import Expr, Number, Operand, Size, Value, folded, written
from symcount.core.parsing import parse_expression
from symcount.core.reading import evaluated, parts
from symcount.core.values import total
from symcount.counting.derivation import FORMS, Derivation, Form, Line
from symcount.counting.derive import derive, derive_layer
from symcount.counting.quantities import QUANTITIES, Quantity
from symcount.counting.repetition import counted
from symcount.counting.shapes import derive_shape
from symcount.layers import Conv2d, Linear
from symcount.networks.composite import Sequential
from symcount.networks.rows import rows

examples = pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
EACH_WAY = tuple(product(QUANTITIES.values(), FORMS))


def at(value: Operand, where: Mapping[Size, Value]) -> Value:
    """A value at a point, as a Python number."""
    return folded(evaluated(written(value), where))


def count(example: Example, quantity: Quantity) -> Value:
    """All of a quantity, added up from the layers' counts without any derivation."""
    return total([counted(row, quantity.count) for row in example.rows])


@examples
def test_substituting_and_counting_commute(example: Example) -> None:
    for quantity, point in product(QUANTITIES.values(), example.points):
        counted_there = sum(counted(row, quantity.count) for row in example.rows_at(point))
        assert isinstance(counted_there, int)
        assert at(count(example, quantity), numbers(point)) == counted_there


@examples
def test_shapes_of_symbols_become_the_shapes_of_numbers(example: Example) -> None:
    for point in example.points:
        there = example.rows_at(point)
        assert tuple(at(dim, numbers(point)) for dim in example.rows[-1].case.output) == there[-1].case.output
        if len(there) == len(example.rows):  # repetitions whose number is known may be written out
            for row, one in zip(example.rows, there, strict=True):
                assert tuple(at(dim, numbers(point)) for dim in row.case.output) == one.case.output


@examples
def test_reading_as_a_number_and_as_sympy_agree(example: Example) -> None:
    for quantity in QUANTITIES.values():
        value = count(example, quantity)
        assert [in_sympy(value, point) for point in example.points] == [
            at(value, numbers(point)) for point in example.points
        ]


def in_sympy(value: Value, point: Point) -> int:
    symbols = {sympy.Symbol(name, integer=True, positive=True): sympy.Integer(of) for name, of in point.items()}
    result = to_sympy(value).xreplace(symbols).doit()  # a sum over floors has no closed form: it is added up
    assert result.is_Integer, f"{value} keeps {result.free_symbols} or a fraction"
    return int(result)


@examples
def test_the_parts_add_up_to_the_whole(example: Example) -> None:
    for quantity, form in EACH_WAY:
        told, counted_at_once = derive(example.rows, quantity, form), count(example, quantity)
        for point in example.points:
            where = numbers(point)
            assert at(told.value, where) == sum(at(part.value, where) for part in told.parts)
            assert at(told.value, where) == at(counted_at_once, where)


@examples
def test_a_derivation_arrives_at_the_count(example: Example) -> None:
    for row, (quantity, form) in product(example.rows, EACH_WAY):
        told = derive_layer(row, quantity, form)
        assert told.value == counted(row, quantity.count)
        for point in example.points if told.steps else ():
            last = told.steps[-1].lines[-1]
            assert read_back(last, numbers(point)) == at(told.value, numbers(point))


@examples
def test_without_open_sizes_the_last_line_is_the_result(example: Example) -> None:
    for point, (quantity, form) in product(example.points, EACH_WAY):
        told = derive(example.rows, quantity, form, numbers(point))
        assert [folded(step.lines[-1].expr) for step in told.steps] == [told.value]
        assert isinstance(told.value, int)


@examples
def test_every_line_equals_its_step_read_back_from_its_text(example: Example) -> None:
    for quantity, form in EACH_WAY:
        told = derive(example.rows, quantity, form)
        for point in example.points:
            assert_lines_hold(told, point)
            assert_lines_hold(derive(example.rows, quantity, form, numbers(point)), {})


@examples
def test_every_line_of_a_shape_equals_its_step(example: Example) -> None:
    for row in example.rows:
        for point in example.points:
            assert_lines_hold(derive_shape(row), point)
            assert_lines_hold(derive_shape(row, numbers(point)), {})


def assert_lines_hold(told: Derivation, point: Point) -> None:
    where = numbers(point)
    for step in told.every_step():
        for line in step.lines:
            assert read_back(line, where) == at(step.value, where), f"{step.left}: {line.expr}"


def read_back(line: Line, where: Mapping[Size, Value]) -> Value:
    names = {Size(name): at(value, where) for name, value in line.where.items()}
    return at(parse_expression(str(line.expr)), {**where, **names})


@examples
def test_both_forms_give_the_same(example: Example) -> None:
    for quantity in QUANTITIES.values():
        filters, tensors = (derive(example.rows, quantity, form) for form in FORMS)
        assert filters.value == tensors.value or all(
            at(filters.value, numbers(point)) == at(tensors.value, numbers(point)) for point in example.points
        )
        assert [part.value for part in filters.parts] == [part.value for part in tensors.parts]


# Equal numbers must not run together: 3*3*3 is told exactly as 5*5*7 is.

EQUAL = {"f": 3, "c": 3, "k": 3}
DISTINCT = {"f": 5, "c": 7, "k": 11}


@pytest.mark.parametrize("form", FORMS)
def test_equal_numbers_keep_the_lines_of_distinct_ones(form: Form) -> None:
    f, c, k = (Size(name) for name in "fck")
    net = Sequential(Conv2d(k, kernel_size=f), ("fc", Linear(k)), input=(c, 32, 32))
    for quantity in QUANTITIES.values():
        equal, distinct = (
            derive(rows(net), quantity, form, numbers(point)).every_step() for point in (EQUAL, DISTINCT)
        )
        for a, b in zip(equal, distinct, strict=True):
            assert outline(first_with_numbers(a.lines)) == outline(first_with_numbers(b.lines))


def first_with_numbers(lines: tuple[Line, ...]) -> Expr:
    return next(line.expr for line in lines if not any(isinstance(leaf, Size) for leaf in leaves(line.expr)))


def leaves(expr: Expr) -> Iterator[Expr]:
    yield from (expr,) if not parts(expr) else (leaf for part in parts(expr) for leaf in leaves(part))


def outline(expr: Expr) -> object:
    """The tree with every number replaced by one mark."""
    return "number" if isinstance(expr, Number) else (type(expr).__name__, *map(outline, parts(expr)))


def test_three_by_three_by_three_is_printed_as_such() -> None:
    told = derive_layer(rows(Conv2d(32, kernel_size=3), (3, 32, 32))[0], QUANTITIES["params"])
    assert [str(line.expr) for line in told.steps[-1].lines] == [
        "((f*f*c) + 1)*k", "((3*3*3) + 1)*32", "(27 + 1)*32", "28*32", "896",
    ]  # fmt: skip
