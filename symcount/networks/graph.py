"""Graph: named nodes and what each of them takes, for networks that are no row of layers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from symcount.core.errors import InputError, nearest, shown
from symcount.networks.parts import Composite, Network, Numbers, named

INPUT = "input"


class Graph(Composite):
    """Nodes by name; each is a network, or a tuple of a network and the names of the nodes that it takes.

    Without names a node takes what stands before it, the first one the input. `inputs` names the
    inputs of the graph ("input" where there is one); `output` is the node whose output goes on, the
    last one unless it is named. Nodes may stand in any order that has no circle.
    """

    def __init__(
        self, nodes: Mapping[str, object], *, output: str | None = None, inputs: Sequence[str] = (INPUT,)
    ) -> None:  # fmt: skip
        if not nodes:
            raise InputError("a graph has at least one node")
        self.inputs = tuple(inputs)
        self.parts = tuple(
            named([{name: node[0] if isinstance(node, tuple) else node for name, node in nodes.items()}])
        )
        before = [self.inputs, *((name,) for name in nodes)]
        self.sources: dict[str, tuple[str, ...]] = {
            name: tuple(node[1:]) if isinstance(node, tuple) else before[place]
            for place, (name, node) in enumerate(nodes.items())
        }
        self.output = output or next(reversed(self.sources))
        self._check()
        self.order = self._ordered()

    def _check(self) -> None:
        known = [*self.inputs, *self.sources]
        for name in self.sources:
            if name in self.inputs:
                raise InputError(f"{shown(name)} is the name of an input and cannot name a node")
        for name, sources in self.sources.items():
            for source in sources:
                if source not in known:
                    raise InputError(f"it takes {shown(source)!r}, which is no node{nearest(source, known)}", name)
        if self.output not in self.sources:
            raise InputError(f"output is {shown(self.output)!r}, which is no node{nearest(self.output, self.sources)}")

    def _ordered(self) -> tuple[str, ...]:
        """The nodes so that each stands behind what it takes; a circle is told by its names."""
        done: dict[str, None] = {}
        waiting = dict(self.sources)
        while waiting:
            ready = [name for name, sources in waiting.items() if all(s in done or s in self.inputs for s in sources)]
            if not ready:
                raise InputError(f"these nodes wait for each other in a circle: {' -> '.join(_circle(waiting))}")
            for name in ready:
                done[name] = None
                del waiting[name]
        return tuple(done)

    def at(self, numbers: Numbers) -> Graph:
        """The same with numbers in the place of some of its sizes."""
        nodes = {name: (part.at(numbers), *self.sources[name]) for name, part in self.parts}
        return Graph(nodes, output=self.output, inputs=self.inputs)

    def node(self, name: str) -> Network:
        """The network of one node."""
        return dict(self.parts)[name]

    def _settings(self) -> dict[str, Any]:
        return {"sources": tuple(self.sources.items()), "output": self.output, "inputs": self.inputs}


def _circle(waiting: Mapping[str, tuple[str, ...]]) -> list[str]:
    """One circle among nodes that wait: its names, the first one again at its end."""
    way = [next(iter(waiting))]
    while True:
        following = next(source for source in waiting[way[-1]] if source in waiting)
        if following in way:
            return [*way[way.index(following) :], following]
        way.append(following)
