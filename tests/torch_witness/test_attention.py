"""Multi-head attention against live torch: outputs, tensors by name, FLOPs forward and backward, refusals."""

from __future__ import annotations

import pytest
from hypothesis import given, note

from proof import cases
from strategies_networks import Several, attentions
from symcount.core.errors import InputError
from symcount.layers import MultiheadAttention
from torch_witness.inside import in_torch, torch_says, we_say
from torch_witness.twins import REFUSALS


@cases(usual=10, proof=150)
@given(attentions())
def test_attention_is_that_of_torch(one: Several) -> None:
    try:
        witness = torch_says(in_torch(one.name, one.settings, **one.told), one.inputs)
    except REFUSALS as refusal:
        note(f"torch refuses: {refusal}")
        with pytest.raises(InputError):
            we_say(MultiheadAttention(**one.settings), one.inputs)
        return
    assert we_say(MultiheadAttention(**one.settings), one.inputs) == witness


def test_one_input_attends_to_itself() -> None:
    layer = in_torch("MultiheadAttention", {"num_heads": 2}, embed_dim=6)
    witness = torch_says(layer, [(5, 6)], lambda x: layer(x, x, x))
    assert we_say(MultiheadAttention(6, num_heads=2), [(5, 6)]) == witness


def test_two_inputs_are_queries_and_what_they_look_at() -> None:
    layer = in_torch("MultiheadAttention", {"num_heads": 2}, embed_dim=6)
    witness = torch_says(layer, [(5, 6), (3, 6)], lambda x, y: layer(x, y, y))
    assert we_say(MultiheadAttention(6, num_heads=2), [(5, 6), (3, 6)]) == witness
