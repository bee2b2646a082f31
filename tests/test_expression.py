"""The written expression: its number, its text, its SymPy form and its partial values all say the same."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from fractions import Fraction

import pytest
import sympy
from hypothesis import given, settings, strategies as st

from strategies import SIZES, expressions, values
from symcount.core.algebra import from_sympy, to_sympy
from symcount.core.errors import InputError
from symcount.core.expression import Expr, FloorDiv, Size, Value, folded, written
from symcount.core.parsing import parse_expression
from symcount.core.reading import evaluated, parts, sizes_in, substituted
from symcount.core.values import exact_div, minimum, product, total
from symcount.layers.window import places, span

Numbers = Mapping[Size, int]

# An interpreter of its own for Python's arithmetic, in exact fractions: the witness for ours.

OPERATIONS = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
    ast.FloorDiv: lambda a, b: Fraction(a // b),
}


def python_says(text: str, names: Mapping[str, int]) -> Fraction:
    """What a line of Python arithmetic comes to, its syntax tree walked node by node."""

    def walk(node: ast.expr) -> Fraction:
        match node:
            case ast.Constant(int() as value):
                return Fraction(value)
            case ast.Name(name):
                return Fraction(names[name])
            case ast.UnaryOp(ast.USub(), of):
                return -walk(of)
            case ast.BinOp(base, ast.Pow(), exponent):
                result = Fraction(1)
                for _ in range(int(walk(exponent))):
                    result *= walk(base)
                return result
            case ast.BinOp(a, operation, b):
                return OPERATIONS[type(operation)](walk(a), walk(b))
            case ast.Call(ast.Name("min" | "max" as name), args):
                return (min if name == "min" else max)(map(walk, args))
            case ast.Call(ast.Name("sum"), [body, ast.Name(index), ast.Constant(0), last]):
                text = ast.unparse(body)
                return sum((python_says(text, {**names, index: i}) for i in range(int(walk(last)) + 1)), Fraction(0))
        raise AssertionError(f"not arithmetic: {ast.dump(node)}")

    return walk(ast.parse(text, mode="eval").body)


def named(at: Numbers) -> dict[str, int]:
    return {size.name: value for size, value in at.items()}


@given(expressions(), values())
def test_the_value_is_what_python_makes_of_the_text(expr: Expr, at: Numbers) -> None:
    assert evaluated(expr, at) == python_says(str(expr), named(at))


@given(expressions(), values())
def test_the_text_reads_back_to_the_same_value(expr: Expr, at: Numbers) -> None:
    assert evaluated(parse_expression(str(expr)), at) == python_says(str(expr), named(at))


@given(expressions(), values())
def test_text_settles_when_it_is_read_twice(expr: Expr, at: Numbers) -> None:
    once = parse_expression(str(expr))
    assert parse_expression(str(once)) == once


@given(expressions(), values(), st.sets(st.sampled_from(SIZES)))
def test_numbers_may_come_one_after_the_other(expr: Expr, at: Numbers, first: set[Size]) -> None:
    some = {size: value for size, value in at.items() if size in first}
    partly = written(evaluated(expr, some))
    assert evaluated(partly, at) == evaluated(expr, at)
    assert not first & set(sizes_in(partly))


@given(expressions(), values())
def test_substituting_keeps_the_tree_and_its_value(expr: Expr, at: Numbers) -> None:
    put = substituted(expr, at)
    assert evaluated(put, {}) == evaluated(expr, at)
    assert shape_of(put) == shape_of(expr)


def shape_of(expr: Expr) -> object:
    """The tree without its leaves."""
    return (type(expr).__name__, *map(shape_of, parts(expr))) if parts(expr) else "leaf"


@settings(deadline=None)
@given(expressions(whole=True), values())
def test_sympy_and_back_is_the_same_at_numbers(expr: Expr, at: Numbers) -> None:
    there = to_sympy(expr)
    symbols = {sympy.Symbol(size.name, integer=True, positive=True): number for size, number in at.items()}
    put = there.xreplace({symbol: sympy.Integer(number) for symbol, number in symbols.items()})
    assert put.doit() == evaluated(expr, at)
    assert evaluated(from_sympy(there), at) == evaluated(expr, at)


# Chains of windows: worked out step by step in Python's integers, and as one floor in symbols.

windows = st.tuples(st.integers(1, 5), st.integers(1, 4), st.integers(0, 2), st.integers(1, 3))


@given(st.lists(windows, min_size=1, max_size=12), st.integers(1, 100_000))
def test_a_chain_of_windows_is_one_floor(chain: list[tuple[int, int, int, int]], extent: int) -> None:
    n = Size("n")
    told: Value = n
    stepwise = extent
    for kernel, stride, padding, dilation in chain:
        told = folded(places(written(told), span(kernel, dilation), written(stride), written(padding)))
        stepwise = (stepwise + 2 * padding - dilation * (kernel - 1) - 1) // stride + 1
    assert (evaluated(told, {n: extent}) if isinstance(told, Expr) else told) == stepwise
    assert depth_of_floors(written(told)) <= 1


def test_a_chain_of_windows_of_sizes_is_one_floor() -> None:
    n, f, s = (Size(name) for name in "nfs")
    told: Expr = n
    for _ in range(30):
        told = places(told, span(f), s, written(1))
    assert depth_of_floors(told) == 1
    extent = 10**12
    for _ in range(30):
        extent = (extent + 2 - 3) // 2 + 1
    assert evaluated(told, {n: 10**12, f: 3, s: 2}) == extent


def depth_of_floors(expr: Expr) -> int:
    deepest = max(map(depth_of_floors, parts(expr)), default=0)
    return deepest + isinstance(expr, FloorDiv)


@given(st.integers(-50, 50), st.integers(1, 9), st.integers(1, 9), st.integers(-50, 50), st.integers(1, 9))
def test_floors_join_only_where_that_is_exact(x: int, inner: int, outer: int, added: int, under: int) -> None:
    """(x//S + B)//s is one floor for whole B only; with a fraction beside it the floors stay as they are."""
    size, other = Size("x"), Size("y")
    told = (size // inner + added * (other / under)) // outer
    assert evaluated(told, {size: x, other: 1}) == (x // inner + Fraction(added, under)) // outer


# The order and the brackets that an author writes are kept; only what is neutral vanishes.

c, k, f = (Size(name) for name in "ckf")
TEXTS: list[tuple[object, str]] = [
    ((f * f * c + 1) * k, "(f*f*c + 1)*k"),
    (k * (c * f**2 + 1), "k*(c*f**2 + 1)"),
    (1 * c * 1 + 0, "c"),
    (c - c, "0"),
    (0 * c, "0"),
    (c / c, "1"),
    (c / 1, "c"),
    (c**1, "c"),
    (c**0, "1"),
    (c - 1 + 1, "c"),
    (c + 3 - 5, "c - 2"),
    (3 - c, "3 - c"),
    (-(c + 1), "-(c + 1)"),
    (-c * k, "-c*k"),
    (c - (k - f), "c - (k - f)"),
    (c / (k * f), "c/(k*f)"),
    (c / k / f, "c/k/f"),
    (c // 2 // 3, "c//6"),
    ((c + 1) // 2 + 1, "(c + 1)//2 + 1"),
    ((c**2) ** 3, "(c**2)**3"),
    (total([c, 3, k, 4]), "c + k + 7"),
    (product([3, 4, c]), "12*c"),
    (product([]), "1"),
    (minimum(c, 4, k, 3), "min(c, k, 3)"),
    (exact_div(6, 4), "3/2"),
    (exact_div(6, 3), "2"),
    (Fraction(1, 2) * c, "1/2*c"),
]


@pytest.mark.parametrize(("value", "text"), TEXTS, ids=[text for _, text in TEXTS])
def test_what_is_written_is_what_stands_there(value: object, text: str) -> None:
    assert str(value) == text


@pytest.mark.parametrize("value", [1.5, True, None, "c", [1]])
def test_only_whole_numbers_and_formulas_combine(value: object) -> None:
    with pytest.raises(TypeError, match="a size is a whole number, a name or a formula of them; got "):
        c + value  # type: ignore[operator]


@pytest.mark.parametrize("divide", [lambda: c / 0, lambda: c // 0, lambda: 1 / (c - c), lambda: 1 // (c - c)])
def test_dividing_by_zero_is_an_error(divide: object) -> None:
    with pytest.raises(ZeroDivisionError, match=r"(c|1) divided by zero"):
        divide()  # type: ignore[operator]


def test_a_power_below_zero_stays_exact() -> None:
    assert evaluated(c ** (k - 5), {c: 2, k: 3}) == Fraction(1, 4)


def test_a_power_beyond_all_sense_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        evaluated(c**k, {c: 9, k: 9**9})
    assert str(caught.value) == "the power 9**387420489 is too large"


def test_a_fraction_as_an_exponent_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        evaluated(c ** (k / 2), {c: 9, k: 3})
    assert str(caught.value) == "an exponent is a whole number, got 3/2"
