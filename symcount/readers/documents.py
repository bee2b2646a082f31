"""A document as a plain tree: mappings, lists, text and nothing else, whatever the format it is written in.

Numbers stay text, so every value meets one parser, our own; nothing is constructed or converted on the way.
"""

from __future__ import annotations

import re

from symcount.core.errors import InputError, shown
from symcount.readers.tree import DEEPEST, AtLine, Count, Document, Tree, below, too_deep
from symcount.readers.words import legible

LONGEST_NUMBER = 1_000  # bits

# What no format may hold as such; written as an escape it meets the same rule in `legible`.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")


def read_document(content: bytes, ending: str) -> Document:
    """The content of a spec file by the ending of its name."""
    text = decoded(content)
    if ending == ".json":
        from symcount.readers.json_text import read_json

        return Document(plain(read_json(text), Count()))
    if ending == ".toml":
        from symcount.readers.toml_text import read_toml

        return Document(plain(read_toml(text), Count()))
    from symcount.readers.yaml_text import read_yaml

    return read_yaml(text)


def decoded(content: bytes) -> str:
    """Bytes as text: UTF-8, with or without a byte order mark, no control characters."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        raise AtLine(f"not UTF-8 text: unexpected byte 0x{content[wrong.start]:02x}", line) from None
    control = _CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        raise AtLine(f"not plain text: the control character U+{ord(control[0]):04X}", line)
    if not text.strip():
        raise InputError("the file is empty")
    return text


def plain(value: object, count: Count, path: str = "", depth: int = 0) -> Tree:
    """What a JSON or TOML parser gives as a tree of ours: numbers and truth values as the text they are written in."""
    count.add(path)
    if depth > DEEPEST:
        raise too_deep(path)
    if isinstance(value, dict):
        return {legible(key, path): plain(one, count, below(path, key), depth + 1) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one, count, f"{path}[{place}]", depth + 1) for place, one in enumerate(value)]
    if value is None or isinstance(value, str):
        return None if value is None else legible(value, path)
    if isinstance(value, int) and value.bit_length() > LONGEST_NUMBER:  # its decimal text would take long to write
        raise InputError("a number has more digits than are read", path)
    if not isinstance(value, int):  # what TOML has and the others have not
        raise InputError(f"dates and times are not read, got {shown(str(value))}", path)
    return str(value).lower() if isinstance(value, bool) else str(value)
