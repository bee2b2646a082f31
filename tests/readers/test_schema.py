"""The JSON Schema: good specs pass, misspelt keys and unknown layers do not, every field is described."""

from __future__ import annotations

import json
import tomllib
from dataclasses import fields

import jsonschema
import pytest
import yaml

from readers.test_good_specs import JSON, TOML, YAML
from symcount.networks.known import known
from symcount.readers.architectures import BESIDE
from symcount.readers.fields import FIELDS
from symcount.readers.schema import spec_schema
from symcount.readers.spec import Spec

SCHEMA = spec_schema()
CHECK = jsonschema.Draft202012Validator(SCHEMA)


def test_it_is_a_schema_and_plain_json() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == json.loads(json.dumps(spec_schema()))


@pytest.mark.parametrize("spec", [yaml.safe_load(YAML), json.loads(JSON)])
def test_good_specs_pass(spec: object) -> None:
    CHECK.validate(spec)


def test_a_good_toml_spec_passes() -> None:
    CHECK.validate(tomllib.loads(TOML.replace(', k = ""', "")))


def test_its_own_examples_pass() -> None:
    examples = {field.name: json.loads(json.dumps(field.example)) for field in FIELDS.values()}
    CHECK.validate({name: one for name, one in examples.items() if name != "architecture"})
    CHECK.validate({name: one for name, one in examples.items() if name not in BESIDE})


@pytest.mark.parametrize(
    "wrong",
    [
        {"layer": ["ReLU"]},
        {"layers": ["Conv2(8, kernel_size=3)"]},
        {"layers": ["Conv2d"]},
        {"layers": []},
        {"layers": [{"A": "ReLU", "B": "ReLU"}]},
        {"layers": [{"a.b": "ReLU"}]},
        {"layers": [{"A": ["Dense(3)"]}]},
        {"form": "per filter"},
        {"layout": "NHWC"},
        {"input": []},
        {"input": [0]},
        {"input": [2.5]},
        {"sizes": {"f": -1}},
        {"sizes": {"2f": 1}},
        {"lang": "klingonian"},
        {"extensions": {"optimizer": "Adam"}},
    ],
)
def test_wrong_specs_fail(wrong: dict[str, object]) -> None:
    assert not CHECK.is_valid({"input": [3], "layers": ["ReLU"], **wrong})


def test_required_keys() -> None:
    for missing in ({"layers": ["ReLU"]}, {"input": [3]}, {"inputs": [[3]]}, {"sizes": {"k": 3}}):
        assert not CHECK.is_valid(missing)
    for beside in ({"layers": ["ReLU"]}, {"input": [3]}, {"inputs": [[3]]}):
        assert not CHECK.is_valid({"architecture": "resnet50", **beside})
    CHECK.validate({"architecture": "resnet50", "sizes": {"k": 10, "w": None}})


def test_every_field_is_told_and_every_layer_is_offered() -> None:
    assert all(one["description"] and one["examples"] for one in SCHEMA["properties"].values())
    call = SCHEMA["$defs"]["call"]["anyOf"]
    assert all(name in call[1]["pattern"] for name in known())
    assert {"ReLU", "Flatten", "BatchNorm2d"} <= set(call[0]["enum"])


def test_every_field_reaches_the_spec() -> None:
    renamed = {"input": "net", "inputs": "net", "layers": "net", "architecture": "net", "sizes": "numbers"}
    assert {renamed.get(name, name) for name in FIELDS} <= {field.name for field in fields(Spec)}
