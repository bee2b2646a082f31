"""Text from outside: what is read, what is refused in which words, and that nothing takes long."""

from __future__ import annotations

import time

import pytest

from symcount.core.calls import Call, parse_call, parse_value
from symcount.core.errors import InputError
from symcount.core.expression import Expr, Size
from symcount.core.parsing import parse_expression
from symcount.core.reading import evaluated
from symcount.core.values import minimum

READ = [
    ("2*c + (k//4)", "2*c + k//4"),
    ("((f*f*c)+1)*k", "(f*f*c + 1)*k"),
    ("3 × c · k − 1", "3*c*k - 1"),
    ("- - -3", "-3"),
    ("-c**2", "-c**2"),
    ("-c//2", "-c//2"),
    ("2**3", "8"),
    ("(9**9)**9", str(9**81)),
    ("c**k", "c**k"),
    ("6/4", "3/2"),
    ("min(3, c, 2)", "min(c, 2)"),
    ("Max(c, k)", "max(c, k)"),
    ("floor(c/2)", "c//2"),
    ("floor((h + 2*p - f)/s + 1)", "(h + 2*p - f + s)//s"),
    ("floor(c/2 + k/2)", "(c/2 + k/2)//1"),
    ("ceil(3*(c/2))", "(-(-(3*(c/2))//1))"),
    ("ceiling(c/2)", "(-(-c//2))"),
    ("ceil(5/2)", "3"),
    ("⌊c/2⌋ + ⌈7/2⌉", "c//2 + 4"),
    ("floor(c)", "c"),
    ("sum(i**2, i, 0, n - 1)", "sum(i**2, i, 0, n - 1)"),
    ("sum(i**2, i, 1, n)", "sum((i + 1)**2, i, 0, n - 1)"),
    ("sum(2**i, i, 0, 5)", "63"),
    ("sum(i, i, 1, 0) + i", "i"),
    ("∑[i = 0 … n − 1] 2 · i + 1", "sum(2*i, i, 0, n - 1) + 1"),
    ("2**(k**2 + n)", "2**(k**2 + n)"),
    ("2**100", str(2**100)),
    ("числоКаналов + 1", "числоКаналов + 1"),
]


@pytest.mark.parametrize(("text", "told"), READ, ids=[text for text, _ in READ])
def test_text_is_read(text: str, told: str) -> None:
    assert str(parse_expression(text)) == told


DOTS = "…"
REFUSED = [
    ("", "expected a number or a name, got the end in ''"),
    ("   ", "expected a number or a name, got the end in '   '"),
    ("9**9**9", "an exponent is a whole number from 0 to 4096 or a name in '9**9**9'"),
    ("((9**64)**64)", "the power is too large in '((9**64)**64)'"),
    ("c**65", "an exponent is a whole number from 0 to 64 or a name in 'c**65'"),
    ("2**-1", "an exponent is a whole number from 0 to 4096 or a name in '2**-1'"),
    ("c**(1/2)", "an exponent is a whole number from 0 to 64 or a name in 'c**(1/2)'"),
    ("2**4097", "an exponent is a whole number from 0 to 4096 or a name in '2**4097'"),
    ("7**4000", "the power is too large in '7**4000'"),
    ("c**" * 5_000 + "c", f"powers nest deeper than 60 in '{('c**' * 20)[:59]}{DOTS}'"),
    ("sum(i, 3, 0, n)", "expected the name that the sum counts with, got '3' in 'sum(i, 3, 0, n)'"),
    ("sum(i, i, 0)", "expected ',', got ')' in 'sum(i, i, 0)'"),
    ("∑[i] i", "expected '=', got ']' in '∑[i] i'"),
    ("sum(i, i, 0, 0 - 3)", "a sum has a whole number of terms, at least 0; got -2"),
    ("sum(max(i, 3), i, 0, 9**9)", "a sum of 387,420,490 terms without a closed form is too long to add up"),
    ("+".join(["sum(max(i, 3), i, 0, 9999)"] * 300), "a sum of 10,000 terms without a closed form is too long to add up"),
    ("∑[i = 0 … 1] " * 1_000 + "i", f"brackets nest deeper than 60 in '{('∑[i = 0 … 1] ' * 9)[:59]}{DOTS}'"),
    ("c^2", "a power is written **, not ^ in 'c^2'"),
    ("1.5", "1.5 is not a whole number in '1.5'"),
    ("1e5*c", "1e5 is not a whole number in '1e5*c'"),
    (".5", ".5 is not a whole number in '.5'"),
    ("1" * 201, "a number has 201 digits; at most 200 are read"),
    ("c" * 65, f"'{'c' * 59}{DOTS}' is not a name for a size in '{'c' * 59}{DOTS}'"),
    ("x" * 20_001, "the text has 20,001 characters; at most 20,000 are read"),
    ("(" * 10_000, f"brackets nest deeper than 60 in '{'(' * 59}{DOTS}'"),
    ("max(" * 5_000, f"brackets nest deeper than 60 in '{('max(' * 15)[:59]}{DOTS}'"),
    ("(1 + 2", "expected ')', got the end in '(1 + 2'"),
    ("min(1, 2", "expected ')', got the end in 'min(1, 2'"),
    ("⌊c/2", "expected '⌋', got the end in '⌊c/2'"),
    ("(c]", "expected ')', got ']' in '(c]'"),
    ("c)", "expected the end, got ')' in 'c)'"),
    ("+", "expected a number or a name, got the end in '+'"),
    ("*3", "expected a number or a name, got '*' in '*3'"),
    ("c c", "expected the end, got 'c' in 'c c'"),
    ("3c", "expected the end, got 'c' in '3c'"),
    ("1_000", "expected the end, got '_000' in '1_000'"),
    ("c/0", "division by zero in 'c/0'"),
    ("c//(1 - 1)", "division by zero in 'c//(1 - 1)'"),
    ("flor(c)", "unknown function 'flor'; did you mean floor? in 'flor(c)'"),
    ("sqrt(c)", "unknown function 'sqrt'; known: ceil, floor, max, min, sum in 'sqrt(c)'"),
    ("floor(1, 2)", "floor takes one value, got 2 in 'floor(1, 2)'"),
    ("__import__('os').system('touch x')", "unknown function '__import__'; known: ceil, floor, max, min, sum in \"__import__('os').system('touch x')\""),
    ("__class__", "'__class__' is not a name for a size in '__class__'"),
    ("c.real", "unexpected '.' in 'c.real'"),
    ("c[0]", "expected the end, got '[' in 'c[0]'"),
    ("c; k", "unexpected ';' in 'c; k'"),
    ("<script>", "unexpected '<' in '<script>'"),
    ("{{7*7}}", "unexpected '{' in '{{7*7}}'"),
    ("c\x00", "unexpected '\\\\u0000' in 'c\\\\u0000'"),
    ("\u202ec", "unexpected '\\\\u202e' in '\\\\u202ec'"),
    ("c²", "'c²' is not a name for a size in 'c²'"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "message"), REFUSED, ids=[text[:20] or "empty" for text, _ in REFUSED])
def test_text_is_refused_in_these_words(text: str, message: str) -> None:
    start = time.process_time()
    with pytest.raises(InputError) as caught:
        parse_expression(text)
    assert str(caught.value) == message
    assert time.process_time() - start < 0.5, "bounded in time too"


def test_sums_inside_sums_are_bounded_together() -> None:
    start = time.process_time()
    with pytest.raises(InputError, match="terms without a closed form is too long to add up"):
        parse_expression("sum(sum(max(i, j), j, 0, i), i, 0, 9999)")
    assert time.process_time() - start < 0.5


def test_what_is_just_within_the_bounds_is_read() -> None:
    assert str(parse_expression("9" * 200)) == "9" * 200
    assert parse_expression("(" * 59 + "c" + ")" * 59) == Size("c")
    assert evaluated(parse_expression("+".join(["1"] * 10_000)), {}) == 10_000
    assert evaluated(parse_expression("2**64"), {}) == 2**64


VALUES: list[tuple[str, object]] = [
    ("True", True), ("false", False), ("None", None), ("null", None), ("'same'", "same"), ('"same"', "same"),
    ("0.5", 0.5), ("1e-3", 0.001), ("3", 3), ("2*3", 6), ("(1, 2)", (1, 2)), ("[1, 2]", (1, 2)), ("(1,)", (1,)),
    ("((1, 2), 3)", ((1, 2), 3)), ("(2 + 3)*2", 10), ("[]", ()), ("c", Size("c")), ("('same', c)", ("same", Size("c"))),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), VALUES, ids=[text for text, _ in VALUES])
def test_arguments_are_read(text: str, value: object) -> None:
    read = parse_value(text)
    assert read == value
    assert type(read) is type(value) or isinstance(value, Expr)


MIN = minimum(2, Size("c"))
CALLS = [
    ("ReLU", Call("ReLU", (), {}, "ReLU")),
    (" ReLU() ", Call("ReLU", (), {}, "ReLU()")),
    ("Conv2d(8, kernel_size=(3, 5))", Call("Conv2d", (8,), {"kernel_size": (3, 5)}, "Conv2d(8, kernel_size=(3, 5))")),
    (
        "A( B(2), layer = C(k=min(2, c)) )",
        Call(
            "A",
            (Call("B", (2,), {}, "B(2)"),),
            {"layer": Call("C", (), {"k": MIN}, "C(k=min(2, c))")},
            "A( B(2), layer = C(k=min(2, c)) )",
        ),
    ),
    ("Dropout(p = .5,)", Call("Dropout", (), {"p": 0.5}, "Dropout(p = .5,)")),
]


@pytest.mark.parametrize(("text", "call"), CALLS, ids=[text for text, _ in CALLS])
def test_calls_are_read(text: str, call: Call) -> None:
    assert parse_call(text) == call


WRONG_CALLS = [
    ("", "expected a layer such as Linear(10), got the end in ''"),
    ("3", "expected a layer such as Linear(10), got '3' in '3'"),
    ("Conv2d(8", "expected ')', got the end in 'Conv2d(8'"),
    ("Conv2d(8) x", "expected the end, got 'x' in 'Conv2d(8) x'"),
    ("Conv2d(k=1, 2)", "a value without a name stands after one with a name in 'Conv2d(k=1, 2)'"),
    ("Conv2d(k=1, k=2)", "'k' is given twice in 'Conv2d(k=1, k=2)'"),
    ("Conv2d(,)", "expected a number or a name, got ',' in 'Conv2d(,)'"),
    ("Conv2d(**{})", "expected a number or a name, got '**' in 'Conv2d(**{})'"),
    ("Conv2d('abc)", 'unexpected "\'" in "Conv2d(\'abc)"'),
    ("os.system('x')", "unexpected '.' in \"os.system('x')\""),
    ("Conv2d(8)(9)", "expected the end, got '(' in 'Conv2d(8)(9)'"),
    ("f" + "(" * 9_000, f"brackets nest deeper than 60 in 'f{'(' * 58}{DOTS}'"),
    ("A(" * 9_000, f"calls nest deeper than 60 in '{'A(' * 29}A{DOTS}'"),
    ("f(" + "[" * 9_000, f"brackets nest deeper than 60 in 'f({'[' * 57}{DOTS}'"),
]


@pytest.mark.parametrize(("text", "message"), WRONG_CALLS, ids=[text[:20] or "empty" for text, _ in WRONG_CALLS])
def test_wrong_calls_are_refused_in_these_words(text: str, message: str) -> None:
    start = time.process_time()
    with pytest.raises(InputError) as caught:
        parse_call(text)
    assert str(caught.value) == message
    assert time.process_time() - start < 0.5
