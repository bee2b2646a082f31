"""How a formula of a layer is told at its place: the rule, the network's own names, the numbers, the arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from symcount.core.algebra import closed_sum, from_sympy
from symcount.core.expression import Expr, Product, Size, Value, folded, written
from symcount.core.facts import Formal
from symcount.core.placing import Case
from symcount.core.reading import chosen, evaluated, sizes_in, substituted
from symcount.counting.arithmetic import rounds
from symcount.counting.derivation import Line, Meaning, Step


@dataclass(frozen=True)
class Told:
    """A layer at its place together with the numbers at hand for the user's sizes."""

    case: Case
    numbers: Mapping[Size, Value]

    def rule(self, expr: Expr) -> Expr:
        """The layer's formula without what is switched off here, and with one letter for equal axes."""
        settled = written(evaluated(chosen(expr, self.case.known()), self._settled))
        return substituted(settled, self._one_letter)

    def here(self, expr: Expr) -> Expr:
        """The rule with the network's own names and numbers in the places of the layer's letters."""
        return substituted(self.rule(expr), {f: v for f, v in self._values.items() if isinstance(v, (int, Expr))})

    def value(self, expr: Expr) -> Value:
        """The value of a formula of the layer, as far as there are numbers."""
        return at_numbers(evaluated(expr, self.case.known()), self.numbers)

    def step(self, left: str | Expr, expr: Expr, reason: str, cite: str = "") -> Step:
        """A step that tells one formula from its rule to its value."""
        where = {f.name: at_numbers(v, self.numbers) for f, v in self._values.items() if isinstance(v, (int, Expr))}
        rule = Line(self.rule(expr), {size.name: where[size.name] for size in sizes_in(self.rule(expr))})
        lines = without_repeats((rule, *told_lines(self.here(expr), self.numbers)))
        value = self.value(expr)
        return Step(left, lines, folded(lines[-1].expr) if isinstance(value, Expr) else value, reason, cite)

    def meanings(self, *exprs: Expr) -> tuple[Meaning, ...]:
        """What each letter of the formulas means, and its value here."""
        letters = sizes_in(*map(self.rule, exprs))
        return tuple(
            Meaning(one, one.meaning, at_numbers(self._values[one], self.numbers))
            for one in letters
            if isinstance(one, Formal)
        )

    @cached_property
    def _settled(self) -> dict[Size, Any]:
        """Settings that are words or switches, or stand at a default that changes nothing."""
        known = self.case.known()
        settled: dict[Size, Any] = {}
        for formal, value in known.items():
            assert isinstance(formal, Formal)
            neutral = value in (0, 1) and value == formal.default
            if formal.role == "volume" and known[formal.many] == ():  # type: ignore[index]
                settled[formal] = 1
            elif formal.role in ("flag", "option") or (formal.role == "size" and (neutral or not _is_size(value))):
                settled[formal] = value
        return settled

    @cached_property
    def _one_letter(self) -> dict[Size, Expr]:
        """Sizes that are equal along every axis, under the one letter that they share."""
        theory = self.case.theory
        shared: dict[Size, Expr] = {}
        for formal, ones in theory.spread.items():
            values = [self.case.value(one) for one in ones]
            if formal.along and all(one in theory.shared for one in ones) and len(set(values)) == 1:
                shared.update(dict.fromkeys(ones, formal))
        return shared

    @cached_property
    def _values(self) -> dict[Size, Any]:
        values = self.case.known()
        values.update(_spelled_out(values))
        for one, formal in self._one_letter.items():
            values[formal] = values[one]  # type: ignore[index]
        return values


def plain_step(left: str | Expr, expr: Expr, reason: str, numbers: Mapping[Size, Value] | None = None) -> Step:
    """A step that tells a formula in the user's own names, or in numbers alone, to its value."""
    lines = with_closed(told_lines(expr, numbers or {}), [at_numbers(expr, numbers or {})])
    return Step(left, lines, folded(lines[-1].expr), reason)


def with_closed(told: Iterable[Line], terms: Sequence[Value]) -> tuple[Line, ...]:
    """The lines, and where sizes without numbers remain the closed form of the terms' sum as the last one."""
    lines = without_repeats(tuple(told))
    names = sizes_in(lines[-1].expr)
    if not names or isinstance(lines[-1].expr, Size):
        return lines
    closed = from_sympy(closed_sum(terms))
    return without_repeats((*lines, Line(closed, {size.name: size for size in names})))


def told_lines(expr: Expr, numbers: Mapping[Size, Value]) -> Iterator[Line]:
    """A formula in the user's names, then with numbers in their places, then worked out round by round."""
    names = sizes_in(expr)
    where = {size.name: numbers.get(size, size) for size in names}
    if names:
        yield Line(expr, where)
    with_numbers = substituted(expr, numbers)
    left = {size.name: size for size in sizes_in(with_numbers)}
    for worked in rounds(with_numbers):
        yield Line(worked, left)


def without_repeats(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Of lines that read alike the last one: it speaks of the user's own sizes, an earlier one of the layer's."""
    kept: list[Line] = []
    for line in lines:
        if kept and str(line.expr) == str(kept[-1].expr):
            kept.pop()
        kept.append(line)
    return tuple(kept)


def at_numbers(value: Value, numbers: Mapping[Size, Value]) -> Value:
    """A value with the numbers at hand put in and worked out."""
    return folded(evaluated(value, numbers)) if isinstance(value, Expr) else value


def _spelled_out(values: Mapping[Size, Any]) -> dict[Size, Expr]:
    """Products of dimensions that no step of their own explains: told factor by factor where they stand."""
    volumes = [one for one in values if isinstance(one, Formal) and one.role == "volume" and not one.why]
    runs = {one: tuple(map(written, values[one.many])) for one in volumes if one.many is not None}
    return {one: Product(run) for one, run in runs.items() if len(run) > 1}


def _is_size(value: object) -> bool:
    return isinstance(value, (int, Expr)) and not isinstance(value, bool)
