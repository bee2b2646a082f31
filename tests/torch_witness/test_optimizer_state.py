"""What optimizers keep, against torch.optim after one real step on a published network of 26,926 parameters."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pytest

from symcount.core.values import total
from symcount.counting.optimizers import state_of, state_quantity, trained_shapes
from symcount.counting.quantities import PARAMS
from symcount.layers import AvgPool2d, Conv2d, Flatten, Linear, MaxPool2d, ReLU
from symcount.networks.sequential import Row, Sequential, rows
from torch_witness.twins import torch

# Raschka, "Machine Learning Q and AI", chapter 11: the network, its counts, and its exercise 11-1.
PUBLISHED_PARAMS = [380, 0, 552, 0, 0, 24704, 1290]
PUBLISHED_TOTAL = 26_926
PUBLISHED_STATE = {"SGD": 0, "Adam": 53_852}


def ours() -> Sequential:
    return Sequential(
        Conv2d(5, kernel_size=5), MaxPool2d(3, stride=2), Conv2d(12, kernel_size=3), AvgPool2d(5, stride=2), Flatten(),
        Linear(128), Linear(10), input=(3, 32, 32),
    )  # fmt: skip


def torchs() -> Any:
    nn = torch.nn
    return nn.Sequential(
        nn.Conv2d(3, 5, 5), nn.MaxPool2d(3, stride=2), nn.Conv2d(5, 12, 3), nn.AvgPool2d(5, stride=2), nn.Flatten(),
        nn.Linear(192, 128), nn.Linear(128, 10),
    )  # fmt: skip


def state_after_one_step(name: str, settings: dict[str, Any]) -> list[dict[str, int]]:
    """Elements of every tensor of state, by its name, for every trained tensor in order."""
    network = torchs()
    optimizer = getattr(torch.optim, name)(network.parameters(), **settings)
    network(torch.randn(2, 3, 32, 32)).sum().backward()
    optimizer.step()
    kept = [optimizer.state[parameter] for parameter in network.parameters()]
    return [{key: value.numel() for key, value in one.items() if torch.is_tensor(value)} for one in kept]


SETTINGS = [
    ("SGD", {"lr": 0.1}),
    ("SGD", {"lr": 0.1, "momentum": 0.9}),
    ("Adam", {}),
    ("Adam", {"amsgrad": True}),
]


@pytest.mark.parametrize(("name", "settings"), SETTINGS, ids=["SGD", "SGD with momentum", "Adam", "Adam with amsgrad"])
def test_state_is_what_torch_keeps_after_a_step(name: str, settings: dict[str, Any]) -> None:
    placed = rows(ours())
    torchs_state = state_after_one_step(name, settings)
    our_state = [
        {kept.name: math.prod(kept.shape) for kept in state_of(shape, name, settings)}
        for _, shape in trained_shapes(placed)
    ]
    assert our_state == torchs_state
    assert _counted(placed, name, settings) == sum(sum(one.values()) for one in torchs_state)


@pytest.mark.parametrize("name", PUBLISHED_STATE)
def test_state_without_counters_is_the_published_one(name: str) -> None:
    assert _counted(rows(ours()), name, {}, scalars=False) == PUBLISHED_STATE[name]


def test_the_network_has_the_published_parameters() -> None:
    counts = [PARAMS.count(row.case) for row in rows(ours())]
    assert counts == PUBLISHED_PARAMS
    assert sum(counts) == PUBLISHED_TOTAL == sum(one.numel() for one in torchs().parameters())


def test_trained_tensors_have_the_names_and_shapes_of_torch() -> None:
    torchs_shapes = [(name, tuple(one.shape)) for name, one in torchs().named_parameters()]
    assert trained_shapes(rows(ours())) == torchs_shapes


def test_layers_without_weights_keep_nothing() -> None:
    assert _counted(rows(ReLU(), (3, 4)), "Adam", {}) == 0


def _counted(placed: tuple[Row, ...], name: str, settings: Mapping[str, object], scalars: bool = True) -> object:
    """The state of a whole network, as the quantity that says it of every layer."""
    quantity = state_quantity(name, settings, scalars)
    return total([quantity.count(row.case) for row in placed])
