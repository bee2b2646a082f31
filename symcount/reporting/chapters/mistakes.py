"""Wrong counts that are often seen, each with the formula that leads to it, beside the right one."""

from __future__ import annotations

from collections.abc import Sequence

from symcount.core.errors import InputError, nearest, shown
from symcount.core.expression import Value, written
from symcount.counting.derivation import Step
from symcount.counting.mistakes import MISTAKES, Mistake
from symcount.counting.quantities import PARAMS
from symcount.counting.teaching import whole_formula
from symcount.counting.telling import Told
from symcount.networks.signal import Row
from symcount.notation.pretty import pretty
from symcount.reporting.document import Cell, Column, Paragraph, Section, Steps, Table, cell
from symcount.reporting.plan import Plan


def mistakes(plan: Plan, keys: Sequence[str] = ()) -> Section:
    """A table of right and wrong counts, then how each mistake comes to its number."""
    chosen = [_known(key) for key in keys] or list(MISTAKES.values())
    sections = []
    wrong: dict[str, dict[str, Value]] = {}
    for mistake in chosen:
        steps = [(row, step) for row in plan.rows if (step := _wrong_step(plan, row, mistake)) is not None]
        if steps:
            blocks = (Paragraph(mistake.why + "."), Steps(tuple(step for _, step in steps)))
            sections.append(Section(f"mistake-{mistake.key}", mistake.title, blocks))
            wrong[mistake.title] = {row.path: step.value for row, step in steps}
    return Section("common-mistakes", "Wrong counts and where they come from", (_table(plan, wrong),), tuple(sections))


def _known(key: str) -> Mistake:
    if key not in MISTAKES:
        raise InputError(f"unknown mistake {shown(key)!r}{nearest(key, MISTAKES)}")
    return MISTAKES[key]


def _wrong_step(plan: Plan, row: Row, mistake: Mistake) -> Step | None:
    """How a mistake counts one layer; None where it does not fit."""
    parts = PARAMS.parts(row.case)
    mistaken = mistake.rewrite(parts)
    if mistaken == parts:
        return None
    told = Told(row.case, plan.numbers)
    right = told.value(whole_formula(parts, PARAMS, plan.form))
    return told.step(row.path, whole_formula(mistaken, PARAMS, plan.form), f"Right would be {_text(right)}.")


def _text(value: Value) -> str:
    return f"{value:,}" if isinstance(value, int) else pretty(written(value))


def _table(plan: Plan, wrong: dict[str, dict[str, Value]]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for row in plan.rows:
        told = [values.get(row.path) for values in wrong.values()]
        if any(value is not None for value in told):
            right = Told(row.case, plan.numbers).value(whole_formula(PARAMS.parts(row.case), PARAMS, plan.form))
            rows.append((row.path, cell(right), *map(cell, told)))
    heads = (Column("Layer"), Column("Right", "number"), *(Column(title, "number") for title in wrong))
    return Table("Right and wrong counts of parameters", heads, tuple(rows))
