"""What training keeps of the forward pass until the backward pass: every tensor once, whoever needs it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from symcount.core.expression import ONE, Expr, Operand, Size, Value, written
from symcount.core.placing import Case
from symcount.core.reading import sizes_in
from symcount.core.ready import Saved, many_values
from symcount.core.stated import Stored
from symcount.core.values import product, total
from symcount.counting.precision import NumberFormat, bytes_for, format_of
from symcount.counting.quantities.quantity import Part, Quantity
from symcount.counting.repetition import counted
from symcount.networks.signal import Row

SAVED_BASIS = (
    "Counted are the values that PyTorch's layers save for the backward pass, parameters apart, every tensor once. "
    "A layer that does not train, with nothing before it that does, saves none."
)
Each = Callable[[Stored], Operand]


def _one(stored: Stored) -> Operand:
    return 1


def saved_quantity(
    batch: Operand = 1, each: Each = _one, unit: str = "values", basis: tuple[str, ...] = ()
) -> Quantity:
    """The values that training keeps for a batch of so many examples, each counted as `each` says of its format."""
    examples = written(batch)

    def parts(case: Case) -> tuple[Part, ...]:
        return tuple(
            Part(label, ONE, _with(examples, one, (*dims, written(each(one.fact.stored)))), one.fact.why)
            for one, label, dims in _told(case)
        )

    def count(case: Case) -> Value:
        return total(
            [
                product((*(() if one.fact.once else (batch,)), *shape, each(one.fact.stored)))
                for one, shape in _shapes(case)
            ]
        )

    def in_bytes(rows: Sequence[Row], stored: NumberFormat) -> Value:
        sized = saved_quantity(batch, lambda what: bytes_for(1, format_of(what, stored)), "bytes")
        return total([counted(row, sized.count) for row in rows])

    sizes: tuple[Size, ...] = sizes_in(examples)
    return Quantity(
        "saved", "Saved for the backward pass", unit, parts, count, basis=(SAVED_BASIS, *basis), sizes=sizes,
        in_bytes=in_bytes,
    )  # fmt: skip


def _with(examples: Expr, one: Saved, factors: tuple[Expr, ...]) -> tuple[Expr, ...]:
    return factors if one.fact.once or examples == ONE else (examples, *factors)


def _told(case: Case) -> Iterator[tuple[Saved, str, tuple[Expr, ...]]]:
    """Everything kept here first, with its name and its formulas."""
    for one in case.kept():
        match one.fact.what:
            case "input":
                for place in _places(case):
                    label = "saved input" if len(case.inputs) == 1 else f"saved input {place + 1}"
                    yield one, label, dims_of_input(case, place)
            case "output":
                yield one, "saved output", case.theory.dims(case.given())
            case "own":
                yield one, one.fact.label, one.dims
            case "zeros":
                if _missing(case):
                    yield one, one.fact.label, one.dims


def dims_of_input(case: Case, place: int) -> tuple[Expr, ...]:
    """The dimensions of an input as the layer's theory writes them; the last one stated stands for all that follow."""
    stated = case.theory.inputs
    return case.theory.dims(stated[min(place, len(stated) - 1)].fact.dims)


def _shapes(case: Case) -> Iterator[tuple[Saved, tuple[Value, ...]]]:
    for one in case.kept():
        match one.fact.what:
            case "input":
                yield from ((one, case.inputs[place]) for place in _places(case))
            case "output":
                yield one, case.output
            case "own":
                yield one, many_values(case.values, one.readings)
            case "zeros":
                if _missing(case):
                    yield one, many_values(case.values, one.readings)


def _missing(case: Case) -> bool:
    """Whether an input that may be missing is."""
    return len(case.inputs) < len(case.theory.inputs)


def _places(case: Case) -> list[int]:
    """The inputs that nobody has kept before."""
    return [place for place in range(len(case.inputs)) if place not in case.around.kept]


SAVED = saved_quantity()
