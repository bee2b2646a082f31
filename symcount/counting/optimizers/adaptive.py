"""Optimizers with a step length for every weight from running means of squares: the family of Adagrad and Adam."""

from __future__ import annotations

from symcount.core.values import ceil_div
from symcount.counting.optimizers.declaration import PARAM, STEP, Kept, Optimizer, Settings, Trained, counter, like
from symcount.counting.optimizers.momentum import plain_steps
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
    whole,
)


def mean(one: Trained) -> Kept:
    """The running mean of the gradients."""
    return like(one, "exp_avg", "a running mean of the gradients")


def square(one: Trained, name: str = "exp_avg_sq") -> Kept:
    """The running mean of the squared gradients."""
    return like(one, name, "a running mean of the squared gradients")


def _adam(one: Trained, settings: Settings) -> tuple[Kept, ...]:
    largest = like(one, "max_exp_avg_sq", "the largest of those squared means so far", "reddi2018")
    return (STEP, mean(one), square(one), *((largest,) if settings["amsgrad"] else ()))


def _radam(one: Trained, settings: Settings) -> tuple[Kept, ...]:
    return (STEP, mean(one), square(one))


def _nadam(one: Trained, settings: Settings) -> tuple[Kept, ...]:
    return (STEP, counter("mu_product", "the product of all momenta so far"), mean(one), square(one))


def _sparse(one: Trained, settings: Settings) -> tuple[Kept, ...]:
    return (mean(one), square(one))  # torch counts its steps in a Python number


def _adamax(one: Trained, settings: Settings) -> tuple[Kept, ...]:
    return (STEP, mean(one), like(one, "exp_inf", "the largest gradient of late, slowly forgotten"))


def _adagrad(one: Trained, settings: Settings) -> tuple[Kept, ...]:
    return (STEP, like(one, "sum", "the sum of all squared gradients so far"))


def _adadelta(one: Trained, settings: Settings) -> tuple[Kept, ...]:
    return (STEP, square(one, "square_avg"), like(one, "acc_delta", "a running mean of the squared moves"))


def _rmsprop(one: Trained, settings: Settings) -> tuple[Kept, ...]:
    kept = [STEP, square(one, "square_avg")]
    if settings["momentum"]:
        kept.append(like(one, "momentum_buffer", "a running sum of the scaled gradients", "polyak1964"))
    if settings["centered"]:
        kept.append(like(one, "grad_avg", "a running mean of the gradients, which the squares are centered by"))
    return tuple(kept)


def _lamb(one: Trained, settings: Settings) -> tuple[Kept, ...]:
    """As pytorch_optimizer keeps it: the norms behind the last step stay (with `rectify`, of the last it trusted)."""
    return (
        mean(one),
        square(one),
        counter("weight_norm", "the norm of the weights", PARAM),
        counter("adam_norm", "the norm of the move", PARAM),
        counter("trust_ratio", "the ratio of both norms", PARAM),
    )


def _adan(one: Trained, settings: Settings) -> tuple[Kept, ...]:
    return (
        mean(one),
        like(one, "exp_avg_sq", "a running mean of the squared gradients, corrected by their change"),
        like(one, "exp_avg_diff", "a running mean of how much the gradient changes"),
        like(one, "previous_grad", "the last gradient, which the next is compared with"),
    )


def _prodigy(one: Trained, settings: Settings) -> tuple[Kept, ...]:
    part = one.dims if settings["slice_p"] == 1 else (ceil_div(one.values, settings["slice_p"]),)
    kept = (
        Kept("s", part, "a running sum of the gradients that tells how far the start lies from the goal"),
        Kept("p0", part, "the weights at the start"),
        square(one),
    )
    return (*kept, mean(one)) if settings["betas"][0] else kept


def _schedule_free(one: Trained, settings: Settings) -> tuple[Kept, ...]:
    return (plain_steps(one), square(one))


RATE, DECAY, EPS = number(1e-3), number(0), number(1e-8)
TWO = betas(0.9, 0.999)
USUAL: dict[str, Setting] = {"lr": RATE, "betas": TWO, "eps": EPS, "weight_decay": DECAY}
ADAM: dict[str, Setting] = {**USUAL, "amsgrad": flag(), **CAPTURED, **FUSED}

OPTIMIZERS = (
    Optimizer(
        "Adam", {**ADAM, "decoupled_weight_decay": flag()}, _adam,
        "Each weight moves by the running mean of its gradients over the root of the mean of their squares.",
        "kingma2015", conflict=computing_conflict,
    ),
    Optimizer(
        "AdamW", {**ADAM, "weight_decay": number(1e-2)}, _adam,
        "Adam whose weight decay shrinks the weights themselves and stays out of the running means.",
        "loshchilov2019", conflict=computing_conflict,
    ),
    Optimizer(
        "Adamax", {**USUAL, "lr": number(2e-3), **CAPTURED}, _adamax,
        "Adam with the largest gradient of late in the place of the root of the mean square.",
        "kingma2015", conflict=computing_conflict,
    ),
    Optimizer(
        "NAdam",
        {**USUAL, "lr": number(2e-3), "momentum_decay": number(4e-3), "decoupled_weight_decay": flag(), **CAPTURED},
        _nadam, "Adam that looks one step ahead along its own momentum.", "dozat2016", conflict=computing_conflict,
    ),
    Optimizer(
        "RAdam", {**USUAL, "decoupled_weight_decay": flag(), **CAPTURED}, _radam,
        "Adam that trusts the mean square only once enough steps have been taken to know it.",
        "liu2020", conflict=computing_conflict,
    ),
    Optimizer(
        "SparseAdam",
        {"lr": number(1e-3, above=0), "betas": TWO, "eps": number(1e-8, above=0), "maximize": flag()}, _sparse,
        "Adam for tensors with sparse gradients, such as embeddings: only the rows that were looked up move.",
        "kingma2015",
    ),
    Optimizer(
        "Adagrad",
        {
            "lr": number(1e-2), "lr_decay": number(0), "weight_decay": DECAY, "initial_accumulator_value": number(0),
            "eps": number(1e-10), **FUSED,
        },
        _adagrad, "Each weight moves by its gradient over the root of the sum of all its squared gradients.",
        "duchi2011", conflict=computing_conflict,
    ),
    Optimizer(
        "Adadelta",
        {"lr": number(1), "rho": number(0.9, most=1), "eps": number(1e-6), "weight_decay": DECAY, **CAPTURED},
        _adadelta,
        "Each weight moves by its gradient times the root mean square of its moves over that of its gradients.",
        "zeiler2012", conflict=computing_conflict,
    ),
    Optimizer(
        "RMSprop",
        {
            "lr": number(1e-2), "alpha": number(0.99), "eps": EPS, "weight_decay": DECAY, "momentum": number(0),
            "centered": flag(), **CAPTURED,
        },
        _rmsprop, "Each weight moves by its gradient over the root of a running mean of its squares.",
        "tieleman2012", conflict=computing_conflict,
    ),
    Optimizer(
        "LAMB",
        {
            **USUAL, "eps": number(1e-6), "weight_decouple": flag(True), "fixed_decay": flag(), "rectify": flag(),
            "degenerated_to_sgd": flag(), "n_sma_threshold": whole(5), "grad_averaging": flag(True),
            "max_grad_norm": number(1), "adam": flag(), "pre_norm": flag(), "foreach": SWITCH, "maximize": flag(),
        },
        _lamb, "Adam whose move of each tensor is scaled to the norm of that tensor.", "you2020",
    ),
    Optimizer(
        "Adan",
        {
            **USUAL, "betas": betas(0.98, 0.92, 0.99), "weight_decouple": flag(), "max_grad_norm": number(0),
            "foreach": SWITCH, "maximize": flag(),
        },
        _adan, "Adam that also follows how the gradient changes from step to step.", "xie2024",
    ),
    Optimizer(
        "Prodigy",
        {
            **USUAL, "lr": number(1, above=0), "eps": number(1e-8, above=0), "beta3": maybe(number(0, below=1)),
            "decouple": flag(True), "use_bias_correction": flag(), "safeguard_warmup": flag(),
            "d0": number(1e-6, above=0), "d_coef": number(1), "growth_rate": number(float("inf")),
            "fsdp_in_use": flag(), "slice_p": whole(1),
        },
        _prodigy, "Adam that finds its own step length from the distance to where it started.", "mishchenko2024",
    ),
    Optimizer(
        "AdamWScheduleFree",
        {
            **USUAL, "lr": number(2.5e-3), "warmup_steps": whole(0, least=0), "r": number(0),
            "weight_lr_power": number(2), "foreach": maybe(flag(), True),
        },
        _schedule_free,
        "Adam with a running mean of the weights in the place of its momentum and of a plan for its steps.",
        "defazio2024",
    ),
)  # fmt: skip
