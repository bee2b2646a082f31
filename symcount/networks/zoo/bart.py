"""BART: an encoder and a decoder with normalizations behind everything, which writes a damaged text anew."""

from __future__ import annotations

from typing import Any

from symcount.core.expression import Value
from symcount.layers import GELU, Embedding, LayerNorm
from symcount.networks.composite import Repeat, Residual, Sequential
from symcount.networks.zoo.family import Family
from symcount.networks.zoo.seq2seq import Head, Parts, alone, ending, joined
from symcount.networks.zoo.stacking import layer, looking_back, stack
from symcount.networks.zoo.tokens import PositionEmbedding, SpareTable
from symcount.networks.zoo.transformer import TOKENS, attention, embedding, feed_forward, layer_norm


def bart(
    *,
    V: Value,
    P: Value,
    d: Value,
    L: Value,
    h: Value,
    f: Value,
    s: Value,
    t: Value = TOKENS,
    L_d: Value | None = None,
    h_d: Value | None = None,
    f_d: Value | None = None,
    tied: bool = True,
    head: Head = "words",
    parts: Parts = "both",
    classes: Value = 2,
) -> Sequential:
    """Normalizations behind attention and hidden units; each table of positions has two more rows than positions.

    One table of words serves all, or everything has one of its own, and that of the whole is idle.
    """
    norm = layer_norm()
    heads, inner = h if h_d is None else h_d, f if f_d is None else f_d
    decoding = looking_back(attention(d, heads), attention(d, heads, memory=True), feed_forward(inner, d, GELU), norm)

    def words() -> Sequential:
        table = embedding(V, d) if tied else Embedding(V, embedding_dim=d)
        positions = Residual(("", PositionEmbedding(P + 2)))
        return Sequential(("tokens", table), ("positions", positions), ("norm", LayerNorm()))

    decoder = stack(words(), Repeat(L if L_d is None else L_d, ("", decoding)), [], "memory")
    last = ending(head, V, d, tied=tied, classes=classes)
    if parts == "decoder":
        return alone(decoder, "decoder", last, [(t,), (s, d)])
    encoding = layer(attention(d, h, cached=False), feed_forward(f, d, GELU), norm, "after")
    encoder = stack(words(), Repeat(L, *encoding), [])
    return joined(encoder, decoder, last, [(s,), (t,)], None if tied else SpareTable(V, embedding_dim=d))


_BART = Family(
    "BART",
    "A model that reads a damaged text and writes it anew.",
    "lewis2020",
    bart,
    {"V": 50265, "P": 1024, "t": TOKENS},
)
NO_HEAD: dict[str, Any] = {"head": "none"}

ARCHITECTURES = (
    _BART.member("bart-base", "BART base", d=768, L=6, h=12, f=3072, options=NO_HEAD),
    _BART.member("bart-large", "BART large", d=1024, L=12, h=16, f=4096, options=NO_HEAD),
)
