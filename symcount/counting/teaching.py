"""The two classic ways to teach a count: per filter, or weights plus biases; one set of facts, told in either order."""

from __future__ import annotations

from collections.abc import Sequence

from symcount.core.expression import ONE, Expr, Product, Sum, group, written
from symcount.core.values import product
from symcount.counting.derivation import Form, Step
from symcount.counting.quantities import Part, Quantity
from symcount.counting.telling import Told

# How many values there are that take so many operations each.
DIMENSIONS = {f"{name} value": f"The dimensions of the {name}, multiplied." for name in ("input", "output")}


def steps_of(told: Told, parts: tuple[Part, ...], quantity: Quantity, form: Form) -> tuple[Step, ...]:
    """The steps that lead from the parts of a quantity to all of it, the last one last."""
    if not parts:
        return ()
    whole = whole_formula(parts, quantity, form)
    if not quantity.owned:
        return _plain(told, parts, quantity, whole)
    if _told_by_tensor(parts, form):
        return _by_tensor(told, parts, quantity, whole)
    return _by_unit(told, parts, quantity, whole)


def whole_formula(parts: tuple[Part, ...], quantity: Quantity, form: Form) -> Expr:
    """All parts as one formula of the layer: ((f*f*c) + 1)*k, or k*(f*f*c) + k."""
    if not quantity.owned:
        return row_sum([written(product((part.times, _counted(part)))) for part in parts])
    if _told_by_tensor(parts, form):
        return row_sum([part.formula() for part in parts])
    return row_sum([_all_units(units, those) for units, those in _by_units(parts).items()])


def _told_by_tensor(parts: Sequence[Part], form: Form) -> bool:
    """Whether tensors are told one by one: asked for, or because they belong to no units."""
    return form == "weights-plus-biases" or not any(part.unit for part in parts)


def row_sum(terms: Sequence[Expr]) -> Expr:
    """Terms side by side, none worked out; of none, zero."""
    if len(terms) > 1:
        return Sum(tuple(terms))
    return terms[0] if terms else written(0)


def _by_tensor(told: Told, parts: tuple[Part, ...], quantity: Quantity, whole: Expr) -> tuple[Step, ...]:
    steps = [told.step(part.label.capitalize(), part.formula(), sentence(part.why), part.cite) for part in parts]
    if len(parts) > 1:
        steps.append(told.step(quantity.title, whole, sentence(" plus ".join(part.label for part in parts))))
    return tuple(steps)


def _by_unit(told: Told, parts: tuple[Part, ...], quantity: Quantity, whole: Expr) -> tuple[Step, ...]:
    """What one unit has, part by part, then all units; of several kinds of unit, each and then together."""
    kinds = _by_units(parts)
    steps: list[Step] = []
    for units, those in kinds.items():
        unit = those[0].unit
        for place, part in enumerate(those):
            left = f"{part.label.capitalize()} of one {unit}" if place == 0 else f"With {part.label}"
            steps.append(told.step(left, _one_unit(those[: place + 1]), sentence(part.why), part.cite))
        reason = f"There are {told.rule(units)} {unit}s, all of the same size."
        steps.append(told.step(quantity.title, _all_units(units, those), reason))
    if len(kinds) > 1:
        steps.append(told.step(quantity.title, whole, "Together."))
    return tuple(steps)


def _plain(told: Told, parts: tuple[Part, ...], quantity: Quantity, whole: Expr) -> tuple[Step, ...]:
    steps: list[Step] = []
    reason = "Together."
    for part in parts:
        if part.units == ONE and len(parts) > 1:
            steps.append(told.step(sentence(part.label)[:-1], _counted(part), sentence(part.why), part.cite))
            continue
        if part.units == ONE:
            reason = sentence(part.why)
            continue
        steps.append(told.step(f"{part.label} of one {part.unit}", part.each(), sentence(part.why), part.cite))
        how_many = DIMENSIONS.get(part.unit, "Their dimensions, multiplied.")
        steps.append(told.step(f"{part.unit.capitalize()}s", part.units, how_many))
        reason = part.because or f"Every {part.unit} takes that many."
    if len({part.units == ONE for part in parts}) > 1 or len({part.unit for part in parts}) > 1:
        reason = "Together."
    return (*steps, told.step(quantity.title, whole, reason))


def _counted(part: Part) -> Expr:
    if part.units == ONE:
        return part.each()
    return written(product((group(part.each()), group(part.units))))


def _one_unit(parts: Sequence[Part]) -> Expr:
    """What one unit has: f*f*c by itself, (f*f*c) + 1 beside others."""
    if len(parts) == 1:
        return parts[0].each()
    return Sum(tuple(group(part.each()) for part in parts))


def _all_units(units: Expr, parts: Sequence[Part]) -> Expr:
    inner = _one_unit(parts)
    return written(product((group(inner) if isinstance(inner, Product) else inner, units)))


def _by_units(parts: Sequence[Part]) -> dict[Expr, list[Part]]:
    found: dict[Expr, list[Part]] = {}
    for part in parts:
        found.setdefault(part.units, []).append(part)
    return found


def sentence(text: str) -> str:
    """A reason as a sentence: a capital first, a full stop last."""
    return text[:1].upper() + text[1:] + "." if text else ""
