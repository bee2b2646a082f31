"""Transformer layers of torch.nn as networks, with the names inside that torch gives: self_attn, linear1, norm1, ..."""

from __future__ import annotations

from typing import Any

from symcount.core.errors import InputError, nearest, shown
from symcount.core.facts import flag, gives, incoming, option, size, takes
from symcount.core.layer import Layer
from symcount.core.placing import Case
from symcount.layers.activation import GELU, ReLU
from symcount.layers.allowed import number, share
from symcount.layers.attention import MultiheadAttention
from symcount.layers.dropout import Dropout
from symcount.layers.linear import Linear
from symcount.layers.merging import Add
from symcount.layers.normalization import LayerNorm
from symcount.networks.block import Block
from symcount.networks.composite import Network
from symcount.networks.graph import Graph

ACTIVATIONS = {"relu": ReLU, "gelu": GELU}
Named = tuple[str, Layer]


def activation_layer(activation: object) -> Layer:
    """The activation by torch's word for it, or the layer that is given in its place."""
    if isinstance(activation, Layer):
        return activation
    if str(activation) not in ACTIVATIONS:
        raise InputError(f"unknown activation {shown(activation)!r}{nearest(str(activation), ACTIVATIONS)}")
    return ACTIVATIONS[str(activation)]()


class TransformerLayer(Block, abstract=True):
    """What an encoder layer and a decoder layer are told."""

    part = "transformer"

    d_model = incoming("d", "numbers of a token", keyword=True)
    nhead = size("h", "heads")
    dim_feedforward = size("F", "hidden units", default=2048)
    dropout = option("the share that is set to zero in training", default=0.1, allowed=share)
    activation = option("the activation of the hidden units: relu, gelu, or a layer", default="relu")
    layer_norm_eps = option("a small number against division by zero", default=1e-05, allowed=number)
    batch_first = option("whether the batch comes before the tokens", default=False)
    norm_first = flag("each part normalizes what it takes, instead of what it gives", default=False)
    bias = flag("biases, and shifts of the normalizations")

    tokens = incoming("t", "tokens")

    def attention(self) -> MultiheadAttention:
        """Attention in so many heads."""
        return MultiheadAttention(num_heads=self.nhead, dropout=self.dropout, bias=self.bias)

    def hidden_units(self, case: Case) -> tuple[Named, ...]:
        """Two linear layers with the activation between them."""
        return (
            ("linear1", Linear(self.dim_feedforward, bias=self.bias)),
            ("activation", activation_layer(self.activation)),
            ("dropout", Dropout(self.dropout)),
            ("linear2", Linear(case.value(TransformerLayer.d_model), bias=self.bias)),
        )

    def add(self, nodes: dict[str, object], number: int, *inner: tuple[Any, ...]) -> None:
        """Put a part behind the nodes, with a way around it, and a normalization before it or behind it.

        The part is its layers by name, one behind the other, with the names of further nodes that one takes.
        """
        entering = next(reversed(nodes), "input")
        norm = (f"norm{number}", LayerNorm(eps=self.layer_norm_eps, bias=self.bias))
        dropped = (*inner, (f"dropout{number}", Dropout(self.dropout)))
        source = entering
        for name, layer, *others in (norm, *dropped) if self.norm_first else dropped:
            nodes[name] = (layer, source, *others)
            source = name
        nodes[f"add{number}"] = (Add(), entering, source)
        if not self.norm_first:
            nodes[norm[0]] = (norm[1], f"add{number}")


class TransformerEncoderLayer(TransformerLayer):
    """Tokens (t, d) attend to each other, then each goes through F hidden units: (t, d) again."""

    src = takes(TransformerLayer.tokens, TransformerLayer.d_model)
    output = gives(TransformerLayer.tokens, TransformerLayer.d_model)

    def inside(self, case: Case) -> Network:
        """Attention and hidden units, each with a way around it."""
        nodes: dict[str, object] = {}
        self.add(nodes, 1, ("self_attn", self.attention()))
        self.add(nodes, 2, *self.hidden_units(case))
        return Graph(nodes)


class TransformerDecoderLayer(TransformerLayer):
    """Tokens (t, d) attend to each other and to the memory (s, d), then each goes through F hidden units."""

    sources = incoming("s", "tokens of the memory")
    tgt = takes(TransformerLayer.tokens, TransformerLayer.d_model)
    memory = takes(sources, TransformerLayer.d_model)
    output = gives(TransformerLayer.tokens, TransformerLayer.d_model)

    def inside(self, case: Case) -> Network:
        """Attention to themselves, attention to the memory, and hidden units, each with a way around it."""
        nodes: dict[str, object] = {}
        self.add(nodes, 1, ("self_attn", self.attention()))
        self.add(nodes, 2, ("multihead_attn", self.attention(), "memory"))
        self.add(nodes, 3, *self.hidden_units(case))
        return Graph(nodes, inputs=("input", "memory"))
