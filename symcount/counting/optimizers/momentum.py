"""Optimizers that move along the gradient or a running sum of it: SGD, ASGD, Rprop, Lion, LARS, Muon, schedule-free."""

from __future__ import annotations

from symcount.core.binding import shape_text
from symcount.core.errors import InputError
from symcount.counting.optimizers.declaration import STEP, Kept, Optimizer, Settings, Trained, counter, like
from symcount.counting.optimizers.settings import (
    CAPTURED,
    FUSED,
    SWITCH,
    Setting,
    betas,
    computing_conflict,
    flag,
    maybe,
    number,
    several,
    whole,
    word,
)


def _buffer(one: Trained, cite: str = "polyak1964") -> Kept:
    return like(one, "momentum_buffer", "a running sum of past gradients", cite)


def _sgd(one: Trained, settings: Settings) -> tuple[Kept, ...]:
    return (_buffer(one),) if settings["momentum"] else ()


def _sgd_conflict(settings: Settings) -> str:
    if settings["nesterov"] and not settings["momentum"]:
        return "nesterov needs a momentum above 0"
    if settings["nesterov"] and settings["dampening"]:
        return "nesterov needs a dampening of 0"
    return computing_conflict(settings)


def _asgd(one: Trained, settings: Settings) -> tuple[Kept, ...]:
    return (
        STEP,
        counter("eta", "the step length of this moment"),
        counter("mu", "the share of the newest weights in their mean"),
        like(one, "ax", "a running mean of the weights themselves"),
    )


def _rprop(one: Trained, settings: Settings) -> tuple[Kept, ...]:
    return (
        STEP,
        like(one, "prev", "the last gradient, whose sign is compared with the next"),
        like(one, "step_size", "a step length that grows while the sign stays and shrinks when it turns"),
    )


def _lion(one: Trained, settings: Settings) -> tuple[Kept, ...]:
    return (like(one, "exp_avg", "a running mean of the gradients, of which only the sign is used"),)


def _muon(one: Trained, settings: Settings) -> tuple[Kept, ...]:
    if len(one.dims) != 2:
        raise InputError(
            f"Muon takes only tensors of two dimensions, got {one.name} of shape {shape_text(one.sizes)}: "
            "split the network and give such tensors to another optimizer"
        )
    return (_buffer(one, "jordan2024"),)


def plain_steps(one: Trained) -> Kept:
    """The weights that a schedule-free optimizer moves; the network has their mean."""
    return like(one, "z", "the weights as plain steps would have made them, beside their mean")


def _schedule_free(one: Trained, settings: Settings) -> tuple[Kept, ...]:
    return (plain_steps(one),)


RATE = number(1e-3)
DECAY = number(0)
MOMENTUM: dict[str, Setting] = {"momentum": number(0), "dampening": number(0, least=None), "nesterov": flag()}

OPTIMIZERS = (
    Optimizer(
        "SGD", {"lr": RATE, **MOMENTUM, "weight_decay": DECAY, **FUSED}, _sgd,
        "Each weight moves against its gradient; with momentum, against a running sum of its gradients.",
        "robbins1951", conflict=_sgd_conflict,
    ),
    Optimizer(
        "ASGD",
        {
            "lr": number(1e-2), "lambd": number(1e-4, least=None), "alpha": number(0.75, least=None),
            "t0": number(1e6, least=None), "weight_decay": DECAY, **CAPTURED,
        },
        _asgd, "Each weight moves against its gradient, and the mean of all weights so far is kept beside it.",
        "polyak1992", conflict=computing_conflict,
    ),
    Optimizer(
        "Rprop",
        {
            "lr": number(1e-2),
            "etas": several(
                (0.5, 1.2), number(0, above=0, below=1), number(0, above=1),
                told="two numbers, one between 0 and 1 and one above 1",
            ),
            "step_sizes": several((1e-6, 50), number(0, least=None), number(0, least=None), told="two numbers"),
            **CAPTURED,
        },
        _rprop, "Each weight has a step length of its own, and of its gradient only the sign counts.",
        "riedmiller1993", conflict=computing_conflict,
    ),
    Optimizer(
        "Muon",
        {
            "lr": RATE, "weight_decay": number(0.1), "momentum": number(0.95), "nesterov": flag(True),
            "ns_coefficients": several(
                (3.4445, -4.775, 2.0315), *[number(0, least=None)] * 3, told="three numbers"
            ),
            "eps": number(1e-7, least=None), "ns_steps": whole(5, least=0, below=100),
            "adjust_lr_fn": maybe(word("original", "match_rms_adamw")),
        },
        _muon, "Each weight matrix moves along the orthogonal matrix nearest to the running sum of its gradients.",
        "jordan2024",
    ),
    Optimizer(
        "Lion",
        {
            "lr": number(1e-4), "betas": betas(0.9, 0.99), "weight_decay": DECAY, "weight_decouple": flag(True),
            "fixed_decay": flag(), "foreach": SWITCH, "maximize": flag(),
        },
        _lion, "Each weight moves by the same length, in the direction that the sign of a running mean tells.",
        "chen2023",
    ),
    Optimizer(
        "LARS",
        {
            "lr": RATE, "weight_decay": DECAY, "momentum": number(0.9, most=1), "dampening": number(0, most=1),
            "trust_coefficient": number(1e-3), "nesterov": flag(), "foreach": SWITCH, "maximize": flag(),
        },
        _sgd, "Each tensor moves by a length in proportion to its own norm, with a running sum of its gradients.",
        "you2017",
    ),
    Optimizer(
        "SGDScheduleFree",
        {
            "lr": number(1), "momentum": number(0.9, above=0, below=1), "weight_decay": DECAY,
            "warmup_steps": whole(0, least=0), "r": number(0), "weight_lr_power": number(2),
            "foreach": maybe(flag(), True),
        },
        _schedule_free,
        "Plain steps whose running mean is the network, so that no plan for the step length is needed.",
        "defazio2024",
    ),
)  # fmt: skip
