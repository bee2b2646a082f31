"""The JSON Schema of spec files (draft 2020-12), for editors: made from the fields that the reader reads."""

from __future__ import annotations

from typing import Any, assert_never

from symcount.core.conventions import CONVENTIONS
from symcount.core.formal import REQUIRED
from symcount.core.shape import MOST_DIMENSIONS
from symcount.core.tokens import LONGEST_NAME as LONGEST_SIZE_NAME
from symcount.networks.known import known
from symcount.networks.parts import JOINS
from symcount.networks.zoo.known import ARCHITECTURES
from symcount.readers.architectures import BESIDE
from symcount.readers.build import MOST_LAYERS
from symcount.readers.compose import MOST_VALUES, MOST_WORDS
from symcount.readers.fields import FIELDS, Field
from symcount.readers.formulas import LARGEST, LONGEST_FORMULA
from symcount.readers.kinds import KINDS, NODE, Key, Kind
from symcount.readers.names import MOST_SIZES
from symcount.readers.shapes import MOST_INPUTS
from symcount.readers.wishes import MOST_WISHES
from symcount.readers.words import LONGEST_NAME, LONGEST_TEXT

Schema = dict[str, Any]

_FORMULA: Schema = {"type": "string", "minLength": 1, "maxLength": LONGEST_FORMULA}
_NUMBER: Schema = {"type": "integer", "minimum": 1, "maximum": LARGEST}
_SIZE: Schema = {"anyOf": [_NUMBER, _FORMULA]}
_SIZE_NAME: Schema = {"type": "string", "pattern": r"^[^\W\d]\w*$", "maxLength": LONGEST_SIZE_NAME}
_PART_NAME: Schema = {"type": "string", "pattern": r"^[^.<>{}\\`$\"'/]+$", "minLength": 1, "maxLength": LONGEST_NAME}


def spec_schema() -> Schema:
    """What a spec file may hold."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A network for symcount",
        "type": "object",
        "properties": {field.name: _described(field) for field in FIELDS.values()},
        "required": [field.name for field in FIELDS.values() if field.required and not field.instead],
        "additionalProperties": False,
        "allOf": [
            {"anyOf": [{"required": [name]} for name in (field.name, *field.instead)]}
            for field in FIELDS.values()
            if field.required and field.instead
        ],
        "not": {"required": ["architecture"], "anyOf": [{"required": [name]} for name in BESIDE]},
        "$defs": {
            "layers": _layers(),
            "layer": _layer(),
            "call": _call(),
            "network": _network(),
            "size": _SIZE,
            "shape": _shape(),
            "composed": _composed(),
        },
    }


def _described(field: Field) -> Schema:
    described = {**_shape_of(field), "description": field.meaning, "examples": [field.example]}
    return {**described, "default": field.default} if field.default else described


def _shape_of(field: Field) -> Schema:
    match field.kind:
        case "title":
            return {"type": "string", "minLength": 1, "maxLength": LONGEST_NAME}
        case "text":
            return {"type": "string", "maxLength": LONGEST_TEXT}
        case "language":
            return {"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$"}
        case "word":
            return {"enum": list(field.words)}
        case "sizes":
            return _sizes()
        case "shape":
            return {"$ref": "#/$defs/shape"}
        case "shapes":
            return {"type": "array", "items": {"$ref": "#/$defs/shape"}, "minItems": 1, "maxItems": MOST_INPUTS}
        case "conventions":
            one = {"enum": list(CONVENTIONS)}
            return {"anyOf": [{"type": "array", "items": one, "uniqueItems": True}, one]}
        case "layers":
            return {"$ref": "#/$defs/layers"}
        case "architecture":
            return {"enum": list(ARCHITECTURES)}
        case "wishes":
            item = {"anyOf": [_PART_NAME, {"type": "object", "minProperties": 1, "maxProperties": 1}]}
            return {"type": "array", "items": item, "maxItems": MOST_WISHES}
    assert_never(field.kind)


def _sizes() -> Schema:
    return {
        "type": "object",
        "maxProperties": MOST_SIZES,
        "propertyNames": _SIZE_NAME,
        "additionalProperties": {"anyOf": [_NUMBER, _FORMULA, {"type": "null"}]},
    }


def _shape() -> Schema:
    dims = {"type": "array", "items": {"$ref": "#/$defs/size"}, "minItems": 1, "maxItems": MOST_DIMENSIONS}
    return {"anyOf": [dims, {"$ref": "#/$defs/size"}]}


def _layers() -> Schema:
    return {"type": "array", "items": {"$ref": "#/$defs/layer"}, "minItems": 1, "maxItems": MOST_LAYERS}


def _layer() -> Schema:
    named = {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "propertyNames": {**_PART_NAME, "not": {"enum": list(KINDS)}},
        "additionalProperties": {"$ref": "#/$defs/network"},
    }
    return {"anyOf": [{"$ref": "#/$defs/call"}, {"$ref": "#/$defs/composed"}, named]}


def _network() -> Schema:
    """One network: a call, a list of layers, or one of the mappings that put networks together."""
    return {"anyOf": [{"$ref": f"#/$defs/{name}"} for name in ("call", "layers", "composed")]}


def _composed() -> Schema:
    return {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "properties": {kind.name: _kind(kind) for kind in KINDS.values()},
        "additionalProperties": False,
    }


def _kind(kind: Kind) -> Schema:
    whole = {
        "type": "object",
        "properties": {key.name: {**_held(key), "description": key.meaning} for key in kind.keys},
        "required": [key.name for key in kind.keys if key.required],
        "additionalProperties": False,
    }
    if not kind.short:
        return {**whole, "description": kind.meaning}
    short = next(key for key in kind.keys if key.name == kind.short)
    listed = {"type": "array", "items": {"$ref": "#/$defs/network"}, "minItems": 1}
    return {"anyOf": [listed if short.holds == "branches" else _held(short), whole], "description": kind.meaning}


def _held(key: Key) -> Schema:
    """What stands under a key of a mapping that puts networks together."""
    network = {"$ref": "#/$defs/network"}
    match key.holds:
        case "layers":
            return {"$ref": "#/$defs/layers"}
        case "network":
            return network
        case "branches":
            return {"anyOf": [{"type": "array", "items": network, "minItems": 1}, _named(network)]}
        case "nodes":
            return _named({"anyOf": [network, _kind(NODE)]})
        case "join":
            return {"enum": list(JOINS)}
        case "number":
            return {"type": "integer"}
        case "size":
            return {"$ref": "#/$defs/size"}
        case "name":
            return _SIZE_NAME
        case "values":
            values = {"type": "array", "items": {"$ref": "#/$defs/size"}, "minItems": 1, "maxItems": MOST_VALUES}
            return {"type": "object", "minProperties": 1, "propertyNames": _SIZE_NAME, "additionalProperties": values}
        case "words":
            return {
                "anyOf": [{"type": "array", "items": _PART_NAME, "minItems": 1, "maxItems": MOST_WORDS}, _PART_NAME]
            }
        case "node" | "shared":
            return _PART_NAME
    assert_never(key.holds)


def _named(inner: Schema) -> Schema:
    return {"type": "object", "minProperties": 1, "propertyNames": _PART_NAME, "additionalProperties": inner}


def _call() -> Schema:
    """The text of a call: a known name; alone where the layer asks for nothing, so that editors can offer it."""
    kinds = known()
    alone = [
        name for name, kind in kinds.items()
        if not any(formal.default is REQUIRED for formal in kind.theory.settings.values())
    ]  # fmt: skip
    return {"type": "string", "anyOf": [{"enum": alone}, {"pattern": rf"^\s*({'|'.join(kinds)})\s*\("}]}
