"""Words from outside: what may stand in a title, in a free text and in the name of a layer."""

from __future__ import annotations

import re
from unicodedata import bidirectional, category, name as unicode_name

from symcount.core.errors import InputError, shown

LONGEST_NAME, LONGEST_TEXT = 80, 2_000

# Marks that begin something in HTML, LaTeX, Jinja or a shell; free text never needs them.
REFUSED = frozenset('<>{}\\`$"')
# Bidirectional controls are not printable, so only letters and digits are left to ask about.
_RIGHT_TO_LEFT = frozenset(("R", "AL", "AN"))
_SPACES = re.compile(r"[ \t\n]+")


def legible(text: str, path: str) -> str:
    """The text itself, where every character is printable and runs from left to right."""
    if text.isascii() and text.isprintable():
        return text
    for char in text:
        if char in "\t\n":
            continue
        if not char.isprintable():
            raise InputError(f"the character {_code(char)} is not printable", path)
        if bidirectional(char) in _RIGHT_TO_LEFT:
            raise InputError(f"the character {_code(char)} runs from right to left; text here runs left to right", path)
    return text


def free_text(text: str, path: str, longest: int = LONGEST_TEXT) -> str:
    """A title or a sentence on one line, without the marks of any language of machines."""
    text = _SPACES.sub(" ", legible(text, path)).strip()
    if len(text) > longest:
        raise InputError(f"the text has {len(text):,} characters; at most {longest:,} are read", path)
    for place, char in enumerate(text):
        if char in REFUSED or (char in "'/" and not _inside_a_word(text, place)):
            raise InputError(f"{char} cannot stand in a text here, got {shown(text)}", path)
    return text


def part_name(text: str, path: str, what: str = "a layer") -> str:
    """The name of a layer or of a wish: letters, digits, _, - and spaces inside; no dots, which paths are made of."""
    text = legible(text, path).strip()
    if not text:
        raise InputError(f"the name of {what} is empty", path)
    if len(text) > LONGEST_NAME:
        raise InputError(f"the name of {what} has {len(text):,} characters; at most {LONGEST_NAME} are read", path)
    for place, char in enumerate(text):
        if not (char.isalnum() or char in "_- " or (place and category(char).startswith("M"))):
            allowed = "letters, digits, _, - and spaces can"
            raise InputError(f"{shown(char)} cannot stand in the name of {what}, got {shown(text)}; {allowed}", path)
    return text


def _inside_a_word(text: str, place: int) -> bool:
    return 0 < place < len(text) - 1 and text[place - 1].isalnum() and text[place + 1].isalnum()


def _code(char: str) -> str:
    name = unicode_name(char, "")
    return f"U+{ord(char):04X}" + (f" ({name})" if name else "")
