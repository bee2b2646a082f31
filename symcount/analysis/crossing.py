"""Where a difference changes its sign: the exact boundaries of a polynomial, others by trying size after size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, TypeAlias

from symcount.analysis.smooth import symbol_in

if TYPE_CHECKING:
    import sympy

Sign: TypeAlias = Literal[-1, 0, 1]
Found: TypeAlias = "tuple[tuple[Region, ...], tuple[Crossing, ...], int | None]"

SEARCHED = 4096  # sizes tried one by one where a difference is no polynomial
HIGHEST_DEGREE = 12  # of polynomials whose roots are looked for


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where the difference of two networks changes its sign: the exact boundary, and the whole sizes around it.

    `low` and `high` are the differences at these sizes; there is no size before the first.
    """

    at: sympy.Expr | None
    before: int
    behind: int
    low: int | None = None
    high: int | None = None

    def told(self, over: str) -> str:
        """The boundary in words: its formula where that is short, and about where it lies."""
        if self.at is None:
            return f"{over} = {self.before:,} and {self.behind:,}"
        if self.at.is_Rational:
            return f"{over} = {self.at}" + ("" if self.at.is_Integer else f", about {float(self.at):.4g}")
        near = f"{float(self.at):.6g}"
        if self.at.is_algebraic and not self.at.has(_root_of()):
            return f"{over} = {self.at}, about {near}"
        return f"{over} about {near}, a root of {str(self.at.expr).replace('x', over)}"

    def why(self, over: str) -> str:
        """The difference on both sides."""
        if self.low is None:
            return f"It is {self.high:+,} at {over} = {self.behind:,}, the first size."
        return (
            f"It is {self.low:+,} at {over} = {self.before:,} and {self.high:+,} at {over} = {self.behind:,}, "
            f"so it changes sign in between: at {self.told(over)}."
        )


def _root_of() -> type:
    from sympy import CRootOf

    found: type = CRootOf
    return found


@dataclass(frozen=True, slots=True)
class Region:
    """Sizes from one to another (None: without end) for which the same network is the larger one."""

    low: int
    high: int | None
    sign: Sign

    def told(self, over: str) -> str:
        """The sizes as an inequality."""
        if self.high is None:
            return f"{over} >= {self.low:,}" if self.low > 1 else f"every {over}"
        return f"{over} = {self.low:,}" if self.low == self.high else f"{self.low:,} <= {over} <= {self.high:,}"


def crossings(difference: sympy.Expr, over: str, at: Callable[[int], int], most: int = SEARCHED) -> Found:
    """Where a difference changes its sign as one size runs through the whole numbers from 1.

    `at` is the exact difference at a number. Of a polynomial every boundary is found, exactly; another
    formula is tried at the sizes up to a bound, which is given back.
    """
    import sympy

    if over not in {str(one) for one in difference.free_symbols}:
        return (Region(1, None, _sign(at(1))),), (), None
    symbol = symbol_in(difference, over)
    if difference.free_symbols != {symbol} or not difference.is_polynomial(symbol):
        return (*_tried(at, most), most)
    poly = sympy.Poly(difference, symbol)
    if poly.degree() > HIGHEST_DEGREE:
        return (*_tried(at, most), most)
    exact = {_floor(root): root for root, _ in poly.real_roots(multiple=False) if root >= 1}
    edges = sorted({edge for floor in exact for edge in (floor, floor + 1) if edge >= 1})
    starts = sorted({1, *edges, *(edge + 1 for edge in edges)})
    regions = _joined([(start, _sign(at(start))) for start in starts], None)
    found = [_crossing(root, at) for root in exact.values()]
    return regions, tuple(one for one in found if one is not None), None


def _crossing(root: sympy.Expr, at: Callable[[int], int]) -> Crossing | None:
    """The whole sizes around a root, where the sign on both its sides differs."""
    before = _floor(root) - (1 if root.is_integer else 0)
    behind = _floor(root) + 1
    low, high = at(before) if before >= 1 else None, at(behind)
    return None if low is not None and _sign(low) == _sign(high) else Crossing(root, before, behind, low, high)


def _floor(root: sympy.Expr) -> int:
    import sympy

    return int(sympy.floor(root))


def _tried(at: Callable[[int], int], most: int) -> tuple[tuple[Region, ...], tuple[Crossing, ...]]:
    values = [at(size) for size in range(1, most + 1)]
    regions = _joined([(size, _sign(value)) for size, value in enumerate(values, 1)], most)
    edges = [(a.high or 0, b.low) for a, b in pairwise(regions)]
    return regions, tuple(Crossing(None, a, b, values[a - 1], values[b - 1]) for a, b in edges)


def _joined(signs: list[tuple[int, Sign]], last: int | None) -> tuple[Region, ...]:
    """Neighbouring sizes of one sign as one region."""
    kept = [one for place, one in enumerate(signs) if place == 0 or one[1] != signs[place - 1][1]]
    ends = [start - 1 for start, _ in kept[1:]]
    return tuple(Region(start, end, sign) for (start, sign), end in zip(kept, [*ends, last], strict=True))


def _sign(value: int) -> Sign:
    return 0 if value == 0 else 1 if value > 0 else -1
