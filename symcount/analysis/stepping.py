"""Which numbers a size may have, as far as the layers of a network say so: multiples of one, or divisors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from math import gcd, lcm

from symcount.core.algebra import symbol, to_sympy
from symcount.core.conventions import Conventions
from symcount.core.errors import InputError
from symcount.core.expression import Expr, Size, Value
from symcount.core.reading import sizes_in
from symcount.networks.composite import Sequential
from symcount.networks.rows import rows
from symcount.networks.signal import Row


@dataclass(frozen=True, slots=True)
class Step:
    """A size is a multiple of a number, for these reasons; what could not be decided is among them.

    A size that has to divide others is one of a few numbers, which are `among`.
    """

    multiple: int
    reasons: tuple[str, ...]
    among: tuple[int, ...] = ()

    def around(self, value: int) -> tuple[int, ...]:
        """A number with its neighbours, the smaller first."""
        if not self.among:
            return tuple(size for size in (value - self.multiple, value, value + self.multiple) if size > 0)
        place = self.among.index(value)
        return self.among[max(0, place - 1) : place + 2]


ONE_BY_ONE = Step(1, ())
MOST_SHARED = 10**6  # all divisors of a number up to this are tried


def placing(
    net: Sequential, numbers: Mapping[Size, Value], target: str, conventions: Conventions | None = None
) -> Callable[[int | None], tuple[Row, ...]]:  # fmt: skip
    """The layers at their places, with all numbers at hand and one, or none, for the size that is asked for."""
    known = {size: value for size, value in numbers.items() if size.name != target}

    def placed(value: int | None) -> tuple[Row, ...]:
        return rows(net.at(known if value is None else {**known, Size(target): value}), conventions=conventions)

    return placed


def step_of(rows: Iterable[Row], name: str, asked: int = 1) -> Step:
    """The least step, a multiple of what is asked for, with which a size keeps every share whole."""
    whole = 0  # what the size divides
    found, reasons = asked, dict.fromkeys([f"{name} is a multiple of {asked:,}, as asked."] if asked > 1 else ())
    assumed = dict.fromkeys(one for row in rows for variant in row.each for one in variant.case.assumed)
    for one in assumed:
        sides = [side for side in (one.a, one.b) if isinstance(side, Expr)]
        if one.rule != "divides" or Size(name) not in sizes_in(*sides):
            continue
        times = _times(one.b, name)
        if isinstance(one.a, int) and times is not None:
            step = one.a // gcd(one.a, times)
            if step > 1:
                found = lcm(found, step)
                reasons[f"{name} is a multiple of {step:,}: {one.why}."] = None
        else:
            reasons[one.text()] = None
            if isinstance(one.b, int) and one.a == Size(name):
                whole = gcd(whole, one.b)
    among = [number for number in range(found, whole + 1, found) if whole % number == 0] if whole <= MOST_SHARED else []
    return Step(found, tuple(reasons), tuple(among))


def whole_step(multiple_of: int) -> int:
    """A step that a person asks for."""
    if multiple_of < 1:
        raise InputError(f"multiple_of is at least 1, got {multiple_of}")
    return multiple_of


@contextmanager
def accepted(name: str, value: int) -> Iterator[None]:
    """What the network itself says against an answer is told with it."""
    try:
        yield
    except InputError as wrong:
        told = f"{name} = {value:,} is the largest within the budget, but the network refuses it: {wrong}"
        raise InputError(f"{told}; say multiple_of=") from None


def _times(value: Value, name: str) -> int | None:
    """How many times a size a value is; None where it is anything else."""
    number, rest = to_sympy(value).as_coeff_Mul()
    return int(number) if rest == symbol(Size(name)) and number.is_Integer else None
