"""largest(net, "c", params=1_000_000, flops=10**9): the largest size that meets several budgets at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from symcount.amount import Amount, Inputs, Words, amount_of
from symcount.analysis.asked import whole_budget
from symcount.analysis.budgets import Budget, Largest, largest as largest_within
from symcount.analysis.stepping import placing, step_of, whole_step
from symcount.core.errors import InputError, nearest, shown
from symcount.core.expression import Expr, written
from symcount.core.reading import compiled, sizes_in
from symcount.core.sizes import numbers_for
from symcount.counting.precision import bytes_for, number_format, read_bytes
from symcount.counting.quantities import PARAMS, QUANTITIES, Quantity
from symcount.figure import Figure
from symcount.networks.composite import Network
from symcount.networks.rows import sizes_of

MEMORY = "memory"  # of the parameters, in fp32
KEYS = (*QUANTITIES, MEMORY)
STORED = number_format("fp32")


def largest(
    net: Network,
    name: object,
    *figures: tuple[Figure | Amount, object],
    input: object = None,
    inputs: Inputs = None,
    numbers: Mapping[Any, object] | None = None,
    multiple_of: int = 1,
    convention: Words = (),
    **budgets: object,
) -> Largest:
    """The largest value of a size with which a network stays within every budget.

    Budgets are quantities by their names (`params`, `trainable`, `macs`, `flops`, `activations`, ...) with a
    whole number, and `memory`, the bytes of the parameters in fp32, with bytes or a text such as "256 KiB";
    before them may stand pairs such as `(training_memory(net), "8 GB")`. Other sizes take `numbers`.
    """
    known = {str(size): value for size, value in (numbers or {}).items()}
    step = whole_step(multiple_of)
    found = [bounded("", one, most, name, known, step) for one, most in figures]
    for key, most in budgets.items():
        if key not in KEYS:
            raise InputError(f"unknown budget {shown(key)!r}{nearest(key, KEYS)}")
        amount = amount_of(net, quantity_of(key), input, inputs=inputs, convention=convention)
        found.append(bounded(key, amount, most, name, known, step))
    if not found:
        raise InputError("a size is bounded by a budget, such as params=1_000_000")
    return largest_within(str(name), found)


def quantity_of(key: str) -> Quantity:
    """The quantity that a budget bounds."""
    return PARAMS if key == MEMORY else QUANTITIES[key]


def _each() -> int:
    found = bytes_for(1, STORED)
    assert isinstance(found, int)
    return found


def bounded(
    key: str, one: Figure | Amount, most: object, name: object, numbers: Mapping[str, object], multiple_of: int = 1
) -> Budget:  # fmt: skip
    """One budget with its cost as a function of the size; every other size of it needs a number."""
    title = one.derivation.title if isinstance(one, Figure) else one.quantity.title
    title, each = (f"Bytes of the parameters in {STORED.key}", _each()) if key == MEMORY else (title, 1)
    target = str(name)
    free = replace(one, numbers={size: value for size, value in one.numbers.items() if size.name != target})
    names = {size.name for size in sizes_in(written(free.value))} - {target}
    given = {key: value for key, value in numbers.items() if key in names}
    asked = free.at(given) if given else free
    sizes = sizes_in(asked.value) if isinstance(asked.value, Expr) else ()
    if left := sorted(size.name for size in sizes if size.name != target):
        raise InputError(f"there is no number for {', '.join(left)}; give one: numbers={{{left[0]!r}: 3}}")
    reading = compiled(written(asked.value), {size: place for place, size in enumerate(sizes)})
    bound = read_bytes(most) if isinstance(most, str) else whole_budget(most)
    own = {size.name: size for size in sizes_of(one.net)}
    here = {size: value for size, value in one.numbers.items() if size.name in own}
    here |= numbers_for(tuple(own.values()), {key: value for key, value in numbers.items() if key in own})
    place = placing(one.net, here, target, one.conventions if isinstance(one, Amount) else None)
    step = step_of(place(None), target, multiple_of)
    return Budget(title, bound, lambda size: each * _whole(reading([size] * len(sizes))), bool(sizes), step, place)


def _whole(value: object) -> int:
    """A cost as a whole number: a rank that keeps part of a byte keeps all of it."""
    numerator, denominator = value.numerator, value.denominator  # type: ignore[attr-defined]
    return int(-(-numerator // denominator))
