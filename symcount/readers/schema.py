"""The JSON Schema of spec files (draft 2020-12), for editors: made from the fields that the reader reads."""

from __future__ import annotations

from typing import Any, assert_never

from symcount.core.formal import REQUIRED
from symcount.core.shape import MOST_DIMENSIONS
from symcount.core.tokens import LONGEST_NAME as LONGEST_SIZE_NAME
from symcount.networks.known import known
from symcount.readers.build import MOST_LAYERS
from symcount.readers.fields import FIELDS, Field
from symcount.readers.formulas import LARGEST, LONGEST_FORMULA
from symcount.readers.names import MOST_SIZES
from symcount.readers.wishes import MOST_WISHES
from symcount.readers.words import LONGEST_NAME, LONGEST_TEXT

Schema = dict[str, Any]

_FORMULA: Schema = {"type": "string", "minLength": 1, "maxLength": LONGEST_FORMULA}
_NUMBER: Schema = {"type": "integer", "minimum": 1, "maximum": LARGEST}
_PART_NAME: Schema = {"type": "string", "pattern": r"^[^.<>{}\\`$\"'/]+$", "minLength": 1, "maxLength": LONGEST_NAME}


def spec_schema() -> Schema:
    """What a spec file may hold."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A network for symcount",
        "type": "object",
        "properties": {field.name: _described(field) for field in FIELDS.values()},
        "required": [field.name for field in FIELDS.values() if field.required],
        "additionalProperties": False,
        "$defs": {"layers": _layers(), "layer": _layer(), "call": _call()},
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
            dim = {"anyOf": [_NUMBER, _FORMULA]}
            return {"anyOf": [{"type": "array", "items": dim, "minItems": 1, "maxItems": MOST_DIMENSIONS}, dim]}
        case "layers":
            return {"$ref": "#/$defs/layers"}
        case "wishes":
            item = {"anyOf": [_PART_NAME, {"type": "object", "minProperties": 1, "maxProperties": 1}]}
            return {"type": "array", "items": item, "maxItems": MOST_WISHES}
    assert_never(field.kind)


def _sizes() -> Schema:
    return {
        "type": "object",
        "maxProperties": MOST_SIZES,
        "propertyNames": {"pattern": r"^[^\W\d]\w*$", "maxLength": LONGEST_SIZE_NAME},
        "additionalProperties": {"anyOf": [_NUMBER, _FORMULA, {"type": "null"}]},
    }


def _layers() -> Schema:
    return {"type": "array", "items": {"$ref": "#/$defs/layer"}, "minItems": 1, "maxItems": MOST_LAYERS}


def _layer() -> Schema:
    named = {
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "propertyNames": _PART_NAME,
        "additionalProperties": {"anyOf": [{"$ref": "#/$defs/call"}, {"$ref": "#/$defs/layers"}]},
    }
    return {"anyOf": [{"$ref": "#/$defs/call"}, named]}


def _call() -> Schema:
    """The text of a call: a known name; alone where the layer asks for nothing, so that editors can offer it."""
    kinds = known()
    alone = [
        name for name, kind in kinds.items()
        if not any(formal.default is REQUIRED for formal in kind.theory.settings.values())
    ]  # fmt: skip
    return {"type": "string", "anyOf": [{"enum": alone}, {"pattern": rf"^\s*({'|'.join(kinds)})\s*\("}]}
