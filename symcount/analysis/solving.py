"""Which size meets a budget: the largest whole number that fits, its neighbours with their cost, and a formula."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from symcount.analysis.ratios import ratio
from symcount.analysis.reasons import Reasons
from symcount.analysis.smooth import smooth, symbol_in
from symcount.analysis.stepping import ONE_BY_ONE, Step
from symcount.core.display import Displayed
from symcount.core.errors import InputError

if TYPE_CHECKING:
    import sympy

LARGEST = 2**62
HIGHEST_DEGREE = 2  # of equations that have a formula worth reading


@dataclass(frozen=True, slots=True)
class Cost:
    """One value of a size, and what the network then costs."""

    value: int
    cost: int


@dataclass(frozen=True, slots=True)
class Solution(Displayed):
    """The largest value of a size that stays within a budget, and its neighbours.

    `formula` is the exact size at which the budget is met, where that has one; `of` the cost as a formula.
    """

    name: str
    budget: int
    value: int
    cost: int
    below: Cost | None
    above: Cost
    formula: sympy.Expr | None = None
    of: sympy.Expr | None = None
    rests_on: tuple[str, ...] = ()

    def __int__(self) -> int:
        return self.value

    __index__ = __int__

    def __str__(self) -> str:
        rows = [one for one in (self.below, Cost(self.value, self.cost), self.above) if one is not None]
        width = max(len(f"{one.cost:,}") for one in rows)
        lines = [f"{self.name} = {self.value:,} is the largest that fits {self.budget:,}"]
        for one in rows:
            spare = self.budget - one.cost
            told = f"{spare:,} to spare" if spare >= 0 else f"{-spare:,} too many"
            lines.append(f"  {self.name} = {one.value:>{len(str(self.above.value))}}  {one.cost:>{width},}  {told}")
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"{self.name} = {self.value:,} at a cost of {self.cost:,} within {self.budget:,}"

    def why(self) -> Reasons:
        """What the answer rests on: the cost at the size itself and at the next one, and where the budget is met."""
        found = [f"The cost is {self.of}; it grows with {self.name}."] if self.of is not None else []
        found.append(f"{self.name} = {self.value:,} costs {self.cost:,}, which is at most {self.budget:,}.")
        found.append(f"{self.name} = {self.above.value:,}, the next, costs {self.above.cost:,}, which is more.")
        if self.formula is not None:
            found.append(f"The cost is exactly {self.budget:,} at {self.name} = {self.formula}{near(self.formula)}.")
        return Reasons((*found, *self.rests_on))


def near(value: sympy.Expr) -> str:
    """About how much a formula without sizes is; nothing where it is a whole number."""
    return "" if value.is_Integer or not value.is_number else f", about {float(value):.6g}"


def solve(
    cost: Callable[[int], int],
    name: str,
    budget: int,
    rests_on: Step = ONE_BY_ONE,
    *,
    formula: sympy.Expr | None = None,
    of: sympy.Expr | None = None,
) -> Solution:
    """The largest multiple of a step that costs at most the budget, by doubling and halving a cost that never falls.

    InputError if even the smallest is too much, if no value is, or if the cost goes down in between.
    """
    if rests_on.among:
        return _among(cost, name, budget, rests_on, formula, of)
    step, known = rests_on.multiple, {}

    def at(count: int) -> int:
        if count not in known:
            known[count] = cost(count * step)
        return known[count]

    if at(1) > budget:
        raise InputError(f"{name} = {step} already costs {at(1):,}, more than {budget:,}")
    fits, too_much = 1, 2
    while at(too_much) <= budget:
        fits, too_much = too_much, too_much * 2
        if too_much * step > LARGEST:
            raise InputError(f"every {name} fits {budget:,}: the cost does not grow with it")
    while too_much - fits > 1:
        middle = (fits + too_much) // 2
        fits, too_much = (middle, too_much) if at(middle) <= budget else (fits, middle)
    _check_rising(name, {count * step: known[count] for count in known})
    below = Cost((fits - 1) * step, at(fits - 1)) if fits > 1 else None
    above = Cost(too_much * step, at(too_much))
    return Solution(name, budget, fits * step, at(fits), below, above, formula, of, rests_on.reasons)


def _among(
    cost: Callable[[int], int],
    name: str,
    budget: int,
    rests_on: Step,
    formula: sympy.Expr | None,
    of: sympy.Expr | None,
) -> Solution:
    """The same for a size that can only be one of a few numbers."""
    known = {size: cost(size) for size in rests_on.among}
    _check_rising(name, known)
    costs = [Cost(size, spent) for size, spent in known.items()]
    fits = sum(one.cost <= budget for one in costs)
    if fits == 0:
        raise InputError(f"{name} = {costs[0].value} already costs {costs[0].cost:,}, more than {budget:,}")
    if fits == len(costs):
        raise InputError(f"every {name} that the network takes fits {budget:,}; {costs[-1].value:,} is the largest")
    value, below = costs[fits - 1], costs[fits - 2] if fits > 1 else None
    return Solution(name, budget, value.value, value.cost, below, costs[fits], formula, of, rests_on.reasons)


def _check_rising(name: str, known: dict[int, int]) -> None:
    for (a, low), (b, high) in pairwise(sorted(known.items())):
        if high < low:
            raise InputError(f"the cost falls between {name} = {a:,} and {b:,}: there is no largest one")


def exact_root(expr: sympy.Expr, name: str, budget: sympy.Expr) -> sympy.Expr | None:
    """The positive real size at which a formula is exactly the budget, where its degree is one or two."""
    found = exact_roots(expr - budget, name)
    return found[0] if found else None


def exact_roots(expr: sympy.Expr, name: str) -> tuple[sympy.Expr, ...]:
    """The sizes at which a formula is zero, zero itself left out; none where its degree is above two."""
    import sympy

    symbol = symbol_in(expr, name)
    twin = sympy.Symbol(name, positive=True)
    try:
        poly = sympy.Poly(smooth(expr).xreplace({symbol: twin}), twin)
    except sympy.PolynomialError:
        return ()
    poly = poly.terms_gcd()[1]  # a size is never zero
    if not 1 <= poly.degree() <= HIGHEST_DEGREE:
        return ()
    if poly.degree() == 1:
        a, b = poly.all_coeffs()
        return (ratio(-b, a),)
    a, b, c = poly.all_coeffs()
    root = sympy.sqrt(sympy.expand(b**2 - 4 * a * c))
    return ((-b + root) / (2 * a), (-b - root) / (2 * a))
