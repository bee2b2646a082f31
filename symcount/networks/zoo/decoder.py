"""The one declaration of language models that read from left to right; families differ by options."""

from __future__ import annotations

from typing import Any, Literal

from symcount.core.expression import Value
from symcount.core.layer import Layer
from symcount.layers import Linear, SiLU
from symcount.networks.composite import Branch, Network, Repeat, Residual, Sequential
from symcount.networks.zoo.tokens import PositionEmbedding
from symcount.networks.zoo.transformer import (
    Norm,
    Part,
    around,
    attention,
    embedding,
    feed_forward,
    gated,
    normed,
    rms_norm,
    vocabulary_head,
)

Order = Literal["before", "after", "parallel", "parallel-two", "sandwich"]


def decoder(
    *,
    V: Value,
    d: Value,
    L: Value,
    h: Value,
    s: Value,
    f: Value | None = None,
    P: Value | None = None,
    g: Value | None = None,
    d_k: Value | None = None,
    w: Value | None = None,
    order: Order = "before",
    norm: Norm = rms_norm,
    per_head: Norm | None = None,
    first_norm: bool = False,
    last_norm: bool = True,
    activation: type[Layer] = SiLU,
    gates: bool = True,
    bias: bool = False,
    out_bias: bool | None = None,
    mlp_bias: bool | None = None,
    sparse: Network | None = None,
    **ending: Any,
) -> Sequential:
    """A table of V vectors of d numbers, L layers of attention in h heads and f hidden units, and a head.

    Where they are given: P learned positions, g heads of keys and values, d_k numbers a head, w numbers of
    a token outside the layers, and a `sparse` network in the place of the hidden units.
    """
    before = None if order in ("after", "parallel") else norm
    attend = attention(
        d, h, head=d_k, kv_heads=g, bias=bias, out_bias=out_bias, before=before, per_head=per_head
    )  # fmt: skip
    made = gated if gates else feed_forward
    through: Network = (
        Sequential(*normed(before), ("", sparse))
        if sparse
        else made(4 * d if f is None else f, d, activation, bias=bias if mlp_bias is None else mlp_bias, before=before)
    )
    repeated = Repeat(L, *layer(attend, through, norm, order))
    return language_model(
        ("layers", repeated), V=V, d=d, s=s, P=P, w=w, norm=norm, first_norm=first_norm, last_norm=last_norm, **ending
    )


def layer(attend: Network, through: Network, norm: Norm, order: Order) -> list[Part]:
    """Attention and what follows it, one behind the other or side by side, with normalizations in their places."""
    match order:
        case "before":
            return [("attention", around(attend)), ("mlp", around(through))]
        case "after":
            return [("attention", around(attend, norm)), ("mlp", around(through, norm))]
        case "sandwich":
            bodies = (("attention", attend), ("mlp", through))
            return [(name, Residual(("", body), ("after", norm()))) for name, body in bodies]
        case "parallel" | "parallel-two":
            both = Branch(("attention", attend), ("mlp", through), join="add")
            return [("", Residual(*normed(norm if order == "parallel" else None), ("", both)))]


def language_model(
    *layers: Part,
    V: Value,
    d: Value,
    s: Value,
    P: Value | None = None,
    w: Value | None = None,
    norm: Norm = rms_norm,
    first_norm: bool = False,
    last_norm: bool = True,
    head: bool = True,
    tied: bool = False,
    head_bias: bool = False,
    classes: Value | None = None,
) -> Sequential:
    """Layers between the vectors of s tokens and a number for each of the V tokens that may follow, or each class."""
    parts: list[Part] = [("tokens", embedding(V, d if w is None else w))]
    if w is not None:
        parts.append(("project_in", Linear(d, bias=False)))
    if P is not None:
        parts.append(("positions", Residual(("", PositionEmbedding(P)))))
    if first_norm:
        parts.append(("first_norm", norm()))
    parts += layers
    if last_norm:
        parts.append(("norm", norm()))
    if w is not None:
        parts.append(("project_out", Linear(w, bias=False)))
    if classes is not None:
        parts.append(("score", Linear(classes, bias=False)))
    elif head:
        parts.append(("head", vocabulary_head(V, tied=tied, bias=head_bias)))
    return Sequential(*parts, input=(s,))
