"""Optimizers of torch.optim that take only some tensors or keep one state for all, their keywords, and what they refuse."""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from symcount.core.errors import InputError
from symcount.counting.optimizers import OPTIMIZERS, once_of, state_of
from torch_witness.optimizers import DTYPES, TORCHS, live, small, tensors, told
from torch_witness.twins import torch


@pytest.mark.parametrize("name", TORCHS)
def test_keywords_and_defaults_are_those_of_torch(name: str) -> None:
    signature = inspect.signature(getattr(torch.optim, name).__init__).parameters
    torchs = {key: one.default for key, one in signature.items() if key not in ("self", "params")}
    ours = {key: one.default for key, one in OPTIMIZERS[name].settings.items()}
    if name == "LBFGS":
        assert ours.pop("steps") == 1  # our own: the history depends on how often step() was called
    assert ours == torchs


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
    assert told(state_of((50, 7), "SparseAdam", {}), stored) == tensors(optimizer.state[table.weight])


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
    return tensors(optimizer.state[parameters[0]])


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


# Tensors without dimensions, of one number, and with dimensions of one, where shapes that are kept could collapse.
SHAPES = [(), (1,), (5,), (1, 1), (3, 4), (4, 1), (1, 4), (2, 3, 4), (4, 3, 2, 5), (1, 3, 1, 1), (2, 1, 3, 1, 2)]
SWITCHED: dict[str, dict[str, list[Any]]] = {
    "SGD": {"momentum": [0, 0.9], "fused": [None, True]},
    "Adam": {"amsgrad": [False, True], "capturable": [False, True], "fused": [None, True]},
    "AdamW": {"amsgrad": [False, True], "foreach": [None, True]},
    "Adamax": {"capturable": [False, True]},
    "NAdam": {"capturable": [False, True]},
    "RAdam": {"capturable": [False, True]},
    "Adagrad": {"fused": [None, True]},
    "Adadelta": {"capturable": [False, True]},
    "RMSprop": {"momentum": [0, 0.9], "centered": [False, True], "capturable": [False, True]},
    "Rprop": {"capturable": [False, True]},
    "ASGD": {"capturable": [False, True]},
    "Adafactor": {"foreach": [None, True]},
}  # fmt: skip


@pytest.mark.parametrize("name", SWITCHED)
def test_tensors_of_any_shape_have_the_state_of_torch(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Capturable state is asked of graphics cards alone; what it is does not depend on where it is."""
    module = inspect.getmodule(getattr(torch.optim, name))
    if hasattr(module, "_get_capturable_supported_devices"):
        monkeypatch.setattr(module, "_get_capturable_supported_devices", lambda supports_xla=True: ["cpu"])
    for values in itertools.product(*SWITCHED[name].values()):
        chosen = dict(zip(SWITCHED[name], values, strict=True))
        for stored, dtype in DTYPES.items():
            parameters = [torch.nn.Parameter(torch.ones(shape, dtype=dtype)) for shape in SHAPES]
            found = live(name, chosen, parameters, 2)
            assert [told(state_of(shape, name, chosen), stored) for shape in SHAPES] == found, (chosen, stored)
