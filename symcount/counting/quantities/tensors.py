"""What is counted by the shapes of tensors: parameters, those that train, those in use, buffers, caches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from symcount.core.expression import ONE, Expr, Operand, Value, written
from symcount.core.placing import Case
from symcount.core.reading import sizes_in
from symcount.core.ready import Owned, many_values
from symcount.core.values import product, total
from symcount.counting.precision import NumberFormat, bytes_for, number_format
from symcount.counting.quantities.quantity import Part, Quantity
from symcount.counting.repetition import counted
from symcount.networks.signal import Row

ACTIVE_BASIS = "Of experts, those count that one token is sent through; everything else is in use for every token."
COUNTED = number_format("int64")  # what counts is stored so, in whatever format the values are
InBytes = Callable[[Sequence[Row], NumberFormat], Value]
CACHE_BASIS = "Every sequence that is generated has a cache of its own, as long as the sequence."


def _tensors(
    key: str,
    title: str,
    unit: str,
    which: Callable[[Case], Iterator[Owned]],
    *,
    topics: tuple[str, ...] = (),
    basis: tuple[str, ...] = (),
    active: bool = False,
    in_bytes: InBytes | None = None,
) -> Quantity:
    """The quantity that adds up some of a layer's tensors, or what one example uses of them."""

    def parts(case: Case) -> tuple[Part, ...]:
        return tuple(_part(one, one.active if active else one.dims) for one in which(case))

    def count(case: Case) -> Value:
        return total(
            [
                product(many_values(case.values, one.active_readings if active else one.readings))
                for one in which(case)
            ]
        )  # fmt: skip

    return Quantity(key, title, unit, parts, count, owned=True, topics=topics, basis=basis, in_bytes=in_bytes)


def _part(one: Owned, dims: tuple[Expr, ...]) -> Part:
    return Part(one.fact.label, dims[0], (*dims[2:], *dims[1:2]), one.fact.why, one.fact.cite, one.fact.unit)


def _parameters(case: Case) -> Iterator[Owned]:
    """What the framework counts as parameters: Keras its running statistics too."""
    keras = case.conventions["framework"] == "keras"
    return case.owned("weight", "shift", "buffer") if keras else case.owned("weight", "shift")


def _buffers(case: Case) -> Iterator[Owned]:
    return iter(()) if case.conventions["framework"] == "keras" else case.owned("buffer")


def _buffer_bytes(rows: Sequence[Row], stored: NumberFormat) -> Value:
    """Running values as the parameters are stored, and what counts as whole numbers."""

    def of(counters: bool) -> Value:
        def count(case: Case) -> Value:
            kept = [one for one in _buffers(case) if one.fact.integer == counters]
            return total([product(many_values(case.values, one.readings)) for one in kept])

        return total([counted(row, count) for row in rows])

    return total([bytes_for(of(False), stored), bytes_for(of(True), COUNTED)])


FRAMEWORK = ("framework",)
PARAMS = _tensors("params", "Parameters", "parameters", _parameters, topics=FRAMEWORK)
TRAINABLE = _tensors("trainable", "Trainable parameters", "parameters", lambda case: case.trained(), topics=FRAMEWORK)
BUFFERS = _tensors("buffers", "Buffers", "values", _buffers, topics=FRAMEWORK, in_bytes=_buffer_bytes)
ACTIVE = _tensors(
    "active", "Active parameters", "parameters", _parameters, topics=FRAMEWORK, basis=(ACTIVE_BASIS,), active=True
)


def cache_quantity(batch: Operand = 1) -> Quantity:
    """What generating so many sequences side by side keeps of the tokens so far."""
    sequences = written(batch)

    def parts(case: Case) -> tuple[Part, ...]:
        beside = () if sequences == ONE else (sequences,)
        return tuple(
            Part(one.fact.label, ONE, (*beside, *one.dims), one.fact.why, one.fact.cite) for one in _caches(case)
        )

    def count(case: Case) -> Value:
        return total([product((batch, *many_values(case.values, one.readings))) for one in _caches(case)])

    return Quantity(
        "cache", "Key-value cache", "values", parts, count, basis=(CACHE_BASIS,), sizes=sizes_in(sequences)
    )  # fmt: skip


def _caches(case: Case) -> Iterator[Owned]:
    return case.owned("cache")


CACHE = cache_quantity()
