"""Where the layers of a network stand: paths that a person may name, and the shapes that come there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from symcount.core.errors import InputError, nearest, shown
from symcount.core.expression import Value, folded, written
from symcount.core.layer import Layer
from symcount.core.parsing import parse_expression
from symcount.core.placing import Case
from symcount.core.reading import sizes_in
from symcount.core.settings import whole_number
from symcount.networks.changes.rewriting import inside, layers_of
from symcount.networks.composite import Network, Repeat, Sequential
from symcount.networks.rows import rows, sizes_of


def with_input(network: Network, input: object) -> Network:
    """The network with an input shape where one is given; a bare layer becomes a network under its own name."""
    if isinstance(network, Layer):
        return Sequential((network.theory.name, network), input=input)
    if input is None:
        return network
    if isinstance(network, Sequential):
        return Sequential(*network.parts, input=input, conventions=network.conventions)
    return Sequential(("", network), input=input)


def cases(network: Network) -> dict[str, list[Case]]:
    """The layers at their places by their paths; of a repeated layer every repetition that was told apart."""
    found: dict[str, list[Case]] = {path: [] for path in layers_of(network)}
    patterns: list[tuple[str, re.Pattern[str]]] = []
    for row in rows(network):
        path: str | None = row.path
        if path not in found:
            patterns = patterns or [(own, re.compile(text)) for own, text in _patterns(network, "", "")]
            path = next((own for own, pattern in patterns if pattern.fullmatch(row.path)), None)
        if path is not None:
            found[path].append(row.case)
    return found


def _patterns(network: Network, path: str, text: str) -> Iterator[tuple[str, str]]:
    """Every layer's path with the pattern of the paths of its repetitions, which may be numbered."""
    if isinstance(network, Layer):
        yield path, text
        return
    if isinstance(network, Repeat):
        text += r"(\.\d+)?" if text else r"(\d+)?"
    for own, part in inside(network, path):
        name = own.removeprefix(path).removeprefix(".")
        yield from _patterns(part, own, _behind(text, re.escape(name)) if name else text)


def _behind(text: str, name: str) -> str:
    """The pattern of a part's path; a dot stands between two names, and none at the beginning."""
    return rf"(?:{text})(?:(?<=.)\.|(?<!.)){name}" if text else name


def chosen(network: Network, asked: Iterable[object], kinds: Collection[type[Layer]], doing: str) -> dict[str, Layer]:
    """The layers that are asked for by path, by the last name of their paths, or by kind; of the kinds that fit.

    InputError names a word that fits no layer, with the nearest one, and a layer of a kind that does not fit.
    """
    known = layers_of(network)
    found: dict[str, Layer] = {}
    for word in map(str, asked):
        hits = {path: layer for path, layer in known.items() if word in label(path, layer)}
        if not hits:
            raise InputError(f"there is no layer {shown(word)!r}{nearest(word, known)}")
        for path, layer in hits.items():
            if not isinstance(layer, tuple(kinds)):
                raise InputError(f"{doing} {_names(kinds)}, got {layer.theory.name}", path)
        found.update(hits)
    return found


def label(path: str, part: Network) -> tuple[str, ...]:
    """The words that a person may name a part by: its path, the last name of it, and a layer's kind."""
    kind = (part.theory.name,) if isinstance(part, Layer) else ()
    return path, path.rpartition(".")[2], *kind


def _names(kinds: Collection[type[Layer]]) -> str:
    return ", ".join(kind.__name__ for kind in kinds)


def new_size(network: Network, given: object, what: str) -> Value:
    """A size that comes new into a network: a number, a size, or a formula in text, whose names have to be new.

    InputError where a name is one of the network's: written as text it may be so by accident.
    """
    if not isinstance(given, str):
        return whole_number(given, what)
    found = folded(parse_expression(given))
    known = {size.name for size in sizes_of(network)}
    taken = [size.name for size in sizes_in(written(found)) if size.name in known]
    if taken:
        raise InputError(f"the network has a size {taken[0]} already: give {what} another name, or the size itself")
    return found


def words(given: str | Sequence[str | int] | None) -> tuple[str, ...]:
    """One word or several as a person gives them."""
    if given is None:
        return ()
    return (given,) if isinstance(given, str) else tuple(map(str, given))
