"""The memory that the model's weights need, in every number format, and whether it fits a budget."""

from __future__ import annotations

from collections.abc import Sequence

from symcount.core.expression import Product, written
from symcount.counting.derive import addend, summed
from symcount.counting.precision import bytes_for, in_unit, number_format, read_bytes
from symcount.counting.quantities import PARAMS
from symcount.counting.telling import plain_step
from symcount.reporting.document import Block, Cell, Column, Paragraph, Section, Steps, Table, cell
from symcount.reporting.plan import Plan

UNITS = "1 MB is 1,000,000 bytes; 1 MiB is 1,048,576 bytes (2 to the power 20)."
USUAL = ("fp32", "fp16", "int8")


def memory(plan: Plan, formats: Sequence[str] = USUAL, budget: str = "") -> Section:
    """The bytes of all parameters in several number formats, beside what may be used."""
    budget = budget or plan.budget
    limit = read_bytes(budget) if budget else None
    stored = [number_format(key) for key in formats]
    counts = [addend(row, PARAMS, plan.form, plan.numbers) for row in plan.rows]
    whole = summed(PARAMS.title, counts, plan.numbers).value
    steps = [
        plain_step(
            f"Bytes in {one.key}", Product((written(whole), written(bytes_for(1, one)))),
            f"{one.key} ({one.meaning}) takes {one.bits} bits for each parameter, and 8 bits are a byte.",
        )
        for one in stored
    ]  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for one, step in zip(stored, steps, strict=True):
        size = step.value
        if isinstance(size, int):
            fits = _fits(size, limit)
            rows.append((one.key, size, in_unit(size, "MB"), in_unit(size, "MiB"), *fits))
        else:
            rows.append((one.key, cell(size), *("needs a number for every size",) * (2 if limit is None else 3)))
    columns = [Column("Format"), Column("Bytes", "number"), Column("MB"), Column("MiB")]
    if limit is not None:
        columns.append(Column(f"Fits {budget}"))
    blocks: tuple[Block, ...] = (
        Table("Memory for the parameters", tuple(columns), tuple(rows)), Paragraph(UNITS), Steps(tuple(steps)),
    )  # fmt: skip
    return Section("memory", "The memory that the model needs", blocks)


def _fits(size: int, limit: int | None) -> tuple[Cell, ...]:
    if limit is None:
        return ()
    spare = limit - size
    return (f"yes, {spare:,} bytes to spare" if spare >= 0 else f"no, {-spare:,} bytes too many",)
