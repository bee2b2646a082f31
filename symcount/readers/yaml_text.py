"""YAML read as a stream of events: nothing is constructed, every scalar stays the text that was written."""

from __future__ import annotations

import re
from typing import Any

import yaml

from symcount.core.errors import InputError, shown
from symcount.readers.tree import DEEPEST, AtLine, Count, Document, Tree, below, too_deep
from symcount.readers.words import legible
from symcount.readers.yaml_cuts import joined

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOTHING = frozenset(("", "~", "null", "Null", "NULL"))

# What PyYAML and libyaml say, and what we say instead.
_PROBLEMS = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"mapping values are not allowed", "a key with its colon cannot stand here; quote a text that holds ': '"),
        (r"could not find expected ':'", "expected a colon behind the key"),
        (r"tab character", "a tab stands in the indentation; indent with spaces"),
        (r"cannot start any token", "this character cannot start a value; indent with spaces, quote other texts"),
        (r"expected ',' or '\]'", "a list in [ ] is not closed, or a comma is missing"),
        (r"expected ',' or '\}'", "a mapping in { } is not closed, or a comma is missing"),
        (r"expected (key|<block end>)", "the indentation does not fit the lines above"),
        (r"expected '-' indicator", "the indentation does not fit the list above"),
        (r"unexpected end of stream", "a quoted text is not closed"),
        (r"unknown escape|escape", "unknown escape in a quoted text; in single quotes a backslash is itself"),
        (r"undefined tag handle|tag", "tags (!) are not read"),
    )
)


class _Builder:
    """The tree as far as the events have told it; open lists and mappings stand on a stack."""

    def __init__(self) -> None:
        self.root: Tree = None
        self.lines: dict[str, int] = {}
        self.count = Count()
        self.stack: list[tuple[dict[str, Tree] | list[Tree], str]] = []
        self.key: str | None = None

    def add(self, event: Any, document: int) -> None:
        """One event of the first document, or the error that it makes, told with its line."""
        line = event.start_mark.line + 1
        if document > 1:
            raise AtLine("one document is expected, a second one starts here", line)
        try:
            self._add(event, line)
        except AtLine:
            raise
        except InputError as wrong:
            raise AtLine(str(wrong), line) from None

    def _add(self, event: Any, line: int) -> None:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise AtLine("anchors (&) and aliases (*) are not read; quote a text that starts with & or *", line)
        if getattr(event, "tag", None) is not None:
            raise AtLine(f"tags are not read, got {shown(event.tag)}", line)
        if isinstance(event, yaml.CollectionEndEvent):
            self.stack.pop()
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event, line)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._open({} if isinstance(event, yaml.MappingStartEvent) else [], line)

    def _scalar(self, event: Any, line: int) -> None:
        if self.stack and isinstance(self.stack[-1][0], dict) and self.key is None:
            self._new_key(event, self.stack[-1][0], line)
            return
        nothing = event.implicit[0] and event.value in _NOTHING
        path = self._put(None if nothing else event.value, line)
        legible(event.value, path)

    def _new_key(self, event: Any, mapping: dict[str, Tree], line: int) -> None:
        if event.value == "<<" and event.implicit[0]:
            raise AtLine("merge keys (<<) are not read", line)
        path = self.stack[-1][1]
        key = legible(event.value, path)
        if key in mapping:
            first = self.lines[below(path, key)]
            raise AtLine(f"the key {shown(key)} is written twice, first on line {first}", line)
        self.key = key

    def _open(self, container: dict[str, Tree] | list[Tree], line: int) -> None:
        if self.stack and isinstance(self.stack[-1][0], dict) and self.key is None:
            raise AtLine("a key is a word, not a list or a mapping; quote a text that starts with { or [", line)
        if len(self.stack) >= DEEPEST:
            raise too_deep()
        path = self._put(container, line)
        self.stack.append((container, path))

    def _put(self, value: Tree, line: int) -> str:
        """A value at its place in what is open; its path."""
        if not self.stack:
            self.root, path = value, ""
        else:
            container, outer = self.stack[-1]
            if isinstance(container, list):
                path = f"{outer}[{len(container)}]"
                container.append(value)
            else:
                assert self.key is not None
                path = below(outer, self.key)
                container[self.key], self.key = value, None
        self.lines[path] = line
        self.count.add(path)
        return path


def read_yaml(text: str) -> Document:
    """The one document of a YAML text."""
    builder, documents = _Builder(), 0
    try:
        for event in joined(yaml.parse(text, _LOADER)):
            documents += isinstance(event, yaml.DocumentStartEvent)
            builder.add(event, documents)
    except yaml.YAMLError as wrong:
        raise _in_our_words(wrong) from None
    if not documents:
        raise InputError("the file is empty")
    return Document(builder.root, builder.lines)


def _in_our_words(wrong: yaml.YAMLError) -> InputError:
    problem = str(getattr(wrong, "problem", None) or "this text cannot be read")
    words = next((words for pattern, words in _PROBLEMS if pattern.search(problem)), shown(problem, 100))
    mark = getattr(wrong, "problem_mark", None)
    if mark is None:
        return InputError(f"not valid YAML: {words}")
    return AtLine(f"not valid YAML: {words} (column {mark.column + 1})", mark.line + 1)
