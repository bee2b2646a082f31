"""A document as a plain tree: mappings, lists, text and nothing else, whatever the format it is written in.

Numbers stay text, so every value meets one parser, our own; nothing is constructed or converted on the way.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from symcount.core.errors import InputError, shown
from symcount.readers.words import legible

Tree: TypeAlias = "dict[str, Tree] | list[Tree] | str | None"

MOST_NODES, DEEPEST, LONGEST_NUMBER = 20_000, 40, 1_000

# What no format may hold as such; written as an escape it meets the same rule in `legible`.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Document:
    """The tree of a document, and the lines that its paths stand on where the format tells."""

    tree: Tree
    lines: Mapping[str, int] = field(default_factory=dict)


class AtLine(InputError):
    """An error that knows its line, although no path leads to it."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


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


@dataclass(slots=True)
class Count:
    """The nodes met so far in one document."""

    nodes: int = 0

    def add(self, path: str) -> None:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise InputError(f"more than {MOST_NODES:,} values in one file", path)


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
    return str(value).lower() if isinstance(value, bool) else str(value)


def too_deep(path: str = "") -> InputError:
    """The error for lists in lists in lists."""
    return InputError(f"lists and mappings nest deeper than {DEEPEST}", path)


def below(path: str, key: str) -> str:
    """The path of a key in a mapping."""
    key = shown(key)
    return f"{path}.{key}" if path else key


def kind_of(tree: Tree) -> str:
    """What a value is, in words for a message."""
    if isinstance(tree, dict):
        return "a mapping"
    if isinstance(tree, list):
        return "a list"
    return shown(tree) if tree else "nothing"
