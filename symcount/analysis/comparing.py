"""Two networks side by side: difference and ratio as formulas, where one becomes larger, and what changed by layer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from symcount.analysis.crossing import Crossing, Region
from symcount.analysis.reasons import Reasons
from symcount.core.display import Displayed

if TYPE_CHECKING:
    import sympy

LARGER = {1: "A is larger", -1: "B is larger", 0: "both are equal"}


@dataclass(frozen=True, slots=True)
class Matched:
    """A layer of both networks, by its path; None where one has none.

    Where A's layer stands in B under another path, `moved` is that path. The values are those at the numbers
    at hand, where there is one for every size.
    """

    path: str
    a: sympy.Expr | None
    b: sympy.Expr | None
    moved: str = ""
    a_value: int | None = None
    b_value: int | None = None

    @property
    def same(self) -> bool:
        """Whether both have the same there."""
        return self.a is not None and self.a == self.b


@dataclass(frozen=True, slots=True)
class Slice:
    """A row of the table of regions: which is larger over one size while the other one has a number."""

    number: int
    regions: tuple[Region, ...]
    crossings: tuple[Crossing, ...]
    searched: int | None


@dataclass(frozen=True, slots=True)
class Comparison(Displayed):
    """How one quantity of two networks compares as `over` runs through the whole numbers.

    Where a second size varies, it is `against`, `slices` tell what holds at some of its numbers, and
    `boundary` holds formulas of the sizes at which both are equal, where these have any.
    """

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
    against: str = ""
    slices: tuple[Slice, ...] = ()
    boundary: tuple[sympy.Expr, ...] = ()

    def __str__(self) -> str:
        rows = [("A", self.a), ("B", self.b), ("A - B", self.difference), ("A / B", self.ratio)]
        lines = [f"{self.title}:", *(f"  {name:<5}  {value}" for name, value in rows)]
        lines += [f"  {sentence}" for sentence in self.findings()]
        changed = [one for one in self.layers if not one.same]
        most = max((len(one.path) for one in changed), default=0)
        lines += [f"  {one.path:<{most}}  {_told(one.a)}  |  {_told(one.b)}" for one in changed]
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"{self.title}: A - B = {self.difference}, A / B = {self.ratio}"

    def findings(self) -> list[str]:
        """Which is larger, and where that changes, a sentence each."""
        found = [f"{LARGER[one.sign]}{self.span(one)}" for one in self.regions]
        found += [f"they cross at {one.told(self.over)}" for one in self.crossings if one.at is not None]
        found += [f"both are equal at {self.over} = {one}" for one in self.boundary]
        for row in self.slices:
            told = ", ".join(f"{LARGER[one.sign]}{self.span(one)}" for one in row.regions)
            found.append(f"{self.against} = {row.number:,}: {told}")
        bounds = {row.searched for row in self.slices if row.searched} | ({self.searched} if self.searched else set())
        return found + [f"(tried one by one up to {self.over} = {bound:,})" for bound in sorted(bounds)]

    def span(self, one: Region) -> str:
        """The sizes of a region as words to follow what is said of it; nothing where no size runs."""
        return f" for {one.told(self.over)}" if self.over else ""

    def why(self) -> Reasons:
        """What each region rests on: the difference, its zeros, and its value on both sides of each."""
        found = [f"A - B = {self.difference}."]
        crossings = [(one, "") for one in self.crossings]
        crossings += [(one, f"With {self.against} = {row.number:,}: ") for row in self.slices for one in row.crossings]
        found += [f"{start}{one.why(self.over)}" for one, start in crossings]
        if not crossings:
            found.append("Its sign never changes." if self.over else "No size has to run.")
        return Reasons(tuple(found))


def _told(value: sympy.Expr | None) -> str:
    return "-" if value is None else str(value)


def matched(
    a: Mapping[str, sympy.Expr], b: Mapping[str, sympy.Expr],
    numbers: tuple[Mapping[str, int], Mapping[str, int]] = ({}, {}),
) -> tuple[Matched, ...]:  # fmt: skip
    """The layers of two networks: by their paths first, what is left over by its formula, in order."""
    left = [path for path in b if path not in a]
    moved: dict[str, str] = {}
    for path, formula in a.items():
        twin = next((other for other in left if b[other] == formula), "") if path not in b and formula != 0 else ""
        if twin:
            left.remove(twin)
            moved[path] = twin
    pairs = [(path, moved.get(path, path)) for path in a] + [(path, path) for path in left]
    first, second = numbers
    return tuple(
        Matched(path, a.get(path), b.get(other), other if other != path else "", first.get(path), second.get(other))
        for path, other in pairs
    )
