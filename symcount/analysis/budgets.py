"""The largest size that meets several budgets at once, with what its neighbours cost in each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import lcm
from typing import TypeAlias

from symcount.analysis.reasons import Reasons
from symcount.analysis.solving import Solution, solve
from symcount.analysis.stepping import ONE_BY_ONE, Step, accepted
from symcount.core.display import Displayed
from symcount.core.errors import InputError

Cost: TypeAlias = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class Budget:
    """One budget: what is bounded, by how much at most, its cost by size, and whether the cost depends on it.

    `step` is what the size has to be a multiple of; `place` raises where the network refuses a size.
    """

    title: str
    most: int
    cost: Cost
    depends: bool
    step: Step = ONE_BY_ONE
    place: Callable[[int], object] | None = None


@dataclass(frozen=True, slots=True)
class Met:
    """One budget as it is met: its cost at the answer and at both neighbours, and the largest size for it alone."""

    title: str
    most: int
    costs: tuple[int, ...]
    alone: Solution | None


@dataclass(frozen=True, slots=True)
class Largest(Displayed):
    """The largest size that meets every budget; `sizes` are it and its neighbours, `binds` what forbids the next."""

    name: str
    value: int
    sizes: tuple[int, ...]
    met: tuple[Met, ...]
    rests_on: tuple[str, ...] = ()

    @property
    def binds(self) -> tuple[str, ...]:
        """The budgets that the next size breaks."""
        return tuple(one.title for one in self.met if one.costs[-1] > one.most)

    def __int__(self) -> int:
        return self.value

    __index__ = __int__

    def __str__(self) -> str:
        lines = [f"{self.name} = {self.value:,} is the largest that fits; the next breaks {' and '.join(self.binds)}"]
        for one in self.met:
            lines.append(f"  {one.title}: at most {one.most:,}")
            for size, cost in zip(self.sizes, one.costs, strict=True):
                lines.append(f"    {self.name} = {size:,}  {cost:,}  {spare(one.most, cost)}")
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"{self.name} = {self.value:,} within {len(self.met)} budgets"

    def why(self) -> Reasons:
        """For every budget the largest size that meets it alone; the smallest of them meets all."""
        found = []
        for one in self.met:
            alone = f"{self.name} = {one.alone.value:,}" if one.alone else "any size"
            found.append(f"{one.title}: at most {one.most:,} holds up to {alone}.")
        least = f"The smallest of these, {self.name} = {self.value:,}, meets every budget."
        return Reasons((*found, least, *self.rests_on))


def spare(most: int, cost: int) -> str:
    """How much of a budget is left, or by how much it is broken."""
    return f"{most - cost:,} to spare" if cost <= most else f"{cost - most:,} too many"


def largest(name: str, budgets: Sequence[Budget]) -> Largest:
    """The largest multiple of a step within every budget; InputError where none bounds it or the first is too much."""
    reasons = tuple(dict.fromkeys(reason for one in budgets for reason in one.step.reasons))
    among = [set(one.step.among) for one in budgets if one.step.among]
    both = tuple(sorted(set.intersection(*among))) if among else ()
    step = Step(lcm(*(one.step.multiple for one in budgets)), reasons, both)
    alone: list[Solution | None] = []
    for one in budgets:
        if one.depends:
            alone.append(solve(one.cost, name, one.most, step))
        elif one.cost(step.multiple) > one.most:
            raise InputError(f"{one.title} is {one.cost(step.multiple):,} at any {name}, more than {one.most:,}")
        else:
            alone.append(None)
    values = [one.value for one in alone if one is not None]
    if not values:
        raise InputError(f"no budget depends on {name}")
    best = min(values)
    with accepted(name, best):
        for one in budgets:
            _ = one.place and one.place(best)
    sizes = step.around(best)
    met = [
        Met(one.title, one.most, tuple(map(one.cost, sizes)), found) for one, found in zip(budgets, alone, strict=True)
    ]
    return Largest(name, best, sizes, tuple(met), reasons)
