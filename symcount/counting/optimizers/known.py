"""The optimizers that are known, by their names, and one of them with all its settings."""

from __future__ import annotations

from collections.abc import Mapping

from symcount.core.errors import InputError, nearest, shown
from symcount.counting.optimizers.adaptive import OPTIMIZERS as ADAPTIVE
from symcount.counting.optimizers.declaration import Optimizer
from symcount.counting.optimizers.factored import OPTIMIZERS as FACTORED
from symcount.counting.optimizers.low_bit import OPTIMIZERS as LOW_BIT
from symcount.counting.optimizers.momentum import OPTIMIZERS as MOMENTUM
from symcount.counting.optimizers.preconditioned import OPTIMIZERS as PRECONDITIONED
from symcount.counting.optimizers.whole import OPTIMIZERS as WHOLE

OPTIMIZERS: Mapping[str, Optimizer] = {
    one.name: one for one in (*MOMENTUM, *ADAPTIVE, *FACTORED, *PRECONDITIONED, *LOW_BIT, *WHOLE)
}


def optimizer(name: str, settings: Mapping[str, object]) -> tuple[Optimizer, dict[str, object]]:
    """An optimizer by its name with all its settings; unknown names and keywords offer the nearest."""
    if not isinstance(name, str) or name not in OPTIMIZERS:
        raise InputError(f"unknown optimizer {shown(name)!r}{nearest(str(name), OPTIMIZERS)}")
    found = OPTIMIZERS[name]
    return found, found.chosen(settings)
