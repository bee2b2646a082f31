"""What another convention would make of a network: which layers count otherwise, by how much, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from symcount.core.conventions import Conventions, convention, conventions
from symcount.core.errors import InputError
from symcount.core.expression import ONE, Expr, Negative, Size, Value, group, written
from symcount.core.values import product, total
from symcount.counting.derivation import Step
from symcount.counting.derive import number_of, summed
from symcount.counting.quantities import ACTIVE, QUANTITIES, Part, Quantity
from symcount.counting.repetition import counted
from symcount.counting.teaching import row_sum, sentence
from symcount.counting.telling import Told, at_numbers
from symcount.networks.signal import Row

Numbers = Mapping[Size, Value]
Place = Callable[[Conventions], tuple[Row, ...]]  # the network's layers under some conventions


@dataclass(frozen=True, slots=True)
class Difference:
    """One reason why two conventions count differently: its topic, the layers, what each says, and one formula.

    `formulas` are in the names of the sizes, `values` at their numbers;
    `step` tells how much more one layer counts by `a` than by `b`, `whole` all of them; a network that one
    of the two refuses has neither.
    """

    topic: str
    a: str
    b: str
    sentence: str
    quantity: Quantity | None = None
    layers: tuple[str, ...] = ()
    formulas: tuple[Value, Value] = (0, 0)
    values: tuple[Value, Value] = (0, 0)
    step: Step | None = None
    whole: Step | None = None


def differences(place: Place, a: Conventions, b: Conventions, numbers: Numbers | None = None) -> Iterator[Difference]:
    """Every difference between two sets of conventions for one network, topic by topic, from `b` to `a`."""
    for topic in a.chosen:
        if a[topic] == b[topic]:
            continue
        nearer = conventions((a[topic],), b)
        yield from _of_topic(place, topic, nearer, b, numbers or {})
        b = nearer


def _of_topic(place: Place, topic: str, a: Conventions, b: Conventions, numbers: Numbers) -> Iterator[Difference]:
    """What one topic changes; a network that one choice of it refuses is told as such."""
    try:
        those, these = place(a), place(b)
    except InputError:
        yield from _refused(place, topic, a, b)
        return
    for quantity in QUANTITIES.values():
        if quantity is not ACTIVE:  # which says of experts what parameters say of all
            yield from _of_quantity(quantity, topic, list(zip(those, these, strict=True)), numbers)


def _refused(place: Place, topic: str, *ways: Conventions) -> Iterator[Difference]:
    for one in ways:
        try:
            place(one)
        except InputError as wrong:
            told = f"Under {one[topic]} there is no such network: {wrong}."
            yield Difference(topic, ways[0][topic], ways[1][topic], told)


def _of_quantity(
    quantity: Quantity, topic: str, pairs: Sequence[tuple[Row, Row]], numbers: Numbers
) -> Iterator[Difference]:
    """One difference for every sentence; the layers that it is said of are added up."""
    groups: dict[str, list[tuple[Row, Row]]] = {}
    for a, b in pairs:
        if counted(a, quantity.count) != counted(b, quantity.count):
            groups.setdefault(_sentence(quantity, topic, a, b), []).append((a, b))
    for told, those in groups.items():
        a, b = those[0]
        ways = (a.case.conventions[topic], b.case.conventions[topic])
        sums = [[counted(row, quantity.count) for row in side] for side in zip(*those, strict=True)]
        each = [row_sum([written(x), Negative(written(y))]) for x, y in zip(*sums, strict=True)]
        terms = [number_of(row.path, at_numbers(one, numbers)) for (row, _), one in zip(those, each, strict=True)]
        first, second = (total(side) for side in sums)
        yield Difference(
            topic, *ways, told, quantity, tuple(row.path for row, _ in those), (first, second),
            (_closed(first, numbers), _closed(second, numbers)), _step(quantity, a, b, numbers, told),
            summed("In all", terms, numbers),
        )  # fmt: skip


def _closed(value: Value, numbers: Numbers) -> Value:
    return summed("", [number_of("", at_numbers(value, numbers))], numbers).value


def _step(quantity: Quantity, a: Row, b: Row, numbers: Numbers, reason: str) -> Step:
    """How much more the layer counts, once: what only `a` counts, less what only `b` counts."""
    more, less = _only(quantity, a, b), _only(quantity, b, a)
    told = Told(a.case if more else b.case, numbers, quantity.sizes)
    return told.step(f"{quantity.title} of {a.path or a.case.theory.name}", row_sum(list(_terms(more, less))), reason)


def _only(quantity: Quantity, a: Row, b: Row) -> list[Part]:
    """The addends that a layer has under some conventions and not under others."""
    others = quantity.parts(b.case)
    return [part for part in quantity.parts(a.case) if part not in others]


def _terms(more: Sequence[Part], less: Sequence[Part]) -> Iterator[Expr]:
    """The addends of the difference; what both count, but more often than one another, stands once."""
    once = [replace(part, times=1, because="") for part in less]
    for part in more:
        alike = replace(part, times=1, because="")
        often = part.times
        if alike in once:
            place = once.index(alike)
            often -= less[place].times
            less = [*less[:place], *less[place + 1 :]]
            once.pop(place)
        yield _signed(part, often)
    for part in less:
        yield _signed(part, -part.times)


def _signed(part: Part, times: int) -> Expr:
    formula = part.each() if part.units == ONE else part.formula()
    found = written(product((abs(times), group(formula) if abs(times) > 1 else formula)))
    return found if times > 0 else Negative(found)


def _sentence(quantity: Quantity, topic: str, a: Row, b: Row) -> str:
    """What the difference is: for tensors, which of them one counts and the other does not, and why they are there."""
    ways = (a.case.conventions[topic], b.case.conventions[topic])
    if not quantity.owned:
        return f"{_meaning(ways[0])} ({ways[0]}); {_lowered(_meaning(ways[1]))} ({ways[1]})."
    only = ((ways[0], _only(quantity, a, b)), (ways[1], _only(quantity, b, a)))
    told = [
        f"only {way} counts the {_listed(parts)} of {a.case.theory.name} among the {_lowered(quantity.title)}"
        for way, parts in only
        if parts
    ]
    reasons = dict.fromkeys(part.why for _, parts in only for part in parts)
    return f"{sentence('; '.join(told))[:-1]}: {'; '.join(reasons)}."


def _meaning(key: str) -> str:
    return convention(key).meaning


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _listed(parts: Sequence[Part]) -> str:
    return " and ".join(dict.fromkeys(part.label for part in parts))
