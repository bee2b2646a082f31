"""BERT and the encoders after it: RoBERTa, DistilBERT, ELECTRA with narrow words, ALBERT with one layer for all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise

from symcount.core.errors import InputError
from symcount.core.expression import Value
from symcount.layers import GELU, Embedding, LayerNorm, Linear, Tanh
from symcount.networks.composite import Branch, Network, Repeat, Residual, Sequential, Shared
from symcount.networks.graph import Graph
from symcount.networks.zoo.family import Family
from symcount.networks.zoo.stacking import layer, looking_back, stack
from symcount.networks.zoo.tokens import Bias, FirstToken, PositionEmbedding
from symcount.networks.zoo.transformer import (
    TOKENS,
    Part,
    attention,
    embedding,
    feed_forward,
    layer_norm,
    vocabulary_head,
)


def bert(
    *,
    V: Value,
    P: Value,
    d: Value,
    L: Value,
    h: Value,
    f: Value,
    s: Value,
    t: Value = TOKENS,
    T: Value | None = None,
    w: Value | None = None,
    head: str = "pooler",
    tied: bool = True,
    spare_bias: bool = False,
    classes: Value = 2,
    writes: bool = False,
    memory: bool = False,
    one_layer: bool = False,
    groups: int = 1,
    inner: int = 1,
) -> Sequential:
    """Words, P positions and T kinds of tokens in w numbers (d unless told), L layers of width d, and a head.

    `one_layer` stands for all, as in ALBERT, or one of so many `groups`, of `inner` ones each. `head` is a
    word of HEADS, `classes` its outputs. A model that `writes` keeps keys and values of the tokens so far;
    with a `memory` its layers look back at t tokens of an encoder.
    """
    narrow = d if w is None else w
    norm, through = layer_norm(), feed_forward(f, d, GELU)
    own = attention(d, h, cached=writes)
    body = layer(own, through, norm, "after")
    if memory:
        body = [("", looking_back(own, attention(d, h, memory=True), through, norm))]
    layers = _one_for_all(L, body, groups, inner) if one_layer else Repeat(L, *body)
    before = Sequential(
        ("embeddings", embeddings(V, P, T, narrow)), *([] if w is None else [("project", Linear(d))])
    )  # fmt: skip
    behind = HEADS[head](d, lambda: words(V, d, narrow, tied, spare_bias), classes)
    if memory:
        return Sequential(("", stack(before, layers, behind, "memory")), inputs=[(s,), (t, d)])
    return Sequential(("", before), ("layers", layers), *behind, input=(s,))


def albert(**given: object) -> Sequential:
    """BERT with narrow words and one layer that is used again and again."""
    return bert(**{"one_layer": True, **given})  # type: ignore[arg-type]


def _one_for_all(L: Value, body: list[Part], groups: int, inner: int) -> Network:
    """Layers that share their tensors: all of them, or those of each of some groups, as many as fall on it."""
    within = body if inner == 1 else [(str(number), Sequential(*body)) for number in range(inner)]
    if groups == 1:
        return Repeat(L, ("", Shared("layer", *within)))
    if not isinstance(L, int):
        raise InputError("layers in more than one group need a number")
    ends = [-(-L * number // groups) for number in range(groups + 1)]
    return Sequential(
        *(
            (str(number), Repeat(end - start, ("", Shared(f"layer{number}", *within))))
            for number, (start, end) in enumerate(pairwise(ends))
        )
    )


def embeddings(V: Value, P: Value, T: Value | None, w: Value) -> Sequential:
    """The sum of a word's vector, its kind's and its position's, normalized."""
    table: Network = embedding(V, w)
    if T is not None:
        table = Branch(("words", table), ("kinds", Embedding(T, embedding_dim=w)), join="add")
    return Sequential(("", table), ("positions", Residual(("", PositionEmbedding(P)))), ("norm", LayerNorm()))


def pooler(d: Value) -> list[Part]:
    """The first token stands for the whole."""
    return [("first", FirstToken()), ("pooler", Linear(d)), ("pooled", Tanh())]


def words(V: Value, d: Value, w: Value, tied: bool, spare_bias: bool) -> Network:
    """A number for every word, at every place; with a `spare_bias` two biases of each."""
    return Sequential(
        ("transform", Linear(w)), ("activation", GELU()), ("norm", LayerNorm()),
        ("decoder", vocabulary_head(V, tied=tied, bias=True)), *([("bias", Bias())] if spare_bias else []),
    )  # fmt: skip


def both(d: Value, words: Network, classes: Value) -> Graph:
    """The words, and of the whole whether its two parts belong together."""
    pair = Sequential(*pooler(d), ("score", Linear(classes)))
    return Graph({"pair": (pair, "input"), "words": (words, "input")})


Ending = Callable[[Value, Callable[[], Network], Value], list[Part]]

HEADS: Mapping[str, Ending] = {
    "none": lambda d, words, classes: [],
    "pooler": lambda d, words, classes: pooler(d),
    "words": lambda d, words, classes: [("head", words())],
    "pretraining": lambda d, words, classes: [("head", both(d, words(), classes))],
    "real": lambda d, words, classes: [("transform", Linear(d)), ("activation", GELU()), ("score", Linear(1))],
    "whole": lambda d, words, classes: [*pooler(d), ("score", Linear(classes))],
    "choice": lambda d, words, classes: [*pooler(d), ("score", Linear(1))],
    "each": lambda d, words, classes: [("score", Linear(classes))],
}

_ENCODER = "An encoder that reads in both directions."
_BERT = Family("BERT", _ENCODER, "devlin2019", bert, {"V": 30522, "P": 512, "T": 2})
_ROBERTA = Family("RoBERTa", _ENCODER, "liu2019", bert, {"V": 50265, "P": 514, "T": 1})
_DISTILBERT = Family("DistilBERT", _ENCODER, "sanh2019", bert, {"V": 30522, "P": 512})
_ELECTRA = Family(
    "ELECTRA", "An encoder that tells words that were replaced.", "clark2020", bert, {"V": 30522, "P": 512, "T": 2}
)
_ALBERT = Family(
    "ALBERT", "An encoder whose layers are one.", "lan2020", albert, {"V": 30000, "P": 512, "T": 2, "w": 128}
)
NO_HEAD = {"head": "none"}

ARCHITECTURES = (
    _BERT.member("bert-tiny", d=128, L=2, h=2, f=512),
    _BERT.member("bert-mini", d=256, L=4, h=4, f=1024),
    _BERT.member("bert-small", d=512, L=4, h=8, f=2048),
    _BERT.member("bert-medium", d=512, L=8, h=8, f=2048),
    _BERT.member("bert-base-uncased", "BERT base", d=768, L=12, h=12, f=3072),
    _BERT.member("bert-base-cased", "BERT base, cased", V=28996, d=768, L=12, h=12, f=3072),
    _BERT.member("bert-large-uncased", "BERT large", d=1024, L=24, h=16, f=4096),
    _ROBERTA.member("roberta-base", "RoBERTa base", d=768, L=12, h=12, f=3072),
    _ROBERTA.member("roberta-large", "RoBERTa large", d=1024, L=24, h=16, f=4096),
    _ROBERTA.member("xlm-roberta-base", "XLM-RoBERTa base", V=250002, d=768, L=12, h=12, f=3072),
    _ROBERTA.member("xlm-roberta-large", "XLM-RoBERTa large", V=250002, d=1024, L=24, h=16, f=4096),
    _DISTILBERT.member("distilbert-base-uncased", "DistilBERT base", d=768, L=6, h=12, f=3072, options=NO_HEAD),
    _ELECTRA.member("electra-small-discriminator", "ELECTRA small", w=128, d=256, L=12, h=4, f=1024, options=NO_HEAD),
    _ELECTRA.member("electra-base-discriminator", "ELECTRA base", d=768, L=12, h=12, f=3072, options=NO_HEAD),
    _ELECTRA.member("electra-large-discriminator", "ELECTRA large", d=1024, L=24, h=16, f=4096, options=NO_HEAD),
    _ALBERT.member("albert-base-v2", "ALBERT base", d=768, L=12, h=12, f=3072),
    _ALBERT.member("albert-large-v2", "ALBERT large", d=1024, L=24, h=16, f=4096),
    _ALBERT.member("albert-xlarge-v2", "ALBERT xlarge", d=2048, L=24, h=16, f=8192),
    _ALBERT.member("albert-xxlarge-v2", "ALBERT xxlarge", d=4096, L=12, h=64, f=16384),
)
