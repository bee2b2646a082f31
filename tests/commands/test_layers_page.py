"""The command layers: every layer in the list, its formula right, its page whole, a slip of the pen told."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator

import pytest

from symcount.cli import main
from symcount.core.errors import InputError
from symcount.core.expression import Size
from symcount.core.layer import Layer
from symcount.core.parsing import parse_expression
from symcount.core.reading import evaluated, sizes_in
from symcount.counting.quantities import PARAMS
from symcount.counting.repetition import counted
from symcount.networks.known import known
from symcount.networks.rows import rows
from symcount.networks.signal import at_shape
from symcount.readers.kinds import KINDS
from symcount.reporting.chapters.layers import FAMILIES, Known, every_layer
from symcount.reporting.chapters.theory import theory_page
from symcount.reporting.document import Table

Listed = dict[str, dict[str, str]]

# As textbooks and papers write them, by the letters of the pages.
TEXTBOOK = {
    "Linear": "m*n + m",
    "Conv2d": "f**2*c*k + k",
    "ConvTranspose1d": "f*c*k + k",
    "BatchNorm2d": "2*c",
    "Embedding": "v*d",
    "LSTM": "4*(h*n + h*h + 2*h)",
    "GRUCell": "3*(h*n + h*h + 2*h)",
    "MultiheadAttention": "4*d*d + 4*d",
    "TransformerEncoderLayer": "4*d*d + 2*d*F + 9*d + F",
    "TransformerEncoder": "L*(4*d*d + 2*d*F + 9*d + F)",
    "SwiGLU": "3*d*F",
    "SqueezeExcite": "2*c*c/r + c + c/r",
    "MixtureOfExperts": "E*3*d*F + d*E",
    "ReLU": "0",
}


@pytest.fixture(scope="module")
def listed() -> Listed:
    from symcount.reporting.chapters.layers import listed as all_listed

    return {str(one["name"]): {key: str(value) for key, value in one.items()} for one in all_listed()}


def told(argv: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert main(argv) == 0
    return capsys.readouterr().out


def test_the_list_holds_every_layer_once(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setenv("COLUMNS", "100")
    found = json.loads(told(["layers", "--format", "json"], capsys))
    assert sorted(one["name"] for one in found) == sorted((*known(), *KINDS))
    assert all(one["meaning"].endswith(".") for one in found)
    text = told(["layers"], capsys)
    places = [text.index(f"\n{family}\n") for family in FAMILIES]
    assert places == sorted(places)
    for one in found:
        assert f"\n{one['name']}  " in text


def test_no_family_is_empty() -> None:
    assert {one.family for one in every_layer()} >= set(FAMILIES)


@pytest.mark.parametrize("name", TEXTBOOK)
def test_the_formula_of_a_textbook(name: str, listed: Listed) -> None:
    ours, theirs = parse_expression(listed[name]["params"]), parse_expression(TEXTBOOK[name])
    letters = sizes_in(ours, theirs)
    for step in (1, 2, 5):
        numbers = {size: 16 * (step + place) for place, size in enumerate(letters)}
        assert evaluated(ours, numbers) == evaluated(theirs, numbers)


def test_every_formula_counts_what_the_layer_has_in_numbers(listed: Listed) -> None:
    """With every letter a number the layer is built and counted anew, without any algebra."""
    tried: set[str] = set()
    for one in every_layer():
        formula = parse_expression(listed[one.name]["params"])
        for numbers in _numbers(one):
            try:
                found = rows(one.layer.at(numbers), inputs=[at_shape(shape, numbers) for shape in one.shapes])
            except InputError:
                continue  # these numbers do not fit together: heads that do not divide, windows that are too wide
            tried.add(one.name)
            expected = sum(int(counted(row, PARAMS.count)) for row in found)
            assert evaluated(formula, numbers) == expected, (one.name, numbers)
    assert set(known()) - tried == {"Fold"}  # its columns follow from its other sizes, not from free letters


def _numbers(one: Known) -> Iterator[dict[Size, int]]:
    """Numbers for the letters: inputs large enough for every window, heads and groups that divide them."""
    inputs = sizes_in(*(dim for shape in one.shapes for dim in shape))
    settings = [size for value in one.layer._given.values() for size in _sizes(value)]
    for large, small in ((12, 1), (24, 2), (24, 4), (64, 8), (64, 32)):
        for apart in (0, small):
            numbers = {size: small + place * apart for place, size in enumerate(reversed(dict.fromkeys(settings)))}
            yield numbers | {size: large + place * apart for place, size in enumerate(inputs)}


def _sizes(value: object) -> Iterator[Size]:
    """The letters in a setting, in those of layers inside it too."""
    if isinstance(value, Layer):
        value = tuple(value._given.values())
    if isinstance(value, tuple):
        for part in value:
            yield from _sizes(part)
    elif isinstance(value, Size):
        yield value


def _pages() -> list[str]:
    """One layer of every file; all of them where proofs are wanted."""
    if os.environ.get("SYMCOUNT_PROOF"):
        return list(known())
    return list({kind.__module__: name for name, kind in known().items()}.values())


def test_a_page_tells_everything_that_the_layer_states() -> None:
    for name in _pages():
        theory = known()[name].theory
        sections = {section.key: section for section in theory_page(Known(name)).sections}
        tables = {key: table for key, one in sections.items() for table in one.blocks if isinstance(table, Table)}
        settings = [row[0] for row in tables["settings"].rows] if "settings" in tables else []
        assert settings == [*theory.settings, *theory.incoming], name
        owned = [row[0] for row in tables["tensors"].rows] if "tensors" in tables else []
        assert owned == [one.fact.name for one in theory.tensors], name
        assert len(tables["work"].rows if "work" in tables else ()) == len(theory.labours), name
        assert len(tables["saved"].rows if "saved" in tables else ()) == len(theory.saved), name


def test_the_page_of_a_convolution(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    text = told(["layers", "Conv2d"], capsys)
    for line in (
        "Conv2d(k, kernel_size=f) on (c, H, W) gives (k, H − f + 1, W − f + 1)",
        "k · (c · f**2 + 1)",
        "weight  (k, c/g, f_h, f_w)",
        "bias    (k)",
        "⌈H/s_h⌉",
        "⌊(H + 2 · p_h − (d_h · (f_h − 1) + 1))/s_h⌋ + 1",
        "where padding is same",
        "where padding is not same",
        "where bias is True",
        "• g divides c: every group takes an equal share of the input channels",
        "bias-counted: Adding a bias is one floating-point operation for every output value.",
        "A guide to convolution arithmetic for deep learning",
        "padding on each side, one for every axis or one for all (or valid, same)",
        "what the padding repeats (one of circular, reflect, replicate, zeros)",
    ):
        assert line in text, line


def test_conventions_are_told_where_they_matter(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(told(["layers", "BatchNorm2d", "--format", "json"], capsys))
    changed = [one for one in found["conventions"] if isinstance(one, dict) and one["convention"] == "keras"]
    assert {one["quantity"]: one["in_closed_form"] for one in changed} == {"Parameters": "4*c", "Buffers": "0"}
    assert "keras" not in told(["layers", "Linear", "--format", "json"], capsys)


@pytest.mark.parametrize("style", ["md", "latex", "json", "table"])
def test_every_format_tells_the_formula(style: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = told(["layers", "Linear", "--format", style], capsys).replace(" · ", "*").replace(r" \cdot ", "*")
    assert "m*(n + 1)" in text or r"m*\left(n + 1\right)" in text


def test_ways_to_put_layers_together_have_pages(capsys: pytest.CaptureFixture[str]) -> None:
    text = told(["layers", "Repeat"], capsys)
    assert all(key.name in text and key.meaning[:40] in text for key in KINDS["Repeat"].keys)


@pytest.mark.parametrize(("name", "near"), [("conv2D", "Conv2d"), ("LTSM", "LSTM"), ("Residul", "Residual")])
def test_an_unknown_layer(name: str, near: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["layers", name]) == 2
    assert capsys.readouterr().err == f"symcount: unknown layer {name!r}; did you mean {near}?\n"
