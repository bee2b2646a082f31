"""Encoders with decoders that look back at them: T5, BART and Whisper."""

from __future__ import annotations

from typing import Any

from symcount.core.expression import Value
from symcount.core.layer import Layer
from symcount.layers import GELU, Conv1d, LayerNorm, ReLU
from symcount.networks.composite import Frozen, Network, Repeat, Residual, Sequential
from symcount.networks.graph import Graph
from symcount.networks.zoo.decoder import layer
from symcount.networks.zoo.family import Family
from symcount.networks.zoo.tokens import PositionEmbedding, RelativePositionBias, Transpose
from symcount.networks.zoo.transformer import (
    TOKENS,
    Norm,
    Part,
    around,
    attention,
    embedding,
    feed_forward,
    gated,
    layer_norm,
    rms_norm,
    vocabulary_head,
)


def looking_back(
    own: Network, back: Network, through: Network, after: Norm | None = None, *, relative: bool = False
) -> Graph:
    """A layer of a decoder: attention to its own tokens, to those of the encoder (memory), and hidden units."""
    extra = ("bias",) if relative else ()
    return Graph(
        {
            "attention": (around(own, after), "input", *extra),
            "cross": (around(back, after), "attention", "memory"),
            "mlp": (around(through, after), "cross"),
        },
        inputs=("input", "memory", *extra),
    )


def joined(encoder: Network, decoder: Network, head: Network | None, inputs: list[tuple[Value, ...]]) -> Sequential:
    """An encoder of the first input, a decoder of the second that looks back at it, and a head."""
    nodes: dict[str, object] = {"encoder": (encoder, "source"), "decoder": (decoder, "target", "encoder")}
    if head is not None:
        nodes["head"] = head
    return Sequential(("", Graph(nodes, inputs=("source", "target"))), inputs=inputs)


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
    head: bool = True,
    decoder: bool = True,
) -> Sequential:
    """No biases, normalizations without shifts, and B distances that attention tells apart."""

    def attend(*, memory: bool = False, relative: bool = False) -> Graph:
        return attention(d, h, head=d_k, bias=False, before=rms_norm, memory=memory, relative=relative)

    def through() -> Network:
        return (gated if gates else feed_forward)(f, d, activation, bias=False, before=rms_norm)

    own = around(attend(relative=True))
    encoding = Graph({"attention": (own, "input", "bias"), "mlp": around(through())}, inputs=("input", "bias"))
    decoding = looking_back(attend(relative=True), attend(memory=True), through(), relative=True)
    encoder = _stack_t5(V, d, h, B, Repeat(L, ("", encoding)))
    if not decoder:
        return Sequential(("encoder", encoder), input=(s,))
    last = vocabulary_head(V, tied=tied) if head else None
    return joined(
        encoder, _stack_t5(V, d, h, B, Repeat(L if L_d is None else L_d, ("", decoding)), "memory"), last, [(s,), (t,)]
    )


def _stack_t5(V: Value, d: Value, h: Value, B: Value, layers: Network, *memory: str) -> Graph:
    return Graph(
        {
            "tokens": (embedding(V, d), "input"),
            "distances": (RelativePositionBias(B, num_heads=h), "input"),
            "layers": (layers, "tokens", *memory, "distances"),
            "norm": (rms_norm(), "layers"),
        },
        inputs=("input", *memory),
    )


def _stack(embedded: Network, layers: Network, ending: list[Part], *memory: str) -> Graph:
    last = dict(ending)
    return Graph(
        {"embedded": (embedded, "input"), "layers": (layers, "embedded", *memory), **last}, inputs=("input", *memory)
    )


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
    head: bool = True,
) -> Sequential:
    """Normalizations behind attention and hidden units; each table of positions has two more rows than positions."""
    norm = layer_norm()
    heads, inner = h if h_d is None else h_d, f if f_d is None else f_d
    encoding = layer(attention(d, h), feed_forward(f, d, GELU), norm, "after")
    decoding = looking_back(attention(d, heads), attention(d, heads, memory=True), feed_forward(inner, d, GELU), norm)

    def words() -> Network:
        positions = Residual(("", PositionEmbedding(P + 2)))
        return Sequential(("tokens", embedding(V, d)), ("positions", positions), ("norm", LayerNorm()))

    return joined(
        _stack(words(), Repeat(L, *encoding), []),
        _stack(words(), Repeat(L if L_d is None else L_d, ("", decoding)), [], "memory"),
        vocabulary_head(V, tied=tied) if head else None,
        [(s,), (t,)],
    )


def whisper(
    *,
    V: Value,
    M: Value,
    A: Value,
    P: Value,
    d: Value,
    L: Value,
    h: Value,
    f: Value,
    s: Value = TOKENS,
    L_d: Value | None = None,
    h_d: Value | None = None,
    f_d: Value | None = None,
    tied: bool = True,
    head: bool = True,
) -> Sequential:
    """From M frequencies at 2*A moments of a sound to s words: two convolutions, then keys without biases."""
    norm = layer_norm()
    heads, inner = h if h_d is None else h_d, f if f_d is None else f_d

    def attend(many: Value, *, memory: bool = False) -> Graph:
        return attention(d, many, key_bias=False, before=norm, memory=memory)

    heard = Sequential(
        ("conv1", Conv1d(d, kernel_size=3, padding=1)), ("activation1", GELU()),
        ("conv2", Conv1d(d, kernel_size=3, stride=2, padding=1)), ("activation2", GELU()), ("steps", Transpose()),
        ("positions", Residual(("", Frozen(("", PositionEmbedding(A)))))),
    )  # fmt: skip
    words = Sequential(("tokens", embedding(V, d)), ("positions", Residual(("", PositionEmbedding(P)))))
    encoding = layer(attend(h), feed_forward(f, d, GELU, before=norm), norm, "before")
    decoding = looking_back(attend(heads), attend(heads, memory=True), feed_forward(inner, d, GELU, before=norm))
    return joined(
        _stack(heard, Repeat(L, *encoding), [("norm", LayerNorm())]),
        _stack(words, Repeat(L if L_d is None else L_d, ("", decoding)), [("norm", LayerNorm())], "memory"),
        vocabulary_head(V, tied=tied) if head else None,
        [(M, 2 * A), (s,)],
    )


_T5 = Family(
    "T5",
    "A model that reads a text and writes another.",
    "raffel2020",
    t5,
    {"V": 32128, "d_k": 64, "B": 32, "t": TOKENS},
)
_BART = Family(
    "BART",
    "A model that reads a damaged text and writes it anew.",
    "lewis2020",
    bart,
    {"V": 50265, "P": 1024, "t": TOKENS},
)
_WHISPER = Family("Whisper", "A model that writes down what is said.", "radford2023", whisper, {"A": 1500, "P": 448})
NO_HEAD: dict[str, Any] = {"head": False}
V1_1: dict[str, Any] = {"gates": True, "activation": GELU, "tied": False}

ARCHITECTURES = (
    _T5.member("t5-small", "T5 small", d=512, L=6, h=8, f=2048),
    _T5.member("t5-base", "T5 base", d=768, L=12, h=12, f=3072),
    _T5.member("t5-large", "T5 large", d=1024, L=24, h=16, f=4096),
    _T5.member("t5-3b", "T5 3B", d=1024, L=24, h=32, d_k=128, f=16384),
    _T5.member("t5-11b", "T5 11B", d=1024, L=24, h=128, d_k=128, f=65536),
    _T5.member("flan-t5-small", "Flan-T5 small", d=512, L=8, h=6, f=1024, options=V1_1),
    _T5.member("flan-t5-base", "Flan-T5 base", d=768, L=12, h=12, f=2048, options=V1_1),
    _T5.member("flan-t5-large", "Flan-T5 large", d=1024, L=24, h=16, f=2816, options=V1_1),
    _T5.member("flan-t5-xl", "Flan-T5 XL", d=2048, L=24, h=32, f=5120, options=V1_1),
    _T5.member("flan-t5-xxl", "Flan-T5 XXL", d=4096, L=24, h=64, f=10240, options=V1_1),
    _BART.member("bart-base", "BART base", d=768, L=6, h=12, f=3072, options=NO_HEAD),
    _BART.member("bart-large", "BART large", d=1024, L=12, h=16, f=4096, options=NO_HEAD),
    _WHISPER.member("whisper-tiny", V=51865, M=80, d=384, L=4, h=6, f=1536),
    _WHISPER.member("whisper-base", V=51865, M=80, d=512, L=6, h=8, f=2048),
    _WHISPER.member("whisper-small", V=51865, M=80, d=768, L=12, h=12, f=3072),
    _WHISPER.member("whisper-medium", V=51865, M=80, d=1024, L=24, h=16, f=4096),
    _WHISPER.member("whisper-large-v2", V=51865, M=80, d=1280, L=32, h=20, f=5120),
    _WHISPER.member("whisper-large-v3", V=51866, M=128, d=1280, L=32, h=20, f=5120),
)
