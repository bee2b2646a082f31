"""Optimizers that keep rows and columns in the place of a whole mean square: Adafactor, CAME and SM3."""

from __future__ import annotations

from symcount.counting.optimizers.adaptive import mean, square
from symcount.counting.optimizers.declaration import PARAM, STEP, Kept, Optimizer, Settings, Trained, counter, like
from symcount.counting.optimizers.settings import SWITCH, betas, flag, maybe, number, several


def _factors(one: Trained, row: str, column: str, what: str) -> tuple[Kept, Kept]:
    """The last two dimensions give way to one another; those before them stay (shazeer2018, as torch stacks it)."""
    *before, rows, columns = one.dims
    return (
        Kept(row, (*before, rows), f"{what}, one number for every row"),
        Kept(column, (*before, columns), f"{what}, one number for every column"),
    )


SQUARES = "a running mean of the squared gradients"


def _adafactor(one: Trained, settings: Settings) -> tuple[Kept, ...]:
    if len(one.dims) < 2:
        return (STEP, square(one, "variance"))
    return (STEP, *_factors(one, "row_var", "col_var", SQUARES))


def _came(one: Trained, settings: Settings) -> tuple[Kept, ...]:
    if len(one.dims) < 2:
        squares: tuple[Kept, ...] = (square(one),)
    else:
        trust = "a running mean of how far the moves stray from their mean, squared"
        squares = (
            *_factors(one, "exp_avg_sq_row", "exp_avg_sq_col", SQUARES),
            *_factors(one, "exp_avg_res_row", "exp_avg_res_col", trust),
        )
    largest = like(one, "exp_avg_sq_hat", "the largest mean square so far", "reddi2018")
    size = counter("RMS", "the root mean square of the weights", PARAM)
    return (mean(one), *squares, *((largest,) if settings["ams_bound"] else ()), size)


def _sm3(one: Trained, settings: Settings) -> tuple[Kept, ...]:
    """As pytorch_optimizer keeps it: the running mean is there with a momentum of 0 as well."""
    covers = (
        Kept(f"accumulator_{axis}", (dim,), "the largest sum of squares in each slice across this axis")
        for axis, dim in enumerate(one.dims)
    )
    return (like(one, "momentum_buffer", "a running mean of the moves", "polyak1964"), *covers)


OPTIMIZERS = (
    Optimizer(
        "Adafactor",
        {
            "lr": number(1e-2), "beta2_decay": number(-0.8, least=None, most=0),
            "eps": several(
                (None, 1e-3), maybe(number(0)), number(0), told="two numbers of at least 0, the first may be none"
            ),
            "d": number(1, least=1), "weight_decay": number(0), "foreach": SWITCH, "maximize": flag(),
        },
        _adafactor, "Adam without momentum whose mean squares are the product of one column and one row.",
        "shazeer2018",
    ),
    Optimizer(
        "CAME",
        {
            "lr": number(2e-4), "betas": betas(0.9, 0.999, 0.9999), "weight_decay": number(0),
            "weight_decouple": flag(True), "fixed_decay": flag(), "clip_threshold": number(1), "ams_bound": flag(),
            "eps1": number(1e-30), "eps2": number(1e-16), "maximize": flag(), "foreach": SWITCH,
        },
        _came, "Adafactor with momentum that trusts a move less the more such moves stray, by rows and columns too.",
        "luo2023",
    ),
    Optimizer(
        "SM3",
        {
            "lr": number(0.1), "momentum": number(0, below=1), "beta": number(0, most=1), "eps": number(1e-30),
            "maximize": flag(), "foreach": SWITCH,
        },
        _sm3, "Adagrad whose sums of squares are shared by all weights of a slice, one set of slices for every axis.",
        "anil2019",
    ),
)  # fmt: skip
