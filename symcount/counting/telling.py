"""How a formula of a layer is told at its place: the rule, the network's own names, the numbers, the arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

from symcount.core.algebra import closed_sum, from_sympy
from symcount.core.expression import Expr, Number, Product, Size, Value, folded, written
from symcount.core.formal import Formal
from symcount.core.placing import Case
from symcount.core.reading import chosen, evaluated, sizes_in, substituted
from symcount.counting.arithmetic import rounds
from symcount.counting.derivation import Line, Meaning, Step


@dataclass(frozen=True)
class Told:
    """A layer at its place together with the numbers at hand for the user's sizes.

    `beside` are sizes of the quantity that is told, such as a batch; no letter of the layer takes their names.
    """

    case: Case
    numbers: Mapping[Size, Value]
    beside: tuple[Size, ...] = ()

    def rule(self, expr: Expr) -> Expr:
        """The layer's formula without what is switched off here, and with one letter for equal axes."""
        settled = written(evaluated(chosen(expr, self.case.known()), self._settled))
        return substituted(settled, self._letters)

    def here(self, expr: Expr) -> Expr:
        """The rule with the network's own names and numbers in the places of the layer's letters."""
        return substituted(self.rule(expr), {f: v for f, v in self._values.items() if isinstance(v, (int, Expr))})

    def letter(self, size: Formal) -> Formal:
        """The letter under which a size of the layer is told."""
        return self._letters[size]

    def value(self, expr: Expr) -> Value:
        """The value of a formula of the layer, as far as there are numbers."""
        return at_numbers(evaluated(expr, self.case.known()), self.numbers)

    def step(self, left: str | Expr, expr: Expr, reason: str, cite: str = "") -> Step:
        """A step that tells one formula from its rule to its value."""
        values = {one: one for one in self.beside} | self._values
        where = {f.name: at_numbers(v, self.numbers) for f, v in values.items() if isinstance(v, (int, Expr))}
        plain = self.rule(expr) if sizes_in(expr) else expr
        rule = Line(plain, {size.name: where[size.name] for size in sizes_in(plain)})
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
    def _letters(self) -> dict[Size, Formal]:
        """The letter under which each size is told: one for all axes where they are equal, and never a name
        that the network uses for something else (k_layer where k is another size of the user's)."""
        theory, names = self.case.theory, {size.name for size in sizes_in(*_flat(self.case.values), *self.numbers)}
        names |= {size.name for size in self.beside}
        letters: dict[Size, Formal] = {}
        for formal, ones in theory.spread.items():
            values = {self.case.value(one) for one in ones}
            one_letter = formal.along and len(values) == 1 and all(one in theory.shared for one in ones)
            for one in ones:
                letter = formal if one_letter else one
                taken = letter.name in names and self.case.value(one) != Size(letter.name)
                letters[one] = _of_the_layer(letter) if taken else letter
        return letters

    @cached_property
    def _values(self) -> dict[Size, Any]:
        values = {one: self.known_before(one) for one in self.case.known()}
        values.update(_spelled_out(values))
        for one, letter in self._letters.items():
            values[letter] = values[one]
        return values

    def known_before(self, size: Size) -> Any:
        """A size's value, where what earlier steps have worked out stands as its number, not as its whole history."""
        value = self.case.value(size)
        if not isinstance(size, Formal) or size.role in ("size", "flag", "option", "shape"):
            return value
        return tuple(map(self._worked_out, value)) if isinstance(value, tuple) else self._worked_out(value)

    def _worked_out(self, value: Value) -> Value:
        if not self.numbers:
            return value
        known = at_numbers(value, self.numbers) if isinstance(value, Expr) and not _is_plain(value) else value
        return known if isinstance(known, int) else value


def _is_plain(value: Expr) -> bool:
    """Whether a value is a size, a number, or a product of these."""
    return isinstance(value, (Size, Number)) or (isinstance(value, Product) and all(map(_is_plain, value.factors)))


@cache
def _of_the_layer(letter: Formal) -> Formal:
    """The same letter with a mark that it is the layer's own."""
    return Formal(f"{letter.name}_layer", letter.meaning, letter.role, attribute=letter.attribute)


def _flat(values: Iterable[Any]) -> Iterator[Any]:
    for value in values:
        if isinstance(value, tuple):
            yield from value
        else:
            yield value


def plain_step(
    left: str | Expr, expr: Expr, reason: str, numbers: Mapping[Size, Value] | None = None, cite: str = ""
) -> Step:
    """A step that tells a formula in the user's own names, or in numbers alone, to its value."""
    lines = with_closed(told_lines(expr, numbers or {}), [at_numbers(expr, numbers or {})])
    return Step(left, lines, folded(lines[-1].expr), reason, cite)


def with_value(step: Step, value: Value) -> Step:
    """The step with its value as a last line, where its arithmetic ends at a longer way of writing it."""
    last = written(value)
    if str(step.lines[-1].expr) == str(last):
        return step
    return replace(step, lines=(*step.lines, Line(last, {size.name: size for size in sizes_in(last)})), value=value)


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
    """Products of dimensions that no step of their own explains: told factor by factor where they stand.

    The dimensions of an input that is left out are none.
    """
    volumes = [one for one in values if isinstance(one, Formal) and one.role == "volume" and not one.why]
    runs = {one: tuple(map(written, values[one.many] or ())) for one in volumes if one.many is not None}
    return {one: Product(run) for one, run in runs.items() if len(run) > 1}


def _is_size(value: object) -> bool:
    return isinstance(value, (int, Expr)) and not isinstance(value, bool)
