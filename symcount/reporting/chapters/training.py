"""What training keeps in memory under each optimizer: weights, gradients and the optimizer's own state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from symcount.core.calls import parse_call
from symcount.core.errors import InputError, shown
from symcount.core.expression import Negative, Product, Value, written
from symcount.core.values import total
from symcount.counting.derivation import Step
from symcount.counting.derive import number_of, summed
from symcount.counting.optimizers import STEP, Kind, Optimizer, kinds, optimizer
from symcount.counting.precision import FORMATS, NumberFormat, bytes_for
from symcount.counting.quantities import PARAMS
from symcount.counting.teaching import row_sum, sentence
from symcount.counting.telling import plain_step
from symcount.networks.rows import rows
from symcount.networks.signal import Row
from symcount.reporting.chapters.memory import bytes_step
from symcount.reporting.document import Block, Cell, Column, Paragraph, Points, Section, Steps, Table, cell
from symcount.reporting.plan import Plan

STORED = FORMATS["fp32"]
WEIGHT_DECAY = "Weight decay adds a term to every gradient, not a number to the network: no count here changes."
BASIS = (
    f"Weights, gradients and state are each stored in {STORED.key}, {bytes_for(1, STORED)} bytes a value; "
    "activations are not part of this count."
)
OWN_FORMATS = f"A value takes {bytes_for(1, STORED)} bytes, in the state where it is stored in 8 bits one."


@dataclass(frozen=True, slots=True)
class Choice:
    """An optimizer with the settings that were asked for, under the name that it was written with."""

    title: str
    name: str
    settings: Mapping[str, object]


def choice_of(text: str) -> Choice:
    """An optimizer as a person writes it: Adam, or SGD(momentum=0.9)."""
    if not text[:1].isalpha():
        raise InputError(f"expected an optimizer such as Adam, got {shown(text) or 'nothing'}")
    call = parse_call(text)
    if call.args:
        raise InputError(f"the settings of {call.name} go by name: {call.name}(lr=0.001)")
    optimizer(call.name, call.kwargs)
    return Choice(text, call.name, call.kwargs)


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
    singles: tuple[Kind, ...]


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
    every = kinds(_at_numbers(plan), choice.name, choice.settings)
    wide, single = ([one for one in every if one.kept.scalar == scalar] for scalar in (False, True))
    steps = tuple(_kind(one) for one in wide)
    reason = "All that it keeps from one step to the next." if steps else "It keeps nothing from one step to the next."
    state = plain_step("Optimizer state", row_sum([written(one.value) for one in steps]), reason, cite=found.cite)
    values = [written(value) for value in (weights, weights, state.value)]
    stored = plain_step("Weights and state", row_sum(values[1:]), "What a checkpoint has to hold.")
    together = plain_step("With gradients", row_sum(values), "Every weight has a gradient while a step is taken.")
    in_bytes = _bytes(together.value, [(one.stored(STORED), step.value) for one, step in zip(wide, steps, strict=True)])
    return Account(choice, found, steps, state, stored, together, in_bytes, tuple(single))


def _at_numbers(plan: Plan) -> Sequence[Row]:
    """The layers at the plan's numbers: a rule for large or small tensors is decided by them."""
    return rows(plan.net.at(plan.numbers), conventions=plan.conventions) if plan.numbers else plan.rows


def _kind(one: Kind) -> Step:
    terms = row_sum([written(term) for term in one.terms])
    return plain_step(one.name, terms, sentence(one.kept.why), cite=one.kept.cite)


def _bytes(together: Value, state: Sequence[tuple[NumberFormat, Value]]) -> Step:
    """The bytes of everything; kinds of state whose format is none of the parameters' take as much as theirs says."""
    others: dict[int, list[Value]] = {}
    for stored, values in state:
        if stored.bits != STORED.bits:
            others.setdefault(stored.bits // 8, []).append(values)
    if not others:
        return bytes_step("In bytes", together, STORED)
    apart = [Negative(written(value)) for values in others.values() for value in values]
    alike = plain_step("", row_sum([written(together), *apart]), "").value
    terms = [Product((written(bytes_for(1, STORED)), written(alike)))]
    terms += [Product((written(size), written(total(values)))) for size, values in others.items()]
    return plain_step("In bytes", row_sum(terms), OWN_FORMATS)


def _told(one: Account) -> tuple[Block, ...]:
    blocks = (Paragraph(one.optimizer.meaning), Steps((*one.kinds, one.state, one.stored, one.together, one.in_bytes)))
    return (*blocks, Paragraph(_singles(one.singles))) if one.singles else blocks


def _singles(singles: Sequence[Kind]) -> str:
    """What is said of single numbers, which are too few to matter."""
    many = sum(len(one.terms) for one in singles)
    if [one.name for one in singles] == [STEP.name]:
        return f"PyTorch keeps {many} counters of steps beside these, one for each tensor."
    names = " and ".join(one.name for one in singles)
    return f"Beside these stand single numbers, {names}: {many} in all."


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
