"""The memory that the model's weights need, in every number format, and whether it fits a budget."""

from __future__ import annotations

from collections.abc import Sequence

from symcount.core.expression import CeilDiv, Product, Value, written
from symcount.counting.derivation import Step
from symcount.counting.precision import NumberFormat, bytes_for, in_unit, number_format, read_bytes
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
    whole = plan.total(PARAMS)
    steps = [bytes_step(f"Bytes in {one.key}", whole, one) for one in stored]
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


def bytes_step(left: str, values: Value, stored: NumberFormat) -> Step:
    """So many values times the bytes of each."""
    reason = f"{stored.key} ({stored.meaning}) takes {stored.bits} bits for each value, and 8 bits are a byte."
    if stored.bits % 8:
        half = CeilDiv(Product((written(values), written(stored.bits))), written(8))
        return plain_step(left, half, f"{reason} Half a byte too much rounds up.")
    return plain_step(left, Product((written(values), written(bytes_for(1, stored)))), reason)


def _fits(size: int, limit: int | None) -> tuple[Cell, ...]:
    if limit is None:
        return ()
    spare = limit - size
    return (f"yes, {spare:,} bytes to spare" if spare >= 0 else f"no, {-spare:,} bytes too many",)
