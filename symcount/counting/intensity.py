"""Arithmetic intensity: floating-point operations for every byte that a layer reads or writes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from symcount.core.expression import ONE, Expr, Operand, Product, Quotient, Value, group, written
from symcount.core.formal import Formal
from symcount.core.placing import Case
from symcount.core.reading import sizes_in
from symcount.core.values import exact_div, product, total
from symcount.counting.derivation import Derivation
from symcount.counting.derive import Numbers, derive
from symcount.counting.policies import Policy, told
from symcount.counting.precision import bytes_for, number_format
from symcount.counting.quantities import FLOPS, Part, Quantity, dims_of_input, weight_bytes_quantity
from symcount.counting.repetition import counted
from symcount.counting.telling import at_numbers, plain_step
from symcount.networks.signal import Row

MOVED = "Every layer reads its inputs and its weights once and writes its output once; no cache keeps them between."
EACH = "every value once, in the format of the activations"


def moved_quantity(policy: Policy, batch: Operand = 1) -> Quantity:
    """The bytes that every layer moves for a batch: its inputs, its output, and its weights once."""
    examples = written(batch)
    size = bytes_for(1, number_format(policy.activations))
    beside = () if examples == ONE else (examples,)
    weights = weight_bytes_quantity(policy)

    def parts(case: Case) -> tuple[Part, ...]:
        if case.layer.view or case.layer.rests:
            return ()
        moved = (*_read(case), ("bytes written", case.theory.dims(case.given())))
        values = (Part(label, ONE, (*beside, *dims, written(size)), EACH) for label, dims in moved)
        return (*values, *weights.parts(case))

    def count(case: Case) -> Value:
        if case.layer.view or case.layer.rests:
            return 0
        values = total([product(shape) for shape in (*case.inputs, case.output)])
        return total([product((batch, size, values)), weights.count(case)])

    return Quantity(
        "moved", "Bytes moved", "bytes", parts, count, basis=(told(policy), MOVED), sizes=sizes_in(examples)
    )  # fmt: skip


def _read(case: Case) -> Iterator[tuple[str, tuple[Expr, ...]]]:
    """The inputs by their dimensions; those that are joined along one dimension are together what is written."""
    if any(isinstance(dim, Formal) and dim.role == "apart" for one in case.theory.inputs for dim in one.fact.dims):
        yield "bytes read of all inputs", case.theory.dims(case.given())
        return
    for place in range(len(case.inputs)):
        yield _numbered("bytes read", place, case), dims_of_input(case, place)


def _numbered(label: str, place: int, case: Case) -> str:
    return label if len(case.inputs) == 1 else f"{label} of input {place + 1}"


def intensities(rows: Sequence[Row], policy: Policy, batch: Operand = 1) -> dict[str, Value]:
    """FLOPs for every byte of each layer that moves any, by its path; exact."""
    moved = moved_quantity(policy, batch)
    found: dict[str, Value] = {}
    for row in rows:
        through = counted(row, moved.count)
        if through != 0:
            found[row.path] = exact_div(product((batch, counted(row, FLOPS.count))), through)
    return found


def derive_intensity(
    rows: Sequence[Row], policy: Policy, batch: Operand = 1, numbers: Numbers | None = None
) -> Derivation:
    """The intensity of a network: all its FLOPs over all the bytes that its layers move."""
    numbers = numbers or {}
    moved = moved_quantity(policy, batch)
    work, way = (derive(rows, one, "per-filter", numbers, one.title) for one in (FLOPS, moved))
    over = written(work.value) if batch == 1 else Product((written(batch), group(written(work.value))))
    ratio = Quotient(over, written(way.value))
    step = plain_step("FLOPs for every byte", ratio, "All operations over all bytes.", numbers, "williams2009")
    work, way = replace(work, path="Above the line"), replace(way, path="Below the line")
    conventions = tuple(dict.fromkeys((*work.conventions, *way.conventions)))
    value = at_numbers(exact_div(product((batch, work.value)), way.value), numbers)
    return Derivation(
        "Arithmetic intensity of the network", "", (step,), value, "FLOPs for every byte", parts=(work, way),
        conventions=conventions, assumed=work.assumed,
    )  # fmt: skip
