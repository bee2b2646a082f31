"""The closed form: whole numbers without SymPy, and text that Python and SymPy read as the same value."""

from __future__ import annotations

import ast
import operator
import subprocess
import sys
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import pytest
import sympy
from hypothesis import given, settings

from notation.formulas import FILTERS, WIDER, WINDOW, H, c, f, i, k, n, s
from strategies import SIZES, expressions, values
from symcount.core.expression import CeilDiv, Expr, FloorDiv, Minimum, Number, Product, Series, Size, Value
from symcount.core.reading import evaluated
from symcount.notation.closed import closed_sympy, closed_text

_BINARY: Mapping[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: Fraction,
    ast.FloorDiv: operator.floordiv, ast.Pow: lambda a, b: Fraction(a) ** b,
}  # fmt: skip


def _worked_out(node: ast.expr, at: Mapping[str, int]) -> Any:
    """What Python would make of the text, with exact fractions for /."""
    match node:
        case ast.Constant(value):
            return value
        case ast.Name(name):
            return at[name]
        case ast.UnaryOp(ast.USub(), of):
            return -_worked_out(of, at)
        case ast.BinOp(a, op, b):
            return _BINARY[type(op)](_worked_out(a, at), _worked_out(b, at))
        case ast.Call(ast.Name("min" | "max" as name), args):
            return (min if name == "min" else max)(_worked_out(arg, at) for arg in args)
        case ast.Call(ast.Name("Sum"), [body, ast.Tuple([ast.Name(index), ast.Constant(0), last])]):
            return sum(_worked_out(body, {**at, index: i}) for i in range(_worked_out(last, at) + 1))
        case _:
            raise AssertionError(ast.dump(node))


@settings(deadline=None, max_examples=60)
@given(expressions(whole=True), values())
def test_python_and_sympy_read_the_value(expr: Expr, at: dict[Size, int]) -> None:
    text, expected = closed_text(expr), evaluated(expr, at)
    by_name = {size.name: number for size, number in at.items()}
    assert _worked_out(ast.parse(text, mode="eval").body, by_name) == expected, text
    symbols = {size.name: sympy.Symbol(size.name, integer=True, positive=True) for size in SIZES}
    read = sympy.sympify(text, locals=symbols)
    put = read.xreplace({symbols[name]: sympy.Integer(number) for name, number in by_name.items()})
    assert put.doit() == expected, text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (7, "7"),
        (Number(-3), "-3"),
        (Fraction(1, 3), "1/3"),
        (FILTERS, "k*(c*f**2 + 1)"),
        (WINDOW, "(H - f + 2*p)//s + 1"),
        (FloorDiv(H, Number(2)) * k, "k*(H//2)"),
        (FloorDiv(H * k, Number(2)) ** 2, "((H*k)//2)**2"),
        (k - CeilDiv(H, s), "k - (-(-H//s))"),
        (Minimum((k, c + 1)), "min(c + 1, k)"),
        (Product((FloorDiv(f, c), k**2)), "k**2*(f//c)"),
        (WIDER, "6*w**2*(4**n - 1)"),
        (Series(i, n, FloorDiv(k, i + 1)), "Sum(k//(i + 1), (i, 0, n - 1))"),
    ],
)
def test_closed_forms(value: Value, text: str) -> None:
    assert closed_text(value) == text


def test_what_sympy_already_holds_stays() -> None:
    x = sympy.Symbol("x")
    assert closed_sympy(x + 1) == x + 1
    assert closed_text(x + 1) == "x + 1"


def test_a_number_needs_no_sympy() -> None:
    code = "import sys; from symcount.notation.closed import closed_text as t; print(t(12), 'sympy' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "12 False\n"
