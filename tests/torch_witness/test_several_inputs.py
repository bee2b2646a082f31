"""Layers of several inputs or outputs against live torch: shapes, tensors by name, and what both refuse."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, note

import symcount.layers as layers
from proof import cases
from strategies_networks import NETWORKS, PAIRS, STEPS, Several
from symcount.core.errors import InputError
from symcount.core.ready import many_values
from torch_witness.twins import BATCH, REFUSALS, torch

Shape = tuple[int, ...]
SEVERAL = [*PAIRS, *STEPS, "EmbeddingBag", "LinearCrossEntropyLoss"]


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


def test_several_inputs_are_taken_as_torch_takes_them() -> None:
    for name in SEVERAL:
        cases(usual=3, proof=30)(given(NETWORKS[name])(assert_alike))()


def assert_alike(one: Several) -> None:
    try:
        witness = torch_says(one)
    except REFUSALS as refusal:
        note(f"torch refuses: {refusal}")
        with pytest.raises(InputError):
            we_say(one)
        return
    assert we_say(one) == witness
