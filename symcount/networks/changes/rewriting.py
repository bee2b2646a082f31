"""A network with some of its parts replaced: whatever it is made of, everything else stays as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from symcount.core.layer import Layer
from symcount.networks.composite import (
    Branch,
    Composite,
    Frozen,
    InFormat,
    Network,
    Repeat,
    Residual,
    Sequential,
    Shared,
)
from symcount.networks.graph import Graph
from symcount.networks.walk import joined

Part: TypeAlias = tuple[str, Network]
Place: TypeAlias = tuple[str, Network, tuple[Composite, ...]]
# What stands in the place of a part, told by its path, its name and what it is; None leaves it.
Edit: TypeAlias = Callable[[str, str, Network], Sequence[Part] | None]


def rewritten(network: Network, edit: Edit, path: str = "") -> Network:
    """The network with the parts that `edit` gives in the places of its own, from the outside in.

    What `edit` replaces is not looked into any more. The parts that come instead of one stand one behind the other.
    """
    if isinstance(network, Layer):
        return network
    parts = [(name, _replaced(edit, own_path(network, path, name), name, part)) for name, part in network.parts]
    match network:
        case Branch():
            return Branch(*(_as_one(name, found) for name, found in parts), join=network.join, dim=network.dim)
        case Graph():
            return _graph(network, parts)
        case Residual():
            return Residual(*_chained(parts), shortcut=_shortcut(network, edit, path), join=network.join)
    return with_parts(network, _chained(parts))


def with_parts(network: Composite, parts: Sequence[Part]) -> Composite:
    """A network of the same kind and settings with other parts, which stand one behind the other."""
    match network:
        case Sequential():
            return Sequential(*parts, inputs=network.inputs, conventions=network.conventions)
        case Repeat():
            each = {size.name: values for size, values in network.each}
            return Repeat(network.times, *parts, index=network.index, each=each or None)
        case Shared():
            return Shared(network.name, *parts)
        case InFormat():
            return InFormat(network.format, *parts)
        case Frozen():
            return Frozen(*parts)
    raise TypeError(f"{type(network).__name__} is no row of parts")


def own_path(network: Composite, path: str, name: str) -> str:
    """The path of a part; what is shared alone stands at the path of the sharing itself."""
    return path if isinstance(network, Shared) and len(network.parts) == 1 else joined(path, name)


def inside(network: Network, path: str) -> list[Part]:
    """The parts of a network with their paths, that of a shortcut among them."""
    if isinstance(network, Layer):
        return []
    found = [(own_path(network, path, name), part) for name, part in network.parts]
    if isinstance(network, Residual) and network.shortcut is not None:
        found.append((joined(path, "shortcut"), network.shortcut))
    return found


def every_part(network: Network, path: str = "", around: tuple[Composite, ...] = ()) -> Iterator[Place]:
    """Every part of a network, from the outside in: its path, itself, and the networks that it stands in."""
    yield path, network, around
    if isinstance(network, Composite):
        for own, part in inside(network, path):
            yield from every_part(part, own, (*around, network))


def layers_of(network: Network) -> dict[str, Layer]:
    """Every layer by its path; of a repeated layer there is one."""
    return {path: part for path, part, _ in every_part(network) if isinstance(part, Layer)}


def _replaced(edit: Edit, path: str, name: str, part: Network) -> list[Part]:
    found = edit(path, name, part)
    return [(name, rewritten(part, edit, path))] if found is None else list(found)


def _chained(parts: list[tuple[str, list[Part]]]) -> list[Part]:
    return [part for _, found in parts for part in found]


def _as_one(name: str, found: list[Part]) -> Part:
    """Parts as one branch; several of them keep their own names."""
    return found[0] if len(found) == 1 else ("", Sequential(*found))


def _shortcut(network: Residual, edit: Edit, path: str) -> Network | None:
    if network.shortcut is None:
        return None
    (_, first), *others = _replaced(edit, joined(path, "shortcut"), "shortcut", network.shortcut)
    return Sequential(("", first), *others) if others else first


def _graph(network: Graph, parts: list[tuple[str, list[Part]]]) -> Graph:
    """The nodes anew: what took a node that has become several takes the last of these."""
    ends = {name: found[-1][0] if found else network.sources[name][0] for name, found in parts}
    while any(end in ends and ends[end] != end for end in ends.values()):
        ends = {name: ends.get(end, end) for name, end in ends.items()}
    nodes: dict[str, object] = {}
    for name, found in parts:
        sources = tuple(ends.get(source, source) for source in network.sources[name])
        for own, part in found:
            nodes[own] = (part, *sources)
            sources = (own,)
    return Graph(nodes, output=ends.get(network.output, network.output), inputs=network.inputs)
