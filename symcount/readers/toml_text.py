"""TOML read without surprises: bounded before it is parsed, numbers as the text they are."""

from __future__ import annotations

import re
import tomllib

from symcount.core.errors import InputError, shown
from symcount.readers.tree import DEEPEST, AtLine, too_deep

# Texts, comments, brackets, dots and what ends a key; an unclosed text reaches to the end (or the end of its line).
_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?(?:"""|\Z)'
    r"|'''.*?(?:'''|\Z)"
    r'|"(?:[^"\\\n]|\\.)*"?'
    r"|'[^'\n]*'?"
    r"|#[^\n]*|[\[\]{}.,=\n]",
    re.DOTALL,
)
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def read_toml(text: str) -> object:
    """A TOML document as Python's dicts, lists and texts."""
    _check_depth(text)
    try:
        return tomllib.loads(text, parse_float=_number)
    except InputError:
        raise
    except tomllib.TOMLDecodeError as wrong:
        raise _in_our_words(str(wrong), text) from None
    except ValueError:  # Python turns no decimal text of more than 4,300 digits into an int
        raise InputError("a number has more digits than are read") from None


def _number(word: str) -> str:
    """A decimal number as the text it is; TOML also has words for what is none."""
    if word.lstrip("+-") in ("nan", "inf"):
        raise InputError(f"{word} is not a number that is read here")
    return word


def _check_depth(text: str) -> None:
    """Python's parser recurses over brackets and is slow over many dots, so both are counted before it starts."""
    depth = dots = 0
    for token in _TOKEN.finditer(text):
        mark = token[0]
        depth += (mark in "[{") - (mark in "]}")
        dots = 0 if mark in "[]{},=\n" else dots + (mark == ".")
        if depth > DEEPEST or dots > DEEPEST:
            raise too_deep()


def _in_our_words(problem: str, text: str) -> InputError:
    place = _PLACE.search(problem)
    what = shown(problem[: place.start()] if place else problem)
    what = what[:1].lower() + what[1:]
    if place is None:
        return InputError(f"not valid TOML: {what}")
    if place[1] is None:
        return AtLine(f"not valid TOML: {what} (at the end)", text.count("\n") + 1)
    return AtLine(f"not valid TOML: {what} (column {place[2]})", int(place[1]))
