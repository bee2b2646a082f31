"""Incoming shapes put into the slots of a theory: which dimension is which, how many, and whether they agree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from symcount.core.errors import InputError, shown
from symcount.core.expression import Value
from symcount.core.formal import Formal
from symcount.core.reading import Reading
from symcount.core.ready import Input, Place
from symcount.core.stated import Each
from symcount.core.theory import Theory

Shape = tuple[Value, ...]
# A dimension that must equal what is known of it: a formula of the layer or a value, and what came.
Check = tuple["Reading | Value", Value]


def bind(theory: Theory, values: list[Any], shapes: Sequence[Shape]) -> list[Check]:
    """Fill the slots that the inputs tell; what an earlier input has told is left to be checked."""
    checks: list[Check] = []
    if theory.inputs[0].fact.repeated:
        _bind_repeated(theory, values, shapes, checks)
        return checks
    needed = sum(not one.fact.optional and one.like is None for one in theory.inputs)
    if not needed <= len(shapes) <= len(theory.inputs):
        most = len(theory.inputs)
        told = f"{needed} to {most} inputs" if most > needed else f"{most} inputs" if most > 1 else "one input"
        raise InputError(f"{theory.name} takes {told}, got {len(shapes)}")
    known: list[Shape | None] = []
    for place, one in enumerate(theory.inputs):
        shape = shapes[place] if place < len(shapes) else None if one.like is None else known[one.like]
        known.append(shape)
        if shape is not None:
            _bind_one(theory, values, one, shape, checks)
    return checks


def _bind_repeated(theory: Theory, values: list[Any], shapes: Sequence[Shape], checks: list[Check]) -> None:
    (one,) = theory.inputs
    for place in one.places:
        if place.formal is not None and place.formal.role == "apart":
            values[place.slot] = ()
    for shape in shapes:
        _bind_one(theory, values, one, shape, checks)


def _bind_one(theory: Theory, values: list[Any], one: Input, shape: Shape, checks: list[Check]) -> None:
    at = 0
    for place in one.places:
        if not place.many:
            _bind_dim(values, place, shape[at] if at < len(shape) else None, checks, theory, one, shape)
            at += 1
            continue
        width = _width(theory, values, one, place, shape, at)
        run = shape[at : at + width]
        at += width
        if values[place.slot] is None:
            values[place.slot] = run
        else:
            checks += zip(values[place.slot], run, strict=True)
    if at != len(shape):
        raise _refused(theory, one, shape)


def _bind_dim(
    values: list[Any], place: Place, dim: Value | None, checks: list[Check], theory: Theory, one: Input, shape: Shape
) -> None:
    if dim is None:
        raise _refused(theory, one, shape)
    if place.expected is not None:
        checks.append((place.expected, dim))
    elif place.formal is not None and place.formal.role == "apart":
        values[place.slot] = (*values[place.slot], dim)
    elif values[place.slot] is None:
        values[place.slot] = dim
    else:
        checks.append((values[place.slot], dim))


def _width(theory: Theory, values: list[Any], one: Input, place: Place, shape: Shape, at: int) -> int:
    """How many dimensions a run has: as its setting says, as it had before, else what is left for it."""
    formal = place.formal
    assert formal is not None
    width = told_width(theory, values, formal, len(shape), at)
    if width is None:
        others = (told_width(theory, values, run, len(shape), at) for run in one.runs if run is not formal)
        width = len(shape) - one.fixed_rank - sum(other or 0 for other in others)
    if width < 0 or at + width > len(shape) or (formal.most is not None and width > formal.most):
        raise _refused(theory, one, shape)
    return width


def told_width(theory: Theory, values: list[Any], formal: Formal, rank: int, at: int) -> int | None:
    """How many dimensions a run has where that is known without the others."""
    if values[theory.slots[formal]] is not None:
        return len(values[theory.slots[formal]])
    if formal.many is not None:
        given = values[theory.slots[formal.many]]
        return 1 if given is None else len(given)
    if formal.until is not None:
        return axis(formal.until.attribute, values[theory.slots[formal.until]], rank) - at
    if formal.through is not None:
        return axis(formal.through.attribute, values[theory.slots[formal.through]], rank) - at + 1
    return None


def axis(name: str, dim: object, rank: int) -> int:
    """The place of a dimension that a setting names as torch does: the batch is 0, the last one -1."""
    if isinstance(dim, bool) or not isinstance(dim, int):
        raise InputError(f"{name} is the number of a dimension, got {shown(dim)}")
    place = dim - 1 if dim > 0 else rank + dim
    if dim == 0 or not 0 <= place < rank:
        raise InputError(f"{name} is one of the dimensions 1 to {rank} (0 is the batch), or -1 for the last, got {dim}")
    return place


def _refused(theory: Theory, one: Input, shape: Shape) -> InputError:
    return InputError(f"{theory.name} takes {taken_text(theory, one)}, got {shape_text(shape)}")


def shape_text(shape: Sequence[object]) -> str:
    """A shape as it is written: (3, 32, 32)."""
    return "(" + ", ".join(map(str, shape)) + ("," if len(shape) == 1 else "") + ")"


def taken_text(theory: Theory, one: Input) -> str:
    """The shape that a layer asks of an input, in words."""
    words: list[str] = []
    for dim in one.fact.dims:
        if isinstance(dim, Each):
            words += theory.letters
        elif isinstance(dim, Formal):
            words.append(_word(dim))
        else:
            words.append(str(dim))
    optional = [run.name for run in one.runs if run.most is not None]
    shapes = [[word for word in words if word not in optional], words] if optional else [words]
    return "an input of shape " + " or ".join(map(shape_text, shapes))


def _word(dim: Formal) -> str:
    """A dimension as an error names it; of any number of them, dots, or the setting that says how many."""
    if dim.role != "many" or dim.most is not None:
        return dim.name
    return "..." if dim.many is None else dim.many.attribute
