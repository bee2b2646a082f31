"""Every named architecture for images against published counts: in all, what trains, and by kind of layer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from symcount import *
from symcount.core.conventions import conventions
from symcount.core.references import REFERENCES
from symcount.counting.quantities import ACTIVATIONS, PARAMS
from symcount.counting.repetition import counted
from symcount.networks.rows import Row, rows, sizes_of
from symcount.networks.zoo.declaration import Architecture
from symcount.networks.zoo.known import ARCHITECTURES, families

HERE = Path(__file__).parent
PROOF = bool(os.environ.get("SYMCOUNT_PROOF"))  # whether everything is to be proven (`make proof`)
# What frameworks say of their own models, each with its source: how many parameters there are and train; where it is
# known also, by kind of layer, how many layers have parameters, how many parameters, and how many values they give.
COUNTS: dict[str, dict[str, Any]] = json.loads((HERE / "counts.json").read_text(encoding="utf-8"))
IMAGES = [architecture(name) for name in COUNTS]
ONE_OF_EACH = ("MobileNetV3Small", "ResNet50", "VGG19", "Xception")
# Hyper-parameters that no published network has, and how Keras says them.
CHOSEN: tuple[tuple[str, dict[str, int], str, dict[str, Any]], ...] = (
    ("mobilenet", {"w": 8, "m": 2, "k": 7, "r": 97, "c": 5}, "MobileNet",
     {"alpha": 0.25, "depth_multiplier": 2, "classes": 7, "input_shape": (97, 97, 5)}),
    ("resnet50", {"k": 3, "r": 75, "c": 1}, "ResNet50", {"classes": 3, "input_shape": (75, 75, 1)}),
    ("resnet50v2", {"k": 3, "r": 75, "c": 1}, "ResNet50V2", {"classes": 3, "input_shape": (75, 75, 1)}),
    ("densenet121", {"n1": 2, "n2": 5, "n3": 3, "n4": 1, "r": 65}, "densenet.DenseNet",
     {"blocks": (2, 5, 3, 1), "input_shape": (65, 65, 3)}),
    ("vgg16", {"r": 101, "k": 4}, "VGG16", {"input_shape": (101, 101, 3), "classes": 4}),
    ("inceptionv3", {"r": 139, "k": 4}, "InceptionV3", {"input_shape": (139, 139, 3), "classes": 4}),
    ("nasnetlarge", {"s": 11, "P": 192, "n": 3, "r": 100, "k": 9}, "nasnet.NASNet",
     {"stem_block_filters": 11, "penultimate_filters": 192, "num_blocks": 3, "input_shape": (100, 100, 3), "classes": 9}),
    ("convnexttiny", {"n1": 1, "n2": 4, "n3": 2, "n4": 3, "w": 24, "r": 96}, "convnext.ConvNeXt",
     {"depths": (1, 4, 2, 3), "projection_dims": (24, 48, 96, 192), "input_shape": (96, 96, 3), "name": "narrow"}),
    ("mobilenet_alpha", {"a": 35, "r": 97}, "MobileNet", {"alpha": 0.35, "input_shape": (97, 97, 3)}),
    ("mobilenetv2_alpha", {"a": 35, "r": 96}, "MobileNetV2", {"alpha": 0.35, "input_shape": (96, 96, 3)}),
    ("mobilenetv2_alpha", {"a": 119}, "MobileNetV2", {"alpha": 1.19, "input_shape": (224, 224, 3)}),
    ("efficientnet", {"a": 37, "b": 53, "r": 97}, "efficientnet.EfficientNet",
     {"width_coefficient": 0.37, "depth_coefficient": 0.53, "default_size": 97, "input_shape": (97, 97, 3)}),
    ("efficientnetv2", {"a": 73, "b": 53, "r": 97}, "efficientnet_v2.EfficientNetV2",
     {"width_coefficient": 0.73, "depth_coefficient": 0.53, "default_size": 97, "input_shape": (97, 97, 3),
      "name": "efficientnetv2-b0"}),
)  # fmt: skip
# The multipliers of width and depth of B0 and on, in hundredths, as the papers' own code has them.
SCALES = {
    "efficientnet": ((100, 100), (100, 110), (110, 120), (120, 140), (140, 180), (160, 220), (180, 260), (200, 310)),
    "efficientnetv2": ((100, 100), (100, 110), (110, 120), (120, 140)),
}
# What Keras calls the layers that have other names in torch.nn.
KERAS_KINDS = {
    "BatchNorm2d": "BatchNormalization",
    "Conv2d": "Conv2D",
    "DepthwiseConv2d": "DepthwiseConv2D",
    "LayerNorm": "LayerNormalization",
    "Linear": "Dense",
    "SeparableConv2d": "SeparableConv2D",
}
FIRST_OF_FAMILIES = [members[0] for members in families().values()]
each = pytest.mark.parametrize("one", IMAGES, ids=COUNTS)


def by_kind(placed: tuple[Row, ...], keras: bool) -> dict[str, list[Any]]:
    """By kind of layer, of those that have parameters: how many, their parameters, the values that they give."""
    found: dict[str, list[Any]] = {}
    for row in placed:
        name = row.case.theory.name
        parameters = counted(row, PARAMS.count)
        if parameters:
            kind = found.setdefault(KERAS_KINDS.get(name, name) if keras else name, [0, 0, 0])
            for place, value in enumerate((counted(row, lambda _: 1), parameters, counted(row, ACTIVATIONS.count))):
                kind[place] += value
    return found


@each
def test_counts_are_those_that_are_published(one: Architecture) -> None:
    published = COUNTS[one.name]
    words = " ".join(one.conventions)
    net = zoo(one.name)
    assert int(params(net, convention=words)) == published["total"]
    assert int(trainable(net, convention=words)) == published["trainable"]
    assert published["total"] - published["trainable"] == published["non_trainable"]


@pytest.mark.parametrize("name", [name for name, one in COUNTS.items() if "layers" in one])
def test_layers_of_every_kind_are_those_that_are_published(name: str) -> None:
    words = conventions(" ".join(architecture(name).conventions))
    assert by_kind(rows(zoo(name), conventions=words), words["framework"] == "keras") == COUNTS[name]["layers"]


@pytest.mark.parametrize("name", [name for name, one in COUNTS.items() if "gmacs" in one])
def test_multiply_accumulates_are_those_that_are_published(name: str) -> None:
    assert round(int(macs(zoo(name))) / 1e9, 3) == COUNTS[name]["gmacs"]


@each
def test_symbols_and_then_numbers_are_numbers(one: Architecture) -> None:
    symbolic, numbers = one.network(), {size.name: value for size, value in one.numbers().items()}
    others = (trainable, buffers, activations, macs) if one in FIRST_OF_FAMILIES or PROOF else ()
    for quantity in (params, *others):
        there = quantity(symbolic).at(**numbers)
        assert int(there) == int(quantity(zoo(one.name)))
    assert output_shape(symbolic.at(one.numbers())) == output_shape(zoo(one.name))


@each
def test_the_sizes_of_the_network_are_the_hyper_parameters(one: Architecture) -> None:
    names = [size.name for size in one.sizes]
    assert len(set(names)) == len(names)
    assert {size.name for size in sizes_of(one.network())} == set(names)
    assert all(size.meaning for size in one.sizes)


@each
def test_an_architecture_cites_a_work_that_we_know(one: Architecture) -> None:
    assert one.cite in REFERENCES
    assert ARCHITECTURES[one.name] is one
    assert one.about.endswith(".")


def test_every_architecture_has_a_published_count_with_its_source() -> None:
    files = sorted(HERE.glob("counts*.json"))
    published = {name: row for file in files for name, row in json.loads(file.read_text(encoding="utf-8")).items()}
    assert published.keys() == ARCHITECTURES.keys()
    assert all(row["source"] for row in published.values())


@pytest.mark.parametrize(
    ("asked", "offered"),
    [("vit", "vit_b_16"), ("RegNet", "regnet_y_400mf"), ("resnext50", "resnext50_32x4d"), ("lenet", "lenet5")],
)
def test_the_beginning_of_a_name_is_told_the_first_one_that_begins_so(asked: str, offered: str) -> None:
    with pytest.raises(InputError, match=rf"unknown architecture '{asked}'; did you mean {offered}\?"):
        architecture(asked)


def test_unknown_names_are_told_the_nearest() -> None:
    with pytest.raises(InputError, match=r"unknown architecture 'resnet_50'; did you mean resnet50\?"):
        architecture("resnet_50")
    with pytest.raises(InputError, match=r"unknown size 'n5'"):
        zoo("resnet50", n5=2)
    with pytest.raises(InputError, match=r"k is at least 1, got 0"):
        zoo("resnet50", k=0)


def test_what_is_chosen_stands_in_the_place_of_the_papers_number() -> None:
    k = sizes("k")[0]
    assert str(params(zoo("lenet5", k=k))) == "85*k + 60856"
    assert int(params(zoo("lenet5", k="2*k")).at(k=5)) == int(params(zoo("lenet5")))


def test_the_families_are_loaded_when_they_are_asked_for() -> None:
    told = "import sys, symcount.public; print(*(name for name in sys.modules if 'zoo' in name))"
    ran = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert set(ran.stdout.split()) == {f"symcount.networks.zoo{end}" for end in ("", ".declaration", ".known")}


@pytest.fixture(scope="module")
def said() -> dict[str, Any]:
    """What Keras counts of its applications: by the names that they have here, and by the places in CHOSEN."""
    missing = [name for name in ("keras", "torch") if find_spec(name) is None]
    if missing:
        pytest.skip(f"Keras on PyTorch is the witness, and there is no {' and no '.join(missing)}")
    calls: dict[str, tuple[str, dict[str, Any]]] = {
        name: (one["keras"], {})
        for name, one in COUNTS.items()
        if "keras" in one and (PROOF or one["keras"] in ONE_OF_EACH)
    }
    calls |= {str(place): (function, arguments) for place, (*_, function, arguments) in enumerate(CHOSEN)}
    told = [sys.executable, str(HERE / "keras_counts.py"), json.dumps([*calls.values()])]
    ran = subprocess.run(told, capture_output=True, text=True, check=True)
    return dict(zip(calls, json.loads(ran.stdout.splitlines()[-1]), strict=True))


def test_published_counts_are_what_keras_says_today(said: dict[str, Any]) -> None:
    for name in said.keys() & COUNTS.keys():
        keys = ("total", "trainable", "non_trainable", "layers")
        assert said[name] == {key: COUNTS[name][key] for key in keys}, name


def test_other_hyper_parameters_count_as_keras_counts_them(said: dict[str, Any]) -> None:
    for place, (name, chosen, *_) in enumerate(CHOSEN):
        net, words, keras = zoo(name, **chosen), " ".join(architecture(name).conventions), said[str(place)]
        assert int(params(net, convention=words)) == keras["total"], (name, chosen)
        assert int(trainable(net, convention=words)) == keras["trainable"], (name, chosen)
        assert by_kind(rows(net, conventions=conventions(words)), keras=True) == keras["layers"], (name, chosen)


@pytest.mark.parametrize(("family", "scales"), SCALES.items())
def test_compound_coefficients_make_the_members_of_a_family(family: str, scales: tuple[tuple[int, int], ...]) -> None:
    scaled = params(architecture(family).network(k=1000, c=3, r=224), convention="keras")
    for number, (a, b) in enumerate(scales):
        others = {"t": 6} if family == "efficientnet" else {}
        assert int(scaled.at(a=a, b=b, **others)) == COUNTS[f"{family}b{number}"]["total"]
