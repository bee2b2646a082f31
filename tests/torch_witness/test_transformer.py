"""Transformers and the adaptive softmax against live torch: outputs, tensors by name, FLOPs both ways, refusals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, note, strategies as st

from proof import cases
from strategies_calls import one_to, some_of
from symcount import params
from symcount.core.errors import InputError
from symcount.core.layer import Layer
from symcount.core.sizes import sizes
from symcount.layers import LayerNorm
from symcount.networks.blocks import (
    AdaptiveLogSoftmaxWithLoss,
    Transformer,
    TransformerDecoder,
    TransformerDecoderLayer,
    TransformerEncoder,
    TransformerEncoderLayer,
)
from torch_witness.inside import Shape, in_torch, torch_says, we_say
from torch_witness.twins import REFUSALS, torch

# Torch tells encoders whose batch does not come first that they could be quicker.
pytestmark = [
    pytest.mark.filterwarnings("ignore:enable_nested_tensor is True"),
    pytest.mark.filterwarnings("ignore:Initializing zero-element tensors"),  # of clusters that have no numbers left
]
Draw = Any
TRANSFORMERS = [
    "AdaptiveLogSoftmaxWithLoss", "Transformer", "TransformerDecoder", "TransformerDecoderLayer", "TransformerEncoder",
    "TransformerEncoderLayer",
]  # fmt: skip
LAYERS = {"TransformerEncoderLayer": TransformerEncoderLayer, "TransformerDecoderLayer": TransformerDecoderLayer}


@st.composite
def calls(draw: Draw) -> tuple[dict[str, Any], int, Shape, Shape]:
    """Settings of a transformer layer, its width, and the shapes of two inputs, which fit or do not."""
    width = draw(one_to(8))
    chosen = draw(
        some_of(
            dim_feedforward=one_to(6), bias=st.booleans(), norm_first=st.booleans(),
            activation=st.sampled_from(["relu", "gelu", "tanh"]), layer_norm_eps=st.just(1e-3),
        )
    )  # fmt: skip
    other = width + draw(st.sampled_from([0, 0, 0, 1]))
    return {"nhead": draw(one_to(3)), **chosen}, width, (draw(one_to(4)), width), (draw(one_to(4)), other)


def alike(ours: Layer, chosen: Any, inputs: Sequence[Shape]) -> None:
    """What torch refuses, we refuse; else both say the same. `chosen` makes torch's layer."""
    try:
        witness = torch_says(chosen(), inputs)
    except REFUSALS as refusal:
        note(f"torch refuses: {refusal}")
        with pytest.raises(InputError):
            we_say(ours, inputs)
        return
    assert we_say(ours, inputs) == witness


@cases(usual=8, proof=100)
@given(st.sampled_from(sorted(LAYERS)), calls())
def test_a_layer_is_that_of_torch(name: str, drawn: tuple[dict[str, Any], int, Shape, Shape]) -> None:
    chosen, width, first, second = drawn
    inputs = (first,) if name == "TransformerEncoderLayer" else (first, second)
    alike(LAYERS[name](**chosen), lambda: in_torch(name, {"dropout": 0.0, **chosen}, d_model=width), inputs)


@cases(usual=3, proof=30)
@given(calls(), one_to(3), one_to(3))
def test_encoder_and_decoder_are_those_of_torch(
    drawn: tuple[dict[str, Any], int, Shape, Shape], a: int, b: int
) -> None:
    chosen, width, first, second = drawn
    depths = {"num_encoder_layers": a, "num_decoder_layers": b}
    told = {"dropout": 0.0, **chosen, **depths}
    alike(Transformer(**chosen, **depths), lambda: in_torch("Transformer", told, d_model=width), (first, second))


@pytest.mark.parametrize("normed", [False, True])
@pytest.mark.parametrize("depth", [1, 3])
def test_stacks_are_those_of_torch(depth: int, normed: bool) -> None:
    chosen = {"nhead": 2, "dim_feedforward": 5}
    norm = LayerNorm() if normed else None
    nn = torch.nn
    for inputs, ours, theirs, inner in (
        (
            [(5, 4)],
            TransformerEncoder(TransformerEncoderLayer(**chosen), num_layers=depth, norm=norm),
            nn.TransformerEncoder,
            nn.TransformerEncoderLayer,
        ),
        (
            [(5, 4), (3, 4)],
            TransformerDecoder(TransformerDecoderLayer(**chosen), num_layers=depth, norm=norm),
            nn.TransformerDecoder,
            nn.TransformerDecoderLayer,
        ),
    ):
        layer = theirs(inner(4, dropout=0.0, **chosen), depth, norm=nn.LayerNorm(4) if normed else None)
        assert we_say(ours, inputs) == torch_says(layer, inputs)


def test_the_layers_that_stand_in_for_torchs_own_are_used() -> None:
    encoder = TransformerEncoder(TransformerEncoderLayer(nhead=1, dim_feedforward=3), num_layers=2)
    ours = Transformer(nhead=2, custom_encoder=encoder, num_decoder_layers=1, dim_feedforward=5)
    nn = torch.nn
    custom = nn.TransformerEncoder(nn.TransformerEncoderLayer(4, 1, 3, dropout=0.0), 2)
    layer = nn.Transformer(4, 2, custom_encoder=custom, num_decoder_layers=1, dim_feedforward=5, dropout=0.0)
    inputs = [(3, 4), (2, 4)]
    assert we_say(ours, inputs) == torch_says(layer, inputs)


def test_symbolic_transformers_count_those_of_torch() -> None:
    d, F, L, M, s, t = sizes("d F L M s t")
    net = Transformer(nhead=2, num_encoder_layers=L, num_decoder_layers=M, dim_feedforward=F)
    formula = params(net, inputs=[(s, d), (t, d)])
    for numbers in ({"d": 4, "F": 3, "L": 1, "M": 2}, {"d": 6, "F": 8, "L": 3, "M": 1}):
        layer = torch.nn.Transformer(numbers["d"], 2, numbers["L"], numbers["M"], numbers["F"])
        assert formula.at(numbers) == sum(one.numel() for one in layer.parameters())


@cases(usual=12, proof=100)
@given(
    st.lists(st.integers(1, 12), min_size=1, max_size=3), st.integers(2, 14), st.integers(4, 20),
    some_of(div_value=st.sampled_from([1.0, 1.1, 1.5, 2.0, 2.7]), head_bias=st.booleans()),
)  # fmt: skip
def test_the_adaptive_softmax_has_the_tensors_of_torch(
    cutoffs: list[int], classes: int, features: int, chosen: dict[str, Any]
) -> None:
    """Torch makes layers without outputs where a cluster has no numbers left: we refuse them."""
    ours = AdaptiveLogSoftmaxWithLoss(classes, cutoffs=cutoffs, **chosen)
    try:
        layer = torch.nn.AdaptiveLogSoftmaxWithLoss(features, classes, cutoffs, **chosen)
    except REFUSALS:
        with pytest.raises(InputError):
            we_say(ours, [(features,)])
        return
    theirs = {name: tuple(one.shape) for name, one in layer.named_parameters()}
    if any(0 in shape for shape in theirs.values()):
        with pytest.raises(InputError):
            we_say(ours, [(features,)])
        return
    made = layer(torch.zeros(features), torch.zeros((), dtype=torch.long))
    told = we_say(ours, [(features,), ()])
    assert dict(told.tensors.keys()) == theirs
    assert told.outputs == tuple(tuple(part.shape) for part in made)
    # Torch computes only the clusters of the classes that are asked for in a batch; we count them all.
    assert told.forward == 2 * sum(a * b for a, b in (shape for shape in theirs.values() if len(shape) == 2))


def test_all_clusters_count_although_torch_computes_those_that_are_asked_for() -> None:
    """On purpose: which classes a batch asks for is data, no size. With one class of every cluster in the batch,
    torch has computed the head for each and every cluster once."""
    from torch.utils.flop_counter import FlopCounterMode

    layer = torch.nn.AdaptiveLogSoftmaxWithLoss(24, 60, [10, 20, 40], div_value=2.0, head_bias=True)
    asked = torch.tensor([0, 10, 20, 40])
    counter = FlopCounterMode(display=False)
    with counter, torch.no_grad():
        layer(torch.zeros(4, 24), asked)
    head = 2 * 24 * (10 + 3)
    ours = AdaptiveLogSoftmaxWithLoss(60, cutoffs=(10, 20, 40), div_value=2.0, head_bias=True)
    assert we_say(ours, [(24,), ()]).forward == counter.get_total_flops() - 3 * head
