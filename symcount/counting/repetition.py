"""What repeated layers have together: each kind of surroundings times its repetitions, alike kinds put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from symcount.core.collecting import collected
from symcount.core.expression import Expr, Group, Product, Series, Sum, Value, folded, group, written
from symcount.core.placing import Case
from symcount.core.reading import substituted
from symcount.core.values import total
from symcount.networks.signal import Over, Row, Variant


@dataclass(frozen=True, slots=True)
class Share:
    """One kind of surroundings of a layer, with what the layer has there, once."""

    variant: Variant
    once: Value

    @property
    def case(self) -> Case:
        """The layer in these surroundings."""
        return self.variant.case

    @property
    def over(self) -> tuple[Over, ...]:
        """Its repetitions, the innermost first."""
        return self.variant.over

    def all(self) -> Value:
        """What all repetitions have."""
        return self.variant.of(self.once)


def shares(row: Row, count: Callable[[Case], Value]) -> tuple[Share, ...]:
    """What a row has in each kind of surroundings; kinds that have the same are one."""
    if not row.repeated:
        return (Share(Variant(row.case), count(row.case)),)
    found: list[Share] = []
    for variant in row.each:
        share = Share(variant, count(variant.case))
        merged = _merged(found[-1], share) if found else None
        if merged is not None:
            found[-1] = merged
        else:
            found.append(share)
    return tuple(found)


def counted(row: Row, count: Callable[[Case], Value]) -> Value:
    """What a row has in all."""
    return row_total(shares(row, count))


def row_total(found: tuple[Share, ...]) -> Value:
    """All shares of a row together."""
    return found[0].all() if len(found) == 1 else total([share.all() for share in found])


def over_formula(formula: Expr, over: tuple[Over, ...]) -> Expr:
    """A formula of one repetition, told for all of them: times their number, or as a sum over them."""
    for one in over:
        if one.index is None:
            formula = formula if one.count == 1 else Product((written(one.count), group(formula)))
        else:
            body = _shifted(formula, one)
            formula = Series(one.index, written(one.count), body)
    return formula


def _shifted(formula: Expr, one: Over) -> Expr:
    assert one.index is not None
    return substituted(formula, {one.index: Group(one.index + one.start)}) if one.start else formula


def _merged(a: Share, b: Share) -> Share | None:
    """Two shares as one, where the layer has the same in both and the second goes on where the first ends."""
    if a.once != b.once or not a.over or not b.over or a.over[:-1] != b.over[:-1]:
        return None
    first, last = a.over[-1], b.over[-1]
    if first.index != last.index or (first.index is not None and last.start != first.start + _number(first.count)):
        return None
    terms = last.count.terms if isinstance(last.count, Sum) else (written(last.count),)
    count = collected(folded(Sum((*terms, written(first.count)))))
    return replace(b, variant=replace(b.variant, over=(*b.over[:-1], replace(first, count=count))))


def _number(count: Value) -> int:
    return count if isinstance(count, int) else -1
