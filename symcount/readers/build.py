"""A tree as a network: its inputs, its layers with their names, put together in every way that Python has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from symcount.core.errors import InputError, nearest, shown
from symcount.networks.composite import Network, Sequential
from symcount.readers.calls import read_layer
from symcount.readers.kinds import KINDS, Kind
from symcount.readers.names import Names
from symcount.readers.places import Part
from symcount.readers.tree import Tree, below, kind_of
from symcount.readers.words import part_name

MOST_LAYERS, DEEPEST_NETWORK = 2_000, 16
EXPECTED = "expected a layer such as Linear(10)"


@dataclass(slots=True)
class Met:
    """What has been met in a file so far: how many layers, and where names of repetitions stand."""

    layers: int = 0
    local: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Inside:
    """Where in a network the reader is: the names that hold there, how deep it is, and who reads its mappings."""

    names: Names
    compose: Callable[[Kind, Tree, str, Inside], Part]
    met: Met = field(default_factory=Met)
    depth: int = 0

    def deeper(self, path: str) -> Inside:
        """One level further in."""
        if self.depth >= DEEPEST_NETWORK:
            raise InputError(f"networks nest deeper than {DEEPEST_NETWORK}", path)
        return replace(self, depth=self.depth + 1)


def read_parts(tree: Tree, path: str, inside: Inside) -> dict[str, Part]:
    """The layers of a list, by their names."""
    if not isinstance(tree, list):
        raise InputError(f"expected a list of layers, got {kind_of(tree)}", path)
    if not tree:
        raise InputError("expected at least one layer, got an empty list", path)
    inside = inside.deeper(path)
    named: dict[str, Part] = {}
    for place, item in enumerate(tree):
        where = f"{path}[{place}]"
        name, content = _item(item, place, where)
        if name in named:
            raise InputError(f"two layers are named {name!r}; the first is {path}[{list(named).index(name)}]", where)
        if isinstance(item, str) or content is item:
            named[name] = read_part(content, where, where, inside)
        else:
            named[name] = read_part(content, f"{where} {name}", below(where, name), inside)
    return named


def _item(item: Tree, place: int, where: str) -> tuple[str, Tree]:
    """A layer's name (its place where it has none) and what is written for it."""
    if isinstance(item, str):
        return str(place), item
    if not isinstance(item, dict) or not item:
        raise InputError(f"{EXPECTED} or NAME: Linear(10), got {kind_of(item)}", where)
    name, content = next(iter(item.items()))
    cut = isinstance(content, str) and content.count("(") > content.count(")")
    if len(item) > 1 and not cut:
        raise InputError(f"expected one layer, got {len(item)}: begin each with a dash of its own", where)
    if name in KINDS:
        return str(place), item
    _check_almost(name, content, where)
    return part_name(name, where), content


def _check_almost(name: str, content: Tree, where: str) -> None:
    """Refuse a name that was meant as a kind: a slip of the pen would silently be a row of layers with a name."""
    same = [kind for kind in KINDS if kind.casefold() == name.casefold()]
    inner = isinstance(content, dict) and not content.keys() & KINDS.keys()
    close = nearest(name, KINDS).partition("did you mean ")[2]
    if not isinstance(content, str) and (same or (inner and close)):
        raise InputError(f"unknown kind {shown(name)!r}; did you mean {close}", where)


def read_part(content: Tree, told: str, path: str, inside: Inside) -> Part:
    """One network: a call, a list of layers, or a mapping that puts networks together."""
    if isinstance(content, str):
        return _leaf(content, told, inside)
    if isinstance(content, list):
        return sequential(read_parts(content, path, inside), told)
    if not isinstance(content, dict):
        raise InputError(f"{EXPECTED} or a list of layers, got {kind_of(content)}", told)
    name = _kind(content, told)
    return inside.compose(KINDS[name], content[name], below(path, name), inside)


def _leaf(text: str, told: str, inside: Inside) -> Part:
    inside.met.layers += 1
    if inside.met.layers > MOST_LAYERS:
        raise InputError(f"more than {MOST_LAYERS:,} layers", told)
    try:
        return Part(read_layer(text, inside.names), told)
    except InputError as wrong:
        raise InputError(wrong.message, told) from None


def _kind(content: dict[str, Tree], told: str) -> str:
    """The one key of a mapping that puts networks together."""
    keys = list(content)
    if len(keys) == 1 and keys[0] in KINDS:
        return keys[0]
    if len(keys) == 1:
        raise InputError(f"unknown kind {shown(keys[0])!r}{nearest(keys[0], KINDS)}", told)
    got = f"the keys {', '.join(map(shown, keys[:4]))}" if keys else "an empty mapping"
    raise InputError(f"expected one of {', '.join(KINDS)}, got {got}", told)


def sequential(parts: dict[str, Part], told: str) -> Part:
    """Layers in a row, as a part of their own."""
    return Part(Sequential(*pairs(parts)), told, parts)


def pairs(parts: dict[str, Part]) -> Iterator[tuple[str, Network]]:
    """The names of parts with their networks, as composites take them."""
    return ((name, part.network) for name, part in parts.items())
