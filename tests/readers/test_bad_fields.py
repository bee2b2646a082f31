"""Fields that are wrong: what each is told, word for word."""

from __future__ import annotations

import json
import time

import pytest

from symcount.core.errors import InputError
from symcount.readers.spec import spec_from_text

GOOD = {"sizes": "{f: 3}", "input": "[f, 32, 32]", "layers": "[ReLU]"}

FIELDS = [
    ("input", "[]", "net.yaml:2: input: an input has at least one dimension (batch left out), got none"),
    ("input", "[3, 0, 32]", "net.yaml:2: input[1]: an input dimension is at least 1, got 0"),
    ("input", "[3, -1]", "net.yaml:2: input[1]: an input dimension is at least 1, got -1"),
    ("input", "[2.5]", "net.yaml:2: input[0]: 2.5 is not a whole number in '2.5'"),
    ("input", "[f/2]", "net.yaml:2: input[0]: an input dimension is a whole number, got f/2 = 3/2"),
    (
        "input",
        "[F]",
        "net.yaml:2: input[0]: unknown size 'F'; did you mean f? (to keep it as a symbol of its own, write it under sizes)",
    ),
    ("input", "(3, 32", "net.yaml:2: input: expected ')', got the end in '(3, 32'"),
    ("input", "{a: 1}", "net.yaml:2: input: expected a shape such as [3, 32, 32], got a mapping"),
    ("input", "[[3], 4]", "net.yaml:2: input[0]: expected a whole number or a formula"),
    ("input", "[3, null]", "net.yaml:2: input[1]: expected a whole number or a formula"),
    (
        "input",
        "[1, 2, 3, 4, 5, 6, 7, 8, 9]",
        "net.yaml:2: input: an input has at most 8 dimensions (batch left out), got 9",
    ),
    ("input", "[<script>]", "net.yaml:2: input[0]: unexpected '<' in '<script>'"),
    ("input", '["{{7*7}}"]', "net.yaml:2: input[0]: unexpected '{' in '{{7*7}}'"),
    (
        "input",
        "[__import__('os').system('touch x')]",
        "net.yaml:2: input[0]: unknown function '__import__'; known: ceil, floor, max, min, sum in \"__import__('os').system('touch x')\"",
    ),
    ("input", "[../../x]", "net.yaml:2: input[0]: unexpected '.' in '../../x'"),
    ("input", "[9**9**9]", "net.yaml:2: input[0]: an exponent is a whole number from 0 to 4096 or a name in '9**9**9'"),
    ("sizes", "{f: 0}", "net.yaml:1: sizes.f: f is at least 1, got 0"),
    ("sizes", "{f: -1}", "net.yaml:1: sizes.f: f is at least 1, got -1"),
    ("sizes", "{f: 2.5}", "net.yaml:1: sizes.f: 2.5 is not a whole number in '2.5'"),
    ("sizes", "{f: 1_000}", "net.yaml:1: sizes.f: expected the end, got '_000' in '1_000'"),
    ("sizes", "{f: 0o17}", "net.yaml:1: sizes.f: expected the end, got 'o17' in '0o17'"),
    (
        "sizes",
        "{f: 9**9**9}",
        "net.yaml:1: sizes.f: an exponent is a whole number from 0 to 4096 or a name in '9**9**9'",
    ),
    ("sizes", "{f: 10**19}", "net.yaml:1: sizes.f: numbers are at most 10**18"),
    ("sizes", "{f: [1]}", "net.yaml:1: sizes.f: expected a whole number or a formula, got a list"),
    ("sizes", "{f: , g: 2*f}", "net.yaml:1: sizes.g: 2*f needs a number for f, written above g"),
    ("sizes", "{g: 2*f, f: 3}", "net.yaml:1: sizes.g: 2*f needs a number for f, written above g"),
    ("sizes", "{width: 3, g: 2*widht}", "net.yaml:1: sizes.g: unknown size 'widht'; did you mean width?"),
    (
        "sizes",
        "{2x: 3}",
        "net.yaml:1: sizes.2x: a size is named with letters, digits and _, not starting with a digit; got '2x'",
    ),
    ("sizes", "{for: 3}", "net.yaml:1: sizes.for: 'for' is reserved and cannot name a size"),
    ("sizes", "{true: 3}", "net.yaml:1: sizes.true: 'true' is reserved and cannot name a size"),
    ("sizes", "{__class__: 3}", "net.yaml:1: sizes.__class__: '__class__' is reserved and cannot name a size"),
    (
        "sizes",
        "{<script>: 3}",
        "net.yaml:1: sizes.<script>: a size is named with letters, digits and _, not starting with a digit; got '<script>'",
    ),
    (
        "sizes",
        "{../../x: 3}",
        "net.yaml:1: sizes.../../x: a size is named with letters, digits and _, not starting with a digit; got '../../x'",
    ),
    ("sizes", "{f: 10**18, g: f*f}", "net.yaml:1: sizes.g: g is beyond 10**18, got f*f"),
    (
        "sizes",
        "{f: 10**18, g: f**f}",
        "net.yaml:1: sizes.g: the power 1000000000000000000**1000000000000000000 is too large",
    ),
    ("sizes", "[f]", "net.yaml:1: sizes: expected names with numbers such as {f: 5, c: 3}, got a list"),
    ("sizes", "{f: <script>}", "net.yaml:1: sizes.f: unexpected '<' in '<script>'"),
    (
        "sizes",
        "{f: שלום}",
        "net.yaml:1: sizes.f: the character U+05E9 (HEBREW LETTER SHIN) runs from right to left; text here runs left to right",
    ),
    ("layers", "ReLU", "net.yaml:3: layers: expected a list of layers, got ReLU"),
    ("layers", "[]", "net.yaml:3: layers: expected at least one layer, got an empty list"),
    (
        "layers",
        "[Conv2d(8]",
        "net.yaml:3: layers[0]: 'Conv2d(8' has a bracket that is not closed",
    ),
    (
        "layers",
        "[{CONV1: Conv2d(8, ReLU: 3)}]",
        "net.yaml:3: layers[0] CONV1: 'Conv2d(8' has a bracket that is not closed",
    ),
    ("layers", "[A: ReLU, A: ReLU]", "net.yaml:3: layers[1]: two layers are named 'A'; the first is layers[0]"),
    ("layers", "[1: ReLU, ReLU]", "net.yaml:3: layers[1]: two layers are named '1'; the first is layers[0]"),
    (
        "form",
        "perfilter",
        "net.yaml:4: form: expected per-filter or weights-plus-biases, got 'perfilter'; did you mean per-filter?",
    ),
    ("form", "[per-filter]", "net.yaml:4: form: expected a text, got a list"),
    (
        "layout",
        "channels-last",
        "net.yaml:4: layout: expected channels_first or channels_last, got 'channels-last'; did you mean channels_last?",
    ),
    ("lang", "klingonian", "net.yaml:4: lang: expected a language tag such as en or de-AT, got klingonian"),
    ("name", "''", "net.yaml:4: name: expected a text, got nothing"),
    ("name", "[a]", "net.yaml:4: name: expected a text, got a list"),
    ("name", "a" * 81, "net.yaml:4: name: the text has 81 characters; at most 80 are read"),
    (
        "extensions",
        "{optimizer: Adam}",
        "net.yaml:4: extensions: expected a list of names, each with its options or without, got a mapping",
    ),
    (
        "extensions",
        "[{a: 1, b: 2}]",
        "net.yaml:4: extensions[0]: expected one name, got 2: begin each with a dash of its own",
    ),
    ("extensions", "[[a]]", "net.yaml:4: extensions[0]: expected a name or NAME: options, got a list"),
    (
        "chapters",
        "memory",
        "net.yaml:4: chapters: expected a list of names, each with its options or without, got memory",
    ),
    (
        "chapters",
        "[a.b]",
        "net.yaml:4: chapters[0]: . cannot stand in the name of an entry, got a.b; letters, digits, _, - and spaces can",
    ),
    ("extensions", "[a: {b: [c, <b>]}]", "net.yaml:4: extensions[0].a.b[1]: < cannot stand in a text here, got <b>"),
]


def told(text: str, name: str = "net.yaml") -> str:
    with pytest.raises(InputError) as error:
        spec_from_text(text.encode(), name)
    return str(error.value)


@pytest.mark.parametrize(("field", "value", "message"), FIELDS)
def test_a_wrong_field(field: str, value: str, message: str) -> None:
    fields = {**GOOD, field: value}
    assert told("".join(f"{key}: {value}\n" for key, value in fields.items())) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "layers: [ReLU]",
            "net.yaml:1: the key input is missing; expected the shape of one example, channels first, the batch left out",
        ),
        (
            "input: 3",
            "net.yaml:1: the key layers is missing; expected the layers from the input to the output, each with a name or without",
        ),
        ("input: 3\nlayer: [ReLU]", "net.yaml:2: layer: unknown key 'layer'; did you mean layers?"),
        ("- ReLU", "net.yaml:1: expected keys such as input and layers, got a list"),
        ("ReLU", "net.yaml:1: expected keys such as input and layers, got ReLU"),
        ("input: 3\nlayers:\n" + "- ReLU\n" * 2_001, "net.yaml:2003: layers[2000]: more than 2,000 layers"),
    ],
)
def test_a_wrong_whole(text: str, message: str) -> None:
    assert told(text) == message


def test_formulas_that_outgrow_a_reader_are_refused_in_time() -> None:
    start = time.process_time()
    message = told("input: [c, H, W]\nlayers:\n" + "- Conv2d(8, kernel_size=f, stride=s, padding=p)\n" * 2_000)
    assert time.process_time() - start < 5
    assert message.endswith("the formula of the output grows too large here; give some of its sizes a number")


def test_networks_nest_to_a_bound() -> None:
    layers: object = "ReLU"
    for _ in range(14):
        layers = {"A": [layers]}
    assert spec_from_text(json.dumps({"input": 3, "layers": [layers]}).encode(), "net.json").net.parts
    for _ in range(2):
        layers = {"A": [layers]}
    path = "layers[0]" + ".A[0]" * 15 + ".A"
    assert (
        told(json.dumps({"input": 3, "layers": [layers]}), "net.json")
        == f"net.json: {path}: networks nest deeper than 16"
    )
