"""A layer class read once: its facts in order, spread over the axes, and compiled for counting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from symcount.core.expression import Expr, Size, Value, written
from symcount.core.facts import Dim, Each, Gives, Needs, Takes, Tensor, Work
from symcount.core.formal import REQUIRED, Formal
from symcount.core.reading import Reading, compiled, substituted
from symcount.core.values import product

AXES: dict[int, tuple[str, ...]] = {0: (), 1: ("L",), 2: ("H", "W"), 3: ("D", "H", "W")}
MANY = 1_000  # more dimensions than any shape has
SETTINGS = ("size", "shape", "flag", "option")


@dataclass(frozen=True, slots=True)
class Let:
    """A named intermediate result on one axis: its symbol and what it equals."""

    symbol: Formal
    expr: Expr | None
    reading: Reading
    slot: int


@dataclass(frozen=True, slots=True)
class Owned:
    """A tensor fact spread over the axes: formulas of its dimensions, and their readings."""

    fact: Tensor
    dims: tuple[Expr, ...]
    readings: tuple[Reading, ...]
    when: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Labour:
    """A work fact spread over the axes."""

    fact: Work
    each: tuple[Expr, ...]
    times: tuple[Expr, ...]
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """A condition on one axis, with readings of both its sides."""

    fact: Needs
    a: Expr
    b: Expr
    a_reading: Reading
    b_reading: Reading


class Theory:
    """All facts of one layer class, in their order."""

    def __init__(self, layer: type, axes: int) -> None:
        self.name = layer.__name__
        self.letters = AXES[axes]
        facts = _facts_of(layer)
        self.formals = _with_volumes([fact for fact in facts.values() if isinstance(fact, Formal)])
        self.settings = {f.attribute: f for f in self.formals if f.role in SETTINGS}
        asked = [] if getattr(layer, "lazy", False) else self.formals
        self.incoming = {f.attribute: f for f in asked if f.role == "incoming" and f.default is None}
        self.shared: dict[Formal, Formal] = {}
        self.spread: dict[Formal, tuple[Formal, ...]] = {f: self._spread(f) for f in self.formals}
        self.slots: dict[Size, int] = {
            one: place for place, one in enumerate(one for f in self.formals for one in self.spread[f])
        }
        self.takes = _only(facts, Takes, layer)
        self.gives = _only(facts, Gives, layer)
        self.tensors = [self._owned(fact) for fact in facts.values() if isinstance(fact, Tensor)]
        self.labours = [self._labour(fact) for fact in facts.values() if isinstance(fact, Work)]
        self.needs = [need for fact in facts.values() if isinstance(fact, Needs) for need in self._needs(fact)]
        self.lets = [let for f in self.formals if f.role in ("let", "volume") for let in self._lets(f)]
        self.first = next(iter(self.settings), "")
        self.output_readings = self.readings(self.gives.dims)
        self.many_taken = [d for d in self.takes.dims if isinstance(d, Formal) and d.role == "many"]
        self.most_free = min((f.most for f in self.many_taken if f.most is not None), default=MANY)
        self.taken = self._taken()
        self.fixed_rank = sum(not many for _, many in self.taken)

    @cached_property
    def defaults(self) -> list[Any]:
        """A value for every slot: the setting's default, else nothing yet."""
        return [formal.default if formal.role in SETTINGS else None for formal in self._slot_order()]

    @cached_property
    def places(self) -> dict[str, tuple[int, ...]]:
        """The slots of every setting by its name, one for each axis where it runs along the axes."""
        return {name: tuple(self.slots[one] for one in self.spread[f]) for name, f in self.settings.items()}

    @cached_property
    def open_slots(self) -> dict[int, int | None]:
        """The slots without a default of their own: must be given (None), or follow the slot of another setting."""
        follows = {
            place: followed
            for name, formal in self.settings.items()
            if isinstance(formal.default, Formal)
            for place, followed in zip(self.places[name], self.places[formal.default.attribute], strict=True)
        }
        required = (place for place, default in enumerate(self.defaults) if default is REQUIRED)
        return {**dict.fromkeys(required), **follows}

    @cached_property
    def asks_first(self) -> bool:
        """Whether the first setting is what the layer is for, rather than what the incoming shape says."""
        return bool(self.first) and self.settings[self.first].role in ("size", "shape")

    def _slot_order(self) -> Iterator[Formal]:
        return (one for f in self.formals for one in self.spread[f])

    def _spread(self, formal: Formal) -> tuple[Formal, ...]:
        if not formal.along:
            return (formal,)
        return tuple(self._on_axis(formal, letter) for letter in self.letters)

    def _on_axis(self, formal: Formal, letter: str) -> Formal:
        placed = "{}" in formal.name
        name = formal.name.format(letter) if placed else f"{formal.name}_{letter.lower()}"
        one = Formal(
            name, formal.meaning, formal.role, default=formal.default, least=formal.least, words=formal.words,
            expr=formal.expr, why=formal.why, cite=formal.cite, attribute=formal.attribute,
        )  # fmt: skip
        if not placed:
            self.shared[one] = formal
        return one

    def _taken(self) -> list[tuple[int, bool]]:
        """The slots that an incoming shape fills, in its order, and whether one takes several dimensions."""
        places: list[tuple[int, bool]] = []
        for dim in self.takes.dims:
            for one in self.spread[_formal(dim)]:
                places.append((self.slots[one], one.role == "many"))
        return places

    def on_axis(self, expr: Expr, axis: int) -> Expr:
        """A formula for one axis: every size that runs along the axes is that axis's own."""
        return substituted(expr, {f: ones[axis] for f, ones in self.spread.items() if f.along})

    def dims(self, dims: Sequence[Dim]) -> tuple[Expr, ...]:
        """The formulas of a shape, one for each dimension; several in one are told as their product."""
        spread: list[Expr] = []
        for dim in dims:
            if isinstance(dim, Each):
                spread.extend(self.on_axis(dim.of, axis) for axis in range(len(self.letters)))
            else:
                spread.append(self.volume_of(dim) if isinstance(dim, Formal) else written(dim))
        return tuple(spread)

    def volume_of(self, formal: Formal) -> Expr:
        """The symbol under which several dimensions are multiplied; any other size is itself."""
        if formal.role != "many":
            return formal
        return next(f for f in self.formals if f.role == "volume" and f.many is formal)

    def reading(self, expr: Expr) -> Reading:
        """A formula of this layer as a function of its slots."""
        return compiled(expr, self.slots)

    def readings(self, dims: Sequence[Dim]) -> tuple[Reading, ...]:
        """A shape as functions of the slots; one that gives a tuple stands for several dimensions."""
        found: list[Reading] = []
        for dim in dims:
            if isinstance(dim, Each):
                found.extend(self.reading(self.on_axis(dim.of, axis)) for axis in range(len(self.letters)))
            else:
                found.append(self.reading(written(dim)))
        return tuple(found)

    def _owned(self, fact: Tensor) -> Owned:
        when = tuple(self.slots[formal] for formal in fact.when)
        return Owned(fact, self.dims(fact.dims), self.readings(fact.dims), when)

    def _labour(self, fact: Work) -> Labour:
        return Labour(fact, self.dims(fact.each), self.dims(fact.times), self.readings((*fact.each, *fact.times)))

    def _needs(self, fact: Needs) -> Iterator[Need]:
        for axis in range(len(self.letters)) if fact.along else (None,):
            a, b = (e if axis is None else self.on_axis(e, axis) for e in (fact.a, fact.b))
            yield Need(fact, a, b, self.reading(a), self.reading(b))

    def _lets(self, formal: Formal) -> Iterator[Let]:
        if formal.role == "volume":
            many = self.slots[formal.many] if formal.many else 0
            yield Let(formal, None, lambda v: product(v[many]), self.slots[formal])
            return
        for axis, one in enumerate(self.spread[formal]):
            expr = written(formal.expr if formal.expr is not None else 0)
            expr = self.on_axis(expr, axis) if formal.along else expr
            yield Let(one, expr, self.reading(expr), self.slots[one])


def _facts_of(layer: type) -> dict[str, object]:
    """Every fact of a class and of the abstract ones it stands on, in the order they were written."""
    found: dict[str, object] = {}
    for owner in reversed(layer.__mro__):
        for name, fact in vars(owner).items():
            if isinstance(fact, (Formal, Takes, Gives, Tensor, Work, Needs)):
                found[name] = fact
            elif name in found:
                del found[name]
    return found


def _with_volumes(formals: list[Formal]) -> list[Formal]:
    """The formals, and for every run of dimensions that names no product of its own one under the same symbol."""
    named = [formal.many for formal in formals if formal.role == "volume"]
    runs = [formal for formal in formals if formal.role == "many" and formal not in named]
    return formals + [Formal(run.name, run.meaning, "volume", many=run) for run in runs]


def _formal(dim: Dim) -> Formal:
    inner = dim.of if isinstance(dim, Each) else dim
    if not isinstance(inner, Formal):
        raise TypeError(f"takes(...) names incoming dimensions, got {inner}")
    return inner


def _only(facts: dict[str, object], kind: type[Any], layer: type) -> Any:
    found = [fact for fact in facts.values() if isinstance(fact, kind)]
    if len(found) != 1:
        raise TypeError(f"{layer.__name__} states {len(found)} shapes with {kind.__name__.lower()}(...); expected one")
    return found[0]


def many_values(values: Sequence[Any], readings: tuple[Reading, ...]) -> tuple[Value, ...]:
    """A shape's dimensions from the slots' values, several in one spread out."""
    dims: list[Value] = []
    for read in readings:
        dim = read(values)
        if type(dim) is tuple:
            dims.extend(dim)
        else:
            dims.append(dim)
    return tuple(dims)
