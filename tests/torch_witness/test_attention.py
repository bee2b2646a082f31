"""Multi-head attention against live torch: outputs, tensors by name, FLOPs forward and backward, refusals."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, note, strategies as st

from proof import cases
from strategies_calls import one_to, some_of
from symcount.core.errors import InputError
from symcount.layers import MultiheadAttention
from torch_witness.inside import Shape, in_torch, torch_says, we_say
from torch_witness.twins import REFUSALS

Draw = Any
ATTENTION = ["MultiheadAttention"]


@st.composite
def attentions(draw: Draw) -> tuple[dict[str, Any], tuple[Shape, ...]]:
    """Settings, and the shapes of queries, keys and values, which fit or do not."""
    width, tokens, sources = draw(one_to(8)), draw(one_to(5)), draw(one_to(5))
    keys, values = draw(st.sampled_from([(width, width), (draw(one_to(9)), draw(one_to(9)))]))
    apart = draw(st.sampled_from([0, 0, 0, 0, 1]))
    chosen = some_of(bias=st.booleans(), add_bias_kv=st.booleans(), add_zero_attn=st.booleans())
    return {"num_heads": draw(one_to(4)), **draw(chosen)}, ((tokens, width), (sources, keys), (sources + apart, values))


@cases(usual=15, proof=150)
@given(attentions())
def test_attention_is_that_of_torch(drawn: tuple[dict[str, Any], tuple[Shape, ...]]) -> None:
    chosen, inputs = drawn
    (_, width), (_, keys), (_, values) = inputs
    try:
        witness = torch_says(in_torch("MultiheadAttention", chosen, embed_dim=width, kdim=keys, vdim=values), inputs)
    except REFUSALS as refusal:
        note(f"torch refuses: {refusal}")
        with pytest.raises(InputError):
            we_say(MultiheadAttention(**chosen), inputs)
        return
    assert we_say(MultiheadAttention(**chosen), inputs) == witness


def test_one_input_attends_to_itself() -> None:
    layer = in_torch("MultiheadAttention", {"num_heads": 2}, embed_dim=6)
    witness = torch_says(layer, [(5, 6)], lambda x: layer(x, x, x))
    assert we_say(MultiheadAttention(6, num_heads=2), [(5, 6)]) == witness


def test_two_inputs_are_queries_and_what_they_look_at() -> None:
    layer = in_torch("MultiheadAttention", {"num_heads": 2}, embed_dim=6)
    witness = torch_says(layer, [(5, 6), (3, 6)], lambda x, y: layer(x, y, y))
    assert we_say(MultiheadAttention(6, num_heads=2), [(5, 6), (3, 6)]) == witness
