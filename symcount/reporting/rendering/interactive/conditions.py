"""What the numbers of the sizes must meet, so that a network can be built with them: as its layers were placed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from symcount.core.algebra import closed_sum
from symcount.core.expression import Expr, Negative, Size, Value, folded, written
from symcount.core.placing import Assumption, Case
from symcount.core.stated import Rule
from symcount.core.tree import sizes_in
from symcount.networks.signal import Over, Row, Variant
from symcount.notation.javascript import surely_whole

DIMENSION = "every dimension of an output is a whole number of at least one"
REPETITIONS = "layers are repeated a whole number of times"


@dataclass(frozen=True, slots=True)
class Condition:
    """Two sides that must agree by a rule, at each of some repetitions (the innermost first).

    `whole` says of the first side alone that it is a whole number. `stated`, a layer says so itself.
    """

    where: str
    rule: Rule | Literal["whole"]
    a: Value
    b: Value
    why: str
    over: tuple[Over, ...] = ()
    stated: bool = False


def conditions(rows: Iterable[Row]) -> tuple[Condition, ...]:
    """Every condition that numbers could break once, in the order in which a network is built."""
    found: dict[object, Condition] = {}
    for row in rows:
        for one in _of_row(row):
            found.setdefault((one.rule, one.a, one.b, one.over), one)
    return tuple(one for one in found.values() if not _always(one))


def _always(one: Condition) -> bool:
    """Whether algebra says that it holds whatever the sizes are, which are at least one; an index may be zero."""
    if one.over or one.rule not in ("equal", "at_least"):
        return False
    more = closed_sum([one.a, Negative(written(one.b))]).expand()
    return bool(more == 0 if one.rule == "equal" else more.is_nonnegative)


def _of_row(row: Row) -> Iterator[Condition]:
    for variant in row.each:
        over = tuple(one for one in variant.over if one.index is not None)
        yield from _repetitions(row, variant)
        yield from _settings(row.path, variant.case, over)
        for one in variant.case.assumed:
            yield _assumed(row.path, one, over)
        yield from _dimensions(row.path, variant.case.outputs, over)


def _repetitions(row: Row, variant: Variant) -> Iterator[Condition]:
    """Where one repetition stands by itself, the count is that of the others."""
    alone = 1 if len(row.variants) > 1 else 0
    for place, one in enumerate(variant.over):
        count = folded(written(one.count) + alone)
        if isinstance(count, Expr) and not isinstance(count, Size):
            outer = tuple(o for o in variant.over[place + 1 :] if o.index is not None)
            yield from _at_least(row.path, count, 0, REPETITIONS, outer)


def _settings(path: str, case: Case, over: tuple[Over, ...]) -> Iterator[Condition]:
    """A setting that is a formula is held to the bound of the setting."""
    for formal in case.theory.settings.values():
        for one in case.theory.spread[formal]:
            value: Any = case.value(one)
            for part in value if isinstance(value, tuple) else (value,):
                if isinstance(part, Expr) and not isinstance(part, Size):
                    why = f"{formal.attribute} is a whole number of at least {formal.least}"
                    if formal.role != "ratio":
                        yield from _at_least(path, part, formal.least, why, over)


def _dimensions(path: str, outputs: Any, over: tuple[Over, ...]) -> Iterator[Condition]:
    for dim in outputs:
        if isinstance(dim, tuple):
            yield from _dimensions(path, dim, over)
        elif isinstance(dim, Expr) and not isinstance(dim, Size):
            yield from _at_least(path, dim, 1, DIMENSION, over)


def _at_least(path: str, value: Expr, least: int, why: str, over: tuple[Over, ...]) -> Iterator[Condition]:
    over = _needed((value,), over)
    if not surely_whole(value):
        yield Condition(path, "whole", value, 0, why, over)
    yield Condition(path, "at_least", value, least, why, over)


def _assumed(path: str, one: Assumption, over: tuple[Over, ...]) -> Condition:
    return Condition(path, one.rule, one.a, one.b, one.why, _needed((one.a, one.b), over), stated=True)


def _needed(sides: tuple[object, ...], over: tuple[Over, ...]) -> tuple[Over, ...]:
    """Only the repetitions on whose number the sides depend, or those of a repetition inside."""
    names = set(sizes_in(*sides))
    if not any(one.index in names for one in over):
        return ()
    return over
