"""The one declaration of language models that read from left to right; families differ by options."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from symcount.core.errors import InputError
from symcount.core.expression import Value
from symcount.core.layer import Layer
from symcount.layers import Linear, SiLU
from symcount.networks.composite import Network, Repeat, Residual, Sequential
from symcount.networks.graph import Graph
from symcount.networks.zoo.stacking import Order, alternating, chosen, layer, looking_back, stack
from symcount.networks.zoo.tokens import FirstToken, PositionEmbedding
from symcount.networks.zoo.transformer import (
    TOKENS,
    Norm,
    Part,
    attention,
    embedding,
    feed_forward,
    gated,
    normed,
    rms_norm,
    vocabulary_head,
)


def decoder(
    *,
    V: Value,
    d: Value,
    L: Value,
    h: Value,
    s: Value,
    f: Value | None = None,
    g: Value | None = None,
    d_k: Value | None = None,
    order: Order = "before",
    norm: Norm = rms_norm,
    per_head: Norm | None = None,
    activation: type[Layer] = SiLU,
    gates: bool = True,
    bias: bool = False,
    out_bias: bool | None = None,
    mlp_bias: bool | None = None,
    packed: bool = False,
    sparse: Network | None = None,
    step: int = 1,
    dense_at: Sequence[int] = (),
    memory: bool = False,
    **ending: Any,
) -> Sequential:
    """A table of V vectors of d numbers, L layers of attention in h heads and f hidden units, and a head.

    Where they are given: g heads of keys and values, d_k numbers a head, and a `sparse` network in the place
    of the hidden units in every `step`-th layer, but not in those of the numbers in `dense_at`. With `memory`
    every layer looks back at the tokens of an encoder. The rest is for `language_model`.
    """
    before = None if order in ("after", "parallel") else norm
    whole: dict[str, Any] = {"packed": packed, "bias": bias, "out_bias": out_bias, "before": before}
    attend = attention(d, h, head=d_k, kv_heads=g, per_head=per_head, **whole)
    inner, biased = 4 * d if f is None else f, bias if mlp_bias is None else mlp_bias
    through: Network = (
        gated(inner, d, activation, bias=biased, before=before, packed=packed)
        if gates
        else feed_forward(inner, d, activation, bias=biased, before=before)
    )
    dense = layer(attend, through, norm, order)
    if memory:
        back = attention(d, h, memory=True, **whole)
        dense = [("", looking_back(attend, back, through, norm if order == "after" else None))]
    if sparse is None:
        layers: list[Part] = [("layers", Repeat(L, *dense))]
    else:
        scarce = layer(attend, Sequential(*normed(before), ("", sparse)), norm, order)
        layers = _in_turn(L, dense, scarce, step, dense_at)
    return language_model(*layers, V=V, d=d, s=s, norm=norm, memory=memory, **ending)


def _in_turn(
    L: Value, dense: Sequence[Part], sparse: Sequence[Part], step: int, dense_at: Sequence[int]
) -> list[Part]:  # fmt: skip
    if not dense_at:
        return [("layers", Repeat(L, *sparse))] if step == 1 else alternating(L, dense, sparse, step)
    if not isinstance(L, int):
        raise InputError("which layers are dense is told by their numbers, so that L needs a number")
    return chosen(L, dense, sparse, step, dense_at)


def language_model(
    *layers: Part,
    V: Value,
    d: Value,
    s: Value,
    t: Value = TOKENS,
    P: Value | None = None,
    w: Value | None = None,
    norm: Norm = rms_norm,
    first_norm: bool = False,
    last_norm: bool = True,
    memory: bool = False,
    **head: Any,
) -> Sequential:
    """Layers between the vectors of s tokens and what `ending` makes of them.

    Where they are given: P learned positions, w numbers of a token outside the layers, and a `memory` of t
    tokens that each layer looks back at.
    """
    before: list[Part] = [("tokens", embedding(V, d if w is None else w))]
    if w is not None:
        before.append(("project_in", Linear(d, bias=False)))
    if P is not None:
        before.append(("positions", Residual(("", PositionEmbedding(P)))))
    before += normed(norm if first_norm else None, "first_norm")
    behind = normed(norm if last_norm else None)
    if w is not None:
        behind.append(("project_out", Linear(w, bias=False)))
    behind += ending(V, **head)
    if memory:
        looked = stack(Sequential(*before), Sequential(*layers), behind, "memory")
        return Sequential(("", looked), inputs=[(s,), (t, d)])
    return Sequential(*before, *layers, *behind, input=(s,))


def ending(
    V: Value,
    *,
    head: bool = True,
    tied: bool = False,
    head_bias: bool = False,
    classes: Value | None = None,
    class_bias: bool = False,
    choice: bool = False,
) -> list[Part]:
    """A number for each of the V tokens that may follow, or for each class; with a `choice`, also one of the whole."""
    if classes is not None:
        return [("score", Linear(classes, bias=class_bias))]
    if not head:
        return []
    words = vocabulary_head(V, tied=tied, bias=head_bias)
    if not choice:
        return [("head", words)]
    whole = Sequential(("first", FirstToken()), ("score", Linear(1)))
    return [("head", Graph({"choice": (whole, "input"), "words": (words, "input")}))]
