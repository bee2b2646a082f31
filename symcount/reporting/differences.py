"""What a change of a network makes of a quantity: before, after, the difference layer by layer, and its derivation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from symcount.analysis.ratios import ratio
from symcount.core.algebra import from_sympy, symbol, to_sympy
from symcount.core.display import Displayed
from symcount.core.errors import InputError
from symcount.core.expression import ZERO, Expr, Size, Sum, Value, folded, group, negated, written
from symcount.counting.derivation import FORMS, Derivation, Form, Step
from symcount.counting.derive import addend, derive_layer
from symcount.counting.quantities import Quantity
from symcount.counting.teaching import row_sum, sentence
from symcount.counting.telling import plain_step, with_value
from symcount.networks.changes.altered import Pair, pairs
from symcount.networks.signal import Row
from symcount.notation.closed import closed_text
from symcount.reporting.why import Why

if TYPE_CHECKING:
    import sympy


@dataclass(frozen=True)
class Side:
    """One of the two networks: the layers in whose formulas it is told, its quantity, and that in all."""

    rows: Sequence[Row]
    quantity: Quantity
    expr: sympy.Expr


@dataclass(frozen=True, slots=True)
class Altered:
    """A layer that a change altered: what it had, what it has, what that makes, and why."""

    path: str
    before: sympy.Expr
    after: sympy.Expr
    change: sympy.Expr
    why: str


@dataclass(frozen=True)
class _Entry:
    """The formulas of what stands at a path before and after."""

    path: str
    before: Expr
    after: Expr
    why: str
    pair: Pair | None

    @property
    def step(self) -> Expr:
        """After minus before, as it is written."""
        if self.before == ZERO:
            return self.after
        taken = negated(group(self.before))
        return taken if self.after == ZERO else Sum((self.after, taken))

    @cached_property
    def altered(self) -> Altered | None:
        """The same in SymPy; nothing where the layer is what it was and has what it had."""
        before, after = to_sympy(self.before), to_sympy(self.after)
        change = _short(after - before)
        if change == 0 and (self.pair is None or self.pair.same):
            return None
        return Altered(self.path, before, after, change, self.why)


@dataclass(frozen=True, eq=False, repr=False)
class Difference(Displayed):
    """A quantity of a network before and after a change; formulas in SymPy, `int()` where all sizes have numbers."""

    sides: tuple[Side, Side]
    numbers: Mapping[Size, Value]

    @property
    def title(self) -> str:
        """What is counted."""
        return self.sides[0].quantity.title

    @property
    def before(self) -> sympy.Expr:
        """The quantity before."""
        return self.sides[0].expr

    @property
    def after(self) -> sympy.Expr:
        """The quantity after."""
        return self.sides[1].expr

    @cached_property
    def change(self) -> sympy.Expr:
        """After minus before."""
        return _short(self.after - self.before)

    @cached_property
    def factor(self) -> sympy.Expr:
        """After over before, in lowest terms."""
        return ratio(self.after, self.before)

    @cached_property
    def value(self) -> sympy.Expr | None:
        """The change at the numbers at hand, where it needs no others."""
        here = self.change.xreplace({symbol(size): to_sympy(value) for size, value in self.numbers.items()})
        return None if here.free_symbols else here

    @cached_property
    def layers(self) -> tuple[Altered, ...]:
        """The layers that the change altered, with what it makes of each."""
        return tuple(one.altered for one in self._entries if one.altered is not None)

    @cached_property
    def _entries(self) -> tuple[_Entry, ...]:
        return tuple(_entries(*self.sides))

    def __int__(self) -> int:
        if self.value is None:
            raise InputError(f"there is no number for {', '.join(sorted(map(str, self.change.free_symbols)))}")
        return int(self.value)

    def __repr__(self) -> str:
        before, after, change = map(closed_text, (self.before, self.after, self.change))
        return f"{self.title}: {before} -> {after}, a change of {change}"

    def why(self, form: Form = "per-filter") -> Why:
        """The derivation: what each altered layer has now, what that changes, and the change in all; proven."""
        altered = [one for one in self._entries if one.altered is not None]
        steps = [_told(f"Change at {one.path}", one.step, sentence(one.why), self.numbers) for one in altered]
        steps.append(_told("Change in all", row_sum([written(one.value) for one in steps]), _reason(steps), {}))
        quantity = self.sides[0].quantity
        rows = [row for one in altered if one.pair is not None for row in one.pair.after]
        parts = (derive_layer(row, quantity, form, self.numbers) for row in rows)
        title = f"What the change makes of {quantity.title[:1].lower()}{quantity.title[1:]}"
        found = Derivation(
            title, "", tuple(steps), steps[-1].value, quantity.unit, parts=tuple(part for part in parts if part.steps),
            conventions=quantity.rests_on(*(row.case for row in rows)),
        )  # fmt: skip
        return Why(found)


def _entries(a: Side, b: Side) -> Iterator[_Entry]:
    """Every layer of both networks, and what belongs to no layer."""
    for pair in pairs(a.rows, b.rows):
        before, after = (
            row_sum([one for one in (_formula(row, side) for row in rows) if one != ZERO])
            for side, rows in ((a, pair.before), (b, pair.after))
        )
        yield _Entry(pair.path, before, after, pair.why(), pair)
    old, new = ({one.name: one for one in side.quantity.once(side.rows)} for side in (a, b))
    for name in dict.fromkeys((*old, *new)):
        sides = [written(side[name].value) if name in side else ZERO for side in (old, new)]
        yield _Entry(name, sides[0], sides[1], (new if name in new else old)[name].why, None)


def _formula(row: Row, side: Side) -> Expr:
    return addend(row, side.quantity, FORMS[0], {}).formula


def _told(left: str, formula: Expr, reason: str, numbers: Mapping[Size, Value]) -> Step:
    """A step from a formula to its shortest form."""
    step = plain_step(left, formula, reason, numbers)
    return with_value(step, folded(from_sympy(_short(to_sympy(step.value)))))


def _reason(steps: list[Step]) -> str:
    return "What all altered layers change, together." if steps else "No layer is altered."


def _short(difference: sympy.Expr) -> sympy.Expr:
    import sympy

    return sympy.factor_terms(sympy.expand(difference))
