"""What training keeps in memory under each optimizer: weights, gradients and the optimizer's own state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from symcount.core.expression import Negative, Value, written
from symcount.core.values import product
from symcount.counting.derivation import Step
from symcount.counting.derive import number_of, summed
from symcount.counting.optimizers import STEP, Kept, Optimizer, optimizer, state_of, trained_shapes
from symcount.counting.precision import FORMATS, bytes_for
from symcount.counting.quantities import PARAMS
from symcount.counting.teaching import row_sum, sentence
from symcount.counting.telling import at_numbers, plain_step
from symcount.reporting.chapters.memory import bytes_step
from symcount.reporting.document import Block, Cell, Column, Paragraph, Points, Section, Steps, Table, cell
from symcount.reporting.plan import Plan

STORED = FORMATS["fp32"]
WEIGHT_DECAY = "Weight decay adds a term to every gradient, not a number to the network: no count here changes."
BASIS = (
    f"Weights, gradients and state are each stored in {STORED.key}, {bytes_for(1, STORED)} bytes a value; "
    "activations are not part of this count."
)


@dataclass(frozen=True, slots=True)
class Choice:
    """An optimizer with the settings that were asked for, under the name that it was written with."""

    title: str
    name: str
    settings: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Account:
    """What one optimizer keeps, derived: its state kind by kind, with weights, with gradients, in bytes."""

    choice: Choice
    optimizer: Optimizer
    kinds: tuple[Step, ...]
    state: Step
    stored: Step
    together: Step
    in_bytes: Step
    counters: int


def training(plan: Plan, choices: Sequence[Choice]) -> Section:
    """What each optimizer has to keep, side by side, each derived, and the difference explained."""
    layers = [number_of(one.name, one.value) for one in plan.addends(PARAMS)]
    weights = summed("Weights", layers, plan.numbers, "Every parameter of every layer is stored once.")
    accounts = [_account(plan, choice, weights.value) for choice in choices]
    sections = [Section(f"training-{place}", one.choice.title, _told(one)) for place, one in enumerate(accounts, 1)]
    sections += _difference(accounts)
    blocks: tuple[Block, ...] = (_table(accounts, weights.value), Points((BASIS, WEIGHT_DECAY)), Steps((weights,)))
    return Section("training", "What training keeps", blocks, tuple(sections))


def _account(plan: Plan, choice: Choice, weights: Value) -> Account:
    found, _ = optimizer(choice.name, choice.settings)
    kinds, counters = _kinds(plan, choice)
    reason = "All that it keeps from one step to the next." if kinds else "It keeps nothing from one step to the next."
    state = plain_step("Optimizer state", row_sum([written(one.value) for one in kinds]), reason, cite=found.cite)
    values = [written(value) for value in (weights, weights, state.value)]
    stored = plain_step("Weights and state", row_sum(values[1:]), "What a checkpoint has to hold.")
    together = plain_step("With gradients", row_sum(values), "Every weight has a gradient while a step is taken.")
    in_bytes = bytes_step("In bytes", together.value, STORED)
    return Account(choice, found, kinds, state, stored, together, in_bytes, counters)


def _kinds(plan: Plan, choice: Choice) -> tuple[tuple[Step, ...], int]:
    """A step for every kind of tensor that the optimizer keeps, and the number of its one-element counters."""
    kinds: dict[str, tuple[Kept, list[Value]]] = {}
    for _, shape in trained_shapes(plan.rows):
        for kept in state_of(shape, choice.name, choice.settings):
            kinds.setdefault(kept.name, (kept, []))[1].append(at_numbers(product(kept.shape), plan.numbers))
    _, counters = kinds.pop(STEP.name, (STEP, []))
    steps = tuple(
        plain_step(name, row_sum([written(size) for size in sizes]), sentence(kept.why), cite=kept.cite)
        for name, (kept, sizes) in kinds.items()
    )
    return steps, len(counters)


def _told(one: Account) -> tuple[Block, ...]:
    blocks = (Paragraph(one.optimizer.meaning), Steps((*one.kinds, one.state, one.stored, one.together, one.in_bytes)))
    if not one.counters:
        return blocks
    return (*blocks, Paragraph(f"PyTorch keeps {one.counters} counters of steps beside these, one for each tensor."))


def _difference(accounts: Sequence[Account]) -> Iterator[Section]:
    """How much more the later optimizers keep than the first."""
    first, *others = accounts
    steps: list[Step] = []
    for one in others:
        title = one.choice.title
        more = row_sum([written(one.state.value), Negative(written(first.state.value))])
        reason = f"Weights and gradients are the same; what differs is the state that {title} keeps for each weight."
        steps.append(plain_step(f"{title} against {first.choice.title}", more, reason))
        steps.append(bytes_step("In bytes", steps[-1].value, STORED))
    if steps:
        yield Section("training-difference", "The difference", (Steps(tuple(steps)),))


def _table(accounts: Sequence[Account], weights: Value) -> Table:
    columns = ("Weights", "Gradients", "State", "In all", f"Bytes ({STORED.key})")
    rows: list[tuple[Cell, ...]] = []
    for one in accounts:
        values = (weights, weights, one.state.value, one.together.value, one.in_bytes.value)
        rows.append((one.choice.title, *map(cell, values)))
    heads = (Column("Optimizer"), *(Column(title, "number") for title in columns))
    return Table("Values and bytes that training keeps", heads, tuple(rows))
