"""Transformers and the adaptive softmax against live torch: outputs, tensors by name, FLOPs both ways, refusals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, note, strategies as st

from proof import cases
from strategies_networks import TRANSFORMER_LAYERS, Several, adaptive_softmaxes, transformers
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
LAYERS = {"TransformerEncoderLayer": TransformerEncoderLayer, "TransformerDecoderLayer": TransformerDecoderLayer}


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
@given(st.sampled_from(TRANSFORMER_LAYERS).flatmap(transformers))
def test_a_layer_is_that_of_torch(one: Several) -> None:
    alike(
        LAYERS[one.name](**one.settings),
        lambda: in_torch(one.name, {"dropout": 0.0, **one.settings}, **one.told),
        one.inputs,
    )


@cases(usual=3, proof=30)
@given(transformers("Transformer"))
def test_encoder_and_decoder_are_those_of_torch(one: Several) -> None:
    alike(
        Transformer(**one.settings),
        lambda: in_torch(one.name, {"dropout": 0.0, **one.settings}, **one.told),
        one.inputs,
    )


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
@given(adaptive_softmaxes())
def test_the_adaptive_softmax_has_the_tensors_of_torch(one: Several) -> None:
    """Torch makes layers without outputs where a cluster has no numbers left: we refuse them."""
    ours, ((features,), _) = AdaptiveLogSoftmaxWithLoss(**one.settings), one.inputs
    try:
        layer = torch.nn.AdaptiveLogSoftmaxWithLoss(**one.told, **one.settings)
    except REFUSALS:
        with pytest.raises(InputError):
            we_say(ours, [(features,)])
        return
    theirs = {name: tuple(tensor.shape) for name, tensor in layer.named_parameters()}
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
