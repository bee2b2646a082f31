"""Pools that give the places of the largest numbers too, against live torch: two outputs of one shape."""

from __future__ import annotations

from typing import Any

import pytest

import symcount.layers as layers
from symcount.networks.rows import output_shape
from torch_witness.twins import BATCH, torch

POOLS: list[tuple[str, dict[str, Any], tuple[int, ...]]] = [
    ("MaxPool1d", {"kernel_size": 3, "stride": 2, "ceil_mode": True}, (2, 10)),
    ("MaxPool2d", {"kernel_size": 2}, (3, 9, 8)),
    ("MaxPool3d", {"kernel_size": 2, "padding": 1}, (1, 4, 5, 6)),
    ("AdaptiveMaxPool1d", {"output_size": 4}, (2, 10)),
    ("AdaptiveMaxPool2d", {"output_size": (3, None)}, (3, 9, 8)),
    ("AdaptiveMaxPool3d", {"output_size": 2}, (1, 4, 5, 6)),
    ("FractionalMaxPool2d", {"kernel_size": 2, "output_ratio": 0.5}, (3, 9, 8)),
    ("FractionalMaxPool3d", {"kernel_size": 2, "output_size": 2}, (1, 6, 6, 6)),
]


@pytest.mark.parametrize(("name", "chosen", "shape"), POOLS, ids=[name for name, *_ in POOLS])
@pytest.mark.parametrize("places", [False, True])
def test_places_are_a_second_output(name: str, chosen: dict[str, Any], shape: tuple[int, ...], places: bool) -> None:
    made = getattr(torch.nn, name)(**chosen, return_indices=places)(torch.zeros(BATCH, *shape))
    outputs = tuple(tuple(one.shape[1:]) for one in made) if places else tuple(made.shape[1:])
    ours = getattr(layers, name)(**chosen, return_indices=places)
    assert output_shape(ours, shape) == outputs
