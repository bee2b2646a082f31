"""Whisper: an encoder of a sound, and a decoder that writes down what is said in it."""

from __future__ import annotations

from symcount.core.expression import Value
from symcount.layers import GELU, Conv1d, LayerNorm, Linear
from symcount.networks.composite import Frozen, Network, Repeat, Residual, Sequential
from symcount.networks.graph import Graph
from symcount.networks.zoo.family import Family
from symcount.networks.zoo.seq2seq import Head, Parts, alone, ending, joined
from symcount.networks.zoo.stacking import layer, looking_back, stack
from symcount.networks.zoo.tokens import LayerMix, MeanToken, PositionEmbedding, Transpose
from symcount.networks.zoo.transformer import TOKENS, attention, embedding, feed_forward, layer_norm


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
    p: Value = 256,
    L_d: Value | None = None,
    h_d: Value | None = None,
    f_d: Value | None = None,
    tied: bool = True,
    head: Head = "words",
    parts: Parts = "both",
    classes: Value = 2,
    mixed: bool = False,
) -> Sequential:
    """From M frequencies at 2*A moments of a sound to s words: two convolutions, then keys without biases.

    The encoder alone tells the classes of a sound, from p numbers of every position; what it reads there is
    the last layer, or all of them `mixed`.
    """
    norm = layer_norm()
    heads, inner = h if h_d is None else h_d, f if f_d is None else f_d

    def attend(many: Value, *, memory: bool = False, cached: bool = True) -> Graph:
        return attention(d, many, key_bias=False, before=norm, memory=memory, cached=cached)

    heard = Sequential(
        ("conv1", Conv1d(d, kernel_size=3, padding=1)), ("activation1", GELU()),
        ("conv2", Conv1d(d, kernel_size=3, stride=2, padding=1)), ("activation2", GELU()), ("steps", Transpose()),
        ("positions", Residual(("", Frozen(("", PositionEmbedding(A)))))),
    )  # fmt: skip
    encoding = layer(attend(h, cached=False), feed_forward(f, d, GELU, before=norm), norm, "before")
    encoder = stack(heard, Repeat(L, *encoding), [("norm", LayerNorm())])
    if parts == "encoder":
        return alone(encoder, "encoder", _sound(L, p, classes, mixed), [(M, 2 * A)])
    words = Sequential(("tokens", embedding(V, d)), ("positions", Residual(("", PositionEmbedding(P)))))
    decoding = looking_back(attend(heads), attend(heads, memory=True), feed_forward(inner, d, GELU, before=norm))
    decoder = stack(words, Repeat(L if L_d is None else L_d, ("", decoding)), [("norm", LayerNorm())], "memory")
    last = ending(head, V, d, tied=tied, classes=classes)
    if parts == "decoder":
        return alone(decoder, "decoder", last, [(s,), (A, d)])
    return joined(encoder, decoder, last, [(M, 2 * A), (s,)])


def _sound(L: Value, p: Value, classes: Value, mixed: bool) -> Network:
    """The classes of a sound."""
    all_layers = [("mix", LayerMix(L + 1))] if mixed else []
    return Sequential(*all_layers, ("projector", Linear(p)), ("mean", MeanToken()), ("score", Linear(classes)))


_WHISPER = Family("Whisper", "A model that writes down what is said.", "radford2023", whisper, {"A": 1500, "P": 448})

ARCHITECTURES = (
    _WHISPER.member("whisper-tiny", V=51865, M=80, d=384, L=4, h=6, f=1536),
    _WHISPER.member("whisper-base", V=51865, M=80, d=512, L=6, h=8, f=2048),
    _WHISPER.member("whisper-small", V=51865, M=80, d=768, L=12, h=12, f=3072),
    _WHISPER.member("whisper-medium", V=51865, M=80, d=1024, L=24, h=16, f=4096),
    _WHISPER.member("whisper-large-v2", V=51865, M=80, d=1280, L=32, h=20, f=5120),
    _WHISPER.member("whisper-large-v3", V=51866, M=128, d=1280, L=32, h=20, f=5120),
)
