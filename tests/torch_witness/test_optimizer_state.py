"""What optimizers keep, against torch.optim after real steps: every optimizer, its keywords, in values and in bytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from symcount.core.values import total
from symcount.counting.optimizers import (
    OPTIMIZERS,
    network_bytes,
    network_state,
    state_bytes,
    state_of,
    state_quantity,
    trained_shapes,
)
from symcount.counting.precision import FORMATS
from symcount.counting.quantities import PARAMS
from symcount.layers import AvgPool2d, BatchNorm2d, Conv2d, Flatten, Linear, MaxPool2d, ReLU
from symcount.networks.composite import Sequential
from symcount.networks.rows import rows
from symcount.networks.signal import Row
from torch_witness.optimizers import DTYPES, TORCHS, live, small, told
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


def _counted(placed: tuple[Row, ...], name: str, chosen: Mapping[str, object], scalars: bool = True) -> object:
    """The state of a whole network, as the quantity that says it of every layer."""
    quantity = state_quantity(name, chosen, scalars)
    return total([quantity.count(row.case) for row in placed])


WHOLE = {"LBFGS"}  # keeps one state for the network
PICKY = {"SparseAdam", "Muon"}  # take only some tensors

rate = st.floats(0.001, 0.1)
switch = st.sampled_from([None, False, True])
betas = st.tuples(st.floats(0.1, 0.99), st.floats(0.1, 0.99))
LAYING = {"maximize": st.booleans(), "foreach": switch, "weight_decay": rate}
VARIED: dict[str, dict[str, Any]] = {
    "SGD": {**LAYING, "momentum": st.sampled_from([0, 0.9]), "dampening": st.just(0), "nesterov": st.booleans()},
    "Adam": {**LAYING, "betas": betas, "amsgrad": st.booleans(), "decoupled_weight_decay": st.booleans()},
    "AdamW": {**LAYING, "betas": betas, "amsgrad": st.booleans(), "fused": switch},
    "Adamax": {**LAYING, "betas": betas},
    "NAdam": {**LAYING, "betas": betas, "momentum_decay": rate, "decoupled_weight_decay": st.booleans()},
    "RAdam": {**LAYING, "betas": betas, "decoupled_weight_decay": st.booleans()},
    "Adagrad": {**LAYING, "lr_decay": rate, "initial_accumulator_value": rate, "fused": switch},
    "Adadelta": {**LAYING, "rho": st.floats(0, 1), "eps": rate},
    "RMSprop": {**LAYING, "alpha": rate, "momentum": st.sampled_from([0, 0.5]), "centered": st.booleans()},
    "Rprop": {"maximize": st.booleans(), "foreach": switch, "etas": st.just((0.4, 1.5))},
    "ASGD": {**LAYING, "lambd": rate, "alpha": rate, "t0": st.sampled_from([0.0, 1e6])},
    "Adafactor": {**LAYING, "beta2_decay": st.floats(-1, 0), "d": st.floats(1, 2), "eps": st.just((None, 0.01))},
}  # fmt: skip


def chosen_of(name: str, data: st.DataObject) -> dict[str, Any]:
    """Some keywords of an optimizer with values that go together."""
    drawn = data.draw(st.fixed_dictionaries({}, optional={"lr": rate, **VARIED[name]}), label=name)
    if drawn.get("fused"):
        drawn.pop("foreach", None)
    if not drawn.get("momentum"):
        drawn.pop("nesterov", None)
    return drawn


def twin() -> Sequential:
    """The same without its embedding."""
    layers = Conv2d(4, kernel_size=3), BatchNorm2d(), Flatten(), Linear(5), Linear(1)
    return Sequential(*layers, input=(3, 6, 6))


def test_every_optimizer_of_torch_is_told() -> None:
    assert set(TORCHS) <= OPTIMIZERS.keys()
    assert set(TORCHS) == {*VARIED, *WHOLE, *PICKY}


@pytest.mark.parametrize("steps", [1, 3])
@pytest.mark.parametrize("name", VARIED)
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_state_is_what_torch_keeps(name: str, steps: int, data: st.DataObject) -> None:
    chosen = chosen_of(name, data)
    stored = data.draw(st.sampled_from(list(DTYPES)))
    parameters = list(small(DTYPES[stored]).parameters())
    found = live(name, chosen, parameters, steps)
    assert [told(state_of(tuple(one.shape), name, chosen), stored) for one in parameters] == found
    # The network without its embedding, which comes last.
    sums = [sum(one[place] for state in found[:-1] for one in state.values()) for place in (0, 1)]
    placed = rows(twin())
    assert _counted(placed, name, chosen) == network_state(placed, name, chosen) == sums[0]
    by_layer = [state_bytes(row.case, name, chosen, FORMATS[stored]) for row in placed]
    assert total(by_layer) == network_bytes(placed, name, chosen, FORMATS[stored]) == sums[1]
