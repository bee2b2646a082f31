"""T5: an encoder and a decoder without biases, whose attention knows distances instead of positions."""

from __future__ import annotations

from typing import Any

from symcount.core.expression import Value
from symcount.core.layer import Layer
from symcount.layers import GELU, ReLU
from symcount.networks.composite import Network, Repeat, Sequential
from symcount.networks.graph import Graph
from symcount.networks.zoo.family import Family
from symcount.networks.zoo.seq2seq import Head, Parts, alone, ending, joined
from symcount.networks.zoo.stacking import looking_back
from symcount.networks.zoo.tokens import RelativePositionBias
from symcount.networks.zoo.transformer import TOKENS, around, attention, embedding, feed_forward, gated, rms_norm


def t5(
    *,
    V: Value,
    d: Value,
    L: Value,
    h: Value,
    d_k: Value,
    f: Value,
    B: Value,
    s: Value,
    t: Value = TOKENS,
    L_d: Value | None = None,
    gates: bool = False,
    activation: type[Layer] = ReLU,
    tied: bool = True,
    head: Head = "words",
    parts: Parts = "both",
    classes: Value = 2,
) -> Sequential:
    """No biases, normalizations without shifts, and B distances that attention tells apart."""

    def attend(*, memory: bool = False, cached: bool = True) -> Graph:
        return attention(
            d, h, head=d_k, bias=False, before=rms_norm, memory=memory, relative=not memory, cached=cached
        )  # fmt: skip

    def through() -> Network:
        return (gated if gates else feed_forward)(f, d, activation, bias=False, before=rms_norm)

    own = around(attend(cached=False))
    encoding = Graph({"attention": (own, "input", "bias"), "mlp": around(through())}, inputs=("input", "bias"))
    encoder = _stack(V, d, h, B, Repeat(L, ("", encoding)))
    last = ending(head, V, d, tied=tied, classes=classes)
    if parts == "encoder":
        return alone(encoder, "encoder", last, [(s,)])
    decoding = looking_back(attend(), attend(memory=True), through(), relative=True)
    decoder = _stack(V, d, h, B, Repeat(L if L_d is None else L_d, ("", decoding)), "memory")
    return joined(encoder, decoder, last, [(s,), (t,)])


def _stack(V: Value, d: Value, h: Value, B: Value, layers: Network, *memory: str) -> Graph:
    return Graph(
        {
            "tokens": (embedding(V, d), "input"),
            "distances": (RelativePositionBias(B, num_heads=h), "input"),
            "layers": (layers, "tokens", *memory, "distances"),
            "norm": (rms_norm(), "layers"),
        },
        inputs=("input", *memory),
    )


_NUMBERS = {"V": 32128, "d_k": 64, "B": 32, "t": TOKENS}
_T5 = Family("T5", "A model that reads a text and writes another.", "raffel2020", t5, _NUMBERS)
_V1_1 = Family(
    "T5 v1.1",
    "A model that reads a text and writes another, with gates and a head of its own.",
    "raffel2020",
    t5,
    _NUMBERS,
)
_FLAN = Family(
    "Flan-T5",
    "T5 with gates, trained on instructions; as transformers 5 builds it of its config, with one table for words and "
    "head (checkpoints keep a head of their own, as in T5 v1.1).",
    "chung2024",
    t5,
    _NUMBERS,
)
GATES: dict[str, Any] = {"gates": True, "activation": GELU}
UNTIED: dict[str, Any] = {**GATES, "tied": False}

ARCHITECTURES = (
    _T5.member("t5-small", "T5 small", d=512, L=6, h=8, f=2048),
    _T5.member("t5-base", "T5 base", d=768, L=12, h=12, f=3072),
    _T5.member("t5-large", "T5 large", d=1024, L=24, h=16, f=4096),
    _T5.member("t5-3b", "T5 3B", d=1024, L=24, h=32, d_k=128, f=16384),
    _T5.member("t5-11b", "T5 11B", d=1024, L=24, h=128, d_k=128, f=65536),
    _FLAN.member("flan-t5-small", "Flan-T5 small", d=512, L=8, h=6, f=1024, options=GATES),
    _FLAN.member("flan-t5-base", "Flan-T5 base", d=768, L=12, h=12, f=2048, options=GATES),
    _FLAN.member("flan-t5-large", "Flan-T5 large", d=1024, L=24, h=16, f=2816, options=GATES),
    _FLAN.member("flan-t5-xl", "Flan-T5 XL", d=2048, L=24, h=32, f=5120, options=GATES),
    _FLAN.member("flan-t5-xxl", "Flan-T5 XXL", d=4096, L=24, h=64, f=10240, options=GATES),
    _V1_1.member("t5-v1.1-small", "T5 v1.1 small", d=512, L=8, h=6, f=1024, options=UNTIED),
    _V1_1.member("t5-v1.1-base", "T5 v1.1 base", d=768, L=12, h=12, f=2048, options=UNTIED),
    _V1_1.member("t5-v1.1-large", "T5 v1.1 large", d=1024, L=24, h=16, f=2816, options=UNTIED),
    _V1_1.member("t5-v1.1-xl", "T5 v1.1 XL", d=2048, L=24, h=32, f=5120, options=UNTIED),
    _V1_1.member("t5-v1.1-xxl", "T5 v1.1 XXL", d=4096, L=24, h=64, f=10240, options=UNTIED),
)
