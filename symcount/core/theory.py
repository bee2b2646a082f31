"""A layer class read once: its facts in order, spread over the axes, and compiled for counting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import itemgetter
from typing import Any

from symcount.core.expression import Expr, Size, written
from symcount.core.formal import REQUIRED, Formal
from symcount.core.reading import Reading, compiled, substituted
from symcount.core.ready import Input, Labour, Let, Need, Owned, Picked, Place, Present, Saved, Tree
from symcount.core.stated import Dim, Each, Gives, Needs, Nested, Saves, Takes, Tensor, When, Work, mentions
from symcount.core.tree import decided_by
from symcount.core.values import product, total

AXES: dict[int, tuple[str, ...]] = {0: (), 1: ("L",), 2: ("H", "W"), 3: ("D", "H", "W")}
SETTINGS = ("size", "ratio", "shape", "flag", "option", "layer")
COUNTED = ("size", "ratio", "shape", "layer")  # what a layer may be asked for without a name
WORKED_OUT = ("let", "volume", "tally")


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
        self.inputs = self._inputs([fact for fact in facts.values() if isinstance(fact, Takes)])
        self.outputs = [self._output(fact) for fact in facts.values() if isinstance(fact, Gives)]
        self.given = self.outputs[0][1]
        self.tensors = [self._owned(fact) for fact in facts.values() if isinstance(fact, Tensor)]
        self.labours = [self._labour(fact) for fact in facts.values() if isinstance(fact, Work)]
        self.saved = [self._saved(fact) for fact in facts.values() if isinstance(fact, Saves)]
        self.needs = [need for fact in facts.values() if isinstance(fact, Needs) for need in self._needs(fact)]
        self.lets = [let for f in self.formals if f.role in WORKED_OUT or f.how for let in self._lets(f)]
        self.topics = [(self.slots[f], f.meaning) for f in self.formals if f.role == "convention"]
        self.counted_by = {
            f.meaning for f in self.formals if f.role == "convention"
            if any(mentions(fact, f) for fact in facts.values() if fact is not f and not isinstance(fact, Needs))
        }  # fmt: skip
        required = [f for f in self.formals if f.role == "option" and f.default is REQUIRED]
        asked = [f for f in self.formals if f.role in COUNTED or f.attribute in self.incoming or f in required]
        self.first = asked[0].attribute if asked else next(iter(self.settings), "")

    @cached_property
    def defaults(self) -> list[Any]:
        """A value for every slot: the setting's default, else nothing yet."""
        own = (*SETTINGS, "convention")
        return [formal.default if formal.role in own else None for formal in self._slot_order()]

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

    def _inputs(self, facts: list[Takes]) -> list[Input]:
        if not facts:
            raise TypeError(f"{self.name} states no incoming shape with takes(...)")
        known: set[Formal] = set()
        return [self._input(fact, facts, known) for fact in facts]

    def _input(self, fact: Takes, facts: list[Takes], known: set[Formal]) -> Input:
        """The places of one input; a size that an earlier one has told is checked, as formulas are."""
        places: list[Place] = []
        for dim in fact.dims:
            inner = dim.of if isinstance(dim, Each) else written(dim)
            if isinstance(inner, Formal) and inner.role in ("incoming", "many", "apart"):
                places += [Place(one, self.slots[one]) for one in self.spread[inner]]
                known.add(inner)
            else:
                places += [Place(None, 0, reading) for reading in self.readings((dim,))]
        runs = tuple(place.formal for place in places if place.many and place.formal is not None)
        like = None if fact.like is None else next(at for at, one in enumerate(facts) if one is fact.like)
        return Input(fact, tuple(places), like, len(places) - len(runs), runs)

    def _output(self, fact: Gives) -> tuple[Present, tuple[Dim, ...], Tree]:
        """When this is what the layer gives, the dimensions of the first output, and all as a tree of readings."""
        first: Any = fact.dims
        while isinstance(first[0], tuple) if first else False:
            first = first[0]
        return self._present(fact.when), first, self._tree(fact.dims)

    def _tree(self, dims: tuple[Nested, ...]) -> Tree:
        if any(isinstance(dim, tuple) for dim in dims):
            return tuple(self._tree(dim) for dim in dims if isinstance(dim, tuple))
        return self.readings(dims)  # type: ignore[arg-type]

    def _present(self, when: tuple[When, ...]) -> Present:
        """Whether all conditions hold, as a function of the slots."""
        tests = [self._test(one) for one in when]
        return (lambda values: all(test(values) for test in tests)) if tests else lambda values: True

    def _test(self, one: When) -> Present:
        if isinstance(one, Formal):
            slot = self.slots[one]
            return lambda values: bool(values[slot])
        if isinstance(one.of, Formal) and one.of.along:
            slots = [self.slots[axis] for axis in self.spread[one.of]]
            return lambda values: all(values[slot] == one.value for slot in slots) is one.holds
        read = self.reading(one.of)
        other = self.reading(one.value) if isinstance(one.value, Expr) else (lambda values: one.value)
        return lambda values: (read(values) == other(values)) is one.holds

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
        used = fact.dims if fact.active is None else fact.active
        return Owned(
            fact, self.dims(fact.dims), self.readings(fact.dims), self._present(fact.when), self.dims(used),
            self.readings(used),
        )  # fmt: skip

    def _labour(self, fact: Work) -> Labour:
        return Labour(
            fact, self.dims(fact.each), self.dims(fact.times), self.readings((*fact.each, *fact.times)),
            self.dims(fact.constant), self.readings(fact.constant), self._present(fact.when),
        )  # fmt: skip

    def _saved(self, fact: Saves) -> Saved:
        return Saved(fact, self.dims(fact.dims), self.readings(fact.dims), self._present(fact.when))

    def _needs(self, fact: Needs) -> Iterator[Need]:
        for axis in range(len(self.letters)) if fact.along else (None,):
            a, b = (e if axis is None else self.on_axis(e, axis) for e in (fact.a, fact.b))
            yield Need(fact, a, b, self.reading(a), self.reading(b), self._read_by(a, b))

    def _lets(self, formal: Formal) -> Iterator[Let]:
        if formal.many is not None:
            many, put_together = self.slots[formal.many], product if formal.role == "volume" else total
            yield Let(formal, None, lambda v: put_together(v[many] or []), self.slots[formal])
            return
        for axis, one in enumerate(self.spread[formal]):
            if formal.how is not None:
                yield Let(one, None, self._picked(formal, axis), self.slots[one])
                continue
            expr = written(formal.expr if formal.expr is not None else 0)
            if formal.across:
                expr = written(product([self.on_axis(expr, axis) for axis in range(len(self.letters))]))
            expr = self.on_axis(expr, axis) if formal.along else expr
            yield Let(one, expr, self.reading(expr), self.slots[one], formal, self._read_by(expr))

    def _read_by(self, *exprs: Expr) -> Picked | None:
        """What takes the values on which formulas depend, in the order in which they are written."""
        sizes = dict.fromkeys(size for expr in exprs for size in decided_by(expr) if size in self.slots)
        return itemgetter(*(self.slots[size] for size in sizes)) if sizes else None

    def _picked(self, formal: Formal, axis: int) -> Reading:
        """The function that picks a size, of the values of what it picks from."""
        how, place = formal.how, (axis, len(self.letters)) if formal.along else ()
        assert how is not None
        slots = [self.slots[self.spread[by][axis if by.along else 0]] for by in formal.by]
        return lambda v: how(*(v[slot] for slot in slots), *place)


def _facts_of(layer: type) -> dict[str, object]:
    """Every fact of a class and of the abstract ones it stands on, in the order they were written."""
    found: dict[str, object] = {}
    for owner in reversed(layer.__mro__):
        for name, fact in vars(owner).items():
            if isinstance(fact, (Formal, Takes, Gives, Tensor, Work, Saves, Needs)):
                found[name] = fact
            elif name in found:
                del found[name]
    return found


def _with_volumes(formals: list[Formal]) -> list[Formal]:
    """The formals, and for every run of dimensions that names no product of its own one under the same symbol."""
    named = [formal.many for formal in formals if formal.role == "volume"]
    runs = [formal for formal in formals if formal.role == "many" and formal not in named]
    return formals + [Formal(run.name, run.meaning, "volume", many=run) for run in runs]
