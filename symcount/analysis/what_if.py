"""What a change of sizes makes of a quantity: before, after, the factor between them, its limit, layer by layer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from symcount.analysis.reasons import Reasons
from symcount.core.display import Displayed

if TYPE_CHECKING:
    import sympy


@dataclass(frozen=True, slots=True)
class Change:
    """One layer before and after."""

    path: str
    before: sympy.Expr
    after: sympy.Expr


@dataclass(frozen=True, slots=True)
class WhatIf(Displayed):
    """A quantity before and after a change; the factor is exact, `value` is it at the numbers at hand.

    `limit` is what the factor tends to as the changed size grows (None where several are changed).
    """

    change: Mapping[str, str]
    before: sympy.Expr
    after: sympy.Expr
    factor: sympy.Expr
    value: sympy.Expr | None
    limit: sympy.Expr | None
    layers: tuple[Change, ...]

    def __str__(self) -> str:
        told = self._told()
        rows = [("before", self.before), ("after", self.after), ("factor", self.factor)]
        rows += [("factor here", self.value)] if self.value is not None and self.value != self.factor else []
        rows += [("limit", self.limit)] if self.limit is not None else []
        width = max(len(name) for name, _ in rows)
        lines = [f"{told}:", *(f"  {name:<{width}}  {value}" for name, value in rows)]
        changed = [one for one in self.layers if one.before != one.after]
        if changed:
            lines.append("  changed layers:")
            most = max(len(one.path) for one in changed)
            lines += [f"    {one.path:<{most}}  {one.before}  ->  {one.after}" for one in changed]
        return "\n".join(lines)

    def __repr__(self) -> str:
        return f"{self._told()}: {self.before} -> {self.after}, a factor of {self.factor}"

    def _told(self) -> str:
        return ", ".join(f"{name} becomes {value}" for name, value in self.change.items())

    def why(self) -> Reasons:
        """Where the factor and its limit come from."""
        found = [f"After is {self.after}, before is {self.before}; the factor is the one over the other."]
        if self.value is not None and self.value != self.factor:
            found.append(f"At the numbers at hand it is {self.value}, about {float(self.value):.6g}.")
        if self.limit is not None:
            name = next(iter(self.change))
            found.append(f"As {name} grows only the leading terms in {name} remain, and their ratio is {self.limit}.")
        changed = [one.path for one in self.layers if one.before != one.after]
        kept = len(self.layers) - len(changed)
        return Reasons(
            (*found, f"It comes from {', '.join(changed) or 'no layer'}; {kept} other layers stay as they are.")
        )
