"""What training keeps in memory under each optimizer: weights, gradients and the optimizer's own state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from symcount.core.expression import Negative, Product, Value, written
from symcount.core.values import product
from symcount.counting.derivation import Step
from symcount.counting.derive import number_of, summed
from symcount.counting.optimizers import STEP, Kept, optimizer, state_of, trained_shapes
from symcount.counting.precision import FORMATS, bytes_for
from symcount.counting.teaching import row_sum, sentence
from symcount.counting.telling import at_numbers, plain_step
from symcount.reporting.document import Block, Cell, Column, Paragraph, Points, Section, Steps, Table, cell
from symcount.reporting.plan import Plan

STORED = FORMATS["fp32"]
WEIGHT_DECAY = "Weight decay adds a term to every gradient, not a number to the network: no count here changes."
BASIS = "Weights, gradients and state are each stored in fp32, 4 bytes a value; activations are not part of this count."


@dataclass(frozen=True, slots=True)
class Choice:
    """An optimizer with the settings that were asked for, under the name that it was written with."""

    title: str
    name: str
    settings: Mapping[str, object]


def training(plan: Plan, choices: Sequence[Choice]) -> Section:
    """What each optimizer has to keep, side by side, each derived, and the difference explained."""
    weights = _weights(plan)
    states = [_state_steps(plan, choice) for choice in choices]
    totals = [steps[-1].value for steps in states]
    sections = [
        Section(f"training-{place}", choice.title, _one(plan, choice, steps, weights))
        for place, (choice, steps) in enumerate(zip(choices, states, strict=True), 1)
    ]
    sections += _difference(choices, totals)
    table = _table(choices, weights.value, totals)
    blocks: tuple[Block, ...] = (table, Points((BASIS, WEIGHT_DECAY)), Steps((weights,)))
    return Section("training", "What training keeps", blocks, tuple(sections))


def _weights(plan: Plan) -> Step:
    """One number for every weight, layer by layer: what has to be stored, and as many gradients."""
    found: dict[str, list[Value]] = {}
    for path, shape in trained_shapes(plan.rows):
        found.setdefault(path.rpartition(".")[0], []).append(at_numbers(product(shape), plan.numbers))
    sums = [(path, sum(values[1:], values[0])) for path, values in found.items()]
    addends = [number_of(path, value) for path, value in sums]
    return summed("Weights", addends, plan.numbers, "Every parameter of every layer is stored once.")


def _state_steps(plan: Plan, choice: Choice) -> tuple[Step, ...]:
    """What the optimizer keeps, kind by kind, then all of it; its one-element counters are told apart."""
    kinds: dict[str, tuple[Kept, list[Value]]] = {}
    for _, shape in trained_shapes(plan.rows):
        for kept in state_of(shape, choice.name, choice.settings, scalars=False):
            kinds.setdefault(kept.name, (kept, []))[1].append(at_numbers(product(kept.shape), plan.numbers))
    steps = [
        plain_step(name, row_sum([written(size) for size in sizes]), sentence(kept.why), cite=kept.cite)
        for name, (kept, sizes) in kinds.items()
    ]
    whole = row_sum([written(step.value) for step in steps])
    reason = "All that it keeps from one step to the next." if steps else "It keeps nothing from one step to the next."
    found, _ = optimizer(choice.name, choice.settings)
    return (*steps, plain_step("Optimizer state", whole, reason, cite=found.cite))


def _one(plan: Plan, choice: Choice, state: tuple[Step, ...], weights: Step) -> tuple[Block, ...]:
    """One optimizer: its state, then weights, gradients and state together, in values and in bytes."""
    found, _ = optimizer(choice.name, choice.settings)
    parts = [written(value) for value in (weights.value, weights.value, state[-1].value)]
    stored = plain_step("Weights and state", row_sum([parts[0], parts[2]]), "What a checkpoint has to hold.")
    together = plain_step("With gradients", row_sum(parts), "Every weight has a gradient while a step is taken.")
    size = Product((written(together.value), written(bytes_for(1, STORED))))
    in_bytes = plain_step("In bytes", size, f"{STORED.key} takes {bytes_for(1, STORED)} bytes for each value.")
    kept = [one for _, shape in trained_shapes(plan.rows) for one in state_of(shape, choice.name, choice.settings)]
    counters = sum(one.name == STEP.name for one in kept)
    blocks: list[Block] = [Paragraph(found.meaning), Steps((*state, stored, together, in_bytes))]
    if counters:
        blocks.append(Paragraph(f"PyTorch keeps {counters} counters of steps beside these, one for each tensor."))
    return tuple(blocks)


def _difference(choices: Sequence[Choice], totals: Sequence[Value]) -> Iterator[Section]:
    """How much more the later optimizers keep than the first."""
    steps = []
    for choice, total in zip(choices[1:], totals[1:], strict=True):
        more = row_sum([written(total), Negative(written(totals[0]))])
        reason = (
            f"Weights and gradients are the same; what differs is the state that {choice.title} keeps for each weight."
        )
        steps.append(plain_step(f"{choice.title} against {choices[0].title}", more, reason))
        size = Product((written(steps[-1].value), written(bytes_for(1, STORED))))
        steps.append(plain_step("In bytes", size, f"{STORED.key} takes {bytes_for(1, STORED)} bytes for each value."))
    if steps:
        yield Section("training-difference", "The difference", (Steps(tuple(steps)),))


def _table(choices: Sequence[Choice], weights: Value, states: Sequence[Value]) -> Table:
    columns = ("Weights", "Gradients", "State", "In all", "Bytes (fp32)")
    rows: list[tuple[Cell, ...]] = []
    for choice, state in zip(choices, states, strict=True):
        values = plain_step("In all", row_sum([written(weights), written(weights), written(state)]), "").value
        size = plain_step("Bytes", Product((written(values), written(bytes_for(1, STORED)))), "").value
        rows.append((choice.title, *map(cell, (weights, weights, state, values, size))))
    heads = (Column("Optimizer"), *(Column(title, "number") for title in columns))
    return Table("Values and bytes that training keeps", heads, tuple(rows))
