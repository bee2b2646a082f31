"""Optimizers: what each keeps beside every tensor that it trains, one declaration each, by torch.optim's names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from symcount.core.errors import InputError, nearest, shown
from symcount.core.expression import Value, written
from symcount.core.placing import Case
from symcount.core.theory import many_values
from symcount.core.values import product, total
from symcount.counting.quantities import Part, Quantity
from symcount.networks.sequential import Row

Shape = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """One tensor of state beside a parameter tensor: its name, its shape and why it is kept."""

    name: str
    shape: Shape
    why: str
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Optimizer:
    """An optimizer: its settings with their defaults, and what it keeps for a tensor of a given shape."""

    name: str
    settings: Mapping[str, object]
    state: Callable[[Shape, Mapping[str, Any]], tuple[Kept, ...]]
    meaning: str
    cite: str


TRAINED = ("weight", "shift")  # the roles of tensors that an optimizer sees
COMMON: Mapping[str, object] = {
    "lr": 1e-3, "weight_decay": 0, "maximize": False, "foreach": None, "differentiable": False, "fused": None,
}  # fmt: skip
ADAM: Mapping[str, object] = {
    **COMMON, "betas": (0.9, 0.999), "eps": 1e-8, "amsgrad": False, "capturable": False,
    "decoupled_weight_decay": False,
}  # fmt: skip
STEP = Kept("step", (1,), "a count of the steps so far, one for every tensor")


def _sgd(shape: Shape, settings: Mapping[str, Any]) -> tuple[Kept, ...]:
    if not settings["momentum"]:
        return ()
    why = "a running sum of past gradients, one number for every weight"
    return (Kept("momentum_buffer", shape, why, "polyak1964"),)


def _adam(shape: Shape, settings: Mapping[str, Any]) -> tuple[Kept, ...]:
    kept = [
        STEP,
        Kept("exp_avg", shape, "a running mean of the gradients, one number for every weight"),
        Kept("exp_avg_sq", shape, "a running mean of the squared gradients, one number for every weight"),
    ]
    if settings["amsgrad"]:
        kept.append(Kept("max_exp_avg_sq", shape, "the largest of those squared means so far, one for every weight"))
    return tuple(kept)


OPTIMIZERS: Mapping[str, Optimizer] = {
    one.name: one
    for one in (
        Optimizer(
            "SGD", {**COMMON, "momentum": 0, "dampening": 0, "nesterov": False}, _sgd,
            "Each weight moves against its gradient; with momentum, against a running sum of its gradients.",
            "robbins1951",
        ),
        Optimizer(
            "Adam", ADAM, _adam,
            "Each weight moves by the running mean of its gradients over the root of the mean of their squares.",
            "kingma2015",
        ),
    )
}  # fmt: skip


def optimizer(name: str, settings: Mapping[str, object]) -> tuple[Optimizer, dict[str, object]]:
    """An optimizer by its name with all its settings; unknown names and keywords offer the nearest."""
    if name not in OPTIMIZERS:
        raise InputError(f"unknown optimizer {shown(name)!r}{nearest(name, OPTIMIZERS)}")
    found = OPTIMIZERS[name]
    for key in settings:
        if key not in found.settings:
            raise InputError(f"{name}: unknown keyword {shown(key)!r}{nearest(key, found.settings)}")
        _check(f"{name}: {key}", found.settings[key], settings[key])
    chosen = {**found.settings, **settings}
    if chosen.get("nesterov") and not chosen["momentum"]:
        raise InputError(f"{name}: nesterov needs a momentum above 0")
    return found, chosen


def _check(what: str, default: object, value: object) -> None:
    """A setting is of the kind of its default: true or false, or a number that is not negative."""
    if isinstance(default, bool):
        if not isinstance(value, bool):
            raise InputError(f"{what} is true or false, got {shown(str(value))}")
    elif isinstance(default, (int, float)):
        number = isinstance(value, (int, float, Fraction)) and not isinstance(value, bool)
        if not number or not value >= 0:  # type: ignore[operator]
            raise InputError(f"{what} is a number of at least 0, got {shown(str(value))}")


def trained_shapes(rows: Sequence[Row]) -> list[tuple[str, Shape]]:
    """Every trained tensor of a network by its path and name, with its shape."""
    return [
        (f"{row.path}.{one.fact.name}" if row.path else one.fact.name, many_values(row.case.values, one.readings))
        for row in rows
        for one in row.case.owned(*TRAINED)
    ]


def state_of(shape: Shape, name: str, settings: Mapping[str, object], scalars: bool = True) -> tuple[Kept, ...]:
    """What an optimizer keeps for one tensor; without `scalars` its one-element counters are left out."""
    found, chosen = optimizer(name, settings)
    return tuple(kept for kept in found.state(shape, chosen) if scalars or kept.name != STEP.name)


def state_quantity(name: str, settings: Mapping[str, object], scalars: bool = True) -> Quantity:
    """The number of values that an optimizer keeps, as a quantity that can be said of any network."""
    optimizer(name, settings)

    def parts(case: Case) -> tuple[Part, ...]:
        found: list[Part] = []
        for one in case.owned(*TRAINED):
            for kept in state_of(one.dims, name, settings, scalars):
                units, *factors = map(written, kept.shape)
                found.append(Part(f"{kept.name} of the {one.fact.label}", units, tuple(factors), kept.why))
        return tuple(found)

    def count(case: Case) -> Value:
        shapes = (many_values(case.values, one.readings) for one in case.owned(*TRAINED))
        return total([product(kept.shape) for shape in shapes for kept in state_of(shape, name, settings, scalars)])

    return Quantity(f"state-{name}", f"State of {name}", "values", parts, count, owned=True)
