"""What an optimizer keeps: for a tensor, for a layer at its place, for a network; in values and in bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from symcount.core.expression import Value, written
from symcount.core.placing import Case
from symcount.core.ready import Owned, many_values
from symcount.core.values import product, total
from symcount.counting.optimizers.declaration import PARAM, Kept, Shape, Trained
from symcount.counting.optimizers.known import optimizer
from symcount.counting.precision import FORMATS, NumberFormat, bytes_for
from symcount.counting.quantities import Once, Part, Quantity
from symcount.counting.repetition import counted
from symcount.networks.signal import Row


def trained_shapes(rows: Sequence[Row]) -> list[tuple[str, Shape]]:
    """Every trained tensor of a network by its path and name, with its shape."""
    return [
        (f"{row.path}.{one.fact.name}" if row.path else one.fact.name, many_values(row.case.values, one.readings))
        for row in rows
        for one in row.case.trained()
    ]


def state_of(
    shape: Shape, name: str, settings: Mapping[str, object], scalars: bool = True, tensor: str = "a tensor"
) -> tuple[Kept, ...]:
    """What an optimizer keeps for one tensor; without `scalars`, what is one value a tensor is left out.

    `tensor` is its name, for an error about a tensor that the optimizer does not take.
    """
    found, chosen = optimizer(name, settings)
    return _asked(found.state(Trained(tensor, shape, shape), chosen), scalars)


def once_of(
    shapes: Iterable[Shape], name: str, settings: Mapping[str, object], scalars: bool = True
) -> tuple[Kept, ...]:
    """What an optimizer keeps a single time for all its tensors: tables that they share, numbers of the whole."""
    found, chosen = optimizer(name, settings)
    return _asked(found.once([Trained("", shape, shape) for shape in shapes], chosen), scalars)


def kept_bytes(kept: Iterable[Kept], stored: NumberFormat) -> Value:
    """The bytes of some state where the parameters are stored in a number format."""
    formats = {PARAM: stored, **FORMATS}
    return total([bytes_for(product(one.shape), formats[one.stored]) for one in kept])


def kept_for(case: Case, name: str, settings: Mapping[str, object], scalars: bool = True) -> list[Kept]:
    """Everything that an optimizer keeps for the tensors of one placed layer."""
    found, chosen = optimizer(name, settings)
    return [kept for one in _tensors(case) for kept in _asked(found.state(one, chosen), scalars)]


def once_for(
    rows: Sequence[Row], name: str, settings: Mapping[str, object], scalars: bool = True
) -> tuple[Kept, ...]:  # fmt: skip
    """Everything that an optimizer keeps a single time for a network; nothing where nothing trains."""
    shapes = [shape for _, shape in trained_shapes(rows)]
    return once_of(shapes, name, settings, scalars) if shapes else ()


def state_bytes(
    case: Case, name: str, settings: Mapping[str, object], stored: NumberFormat, scalars: bool = True
) -> Value:
    """The bytes that an optimizer keeps for one placed layer whose parameters are stored in a number format."""
    return kept_bytes(kept_for(case, name, settings, scalars), stored)


def network_state(rows: Sequence[Row], name: str, settings: Mapping[str, object], scalars: bool = True) -> Value:
    """The number of values that an optimizer keeps for a network: beside every tensor, and once for all of them."""
    check_taken(rows, name, settings)
    quantity = state_quantity(name, settings, scalars)
    beside = [counted(row, quantity.count) for row in rows]
    return total([*beside, *(one.value for one in quantity.once(rows))])


def network_bytes(
    rows: Sequence[Row], name: str, settings: Mapping[str, object], stored: NumberFormat, scalars: bool = True
) -> Value:
    """The bytes of all that an optimizer keeps for a network whose parameters are stored in a number format."""
    check_taken(rows, name, settings)
    beside = [counted(row, lambda case: state_bytes(case, name, settings, stored, scalars)) for row in rows]
    return total([*beside, kept_bytes(once_for(rows, name, settings, scalars), stored)])


def state_quantity(name: str, settings: Mapping[str, object], scalars: bool = True) -> Quantity:
    """The number of values that an optimizer keeps beside a layer's tensors, as a quantity of any layer."""
    found, chosen = optimizer(name, settings)

    def parts(case: Case) -> tuple[Part, ...]:
        made: list[Part] = []
        for one in case.trained():
            sizes = many_values(case.values, one.readings)
            for kept in _asked(found.state(Trained(_named(case, one), one.dims, sizes), chosen), scalars):
                units, *factors = map(written, kept.shape)
                label = f"{kept.name} of the {one.fact.label}"
                made.append(Part(label, units, tuple(factors), kept.why, kept.cite))
        return tuple(made)

    def count(case: Case) -> Value:
        return total([product(kept.shape) for kept in kept_for(case, name, settings, scalars)])

    def once(rows: Sequence[Row]) -> tuple[Once, ...]:
        return tuple(Once(one.name, product(one.shape), one.why) for one in once_for(rows, name, settings, scalars))

    def in_bytes(rows: Sequence[Row], stored: NumberFormat) -> Value:
        return network_bytes(rows, name, settings, stored, scalars)

    return Quantity(
        f"state-{name}", f"State of {name}", "values", parts, count, owned=True, once=once, in_bytes=in_bytes,
        decided=True,
    )  # fmt: skip


def _asked(kept: tuple[Kept, ...], scalars: bool) -> tuple[Kept, ...]:
    return kept if scalars else tuple(one for one in kept if not one.scalar)


def _tensors(case: Case) -> Iterator[Trained]:
    """The trained tensors of a placed layer, by their sizes there."""
    for one in case.trained():
        sizes = many_values(case.values, one.readings)
        yield Trained(_named(case, one), sizes, sizes)


def _named(case: Case, one: Owned) -> str:
    return f"{one.fact.name} of {case.theory.name}"


def check_taken(rows: Sequence[Row], name: str, settings: Mapping[str, object]) -> None:
    """A tensor that the optimizer does not take is an error that names its place in the network."""
    for path, shape in trained_shapes(rows):
        state_of(shape, name, settings, tensor=path)
