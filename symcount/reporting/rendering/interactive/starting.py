"""The numbers that the page starts with: those that are given, and for every other size a sensible one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from symcount.core.errors import InputError
from symcount.core.expression import Expr, Size
from symcount.core.tree import sizes_in
from symcount.networks.rows import rows, sizes_among
from symcount.networks.signal import Row
from symcount.reporting.plan import Plan

# What a size starts at by the setting that it is; side by side, so that a window fits into what is small.
USUAL = {
    "kernel_size": 3, "out_channels": 8, "out_features": 8, "hidden_size": 8, "embedding_dim": 8,
    "num_embeddings": 100, "num_heads": 2, "embed_dim": 8,
}  # fmt: skip
TIMES, CHANNELS = 2, 3
SIDES = (32, 64, 128, 256, 512, 1024, 16, 8, 4)  # of what comes in, the first that fits


def starting(plan: Plan, given: Mapping[Size, int]) -> dict[Size, int]:
    """A number for every size of a plan; where nothing sensible fits together, each starts at 1."""
    found = plan.rows
    names = sizes_among(found)
    roles = _roles(found)
    for wide, side in product((True, False), SIDES):
        numbers = {size: given.get(size) or _sensible(roles.get(size, ""), side, wide) for size in names}
        if _fits(plan, numbers):
            return numbers
    return {size: given.get(size, 1) for size in names}


def _sensible(role: str, side: int, wide: bool) -> int:
    if role == "side":
        return side
    if role in ("times", "channels"):
        return TIMES if role == "times" else CHANNELS if wide else 1
    return USUAL.get(role, 1) if wide else 1


def _roles(found: Sequence[Row]) -> dict[Size, str]:
    """What each size is, by where it first stands alone: a side of the input, a setting, how often layers repeat."""
    roles: dict[Size, str] = {}
    for size, role in _standing(found):
        if isinstance(size, Size):
            roles.setdefault(size, role)
    return roles


def _standing(found: Sequence[Row]) -> Iterator[tuple[object, str]]:
    for row in found[:1]:
        for shape in row.case.inputs:
            yield from ((dim, "side" if place or len(shape) == 1 else "channels") for place, dim in enumerate(shape))
    for row in found:
        for name, formal in row.case.theory.settings.items():
            yield from ((row.case.value(one), name) for one in row.case.theory.spread[formal])
        for variant in row.each:
            yield from ((size, "times") for one in variant.over for size in _first_size(one.count))


def _first_size(count: object) -> Iterator[object]:
    """A number of repetitions, or of those behind the first, is told by its size."""
    yield from sizes_in(count) if isinstance(count, Expr) else ()


def _fits(plan: Plan, numbers: Mapping[Size, int]) -> bool:
    try:
        rows(plan.net.at(numbers), conventions=plan.conventions)
    except InputError:
        return False
    return True
