"""What a person gets at the prompt: amounts that print, count, fill in, explain themselves, and are SymPy's."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import pytest
import sympy
from sympy import Symbol

import symcount
from symcount import *
from symcount.core.expression import ONE
from symcount.counting.quantities import Part, Quantity

c, k, f = sizes("c k f")
C, K, F = (Symbol(name, integer=True, positive=True) for name in "ckf")
CONV = Conv2d(k, kernel_size=f)
IMAGE = (c, 32, 32)
LENET = Sequential(
    Conv2d(8, kernel_size=5), MaxPool2d(2), Conv2d(16, kernel_size=5), MaxPool2d(2),
    Flatten(), Linear(120), Linear(84), Linear(10), input=(3, 32, 32),
)  # fmt: skip


def test_prints_its_closed_form_and_its_number() -> None:
    amount_ = params(CONV, input=IMAGE)
    assert (str(amount_), repr(amount_), f"{[amount_]}") == ("k*(c*f**2 + 1)", "k*(c*f**2 + 1)", "[k*(c*f**2 + 1)]")
    assert str(params(LENET)) == "62958"


def test_fills_in_numbers_by_name() -> None:
    amount_ = params(CONV, input=IMAGE)
    assert str(amount_.at(f=3)) == "k*(9*c + 1)"
    assert int(amount_.at(f=3, c=3, k=32)) == 896
    assert amount_.at(f=3).at(c=3, k="2*k") == 56 * K


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        (lambda: params(CONV, input=IMAGE).at(kk=3), "unknown size 'kk'; did you mean k?"),
        (lambda: params(CONV, input=IMAGE).at(k=0), "k is at least 1, got 0"),
        (lambda: int(params(CONV, input=IMAGE)), "there is no number for c, k, f; give one with .at(...)"),
        (lambda: params(LENET).why(form="per-unit"), "form is one of per-filter, weights-plus-biases, got 'per-unit'"),
        (lambda: params(CONV), "the input shape is missing: give input=(channels, height, width)"),
        (lambda: with_batchnorm(LENET, after=["9"]), "there is no layer '9'; known: 0, 1, 2, 3, 4, 5, 6, 7"),
        (lambda: optimizer_state(LENET, "Adm"), "unknown optimizer 'Adm'; did you mean Adam?"),
        (lambda: optimizer_state(LENET, "Adam", amsgrd=True), "Adam: unknown keyword 'amsgrd'; did you mean amsgrad?"),
        (lambda: params(LENET).bytes("fp23"), "unknown number format 'fp23'; did you mean fp32?"),
    ],
)
def test_wrong_words_get_one_line(wrong: object, line: str) -> None:
    with pytest.raises(InputError) as told:
        wrong()  # type: ignore[operator]
    assert str(told.value) == line


def test_is_an_expression_of_sympy() -> None:
    amount_ = params(CONV, input=IMAGE)
    assert sympy.expand(amount_) == C * F**2 * K + K
    assert sympy.diff(amount_, C) == F**2 * K
    assert sympy.simplify(amount_) == K * (C * F**2 + 1)
    assert params(CONV, input=IMAGE) == K * (C * F**2 + 1)


@pytest.mark.parametrize("name", ["c", c, Symbol("c"), C], ids=["name", "size", "plain symbol", "symbol"])
def test_names_sizes_and_symbols_are_interchangeable(name: object) -> None:
    amount_ = params(CONV, input=IMAGE)
    assert amount_.at({name: 3}) == amount_.at(c=3) == K * (3 * F**2 + 1)
    assert amount_.what_if({name: "2*c"}).factor == amount_.what_if(c=2 * c).factor
    assert (amount_.diff(name), amount_.growth(name).term) == (F**2 * K, F**2 * C * K)
    assert amount_.elasticity(name) == C * F**2 / (C * F**2 + 1)
    assert int(amount_.solve(name, 1_000_000, f=3, k=3)) == int(amount_.at({"f": 3, k: 3}).solve("c", 1e6)) == 37036
    assert amount_.trade_off(name, "k") == amount_.trade_off("c", K)
    assert amount_.to_callable()({name: 3}, k=32, f=3) == amount_.to_callable()(c=3, k=32, f=3) == 896
    assert compare(amount_, amount_, over=name, numbers={f: 3, "k": 2}).over == "c"


@pytest.mark.parametrize("name", ["cc", Symbol("cc")])
def test_an_unknown_name_is_told_with_the_nearest_everywhere(name: object) -> None:
    amount_ = params(CONV, input=IMAGE)
    for ask in (
        lambda: amount_.at({name: 3}), lambda: amount_.what_if({name: 3}), lambda: amount_.diff(name),
        lambda: amount_.elasticity(name), lambda: amount_.growth(name), lambda: amount_.solve(name, 10),
        lambda: amount_.solve("k", 10, cc=3), lambda: amount_.trade_off(name, "k"), lambda: amount_.trade_off("k", name),
        lambda: amount_.to_callable()({name: 3}), lambda: compare(amount_, amount_, over=name),
        lambda: compare(amount_, amount_, over="k", numbers={name: 3}),
    ):  # fmt: skip
        with pytest.raises(InputError, match="unknown size 'cc'; did you mean c"):
            ask()


def test_amounts_are_reckoned_with() -> None:
    a, b = params(CONV, input=IMAGE), params(Conv2d(k, kernel_size=1), input=IMAGE)
    assert sympy.expand(a + b - (C * F**2 * K + C * K + 2 * K)) == 0
    assert sympy.expand(a - b - C * K * (F**2 - 1)) == 0
    assert (2 * a, a * b, -a, a**2) == (2 * a.expr, a.expr * b.expr, -a.expr, a.expr**2)
    assert (a / b, 1 / a, 1 - a, 1 + a) == (a.expr / b.expr, 1 / a.expr, 1 - a.expr, 1 + a.expr)
    program = f"c, k, f = 3, 32, 3; print({a.python()})"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True).stdout == "896\n"
    assert a.latex() == sympy.latex(a) == sympy.latex(a.expr)


def test_sympy_symbols_are_sizes_by_their_names() -> None:
    width = Symbol("k")
    counted = params(Conv2d(2 * width, kernel_size=3), input=(3, 8, 8))
    assert counted.expr == 56 * width
    assert (sympy.diff(counted, width), counted.expr.subs(width, 2), int(counted.at(k=2))) == (56, 112, 112)
    assert params(Conv2d(2 * K, kernel_size=3), input=(3, 8, 8)) == 56 * K


def test_formats_as_numbers_and_as_latex_do() -> None:
    assert f"{params(LENET):,}" == "62,958"
    assert sympy.latex(params(CONV, input=IMAGE)) == "k \\left(c f^{2} + 1\\right)"


def test_a_layer_shows_its_settings() -> None:
    assert str(inspect.signature(Linear)) == "(out_features, *, bias=True, in_features=None)"
    with pytest.raises(InputError, match=r"write ReLU\(\)"):
        Sequential(Linear(3), ReLU)  # type: ignore[arg-type]


def test_tells_layer_by_layer_and_in_bytes() -> None:
    assert params(LENET).by_layer() == {"0": 608, "1": 0, "2": 3216, "3": 0, "4": 0, "5": 48120, "6": 10164, "7": 850}
    assert (params(LENET).bytes("fp32"), params(LENET).bytes("int8")) == (251832, 62958)
    assert output_shape(LENET) == (10,)
    assert output_shape(CONV, input=IMAGE)[0] == k


def test_flops_are_twice_the_macs() -> None:
    assert int(flops(LENET)) == 2 * int(macs(LENET)) == 1698640


def test_optimizer_state_by_torchs_names() -> None:
    n = int(params(LENET))
    assert int(optimizer_state(LENET, "SGD")) == 0
    assert int(optimizer_state(LENET, "SGD", momentum=0.9)) == n
    assert int(optimizer_state(LENET, "Adam", scalars=False)) == 2 * n
    assert int(optimizer_state(LENET, "Adam")) == 2 * n + 10
    assert int(optimizer_state(LENET, "Adam", amsgrad=True, scalars=False)) == 3 * n


def test_says_why_in_text_and_in_html() -> None:
    why = params(LENET).why()
    assert "608 + 3216 + 48120 + 10164 + 850" in str(why)
    assert "<math" in why._repr_html_()
    assert "608" in str(macs(LENET).why()) or "470400" in str(macs(LENET).why())
    assert params(CONV, input=IMAGE)._repr_latex_() == "$k \\left(c f^{2} + 1\\right)$"


def test_a_quantity_of_the_users_own_is_used_like_ours() -> None:
    dims = Quantity(
        "channels", "Channels given", "channels",
        lambda case: (Part("channels", ONE, case.theory.dims(case.given())[:1], "the first dimension"),),
        lambda case: case.output[0],
    )  # fmt: skip
    assert int(amount_of(LENET, dims)) == 8 + 8 + 16 + 16 + 400 + 120 + 84 + 10
    assert "400" in str(amount_of(LENET, dims).why())


def test_report_writes_a_file(tmp_path: Path) -> None:
    report(LENET, tmp_path / "net.md", name="LeNet", form="weights-plus-biases")
    text = (tmp_path / "net.md").read_text(encoding="utf-8")
    assert "# LeNet" in text
    assert "8 · (5 · 5 · 3) + 8" in text


def test_report_takes_numbers_by_name_or_by_size(tmp_path: Path) -> None:
    net = Sequential(CONV, input=IMAGE)
    report(net, tmp_path / "net.md", numbers={"c": 3, f: 3, k: 32})
    assert "896 parameters" in (tmp_path / "net.md").read_text(encoding="utf-8")
    with pytest.raises(InputError, match="unknown size 'kk'"):
        report(net, tmp_path / "net.md", numbers={"kk": 3})


def test_every_public_name_is_there() -> None:
    assert set(symcount.__all__) <= set(dir(symcount))
    program = "from symcount import *; print(Conv2d.__name__, params.__name__)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "Conv2d params\n"
    with pytest.raises(AttributeError, match="has no attribute 'parms'"):
        symcount.parms  # noqa: B018


def test_an_interactive_page_is_written_from_python(tmp_path: Path) -> None:
    interactive(CONV, tmp_path / "net.html", input=IMAGE, numbers={"k": 32}, name="Mine")
    page = (tmp_path / "net.html").read_text(encoding="utf-8")
    assert "<title>Mine" in page
    with pytest.raises(InputError, match=r"ends in \.html"):
        interactive(CONV, tmp_path / "net.pdf", input=IMAGE)


WRONG_KINDS = [
    (lambda: optimizer_state(LENET, 0), "unknown optimizer '0'"),
    (lambda: optimizer_state(LENET, ["Adam"]), "unknown optimizer \"['Adam']\"; did you mean Adam?"),
    (
        lambda: params(LENET).bytes({}),
        "unknown number format '{}'; known: bf16, fp16, fp32, fp64, fp8-e4m3, fp8-e5m2, int4, int64, int8, tf32, uint8",
    ),
    (lambda: params(LENET, convention=1), "conventions are given by their names, got 1"),
    (lambda: params(LENET).at(64), "numbers are given by name, as c=64 or {'c': 64}, got 64"),
    (lambda: peak(LENET).at("c"), "numbers are given by name, as c=64 or {'c': 64}, got c"),
    (lambda: params(LENET).why(form=1), "form is one of per-filter, weights-plus-biases, got '1'"),
    (lambda: Softmax(dim="1" * 99).place((3,)), f"dim is the number of a dimension, got {'1' * 59}…"),
    (lambda: ELU(alpha={}), "ELU(alpha={}): alpha is a number, a word or several of them, got {}"),
    (lambda: ZeroPad2d(None), "ZeroPad2d(None): padding is a whole number, got None"),
]


def test_a_value_of_the_wrong_kind_is_told_in_one_line() -> None:
    for call, message in WRONG_KINDS:
        with pytest.raises(InputError) as caught:
            call()
        assert str(caught.value) == message
