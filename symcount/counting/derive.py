"""Derivations of quantities: of one layer in either teaching form, and of a network as the sum of its layers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from symcount.core.expression import Expr, Size, Value, folded, written
from symcount.core.placing import Case, still_open
from symcount.core.reading import sizes_in
from symcount.counting.derivation import Derivation, Form, Step
from symcount.counting.quantities import Quantity
from symcount.counting.repetition import Share, over_formula, row_total, shares
from symcount.counting.teaching import row_sum, sentence, steps_of, whole_formula
from symcount.counting.telling import Told, at_numbers, plain_step, told_lines, with_closed, without_repeats
from symcount.networks.signal import Row

Numbers = Mapping[Size, Value]


@dataclass(frozen=True, slots=True)
class Addend:
    """One term of a sum over layers: whose it is, its value, its formula in the user's names, and how it is told.

    The formula is the whole one; told, it takes as numbers what earlier steps have worked out.
    """

    name: str
    value: Value
    formula: Expr
    told: Expr


def derive_layer(row: Row, quantity: Quantity, form: Form = "per-filter", numbers: Numbers | None = None) -> Derivation:
    """How much of a quantity one layer has: its parts with their reasons, then all of it in one formula."""
    numbers = numbers or {}
    found = shares(row, quantity.count)
    steps = [step for share in found for step in _share_steps(share, quantity, form, numbers)]
    exprs = [expr for part in quantity.parts(row.case) for expr in (part.units, *part.factors)]
    told = Told(row.case, numbers, quantity.sizes)
    if len(found) > 1 and steps:
        terms = [written(share.all()) for share in found if share.once != 0]
        steps.append(plain_step(f"{quantity.title} in all", row_sum(terms), "Together.", numbers))
    return Derivation(
        row.case.theory.name, row.path, tuple(steps), at_numbers(row_total(found), numbers), quantity.unit,
        told.meanings(*exprs), assumed=still_open(row.case.assumed, numbers),
        conventions=quantity.rests_on(row.case),
    )  # fmt: skip


def _share_steps(share: Share, quantity: Quantity, form: Form, numbers: Numbers) -> Iterator[Step]:
    """The steps of a layer in one kind of surroundings, and what its repetitions make of them."""
    steps = steps_of(Told(share.case, numbers, quantity.sizes), quantity.parts(share.case), quantity, form)
    yield from steps
    if steps and share.over and not (len(share.over) == 1 and share.over[0].count == 1):
        varies = any(one.index is not None for one in share.over)
        reason = "Each repetition has its own, and all are added." if varies else "Every repetition has as many."
        whole = over_formula(written(share.once), share.over)
        yield plain_step(f"{quantity.title} of all repetitions", whole, reason, numbers)


def derive(
    rows: Sequence[Row],
    quantity: Quantity,
    form: Form = "per-filter",
    numbers: Numbers | None = None,
    title: str = "All layers",
) -> Derivation:
    """How much of a quantity a network has: every layer that has any, then their sum."""
    numbers = numbers or {}
    parts = tuple(one for row in rows if (one := derive_layer(row, quantity, form, numbers)).steps)
    once = quantity.once(rows)
    whole = [addend(row, quantity, form, numbers) for row in rows] + [number_of(one.name, one.value) for one in once]
    step = summed(f"{quantity.title} in all", whole, numbers)
    if once:
        step = replace(step, reason=" ".join((step.reason, *(sentence(f"{one.name}: {one.why}") for one in once))))
    assumed = still_open([one for row in rows for one in row.case.assumed], numbers)
    return Derivation(
        title, "", (step,), step.value, quantity.unit, parts=parts, assumed=assumed,
        conventions=quantity.rests_on(*(row.case for row in rows)),
    )  # fmt: skip


def addend(row: Row, quantity: Quantity, form: Form, numbers: Numbers) -> Addend:
    """What one layer adds to the sum: its formula in the network's own names, and its value."""
    found = shares(row, quantity.count)
    value = at_numbers(row_total(found), numbers)
    formula = _formula(found, quantity, form, {})
    return Addend(row.path, value, formula, _formula(found, quantity, form, numbers) if numbers else formula)


def _formula(found: tuple[Share, ...], quantity: Quantity, form: Form, numbers: Numbers) -> Expr:
    """What a layer has, in the network's own names, its repetitions included."""
    return row_sum([over_formula(_whole(one.case, quantity, form, numbers), one.over) for one in found])


def _whole(case: Case, quantity: Quantity, form: Form, numbers: Numbers) -> Expr:
    return Told(case, numbers, quantity.sizes).here(whole_formula(quantity.parts(case), quantity, form))


def number_of(name: str, value: Value) -> Addend:
    """A term of a sum that is told as its bare value."""
    return Addend(name, value, written(value), written(value))


def summed(left: str, addends: Sequence[Addend], numbers: Numbers, reason: str = "") -> Step:
    """The sum of what several layers have: in the user's names where there are any, then in numbers."""
    some = [one for one in addends if one.value != 0]
    reason = reason or _sum_reason([one.name for one in some], len(addends) - len(some))
    named = list(told_lines(row_sum([one.told for one in some]), numbers))
    terms = [at_numbers(one.formula, numbers) for one in some]
    if any(isinstance(one.value, Expr) for one in some):
        lines = with_closed(named[:2] if numbers else named[:1], terms)
    else:
        lines = (*named[:1], *told_lines(row_sum([written(one.value) for one in some]), {}))
        lines = without_repeats(lines if sizes_in(named[0].expr) else lines[1:])
    return Step(left, lines, folded(lines[-1].expr), reason)


def _sum_reason(names: list[str], silent: int) -> str:
    if not names:
        return "No layer has any."
    if not silent:
        return "Every layer adds its own."
    if len(names) == 1:
        return f"Only layer {names[0]} has any."
    return f"{_listed(names)} add their own; the other layers have none."


def _listed(names: list[str]) -> str:
    if len(names) > 6:
        return f"{len(names)} layers"
    return f"Layers {', '.join(names[:-1])} and {names[-1]}"
