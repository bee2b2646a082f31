"""Spec: a spec file as values. Reading one checks everything in it; what is wrong is told in one line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias, cast

from symcount.core.conventions import Conventions, conventions
from symcount.core.errors import InputError, nearest, shown
from symcount.core.expression import Size
from symcount.networks.composite import Sequential
from symcount.readers.architectures import read_known
from symcount.readers.documents import read_document
from symcount.readers.fields import FIELDS, Field
from symcount.readers.files import check_ending, label, read_bytes
from symcount.readers.names import read_names
from symcount.readers.network import read_network
from symcount.readers.tree import AtLine, Document, Tree, kind_of
from symcount.readers.wishes import Wish, read_conventions, read_wishes
from symcount.readers.words import LONGEST_NAME, LONGEST_TEXT, free_text

Form: TypeAlias = Literal["per-filter", "weights-plus-biases"]
Layout: TypeAlias = Literal["channels_first", "channels_last"]

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_LAST_PART = re.compile(r"(\.[^.\[ ]*|\[\d+\]| [^\[]*)$")


@dataclass(frozen=True, slots=True)
class Spec:
    """A network with its input, the numbers of its sizes, and what a report on it is asked for."""

    name: str
    net: Sequential
    numbers: Mapping[Size, int]
    declared: tuple[str, ...]
    form: Form
    layout: Layout
    about: str
    lang: str
    budget: str | None
    extensions: tuple[Wish, ...]
    chapters: tuple[Wish, ...] | None
    conventions: Conventions
    source_name: str
    source: bytes
    lines: Mapping[str, int]
    meanings: Mapping[Size, str] = field(default_factory=dict)


def read_spec(path: str | Path, ways: Sequence[str] = ()) -> Spec:
    """The spec file at a path: YAML, TOML or JSON by the ending of its name; `ways` as in `spec_from_text`."""
    return spec_from_text(read_bytes(path), str(path), ways)


def spec_from_text(text: bytes, name: str, ways: Sequence[str] = ()) -> Spec:
    """A spec from the content of a file with this name; conventions named in `ways` stand before its own."""
    ending = check_ending(name)
    try:
        document = read_document(text, ending)
    except AtLine as wrong:
        raise InputError(wrong.message, f"{label(name)}:{wrong.line}") from None
    except InputError as wrong:
        raise InputError(str(wrong), label(name)) from None
    try:
        return _spec(document, text, name, ways)
    except InputError as wrong:
        raise InputError(wrong.message, located(wrong.path, name, document.lines)) from None


def located(path: str, name: str, lines: Mapping[str, int]) -> str:
    """A place in a file as messages begin with it: `net.yaml:3: layers[1] CONV2`."""
    known = path
    while known and known not in lines:
        known = _LAST_PART.sub("", known) if _LAST_PART.search(known) else ""
    file = f"{label(name)}:{lines[known]}" if known in lines else label(name)
    return f"{file}: {path}" if path else file


def _spec(document: Document, source: bytes, name: str, asked: Sequence[str]) -> Spec:
    tree = _checked_keys(document.tree)
    told = {one.name: _plain(one, tree.get(one.name)) for one in FIELDS.values()}
    names = read_names(tree.get("sizes"), "sizes")
    known = read_known(tree, names)
    own = read_conventions(tree.get("conventions"), "conventions", known.conventions if known else ())
    ways = conventions(asked, own)
    net = known.net if known else read_network(tree.get("layers"), tree.get("input"), tree.get("inputs"), names, ways)
    return Spec(
        name=told["name"] or (known.title if known else _stem(name)),
        net=net,
        numbers=known.numbers if known else names.numbers,
        declared=known.declared if known else names.declared,
        form=cast(Form, told["form"]),
        layout=cast(Layout, told["layout"]),
        about=told["about"] or (known.about if known else ""),
        lang=told["lang"] or "en",
        budget=told["budget"],
        extensions=read_wishes(tree.get("extensions"), "extensions"),
        chapters=None if tree.get("chapters") is None else read_wishes(tree["chapters"], "chapters"),
        conventions=ways,
        source_name=Path(name).name,
        source=source,
        lines=document.lines,
        meanings=known.meanings if known else {},
    )


def _checked_keys(tree: Tree) -> dict[str, Tree]:
    if not isinstance(tree, dict):
        raise InputError(f"expected keys such as input and layers, got {kind_of(tree)}")
    for key in tree:
        if key not in FIELDS:
            raise InputError(f"unknown key {shown(key)!r}{nearest(key, FIELDS)}", shown(key))
    for one in FIELDS.values():
        if one.required and tree.get(one.name) is None:
            if any(tree.get(other) is not None for other in one.instead):
                continue
            expected = f"{one.meaning[:1].lower()}{one.meaning[1:-1]}"
            raise InputError(f"the key {one.name} is missing; expected {expected}")
    return tree


def _plain(field: Field, tree: Tree) -> str | None:
    """The value of a field that holds a text; its default where it is left out. Other fields are read elsewhere."""
    if tree is None or field.kind not in ("title", "text", "word", "language"):
        return field.default
    if not isinstance(tree, str):
        raise InputError(f"expected a text, got {kind_of(tree)}", field.name)
    text = free_text(tree, field.name, LONGEST_TEXT if field.kind == "text" else LONGEST_NAME)
    if not text and field.kind != "text":
        raise InputError("expected a text, got nothing", field.name)
    if field.kind == "word" and text not in field.words:
        expected = " or ".join(field.words)
        raise InputError(f"expected {expected}, got {shown(text)!r}{nearest(text, field.words)}", field.name)
    if field.kind == "language" and not _LANGUAGE.fullmatch(text):
        raise InputError(f"expected a language tag such as en or de-AT, got {shown(text)}", field.name)
    return text


def _stem(name: str) -> str:
    """The title of a spec that gives none: its file's name, unless that holds what no title may."""
    try:
        return free_text(Path(name).stem, "", LONGEST_NAME) or "network"
    except InputError:
        return "network"
