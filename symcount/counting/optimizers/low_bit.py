"""Optimizers whose state is stored in 8 bits a value: Adam as bitsandbytes keeps it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from symcount.core.values import ceil_div
from symcount.counting.optimizers.declaration import Kept, Optimizer, Settings, Trained, reaches
from symcount.counting.optimizers.settings import Setting, betas, flag, number, only, whole

BLOCK = 256  # values that share one scale
LEVELS = 256  # what 8 bits can tell apart
MEANS = {"state1": "a running mean of the gradients", "state2": "a running mean of the squared gradients"}


def _eight_bit(one: Trained, settings: Settings) -> tuple[Kept, ...]:
    """Codes and a scale for every block; small tensors stay in fp32. Where a size has no number, as for large ones."""
    least = settings["min_8bit_size"]
    large = reaches(one.sizes, least)
    each = "one number for every weight"
    if large is False:
        why = f"{{}}, {each}; in fp32, for a tensor of fewer than {least} values"
        return tuple(Kept(name, one.dims, why.format(told), stored="fp32") for name, told in MEANS.items())
    taken = "" if large else f"; this holds from {least} values on, fewer are kept in fp32 without scales"
    codes = (
        Kept(name, one.dims, f"{told}, {each}, as one of {LEVELS} levels{taken}", stored="int8")
        for name, told in MEANS.items()
    )
    blocks = (ceil_div(one.values, BLOCK),)
    scales = (
        Kept(name, blocks, f"the largest value in each block of {BLOCK}, which scales its levels{taken}", stored="fp32")
        for name in ("absmax1", "absmax2")
    )
    return (*codes, *scales)


def _levels(tensors: Sequence[Trained], settings: Settings) -> tuple[Kept, ...]:
    """One table of levels for each mean, shared by all tensors; none while every tensor stays in fp32."""
    if all(reaches(one.sizes, settings["min_8bit_size"]) is False for one in tensors):
        return ()
    why = "the levels that 8 bits stand for, one table for all tensors"
    return tuple(Kept(name, (LEVELS,), why, stored="fp32") for name in ("qmap1", "qmap2"))


ADAM: Mapping[str, Setting] = {
    "lr": number(1e-3), "betas": betas(0.9, 0.999), "eps": number(1e-8), "weight_decay": number(0),
    "amsgrad": only(False, "8-bit Adam has no amsgrad"), "optim_bits": only(32, "the state is in 8 bits all the same"),
    "args": only(None, "nothing that is kept depends on it"), "min_8bit_size": whole(4096, least=0),
    "is_paged": flag(),
}  # fmt: skip

OPTIMIZERS = (
    Optimizer(
        "Adam8bit", ADAM, _eight_bit, "Adam whose running means are stored in 8 bits a value, block by block.",
        "dettmers2022", _levels,
    ),
    Optimizer(
        "AdamW8bit", {**ADAM, "weight_decay": number(1e-2)}, _eight_bit,
        "AdamW whose running means are stored in 8 bits a value, block by block.", "dettmers2022", _levels,
    ),
)  # fmt: skip
