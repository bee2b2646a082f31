"""Words with and without quotes, and calls inside the brackets of YAML: written either way they are the same."""

from __future__ import annotations

import pytest

from examples import EXAMPLES
from readers.composed import call_of
from symcount.core.calls import parse_call
from symcount.core.errors import InputError
from symcount.core.layer import Layer
from symcount.counting.optimizers import optimizer
from symcount.networks.known import known
from symcount.readers.calls import read_layer
from symcount.readers.names import read_names
from symcount.readers.spec import spec_from_text
from symcount.readers.yaml_text import read_yaml
from symcount.reporting.chapters.letters import in_letters


@pytest.mark.parametrize(
    ("bare", "quoted"),
    [
        ("GELU(approximate=tanh)", "GELU(approximate='tanh')"),
        ("RNN(4, nonlinearity=relu)", 'RNN(4, nonlinearity="relu")'),
        ("Conv2d(8, kernel_size=3, padding=same)", "Conv2d(8, kernel_size=3, padding='same')"),
        ("Conv2d(8, kernel_size=3, padding=(same, 1))", "Conv2d(8, kernel_size=3, padding=('same', 1))"),
        ("EmbeddingBag(9, embedding_dim=2, mode=max)", "EmbeddingBag(9, embedding_dim=2, mode='max')"),
        ("LeakyReLU(-0.5)", "LeakyReLU(negative_slope=-0.5)"),
        ("BatchNorm2d(eps=1e-3)", "BatchNorm2d(eps=0.001)"),
    ],
)
def test_words_need_no_quotes_and_may_have_them(bare: str, quoted: str) -> None:
    names = read_names(None, "sizes")
    assert read_layer(bare, names) == read_layer(quoted, names)


@pytest.mark.parametrize(
    "written", ["GaLore(proj_type=left)", "GaLore(proj_type='left')", 'GaLore(proj_type = "left")']
)
def test_words_of_optimizers_too(written: str) -> None:
    spec = spec_from_text(
        f"input: [8]\nlayers: [Linear(4)]\nextensions:\n  - optimizer: {written}\n".encode(), "net.yaml"
    )
    assert spec.extensions[0].options == "GaLore(proj_type=left)"
    call = parse_call(str(spec.extensions[0].options))
    found, settings = optimizer(call.name, call.kwargs)
    assert settings == found.chosen({"proj_type": "left"})


def test_every_layer_can_be_written_in_a_spec() -> None:
    for name, kind in known().items():
        layer, _, _ = in_letters(kind)
        assert read_layer(call_of(layer), read_names(None, "sizes")) == layer, name


def test_calls_in_brackets_are_those_of_a_list_with_dashes() -> None:
    """YAML ends a text at a comma inside [ ] and { }; a call goes on to its closing bracket all the same."""
    calls = [call_of(example.network) for example in EXAMPLES.values() if isinstance(example.network, Layer)]
    dashes = "".join(f"- {call}\n- N{place}: {call}\n" for place, call in enumerate(calls))
    pairs = ", ".join(f"{call}, N{place}: {call}" for place, call in enumerate(calls))
    braces = ", ".join(f"{call}, {{N{place}: {call}}}" for place, call in enumerate(calls))
    (expected,) = read_yaml(f"layers:\n{dashes}").tree.values()
    assert len(expected) == 2 * len(calls)
    for flow in (pairs, braces):
        assert read_yaml(f"layers: [{flow}]").tree == {"layers": expected}
    named = {f"N{place}": call for place, call in enumerate(calls)}
    assert read_yaml("{" + ", ".join(f"{name}: {call}" for name, call in named.items()) + "}").tree == named


PIECES: dict[str, object] = {
    "[f(1, [2], 3)]": ["f(1", ["2"], "3)"],
    "[f(1, {b: 2}, 3)]": ["f(1", {"b": "2"}, "3)"],
    '[f(1, "2", 3)]': ["f(1", "2", "3)"],
    "[[f(1], 2)]": [["f(1"], "2)"],
    "[{a: f(1}, 2)]": [{"a": "f(1"}, "2)"],
    "{a: f(1, b: 2)}": {"a": "f(1", "b": "2)"},
    "[f(1, 2": None,
}


@pytest.mark.parametrize("text", PIECES)
def test_what_no_piece_closes_stays_in_pieces(text: str) -> None:
    if PIECES[text] is None:
        with pytest.raises(InputError, match="is not closed"):
            read_yaml(text)
    else:
        assert read_yaml(text).tree == PIECES[text]
