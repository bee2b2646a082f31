"""What encoders and decoders that look back at them share: how they are joined, and what stands at their end."""

from __future__ import annotations

from typing import Literal

from symcount.core.expression import Value
from symcount.layers import Linear, Tanh
from symcount.networks.composite import Network, Sequential
from symcount.networks.graph import Graph
from symcount.networks.zoo.tokens import FirstToken
from symcount.networks.zoo.transformer import vocabulary_head

Head = Literal["words", "none", "whole", "each"]
Parts = Literal["both", "encoder", "decoder"]


def joined(
    encoder: Network,
    decoder: Network,
    head: Network | None,
    inputs: list[tuple[Value, ...]],
    spare: Network | None = None,
) -> Sequential:
    """An encoder of one input, a decoder of another that looks back at it, and a head; a `spare` part is idle."""
    nodes: dict[str, object] = {} if spare is None else {"shared": (spare, "source")}
    nodes |= {"encoder": (encoder, "source"), "decoder": (decoder, "target", "encoder")}
    if head is not None:
        nodes["head"] = (head, "decoder")
    return Sequential(("", Graph(nodes, inputs=("source", "target"))), inputs=inputs)


def alone(stack: Network, name: str, head: Network | None, inputs: list[tuple[Value, ...]]) -> Sequential:
    """An encoder, or a decoder with what it looks back at as its second input, and a head."""
    names = ("input", "memory")[: len(inputs)]
    nodes: dict[str, object] = {name: (stack, *names)}
    if head is not None:
        nodes["head"] = (head, name)
    return Sequential(("", Graph(nodes, inputs=names)), inputs=inputs)


def ending(head: Head, V: Value, d: Value, *, tied: bool, classes: Value) -> Network | None:
    """A number for every word, or for every class, of each token or of the whole; nothing where there is no head."""
    match head:
        case "words":
            return vocabulary_head(V, tied=tied)
        case "none":
            return None
        case "whole":
            pooled = (("first", FirstToken()), ("dense", Linear(d)), ("pooled", Tanh()))
            return Sequential(*pooled, ("score", Linear(classes)))
        case "each":
            return Linear(classes)
