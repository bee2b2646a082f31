"""Random layers of several inputs or outputs, and layers that are networks inside, each with its inputs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from strategies_calls import Draw, one_to, some_of
from symcount.layers import LayerNorm
from symcount.networks.blocks import TransformerDecoderLayer, TransformerEncoderLayer

Shape = tuple[int, ...]
PAIRS = ["CosineSimilarity", "PairwiseDistance", "Bilinear"]
STEPS = ["RNNCell", "GRUCell", "LSTMCell"]
RECURRENT = ["GRU", "LSTM", "RNN"]
TRANSFORMER_LAYERS = ["TransformerDecoderLayer", "TransformerEncoderLayer"]


@dataclass(frozen=True)
class Several:
    """A layer as a person writes it, the shapes of its inputs, and what torch must be told beside."""

    name: str
    settings: Mapping[str, Any]
    inputs: tuple[Shape, ...]
    told: Mapping[str, int]


@st.composite
def pairs(draw: Draw, name: str) -> Several:
    """Two inputs of one shape, or of shapes that differ in one dimension, which may be 1 and fit any other."""
    one = draw(st.lists(st.integers(2, 5), min_size=1, max_size=3).map(tuple))
    at = draw(st.integers(0, len(one) - 1))
    other = (*one[:at], draw(st.sampled_from([one[at], one[at], one[at] + 1, 1])), *one[at + 1 :])
    chosen: dict[str, Any] = {
        "CosineSimilarity": some_of(dim=st.sampled_from([-1, *range(1, len(one) + 2)])),
        "PairwiseDistance": some_of(p=st.just(1.0), keepdim=st.booleans()),
        "Bilinear": st.fixed_dictionaries({"out_features": one_to(5)}, optional={"bias": st.booleans()}),
    }
    told = {"in1_features": one[-1], "in2_features": other[-1]} if name == "Bilinear" else {}
    return Several(name, draw(chosen[name]), (one, other), told)


@st.composite
def steps(draw: Draw, name: str) -> Several:
    """A recurrent cell, its state given, missing, or of another size."""
    inputs, hidden = draw(one_to(6)), draw(one_to(6))
    state = (hidden + draw(st.sampled_from([0, 0, 1])),)
    states = (state,) * (2 if name == "LSTMCell" else 1) if draw(st.booleans()) else ()
    chosen = {"hidden_size": hidden, **draw(some_of(bias=st.booleans()))}
    return Several(name, chosen, ((inputs,), *states), {"input_size": inputs})


@st.composite
def bags(draw: Draw) -> Several:
    """Bags of words with the places at which they begin."""
    chosen = {
        "num_embeddings": draw(one_to(9)), "embedding_dim": draw(one_to(5)),
        **draw(some_of(include_last_offset=st.booleans(), mode=st.sampled_from(["sum", "max"]))),
    }  # fmt: skip
    return Several("EmbeddingBag", chosen, ((draw(one_to(7)),), (draw(st.integers(2, 5)),)), {})


@st.composite
def losses(draw: Draw) -> Several:
    """Examples with the classes that are right, or with a probability for every class, fitting or not."""
    several, classes, features = draw(st.lists(one_to(3), max_size=2).map(tuple)), draw(one_to(5)), draw(one_to(6))
    chosen = draw(some_of(bias=st.booleans(), reduction=st.sampled_from(["mean", "none", "sum", "median"])))
    if several:
        chosen["out_features"] = several
    target = draw(st.sampled_from([several, several, (classes, *several), (*several, 7)]))
    return Several(
        "LinearCrossEntropyLoss", {"num_classes": classes, **chosen}, ((features,), target), {"in_features": features}
    )


@st.composite
def attentions(draw: Draw) -> Several:
    """Queries, keys and values, which fit or do not."""
    width, tokens, sources = draw(one_to(8)), draw(one_to(5)), draw(one_to(5))
    keys, values = draw(st.sampled_from([(width, width), (draw(one_to(9)), draw(one_to(9)))]))
    apart = draw(st.sampled_from([0, 0, 0, 0, 1]))
    chosen = some_of(bias=st.booleans(), add_bias_kv=st.booleans(), add_zero_attn=st.booleans())
    return Several(
        "MultiheadAttention", {"num_heads": draw(one_to(4)), **draw(chosen)},
        ((tokens, width), (sources, keys), (sources + apart, values)),
        {"embed_dim": width, "kdim": keys, "vdim": values},
    )  # fmt: skip


@st.composite
def recurrences(draw: Draw, name: str) -> Several:
    """A recurrent network; its first layer differs from the others, so that none stand together."""
    hidden = draw(one_to(5))
    chosen = draw(some_of(num_layers=one_to(3), bias=st.booleans(), bidirectional=st.booleans()))
    if name == "LSTM":
        chosen |= draw(some_of(proj_size=st.integers(0, 5)))
    if name == "RNN":
        chosen |= draw(some_of(nonlinearity=st.just("relu")))
    given = chosen.get("proj_size") or hidden
    directions = 2 if chosen.get("bidirectional") else 1
    features = draw(st.integers(1, 9).filter(lambda n: n != given * directions))
    return Several(name, {"hidden_size": hidden, **chosen}, ((draw(one_to(4)), features),), {"input_size": features})


@st.composite
def transformers(draw: Draw, name: str) -> Several:
    """A transformer layer, or both stacks of them, with tokens that fit or do not."""
    width = draw(one_to(8))
    chosen = draw(
        some_of(
            dim_feedforward=one_to(6), bias=st.booleans(), norm_first=st.booleans(),
            activation=st.sampled_from(["relu", "gelu", "tanh"]), layer_norm_eps=st.just(1e-3),
        )
    )  # fmt: skip
    if name == "Transformer":
        chosen |= {"num_encoder_layers": draw(one_to(3)), "num_decoder_layers": draw(one_to(3))}
    other = width + draw(st.sampled_from([0, 0, 0, 1]))
    inputs = ((draw(one_to(4)), width), (draw(one_to(4)), other))
    return Several(
        name,
        {"nhead": draw(one_to(3)), **chosen},
        inputs[: 1 if name == "TransformerEncoderLayer" else 2],
        {"d_model": width},
    )


@st.composite
def stacks(draw: Draw, name: str) -> Several:
    """Transformer layers one behind the other, with or without a normalization at the end."""
    inner = draw(transformers(f"{name}Layer"))
    kind = {"TransformerEncoder": TransformerEncoderLayer, "TransformerDecoder": TransformerDecoderLayer}[name]
    layer = "encoder_layer" if name == "TransformerEncoder" else "decoder_layer"
    norm = draw(st.sampled_from([None, LayerNorm()]))
    return Several(name, {layer: kind(**inner.settings), "num_layers": draw(one_to(3)), "norm": norm}, inner.inputs, {})


@st.composite
def adaptive_softmaxes(draw: Draw) -> Several:
    """A head and clusters, of classes in order or not, that have numbers left or none."""
    chosen = some_of(div_value=st.sampled_from([1.0, 1.1, 1.5, 2.0, 2.7]), head_bias=st.booleans())
    cutoffs = draw(st.lists(one_to(12), min_size=1, max_size=3).map(tuple))
    features = draw(st.integers(4, 20))
    settings = {"n_classes": draw(st.integers(2, 14)), "cutoffs": cutoffs, **draw(chosen)}
    return Several("AdaptiveLogSoftmaxWithLoss", settings, ((features,), ()), {"in_features": features})


NETWORKS: Mapping[str, st.SearchStrategy[Several]] = {
    **{name: pairs(name) for name in PAIRS},
    **{name: steps(name) for name in STEPS},
    **{name: recurrences(name) for name in RECURRENT},
    **{name: transformers(name) for name in (*TRANSFORMER_LAYERS, "Transformer")},
    **{name: stacks(name) for name in ("TransformerDecoder", "TransformerEncoder")},
    "EmbeddingBag": bags(),
    "LinearCrossEntropyLoss": losses(),
    "MultiheadAttention": attentions(),
    "AdaptiveLogSoftmaxWithLoss": adaptive_softmaxes(),
}
