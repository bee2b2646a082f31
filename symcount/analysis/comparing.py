"""Two networks side by side: difference and ratio as formulas, where one becomes larger, and what changed by layer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, TypeAlias

from symcount.analysis.smooth import symbol_in

if TYPE_CHECKING:
    import sympy

Sign: TypeAlias = Literal[-1, 0, 1]
SEARCHED = 4096  # sizes tried one by one where a difference is no polynomial
FAR = 10**18


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where the difference of two networks changes its sign: the exact boundary, and the whole sizes around it."""

    at: sympy.Expr | None
    before: int
    behind: int


@dataclass(frozen=True, slots=True)
class Region:
    """Sizes from one to another (None: without end) for which the same network is the larger one."""

    low: int
    high: int | None
    sign: Sign


@dataclass(frozen=True, slots=True)
class Matched:
    """A layer of both networks, by its path; None where one has none."""

    path: str
    a: sympy.Expr | None
    b: sympy.Expr | None

    @property
    def same(self) -> bool:
        """Whether both have the same there."""
        return self.a is not None and self.a == self.b


@dataclass(frozen=True, slots=True)
class Comparison:
    """How one quantity of two networks compares."""

    title: str
    a: sympy.Expr
    b: sympy.Expr
    difference: sympy.Expr
    ratio: sympy.Expr
    over: str
    regions: tuple[Region, ...]
    crossings: tuple[Crossing, ...]
    searched: int | None
    layers: tuple[Matched, ...]

    def __str__(self) -> str:
        rows = [("A", self.a), ("B", self.b), ("A - B", self.difference), ("A / B", self.ratio)]
        lines = [f"{self.title}:", *(f"  {name:<5}  {value}" for name, value in rows)]
        words = {1: "A is larger", -1: "B is larger", 0: "both are equal"}
        lines += [f"  {words[one.sign]} for {self._span(one)}" for one in self.regions]
        if self.searched is not None:
            lines.append(f"  (tried one by one up to {self.over} = {self.searched:,})")
        lines += [f"  they cross at {self.over} = {one.at}" for one in self.crossings if one.at is not None]
        most = max((len(one.path) for one in self.layers), default=0)
        lines += [f"  {one.path:<{most}}  {_told(one.a)}  |  {_told(one.b)}" for one in self.layers if not one.same]
        return "\n".join(lines)

    __repr__ = __str__

    def _span(self, one: Region) -> str:
        if one.high is None:
            return f"{self.over} >= {one.low:,}"
        return f"{self.over} = {one.low:,}" if one.low == one.high else f"{one.low:,} <= {self.over} <= {one.high:,}"


def _told(value: sympy.Expr | None) -> str:
    return "-" if value is None else str(value)


def matched(a: Mapping[str, sympy.Expr], b: Mapping[str, sympy.Expr]) -> tuple[Matched, ...]:
    """The layers of two networks by their paths, those of the first one first."""
    return tuple(Matched(path, a.get(path), b.get(path)) for path in dict.fromkeys((*a, *b)))


def crossings(
    difference: sympy.Expr, over: str, at: Callable[[int], int]
) -> tuple[tuple[Region, ...], tuple[Crossing, ...], int | None]:
    """Where a difference changes its sign as one size runs through the whole numbers from 1.

    `at` is the exact difference at a number. Of a polynomial every boundary is found, exactly; another
    formula is tried at the sizes up to a bound, which is given back.
    """
    import sympy

    if over not in {str(one) for one in difference.free_symbols}:
        return (Region(1, None, _sign(at(1))),), (), None
    symbol = symbol_in(difference, over)
    if difference.free_symbols != {symbol} or not difference.is_polynomial(symbol):
        return (*_tried(at), SEARCHED)
    roots = [root for root in sympy.Poly(difference, symbol).real_roots(multiple=False) if root[0] > 0]
    exact = {_floor(root): root for root, _ in roots}
    edges = sorted({edge for floor in exact for edge in (floor, floor + 1) if edge >= 1})
    starts = sorted({1, *edges, *(edge + 1 for edge in edges)})
    regions = _joined([(start, _sign(at(start))) for start in starts], None)
    found = [_crossing(root, at) for root in exact.values()]
    return regions, tuple(one for one in found if one is not None), None


def _crossing(root: sympy.Expr, at: Callable[[int], int]) -> Crossing | None:
    """The whole sizes around a root, where the sign on both its sides differs."""
    before = _floor(root) - (1 if root.is_integer else 0)
    behind = _floor(root) + 1
    return Crossing(root, before, behind) if before < 1 or _sign(at(before)) != _sign(at(behind)) else None


def _floor(root: sympy.Expr) -> int:
    import sympy

    return int(sympy.floor(root))


def _tried(at: Callable[[int], int]) -> tuple[tuple[Region, ...], tuple[Crossing, ...]]:
    regions = _joined([(size, _sign(at(size))) for size in range(1, SEARCHED + 1)], SEARCHED)
    return regions, tuple(Crossing(None, a.high or 0, b.low) for a, b in pairwise(regions))


def _joined(signs: list[tuple[int, Sign]], last: int | None) -> tuple[Region, ...]:
    """Neighbouring sizes of one sign as one region."""
    kept = [one for place, one in enumerate(signs) if place == 0 or one[1] != signs[place - 1][1]]
    ends = [start - 1 for start, _ in kept[1:]]
    return tuple(Region(start, end, sign) for (start, sign), end in zip(kept, [*ends, last], strict=True))


def _sign(value: int) -> Sign:
    return 0 if value == 0 else 1 if value > 0 else -1
