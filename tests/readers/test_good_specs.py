"""Specs that are right: the same network from every format, and what their fields say."""

from __future__ import annotations

import pytest

from symcount.core.expression import Size
from symcount.core.sizes import sizes
from symcount.layers import Conv2d, Dropout, Flatten, Linear, MaxPool2d, ReLU
from symcount.networks.composite import Sequential
from symcount.networks.rows import output_shape
from symcount.readers.spec import Spec, spec_from_text
from symcount.readers.wishes import Wish

YAML = """
name: A LeNet variant, and more
about: >
  An image's way
  through two convolutions.
lang: en-GB
sizes: {f: 5, c: 3, w: 2*f - 2, k: }
input: [c, 32, 32]
layers:
  - CONV1: Conv2d(w, kernel_size=f, padding='valid')
  - POOL1: MaxPool2d(2)
  - BLOCK 2:
    - CONV2: Conv2d(k, kernel_size=(f, f), bias=false)
    - ReLU
    - Dropout(0.25)
  - Flatten
  - Linear(10)
form: weights-plus-biases
layout: channels_last
budget: 64 KiB
extensions:
  - batchnorm: {after: [CONV1]}
  - optimizer: Adam
  - optimizer: {name: SGD, momentum: 0.9, nesterov: true, dampening: }
chapters: [weight-sharing, memory]
"""

TOML = """
name = "A LeNet variant, and more"
about = "An image's way through two convolutions."
lang = "en-GB"
input = ["c", 32, 32]
layers = [
  {CONV1 = "Conv2d(w, kernel_size=f, padding='valid')"},
  {POOL1 = "MaxPool2d(2)"},
  {"BLOCK 2" = [{CONV2 = "Conv2d(k, kernel_size=(f, f), bias=false)"}, "ReLU", "Dropout(0.25)"]},
  "Flatten",
  "Linear(10)",
]
form = "weights-plus-biases"
layout = "channels_last"
budget = "64 KiB"
extensions = [
  {batchnorm = {after = ["CONV1"]}},
  {optimizer = "Adam"},
  {optimizer = {name = "SGD", momentum = 0.9, nesterov = true, dampening = ""}},
]
chapters = ["weight-sharing", "memory"]
sizes = {f = 5, c = 3, w = "2*f - 2", k = ""}
"""

JSON = """
{"name": "A LeNet variant, and more", "about": "An image's way through two convolutions.", "lang": "en-GB",
 "sizes": {"f": 5, "c": 3, "w": "2*f - 2", "k": null}, "input": ["c", 32, 32],
 "layers": [{"CONV1": "Conv2d(w, kernel_size=f, padding='valid')"}, {"POOL1": "MaxPool2d(2)"},
   {"BLOCK 2": [{"CONV2": "Conv2d(k, kernel_size=(f, f), bias=false)"}, "ReLU", "Dropout(0.25)"]},
   "Flatten", "Linear(10)"],
 "form": "weights-plus-biases", "layout": "channels_last", "budget": "64 KiB",
 "extensions": [{"batchnorm": {"after": ["CONV1"]}}, {"optimizer": "Adam"},
   {"optimizer": {"name": "SGD", "momentum": 0.9, "nesterov": true, "dampening": null}}],
 "chapters": ["weight-sharing", "memory"]}
"""

SPECS = {"net.yaml": YAML, "net.toml": TOML, "net.json": JSON}


def read(text: str, name: str = "net.yaml") -> Spec:
    return spec_from_text(text.encode(), name)


@pytest.mark.parametrize("name", SPECS)
def test_every_format_gives_the_same_network(name: str) -> None:
    f, c, w, k = sizes("f c w k")
    spec = read(SPECS[name], name)
    assert spec.net == Sequential(
        {
            "CONV1": Conv2d(w, kernel_size=f, padding="valid"),
            "POOL1": MaxPool2d(2),
            "BLOCK 2": Sequential(("CONV2", Conv2d(k, kernel_size=f, bias=False)), ("1", ReLU()), ("2", Dropout(0.25))),
        },
        ("3", Flatten()),
        ("4", Linear(10)),
        input=(c, 32, 32),
    )
    assert spec.numbers == {f: 5, c: 3, w: 8}
    assert spec.declared == ("f", "c", "w", "k")
    assert output_shape(spec.net.at(spec.numbers)) == (10,)


@pytest.mark.parametrize("name", SPECS)
def test_every_format_gives_the_same_fields(name: str) -> None:
    spec = read(SPECS[name], name)
    assert (spec.name, spec.about) == ("A LeNet variant, and more", "An image's way through two convolutions.")
    assert (spec.lang, spec.form, spec.layout, spec.budget) == (
        "en-GB", "weights-plus-biases", "channels_last", "64 KiB",
    )  # fmt: skip
    nothing = "" if name.endswith(".toml") else None  # TOML has no word for nothing
    sgd = {"name": "SGD", "momentum": "0.9", "nesterov": "true", "dampening": nothing}
    assert spec.extensions == (
        Wish("batchnorm", {"after": ("CONV1",)}, "extensions[0].batchnorm"),
        Wish("optimizer", "Adam", "extensions[1].optimizer"),
        Wish("optimizer", sgd, "extensions[2].optimizer"),
    )
    assert spec.chapters == (Wish("weight-sharing", None, "chapters[0]"), Wish("memory", None, "chapters[1]"))
    assert (spec.source_name, spec.source) == (name, SPECS[name].encode())


def test_yaml_tells_the_lines() -> None:
    lines = read(YAML).lines
    assert (lines["layers[1]"], lines["layers[2].BLOCK 2[1]"], lines["extensions[1].optimizer"]) == (11, 14, 23)
    assert read(JSON, "net.json").lines == {}


def test_what_is_left_out_has_a_default() -> None:
    spec = read("input: 784\nlayers: [Linear(10)]", "some/my-net_2.yml")
    assert (spec.name, spec.form, spec.layout, spec.lang) == ("my-net_2", "per-filter", "channels_first", "en")
    assert (spec.about, spec.budget, spec.extensions, spec.chapters) == ("", None, (), None)
    assert spec.net.input == (784,)


def test_a_file_name_that_cannot_be_a_title_gives_none() -> None:
    assert read("input: 784\nlayers: [Linear(10)]", "<b>.yaml").name == "network"


@pytest.mark.parametrize(
    ("sizes_", "layer", "same"),
    [
        ("", "Conv2d(8, kernel_size=3, padding=same)", Conv2d(8, kernel_size=3, padding="same")),
        ("", "Conv2d(8, kernel_size=3, padding_mode=circular)", Conv2d(8, kernel_size=3, padding_mode="circular")),
        ("", "Conv2d(8, kernel_size=3, in_channels='3')", Conv2d(8, kernel_size=3, in_channels=3)),
        ("same: 1", "Conv2d(8, kernel_size=3, padding=same)", Conv2d(8, kernel_size=3, padding=Size("same"))),
        ("", "Conv2d(8, kernel_size='q + 1')", Conv2d(8, kernel_size=Size("q") + 1)),
        ("", "Dropout(p=0.1)", Dropout(0.1)),
    ],
)
def test_bare_words_are_the_words_that_a_setting_knows(sizes_: str, layer: str, same: object) -> None:
    spec = read(f"sizes: {{{sizes_}}}\ninput: [3, 32, 32]\nlayers:\n  - {layer}\n")
    assert spec.net.parts == (("0", same),)


@pytest.mark.parametrize("written", ["[3, 32, 32]", "(3, 32, 32)", "['3', 32, 8*4]"])
def test_an_input_is_written_as_a_list_or_in_brackets(written: str) -> None:
    assert read(f"input: {written}\nlayers: [ReLU]").net.input == (3, 32, 32)


def test_texts_and_names_in_other_scripts() -> None:
    spec = read("name: Größe d'été и/или 大きさ\ninput: [Höhe]\nlayers:\n  - Слой-1 _a: ReLU\n  - ध्यान: ReLU\n")
    assert spec.name == "Größe d'été и/или 大きさ"
    assert [name for name, _ in spec.net.parts] == ["Слой-1 _a", "ध्यान"]


def test_a_byte_order_mark_is_read_over() -> None:
    assert spec_from_text(b"\xef\xbb\xbfinput: 3\nlayers: [ReLU]\n", "a.yaml").net.input == (3,)
