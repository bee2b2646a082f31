"""Networks written as the trees of specs, so that tests can hold what Python says against what a file says."""

from __future__ import annotations

from typing import Any

from symcount.core.expression import Expr
from symcount.core.layer import Layer
from symcount.networks.composite import Branch, Composite, Frozen, Network, Repeat, Residual, Sequential, Shared
from symcount.networks.graph import Graph

Tree = Any


def layers_of(parts: tuple[tuple[str, Network], ...]) -> list[Tree]:
    """Parts in a row: those that are numbered by their place stand without a name."""
    return [
        one if name == str(place) else {name: _bare(one)}
        for place, (name, part) in enumerate(parts)
        for one in (tree_of(part),)
    ]


def tree_of(network: Network) -> Tree:
    """One network as it is written in a spec, every key told."""
    if isinstance(network, Layer):
        return call_of(network)
    return {type(network).__name__: _inner(network)}


def call_of(layer: Layer) -> str:
    """A layer as the call that makes it, whole however long it is."""
    return f"{type(layer).__name__}({', '.join(f'{name}={_argument(value)}' for name, value in layer._given.items())})"


def _argument(value: object) -> str:
    if isinstance(value, tuple):
        return f"({', '.join(map(_argument, value))}{',' if len(value) == 1 else ''})"
    return call_of(value) if isinstance(value, Layer) else str(value) if isinstance(value, Expr) else repr(value)


def _bare(tree: Tree) -> Tree:
    """Under a name of its own a row of layers is a list."""
    return tree["Sequential"]["layers"] if isinstance(tree, dict) and "Sequential" in tree else tree


def _inner(network: Composite) -> dict[str, Tree]:
    match network:
        case Sequential() | Frozen():
            return {"layers": layers_of(network.parts)}
        case Residual(shortcut=shortcut, join=join):
            around = {} if shortcut is None else {"shortcut": tree_of(shortcut)}
            return {"layers": layers_of(network.parts), "join": join, **around}
        case Branch(join=join, dim=dim):
            numbered = [name for name, _ in network.parts] == [str(n) for n in range(len(network.parts))]
            trees = {name: tree_of(part) for name, part in network.parts}
            return {"branches": list(trees.values()) if numbered else trees, "join": join, "dim": dim}
        case Repeat(times=times, index=index):
            each = {name.name: [_value(one) for one in values] for name, values in network.each}
            own = {"index": index.name} if index else {}
            return {
                "times": _value(times),
                **own,
                **({"each": each} if each else {}),
                "layers": layers_of(network.parts),
            }
        case Shared(name=name):
            return {"name": name, "layers": layers_of(network.parts)}
        case Graph():
            nodes = {n: {"layer": tree_of(part), "takes": list(network.sources[n])} for n, part in network.parts}
            return {"nodes": nodes, "output": network.output, "inputs": list(network.inputs)}
        case _:
            raise AssertionError(f"no spec is written for {type(network).__name__}")


def _value(value: object) -> int | str:
    return value if isinstance(value, int) else str(value)
