"""Whatever stands in a file, reading it gives a spec or an InputError of one printable line, and soon."""

from __future__ import annotations

import json

from hypothesis import example, given, settings, strategies as st

from symcount.core.errors import InputError
from symcount.readers.spec import Spec, spec_from_text

ENDINGS = st.sampled_from(["a.yaml", "a.toml", "a.json"])
SCRAPS = st.one_of(
    st.sampled_from(
        ["input", "layers", "sizes", "f", "c", "ReLU", "Conv2d(", "Linear(", "kernel_size=", "padding=", "bias="]
    ),
    st.sampled_from(
        [*":=,[]{}()-*/+'\"#&!|>?%@`\\ \n\té_.~⌊⌋", "**", "//", "<<", "---", "\n\n", "\u05e9", "\u202e", "\x00"]
    ),
    st.sampled_from(["3", "0", "2.5", "9**9", "null", "true", "min(", "ceil("]),
)
WORDS = st.lists(SCRAPS, max_size=40).map("".join)
PIECES = [*"cf2*+-/(),", "0", "7", "10**18", "64", "//", "**", "min(", "ceil(", "(f**64)", "99999999999999999999**60"]
FORMULAS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=20,
)
KEYS = ("name", "about", "lang", "sizes", "input", "layers", "form", "layout", "budget", "extensions", "chapters")


def read(content: bytes, name: str) -> Spec | None:
    try:
        return spec_from_text(content, name)
    except InputError as wrong:
        message = str(wrong)
    assert message.startswith(name)
    assert message.isprintable()
    assert len(message) < 1_000
    return None


@given(st.binary(max_size=300), ENDINGS)
def test_bytes(content: bytes, name: str) -> None:
    read(content, name)


@given(st.text(max_size=200) | WORDS, ENDINGS)
def test_text(text: str, name: str) -> None:
    read(text.encode("utf-8", "surrogatepass"), name)


@given(st.dictionaries(st.sampled_from(KEYS), TREES, max_size=8))
def test_trees_of_the_right_keys(tree: dict[str, object]) -> None:
    whole = {"input": ["c", 8, 8], "layers": ["ReLU"], **tree}
    content = json.dumps(whole).encode()
    read(content, "a.json")
    read(content, "a.yaml")


@given(WORDS | FORMULAS, WORDS)
@example("9**9**9", "'x'")
def test_layers(words: str, setting: str) -> None:
    layers = [f"Linear({words})", f"Conv2d(4, kernel_size={words})", f"Dropout({setting})", words]
    for layer in layers:
        read(json.dumps({"sizes": {"f": 3}, "input": [3, 8, 8], "layers": [layer]}).encode(), "a.json")


@settings(max_examples=300)
@given(FORMULAS, FORMULAS, st.sampled_from([1, 3, 10**18]))
@example("99999999999999999999**60*99999999999999999999**60*99999999999999999999**60*99999999999999999999**60", "c", 1)
@example("2**c", "c**f", 10**18)
@example("(1/2)**c", "f**f", 3)
def test_formulas(one: str, other: str, number: int) -> None:
    spec = {"sizes": {"f": number, "g": one, "c": None}, "input": [3], "layers": ["ReLU"]}
    read(json.dumps(spec).encode(), "a.json")
    spec = {"sizes": {"f": number}, "input": [one, other], "layers": [f"Linear({one})", f"Linear({other})"]}
    read(json.dumps(spec).encode(), "a.json")
    read(json.dumps({**spec, "input": f"({one}, {other})"}).encode(), "a.json")
