"""How networks are put together in a spec: one declaration each; the reader and the JSON Schema are made from these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from symcount.networks.parts import JOINS

Holds: TypeAlias = Literal[
    "layers", "network", "branches", "nodes", "join", "number", "size", "name", "values", "words", "node", "shared"
]


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a mapping that puts networks together: what it holds and what it means."""

    name: str
    holds: Holds
    meaning: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to put networks together, with its keys; `short` is the key that a list alone stands for."""

    name: str
    meaning: str
    keys: tuple[Key, ...]
    short: str = ""

    @property
    def known(self) -> tuple[str, ...]:
        """The names of its keys."""
        return tuple(key.name for key in self.keys)

    def written(self) -> str:
        """How it is written, in short."""
        if self.short:
            return f"{self.name}: [{self.short}]"
        needed = ", ".join(f"{key.name}: ..." for key in self.keys if key.required)
        return f"{self.name}: {{{needed}}}"


_LAYERS = Key("layers", "layers", "The layers, each with a name or without.", required=True)
_JOIN = Key("join", "join", f"How what comes together is put together: {', '.join(JOINS)}.")

KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("Sequential", "Layers one behind the other.", (_LAYERS,), "layers"),
        Kind(
            "Residual", "Layers with a way around them.",
            (_LAYERS, Key("shortcut", "network", "What stands on the way around; nothing when left out."), _JOIN),
            "layers",
        ),
        Kind(
            "Branch", "Networks side by side on one input.",
            (
                Key("branches", "branches", "The networks, by their names or as a list.", required=True), _JOIN,
                Key("dim", "number", "The dimension along which outputs are concatenated; the batch is 0."),
            ),
            "branches",
        ),
        Kind(
            "Repeat", "Layers repeated one behind the other.",
            (
                Key("times", "size", "How often: a number, or a formula of sizes. The lists of each= tell it as well."),
                Key("index", "name", "A name for the number of the repetition, counted from 0, for formulas inside."),
                Key("each", "values", "Names for formulas inside, each with its value in every repetition."),
                _LAYERS,
            ),
        ),
        Kind(
            "Shared", "Layers whose tensors are those of every other place of the same name.",
            (Key("name", "shared", "What the places are called together.", required=True), _LAYERS),
        ),
        Kind("Frozen", "Layers that training does not change.", (_LAYERS,), "layers"),
        Kind(
            "Graph", "Nodes, and what each of them takes.",
            (
                Key("nodes", "nodes", "The nodes by their names, each a network, or one under layer with what it "
                    "takes under takes; without names it takes what stands before it.", required=True),
                Key("output", "node", "The node whose output goes on; the last one when left out."),
                Key("inputs", "words", "The names of the inputs; one that is called input when left out."),
            ),
        ),
    )
}  # fmt: skip

NODE = Kind(
    "node", "A node of a graph.",
    (
        Key("layer", "network", "The network of the node.", required=True),
        Key("takes", "words", "The names of the nodes or inputs that it takes."),
    ),
)  # fmt: skip
