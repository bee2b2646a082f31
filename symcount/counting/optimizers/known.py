"""The optimizers that are known, by their names, and one of them with all its settings."""

from __future__ import annotations

from collections.abc import Mapping

from symcount.core.errors import InputError, nearest, shown
from symcount.counting.optimizers import adaptive, factored, low_bit, momentum, preconditioned, whole
from symcount.counting.optimizers.declaration import Optimizer

OPTIMIZERS: Mapping[str, Optimizer] = {
    one.name: one
    for family in (momentum, adaptive, factored, preconditioned, low_bit, whole)
    for one in family.OPTIMIZERS
}


def optimizer(name: str, settings: Mapping[str, object]) -> tuple[Optimizer, dict[str, object]]:
    """An optimizer by its name with all its settings; unknown names and keywords offer the nearest."""
    if name not in OPTIMIZERS:
        raise InputError(f"unknown optimizer {shown(name)!r}{nearest(name, OPTIMIZERS)}")
    found = OPTIMIZERS[name]
    return found, found.chosen(settings)
