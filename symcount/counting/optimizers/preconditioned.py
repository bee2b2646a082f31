"""Optimizers that turn the gradient of a matrix into better axes: Shampoo, SOAP and GaLore."""

from __future__ import annotations

from collections.abc import Iterator

from symcount.core.expression import Value
from symcount.core.values import maximum, minimum
from symcount.counting.optimizers.adaptive import mean, square
from symcount.counting.optimizers.declaration import Kept, Optimizer, Settings, Trained, like, reaches
from symcount.counting.optimizers.settings import betas, flag, maybe, number, only, whole, word


def _shampoo(one: Trained, settings: Settings) -> tuple[Kept, ...]:
    """As pytorch_optimizer keeps it: inverse roots beside the statistics, and a running mean in any case."""
    kept: list[Kept] = []
    for axis, dim in enumerate(one.dims):
        kept.append(Kept(f"pre_cond_{axis}", (dim, dim), "how the slices across this axis go together"))
        kept.append(Kept(f"inv_pre_cond_{axis}", (dim, dim), "the inverse root of that, worked out now and then"))
    return (*kept, like(one, "momentum_buffer", "a running mean of the gradients", "polyak1964"))


def _soap(one: Trained, settings: Settings) -> tuple[Kept, ...]:
    squares = tuple(_soap_squares(one, settings)) if len(one.dims) > 1 or settings["precondition_1d"] else ()
    return (mean(one), square(one), *squares)


def _soap_squares(one: Trained, settings: Settings) -> Iterator[Kept]:
    """A matrix and its axes for every axis that is not too long; a length without a number counts as one that fits."""
    most = settings["max_precondition_dim"]
    for axis, (dim, size) in enumerate(zip(one.dims, one.sizes, strict=True)):
        fits = reaches((size,), most + 1)
        if fits is True:
            continue
        taken = "" if fits is False else f"; taken for a length of at most {most}, beyond which it is left out"
        yield Kept(f"GG_{axis}", (dim, dim), f"how the slices across this axis go together{taken}")
        yield Kept(f"Q_{axis}", (dim, dim), f"the axes along which these slices vary on their own{taken}")


def _galore(one: Trained, settings: Settings) -> tuple[Kept, ...]:
    """As galore-torch keeps it, for matrices; every other tensor is trained by Adam itself."""
    if len(one.dims) != 2:
        return (mean(one), square(one))
    rows, columns = one.dims
    shorter, longer = minimum(rows, columns), maximum(rows, columns)
    rank = minimum(settings["rank"], rows, columns)
    moments, projectors = {
        "std": ((rank, longer), ((rank, shorter),)),
        "reverse_std": ((rank, shorter), ((rank, longer),)),
        "right": ((rank, rows), ((rank, columns),)),
        "left": ((rank, columns), ((rank, rows),)),
        "full": ((rank, rank), ((rank, rows), (rank, columns))),
    }[settings["proj_type"]]
    return (*_projectors(projectors), *_moments(moments))


def _projectors(shapes: tuple[tuple[Value, Value], ...]) -> Iterator[Kept]:
    for place, shape in enumerate(shapes):
        name = "ortho_matrix" if len(shapes) == 1 else f"ortho_matrix_{place}"
        yield Kept(name, shape, "the directions that the gradient is projected onto, a vector for each rank")


def _moments(shape: tuple[Value, Value]) -> Iterator[Kept]:
    yield Kept("exp_avg", shape, "a running mean of the projected gradients")
    yield Kept("exp_avg_sq", shape, "a running mean of the squared projected gradients")


OPTIMIZERS = (
    Optimizer(
        "Shampoo",
        {
            "lr": number(1e-3), "momentum": number(0, most=1), "weight_decay": number(0), "weight_decouple": flag(),
            "fixed_decay": flag(), "preconditioning_compute_steps": whole(1), "matrix_eps": number(1e-6),
            "maximize": flag(),
        },
        _shampoo, "Each axis of a tensor has a matrix of its own by which the gradient is evened out.", "gupta2018",
    ),
    Optimizer(
        "SOAP",
        {
            "lr": number(3e-3), "betas": betas(0.95, 0.95), "shampoo_beta": maybe(number(0)),
            "weight_decay": number(1e-2), "precondition_frequency": whole(10), "max_precondition_dim": whole(10000),
            "merge_dims": only(False, "merged dimensions are not counted"), "precondition_1d": flag(),
            "correct_bias": flag(True), "normalize_gradient": flag(),
            "data_format": word("channels_first", "channels_last"), "eps": number(1e-8), "maximize": flag(),
        },
        _soap, "Adam in the axes of Shampoo: the gradient is turned into them, and the move is turned back.",
        "vyas2025",
    ),
    Optimizer(
        "GaLore",
        {
            "lr": number(1e-3), "betas": betas(0.9, 0.999), "eps": number(1e-6), "weight_decay": number(0),
            "correct_bias": flag(True), "no_deprecation_warning": flag(), "rank": whole(128, symbol=True),
            "update_proj_gap": whole(200), "scale": number(0.25),
            "proj_type": word("std", "reverse_std", "right", "left", "full"),
        },
        _galore, "Adam on the gradient of each matrix projected onto a few directions.", "zhao2024",
    ),
)  # fmt: skip
