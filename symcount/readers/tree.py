"""The plain tree that every format is read into: mappings, lists, text and nothing else, counted and bounded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from symcount.core.errors import InputError, shown

Tree: TypeAlias = "dict[str, Tree] | list[Tree] | str | None"

MOST_NODES, DEEPEST = 20_000, 40


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


@dataclass(slots=True)
class Count:
    """The nodes met so far in one document."""

    nodes: int = 0

    def add(self, path: str) -> None:
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise InputError(f"more than {MOST_NODES:,} values in one file", path)


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
