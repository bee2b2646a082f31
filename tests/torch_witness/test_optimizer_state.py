"""What optimizers keep, against torch.optim after real steps: every optimizer, its keywords, in values and in bytes."""

from __future__ import annotations

import inspect
import math
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from symcount.core.errors import InputError
from symcount.core.values import total
from symcount.counting.optimizers import (
    OPTIMIZERS,
    kept_bytes,
    network_bytes,
    network_state,
    once_of,
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


BASE = torch.optim.Optimizer
TORCHS = sorted(
    name
    for name, one in vars(torch.optim).items()
    if inspect.isclass(one) and issubclass(one, BASE) and one is not BASE
)
WHOLE = {"LBFGS"}  # keeps one state for the network
PICKY = {"SparseAdam", "Muon"}  # take only some tensors
DTYPES = {"fp32": torch.float32, "bf16": torch.bfloat16}
Found = list[dict[str, tuple[int, int]]]  # for every tensor, by name: values and bytes

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


def small(dtype: Any) -> Any:
    """Tensors of four, two and one dimensions: convolution, normalization, fully connected, embedding."""
    nn = torch.nn
    layers = nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.Flatten(), nn.Linear(64, 5), nn.Linear(5, 1), nn.Embedding(7, 6)
    return nn.Sequential(*layers).to(dtype)


def twin() -> Sequential:
    """The same without its embedding."""
    layers = Conv2d(4, kernel_size=3), BatchNorm2d(), Flatten(), Linear(5), Linear(1)
    return Sequential(*layers, input=(3, 6, 6))


def live(name: str, chosen: Mapping[str, Any], parameters: Sequence[Any], steps: int) -> Found:
    """Tensors of state by name, beside every parameter, after so many steps along random gradients."""
    optimizer = getattr(torch.optim, name)(parameters, **chosen)
    for _ in range(steps):
        for one in parameters:
            one.grad = torch.randn_like(one)
        optimizer.step()
    return [_tensors(optimizer.state[one]) for one in parameters]


def _tensors(state: Mapping[str, Any]) -> dict[str, tuple[int, int]]:
    spread = {key: value if isinstance(value, list) else [value] for key, value in state.items()}
    found = {key: [one for one in several if torch.is_tensor(one)] for key, several in spread.items()}
    return {
        key: (sum(one.numel() for one in several), sum(one.numel() * one.element_size() for one in several))
        for key, several in found.items()
        if several
    }


def told(kept: Sequence[Any], stored: str) -> dict[str, tuple[int, int]]:
    return {one.name: (math.prod(one.shape), kept_bytes([one], FORMATS[stored])) for one in kept}


def test_every_optimizer_of_torch_is_told() -> None:
    assert set(TORCHS) <= OPTIMIZERS.keys()
    assert set(TORCHS) == {*VARIED, *WHOLE, *PICKY}


@pytest.mark.parametrize("name", TORCHS)
def test_keywords_and_defaults_are_those_of_torch(name: str) -> None:
    signature = inspect.signature(getattr(torch.optim, name).__init__).parameters
    torchs = {key: one.default for key, one in signature.items() if key not in ("self", "params")}
    ours = {key: one.default for key, one in OPTIMIZERS[name].settings.items()}
    if name == "LBFGS":
        assert ours.pop("steps") == 1  # our own: the history depends on how often step() was called
    assert ours == torchs


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


@pytest.mark.parametrize("stored", DTYPES)
@pytest.mark.parametrize("chosen", [{}, {"nesterov": False, "momentum": 0, "adjust_lr_fn": "original"}])
def test_muon_keeps_what_torch_keeps_and_takes_only_matrices(stored: str, chosen: dict[str, Any]) -> None:
    parameters = list(small(DTYPES[stored]).parameters())
    matrices = [one for one in parameters if one.ndim == 2]
    assert [told(state_of(tuple(one.shape), "Muon", chosen), stored) for one in matrices] == live(
        "Muon", chosen, matrices, 2
    )
    for one in parameters:
        if one.ndim != 2:
            with pytest.raises(ValueError, match="2D"):
                torch.optim.Muon([one])
            with pytest.raises(InputError, match="two dimensions"):
                state_of(tuple(one.shape), "Muon", chosen)


@pytest.mark.parametrize("stored", DTYPES)
def test_sparse_adam_keeps_what_torch_keeps(stored: str) -> None:
    table = torch.nn.Embedding(50, 7, sparse=True, dtype=DTYPES[stored])
    optimizer = torch.optim.SparseAdam(table.parameters())
    table(torch.tensor([1, 4, 4])).sum().backward()
    optimizer.step()
    assert told(state_of((50, 7), "SparseAdam", {}), stored) == _tensors(optimizer.state[table.weight])


whole = st.integers(1, 7)


@settings(max_examples=40, deadline=None)
@given(
    chosen=st.fixed_dictionaries({}, optional={"max_iter": whole, "max_eval": whole, "history_size": whole}),
    steps=st.integers(1, 3),
)
def test_lbfgs_keeps_what_torch_keeps(chosen: dict[str, Any], steps: int) -> None:
    assert lbfgs_told({**chosen, "steps": steps}, "fp32") == lbfgs_live(chosen, "fp32", steps)


@pytest.mark.parametrize("most", [1, 2])
def test_lbfgs_keeps_its_scalars_in_the_format_of_the_weights(most: int) -> None:
    """Two iterations are sure in bf16; later ones move by less than it can tell."""
    assert lbfgs_told({"max_iter": most}, "bf16") == lbfgs_live({"max_iter": most, "lr": 50}, "bf16", 1)


def lbfgs_live(chosen: Mapping[str, Any], stored: str, steps: int) -> dict[str, tuple[int, int]]:
    """What torch keeps after so many steps down a bowl, where no tolerance ends one and every pair is taken."""
    parameters = list(small(DTYPES[stored]).parameters())
    optimizer = torch.optim.LBFGS(parameters, **{"lr": 0.01, "tolerance_grad": 0, "tolerance_change": 0, **chosen})

    def closure() -> Any:
        optimizer.zero_grad()
        loss = sum(((one - 1) ** 2).sum() for one in parameters)
        loss.backward()
        return loss

    for _ in range(steps):
        optimizer.step(closure)
    return _tensors(optimizer.state[parameters[0]])


def lbfgs_told(chosen: Mapping[str, Any], stored: str) -> dict[str, tuple[int, int]]:
    """What we tell: beside every tensor, which torch keeps end to end, and once for all."""
    shapes = [tuple(one.shape) for one in small(DTYPES[stored]).parameters()]
    beside = [state_of(shape, "LBFGS", chosen) for shape in shapes]
    found: dict[str, tuple[int, int]] = {}
    for kept in (*beside, once_of(shapes, "LBFGS", chosen)):
        for key, (values, size) in told(kept, stored).items():
            before = found.get(key, (0, 0))
            found[key] = (before[0] + values, before[1] + size)
    return found


REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("SGD", {"lr": -0.1}),
    ("SGD", {"momentum": -1}),
    ("SGD", {"nesterov": True}),
    ("SGD", {"nesterov": True, "momentum": 0.9, "dampening": 0.1}),
    ("SGD", {"fused": True, "foreach": True}),
    ("Adam", {"betas": (0.9, 1.0)}),
    ("Adam", {"betas": (-0.1, 0.9)}),
    ("AdamW", {"weight_decay": -1}),
    ("AdamW", {"fused": True, "differentiable": True}),
    ("Adamax", {"eps": -1}),
    ("NAdam", {"momentum_decay": -1}),
    ("RAdam", {"betas": (1.0, 0.9)}),
    ("SparseAdam", {"lr": 0}),
    ("SparseAdam", {"eps": 0}),
    ("Adagrad", {"lr_decay": -1}),
    ("Adagrad", {"initial_accumulator_value": -1}),
    ("Adadelta", {"rho": 1.5}),
    ("RMSprop", {"alpha": -1}),
    ("RMSprop", {"momentum": -1}),
    ("Rprop", {"etas": (0.5, 0.9)}),
    ("Rprop", {"etas": (0.0, 1.2)}),
    ("ASGD", {"weight_decay": -1}),
    ("LBFGS", {"lr": -1}),
    ("Adafactor", {"beta2_decay": 0.1}),
    ("Adafactor", {"d": 0.5}),
    ("Adafactor", {"eps": (-1, 0.1)}),
    ("Muon", {"adjust_lr_fn": "adam"}),
    ("Muon", {"momentum": -1}),
]


@pytest.mark.parametrize(("name", "wrong"), REFUSED)
def test_what_torch_refuses_is_refused(name: str, wrong: dict[str, Any]) -> None:
    with pytest.raises((ValueError, RuntimeError)):
        getattr(torch.optim, name)([torch.nn.Parameter(torch.zeros(2, 2))], **wrong)
    with pytest.raises(InputError, match=f"^{name}: "):
        state_of((2, 2), name, wrong)
