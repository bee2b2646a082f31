"""Layers of several inputs or outputs against live torch: shapes, tensors by name, and what both refuse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, note, settings, strategies as st

import symcount.layers as layers
from strategies_calls import Draw, one_to, some_of
from symcount.core.errors import InputError
from symcount.core.ready import many_values
from torch_witness.twins import BATCH, REFUSALS, torch

Shape = tuple[int, ...]


@dataclass(frozen=True)
class Several:
    """A layer as a person writes it, the shapes of its inputs, and what torch must be told beside."""

    name: str
    settings: Mapping[str, Any]
    inputs: tuple[Shape, ...]
    told: Mapping[str, int]


@st.composite
def pairs(draw: Draw) -> Several:
    """Two inputs of one shape, or of shapes that differ in one dimension (1 would fit any other in torch)."""
    name = draw(st.sampled_from(["CosineSimilarity", "PairwiseDistance", "Bilinear"]))
    one = draw(st.lists(st.integers(2, 5), min_size=1, max_size=3).map(tuple))
    at = draw(st.integers(0, len(one) - 1))
    other = (*one[:at], one[at] + draw(st.sampled_from([0, 0, 1])), *one[at + 1 :])
    chosen: dict[str, Any] = {
        "CosineSimilarity": some_of(dim=st.sampled_from([-1, *range(1, len(one) + 2)])),
        "PairwiseDistance": some_of(p=st.just(1.0), keepdim=st.booleans()),
        "Bilinear": st.fixed_dictionaries({"out_features": one_to(5)}, optional={"bias": st.booleans()}),
    }
    told = {"in1_features": one[-1], "in2_features": other[-1]} if name == "Bilinear" else {}
    return Several(name, draw(chosen[name]), (one, other), told)


@st.composite
def steps(draw: Draw) -> Several:
    """A recurrent cell, its state given, missing, or of another size."""
    name = draw(st.sampled_from(["RNNCell", "GRUCell", "LSTMCell"]))
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


def torch_says(one: Several) -> tuple[Any, dict[str, Shape]]:
    """The shapes of all outputs without their batch, and the learned tensors."""
    layer = getattr(torch.nn, one.name)(**one.told, **one.settings).eval()
    if one.name == "EmbeddingBag":
        given = [torch.zeros(shape, dtype=torch.long) for shape in one.inputs]
        outputs = tuple(layer(*given).shape)
    else:
        given = [torch.zeros(BATCH, *shape) for shape in one.inputs]
        made = layer(given[0], tuple(given[1:])) if one.name == "LSTMCell" and given[1:] else layer(*given)
        outputs = tuple(tuple(part.shape[1:]) for part in made) if isinstance(made, tuple) else tuple(made.shape[1:])
    return outputs, {name: tuple(tensor.shape) for name, tensor in layer.named_parameters()}


def we_say(one: Several) -> tuple[Any, dict[str, Shape]]:
    case = getattr(layers, one.name)(**one.settings).place(*one.inputs)
    owned = {o.fact.name: many_values(case.values, o.readings) for o in case.owned("weight", "shift", "buffer")}
    return case.outputs, owned


@settings(deadline=None)
@given(st.one_of(pairs(), steps(), bags()))
def test_several_inputs_are_taken_as_torch_takes_them(one: Several) -> None:
    try:
        witness = torch_says(one)
    except REFUSALS as refusal:
        note(f"torch refuses: {refusal}")
        with pytest.raises(InputError):
            we_say(one)
        return
    assert we_say(one) == witness
