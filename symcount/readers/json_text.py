"""JSON read without surprises: bounded before it is parsed, no key twice, numbers as the text they are."""

from __future__ import annotations

import json
import re

from symcount.core.errors import InputError, shown
from symcount.readers.tree import DEEPEST, AtLine, too_deep

# A text or a bracket; an unclosed text reaches to the end, so that no character is looked at twice.
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[\]{}]', re.DOTALL)


def read_json(text: str) -> object:
    """A JSON document as Python's dicts, lists and texts."""
    _check_depth(text)
    try:
        return json.loads(text, object_pairs_hook=_once, parse_int=str, parse_float=str, parse_constant=_not_a_number)
    except json.JSONDecodeError as wrong:
        if wrong.msg == "Extra data":
            raise AtLine("one document is expected, got more behind it", wrong.lineno) from None
        what = wrong.msg[:1].lower() + wrong.msg[1:]
        raise AtLine(f"not valid JSON: {what} (column {wrong.colno})", wrong.lineno) from None


def _check_depth(text: str) -> None:
    """Python's parser recurses, so depth is counted before it starts."""
    depth = 0
    for token in _TOKEN.finditer(text):
        depth += (token[0] in "[{") - (token[0] in "]}")
        if depth > DEEPEST:
            raise too_deep()


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise InputError(f"the key {shown(key)} is written twice")
        found[key] = value
    return found


def _not_a_number(word: str) -> object:
    raise InputError(f"{word} is not a number that is read here")
