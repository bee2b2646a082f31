"""Mappings that put networks together: what stands under each key, read and checked, and the network it makes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from symcount.core.errors import InputError, nearest, shown
from symcount.core.expression import Value
from symcount.networks.composite import Branch, Composite, Frozen, Repeat, Residual, Sequential, Shared
from symcount.networks.graph import INPUT, Graph
from symcount.networks.parts import checked_join
from symcount.readers.build import Inside, pairs, read_part, read_parts
from symcount.readers.formulas import formula, settled
from symcount.readers.kinds import NODE, Kind
from symcount.readers.names import check_known, read_local
from symcount.readers.places import Part
from symcount.readers.tree import Tree, below, kind_of
from symcount.readers.words import part_name

MOST_VALUES, MOST_WORDS = 1_000, 64


def compose(kind: Kind, tree: Tree, path: str, inside: Inside) -> Part:
    """The network that a mapping under the name of a kind stands for."""
    if isinstance(tree, list) and kind.short:
        tree, short = {kind.short: tree}, True
    else:
        short = False
    given = _checked(kind, tree, path)
    made, parts = _MAKERS[kind.name](given, lambda key: path if short else below(path, key), inside.deeper(path))
    return Part(made, path, parts)


def _checked(kind: Kind, tree: Tree, path: str) -> dict[str, Tree]:
    """The keys of a mapping, each one known, none that is needed left out."""
    if not isinstance(tree, dict):
        listed = "a list or " if kind.short else ""
        raise InputError(f"expected {listed}a mapping with {' and '.join(_needed(kind))}, got {kind_of(tree)}", path)
    for word in tree:
        if word not in kind.known:
            raise InputError(f"unknown key {shown(word)!r}{nearest(word, kind.known)}", path)
    for key in kind.keys:
        if key.required and tree.get(key.name) is None:
            expected = f"{key.meaning[:1].lower()}{key.meaning[1:-1]}"
            raise InputError(f"the key {key.name} is missing; expected {expected}", path)
    return {word: value for word, value in tree.items() if value not in (None, "")}


def _needed(kind: Kind) -> list[str]:
    return [key.name for key in kind.keys if key.required]


Given = dict[str, Tree]
At = Callable[[str], str]
Made = tuple[Composite, dict[str, Part]]


def _sequential(given: Given, at: At, inside: Inside) -> Made:
    parts = read_parts(given["layers"], at("layers"), inside)
    return Sequential(*pairs(parts)), parts


def _residual(given: Given, at: At, inside: Inside) -> Made:
    parts = read_parts(given["layers"], at("layers"), inside)
    way = given.get("shortcut")
    around = None if way is None else read_part(way, at("shortcut"), at("shortcut"), inside)
    made = Residual(*pairs(parts), shortcut=None if around is None else around.network, join=_join(given, at, "add"))
    return made, parts if around is None else {**parts, "shortcut": around}


def _branch(given: Given, at: At, inside: Inside) -> Made:
    tree, path = given["branches"], at("branches")
    if not isinstance(tree, (list, dict)) or not tree:
        raise InputError(f"expected networks by their names or as a list, got {kind_of(tree)}", path)
    if isinstance(tree, list):
        parts = {str(n): read_part(one, f"{path}[{n}]", f"{path}[{n}]", inside) for n, one in enumerate(tree)}
    else:
        parts = {name: read_part(one, where, where, inside) for name, where, one in _named(tree, path, "a branch")}
    dim = _whole(given["dim"], at("dim")) if "dim" in given else 1
    return Branch(*pairs(parts), join=_join(given, at, "concat"), dim=dim), parts


def _repeat(given: Given, at: At, inside: Inside) -> Made:
    names, local = inside.names, []
    if "index" in given:
        local.append(read_local(given["index"], names, at("index")))
    each: dict[str, list[Value]] = {}
    for name, values in _mapping(given.get("each"), at("each")).items():
        where = below(at("each"), name)
        local.append(read_local(name, names.inside(local), where))
        each[name.strip()] = _values(values, where, inside)
    for name in local:
        inside.met.local.setdefault(name, at("layers").rpartition(".")[0])
    times = _size(given["times"], "times", at("times"), inside) if "times" in given else None
    parts = read_parts(given["layers"], at("layers"), replace(inside, names=names.inside(local)))
    index = local[0] if "index" in given else None
    try:
        return Repeat(times, *pairs(parts), index=index, each=each or None), parts
    except InputError as wrong:
        raise InputError(wrong.message, at("times" if "times" in given else "each")) from None


def _shared(given: Given, at: At, inside: Inside) -> Made:
    name = part_name(_text(given["name"], at("name")), at("name"), "shared layers")
    parts = read_parts(given["layers"], at("layers"), inside)
    return Shared(name, *pairs(parts)), parts


def _frozen(given: Given, at: At, inside: Inside) -> Made:
    parts = read_parts(given["layers"], at("layers"), inside)
    return Frozen(*pairs(parts)), parts


def _graph(given: Given, at: At, inside: Inside) -> Made:
    path = at("nodes")
    nodes: dict[str, Any] = {}
    parts: dict[str, Part] = {}
    for name, where, tree in _named(_mapping(given["nodes"], path), path, "a node"):
        node = _checked(NODE, tree, where) if isinstance(tree, dict) and tree.keys() & set(NODE.known) else None
        content = tree if node is None else node["layer"]
        parts[name] = read_part(content, where, where if node is None else below(where, "layer"), inside)
        takes = _words(node["takes"], below(where, "takes")) if node and "takes" in node else ()
        nodes[name] = (parts[name].network, *takes) if takes else parts[name].network
    inputs = _words(given["inputs"], at("inputs")) if "inputs" in given else (INPUT,)
    output = _text(given["output"], at("output")) if "output" in given else None
    try:
        return Graph(nodes, output=output, inputs=inputs), parts
    except InputError as wrong:
        where = at("output") if wrong.message.startswith("output is") else path
        raise InputError(wrong.message, below(path, wrong.path) if wrong.path else where) from None


_MAKERS: Mapping[str, Callable[[Given, At, Inside], Made]] = {
    "Sequential": _sequential, "Residual": _residual, "Branch": _branch, "Repeat": _repeat, "Shared": _shared,
    "Frozen": _frozen, "Graph": _graph,
}  # fmt: skip


def _join(given: Given, at: At, usual: str) -> Any:
    try:
        return checked_join(_text(given["join"], at("join")) if "join" in given else usual)
    except InputError as wrong:
        raise InputError(wrong.message, at("join")) from None


def _size(tree: Tree, what: str, path: str, inside: Inside) -> Value:
    """A size: a whole number from 0 on, or a formula."""
    try:
        value = formula(_text(tree, path), what)
        check_known(value, inside.names)
        known = settled(value, inside.names.numbers, what)
    except InputError as wrong:
        raise InputError(wrong.message, path) from None
    if isinstance(known, int) and known < 0:
        raise InputError(f"{what} is at least 0, got {known}", path)
    return value


def _values(tree: Tree, path: str, inside: Inside) -> list[Value]:
    if not isinstance(tree, list) or not tree:
        raise InputError(f"expected a list with a value for every repetition, got {kind_of(tree)}", path)
    if len(tree) > MOST_VALUES:
        raise InputError(f"at most {MOST_VALUES:,} values, got {len(tree):,}", path)
    return [_size(one, "a value", f"{path}[{place}]", inside) for place, one in enumerate(tree)]


def _whole(tree: Tree, path: str) -> int:
    text = _text(tree, path)
    if not text.lstrip("-").isdecimal() or len(text) > 4:
        raise InputError(f"expected a whole number, got {shown(text)}", path)
    return int(text)


def _mapping(tree: Tree, path: str) -> dict[str, Tree]:
    if tree is None:
        return {}
    if not isinstance(tree, dict) or not tree:
        raise InputError(f"expected a mapping from names, got {kind_of(tree)}", path)
    return tree


def _named(tree: dict[str, Tree], path: str, what: str) -> Iterator[tuple[str, str, Tree]]:
    """The names of a mapping with their places and what stands there; no two alike."""
    seen: set[str] = set()
    for key, one in tree.items():
        name = part_name(key, path, what)
        if name in seen:
            raise InputError(f"{shown(name)!r} is named twice", path)
        seen.add(name)
        yield name, below(path, key), one


def _words(tree: Tree, path: str) -> tuple[str, ...]:
    """Names, in a list or one alone."""
    many = tree if isinstance(tree, list) else [tree]
    if not many or len(many) > MOST_WORDS:
        raise InputError(f"expected from 1 to {MOST_WORDS} names, got {len(many):,}", path)
    return tuple(part_name(_text(one, path), path, "a node") for one in many)


def _text(tree: Tree, path: str) -> str:
    if not isinstance(tree, str):
        raise InputError(f"expected a text, got {kind_of(tree)}", path)
    return tree.strip()
