"""Layers of several inputs or outputs against live torch: shapes, tensors by name, and what both refuse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, note, strategies as st

import symcount.layers as layers
from proof import cases
from strategies_calls import Draw, one_to, some_of
from symcount.core.errors import InputError
from symcount.core.ready import many_values
from torch_witness.twins import BATCH, REFUSALS, torch

Shape = tuple[int, ...]
PAIRS = ["CosineSimilarity", "PairwiseDistance", "Bilinear"]
STEPS = ["RNNCell", "GRUCell", "LSTMCell"]
SEVERAL = [*PAIRS, *STEPS, "EmbeddingBag", "LinearCrossEntropyLoss"]


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
    name = draw(st.sampled_from(PAIRS))
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
    name = draw(st.sampled_from(STEPS))
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


def torch_says(one: Several) -> tuple[Any, dict[str, Shape]]:
    """The shapes of all outputs without their batch, and the learned tensors."""
    layer = getattr(torch.nn, one.name)(**one.told, **one.settings).eval()
    tensors = {name: tuple(tensor.shape) for name, tensor in layer.named_parameters()}
    if one.name == "EmbeddingBag":
        given = [torch.zeros(shape, dtype=torch.long) for shape in one.inputs]
        return tuple(layer(*given).shape), tensors
    given = [torch.zeros(BATCH, *shape) for shape in one.inputs]
    if one.name == "LinearCrossEntropyLoss":
        kept = one.settings.get("reduction") == "none"
        right = given[1].long() if one.inputs[1] == one.settings.get("out_features", ()) else given[1]
        return tuple(layer(given[0], right).shape)[int(kept) :], tensors
    made = layer(given[0], tuple(given[1:])) if one.name == "LSTMCell" and given[1:] else layer(*given)
    outputs = tuple(tuple(part.shape[1:]) for part in made) if isinstance(made, tuple) else tuple(made.shape[1:])
    return outputs, tensors


def we_say(one: Several) -> tuple[Any, dict[str, Shape]]:
    case = getattr(layers, one.name)(**one.settings).place(*one.inputs)
    owned = {o.fact.name: many_values(case.values, o.readings) for o in case.owned("weight", "shift", "buffer")}
    return case.outputs, owned


@cases(usual=25, proof=250)
@given(st.one_of(pairs(), steps(), bags(), losses()))
def test_several_inputs_are_taken_as_torch_takes_them(one: Several) -> None:
    try:
        witness = torch_says(one)
    except REFUSALS as refusal:
        note(f"torch refuses: {refusal}")
        with pytest.raises(InputError):
            we_say(one)
        return
    assert we_say(one) == witness
