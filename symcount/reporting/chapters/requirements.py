"""What a network needs as a whole: the peak of inference, its intensity, the memory of inference and of training."""

from __future__ import annotations

from collections.abc import Mapping

from symcount.core.errors import InputError, shown
from symcount.core.expression import Value
from symcount.core.parsing import parse_expression
from symcount.core.sizes import positive
from symcount.counting.derivation import Derivation
from symcount.counting.inference import derive_inference
from symcount.counting.intensity import derive_intensity, intensities
from symcount.counting.kinds import KINDS
from symcount.counting.peak import derive_peak
from symcount.counting.policies import policy_named
from symcount.counting.precision import in_unit
from symcount.counting.telling import at_numbers
from symcount.counting.training import RANKS, Setup, derive_training
from symcount.networks.rows import Placed, placed, sizes_of
from symcount.reporting.chapters.training import choice_of
from symcount.reporting.document import Block, Cell, Column, Points, Section, Steps, Table, cell
from symcount.reporting.options import fields, whole, word
from symcount.reporting.plan import Plan

UNITS = ("MB", "MiB")
LONGEST = 100
NO_NUMBER = "needs a number for every size"


def peak(plan: Plan) -> Section:
    """The most activations that live at one moment."""
    told = derive_peak(_placed(plan), plan.numbers, sizes_of(plan.net))
    return Section("peak", "The peak of inference", _steps(told))


def intensity(plan: Plan, options: object) -> Section:
    """FLOPs for every byte, layer by layer and of the whole network."""
    found = fields(options, ("policy", "batch"), "policy")
    policy, batch = policy_named(_word(found, "policy", "fp32")), _size(found, "batch")
    each = intensities(plan.rows, policy, batch)
    rows = tuple((path, cell(at_numbers(value, plan.numbers))) for path, value in each.items())
    table = Table("FLOPs for every byte", (Column("Layer"), Column("FLOPs/byte", "number")), rows)
    told = derive_intensity(plan.rows, policy, batch, plan.numbers)
    over, under = (part.steps[-1] for part in told.parts)
    blocks: tuple[Block, ...] = (table, Steps((over, under, *told.steps)), Points(told.conventions))
    return Section("intensity", told.title, blocks)


def inference(plan: Plan, options: object) -> Section:
    """The memory of inference, kind by kind."""
    found = fields(options, ("policy", "batch"), "policy")
    policy = policy_named(_word(found, "policy", "fp32"))
    told = derive_inference(_placed(plan), policy, _size(found, "batch"), plan.numbers, sizes_of(plan.net))
    return Section("inference", told.title, (memory_table(told), *_steps(told)))


def training(plan: Plan, options: object) -> Section:
    """The memory of training with an optimizer, kind by kind."""
    ranks = ("data_parallel", "tensor_parallel", "pipeline_parallel")
    found = fields(options, ("optimizer", "batch", "policy", "gradients", "zero", *ranks), "optimizer")
    choice = choice_of(_word(found, "optimizer", "Adam"))
    zero = whole(found.get("zero", 0), "zero", 0)
    data, tensor, pipeline = (_size(found, name) for name in ranks)
    setup = Setup(
        choice.name, choice.settings, policy_named(_word(found, "policy", "fp32")), _word(found, "gradients", ""),
        _size(found, "batch"), zero, RANKS if zero and "data_parallel" not in found else data, tensor, pipeline,
    )  # fmt: skip
    told = derive_training(_placed(plan).rows, setup, plan.numbers)
    return Section("memory-of-training", told.title, (memory_table(told), *_steps(told)))


def memory_table(told: Derivation) -> Table:
    """Bytes kind by kind, and all of them."""
    columns = (Column("Kind"), Column("Bytes", "number"), *map(Column, UNITS))
    *steps, whole = [step for step in told.steps if step.left in KINDS or step is told.steps[-1]]
    rows = tuple(_row(str(step.left), step.value) for step in steps)
    return Table("Bytes by kind", columns, rows, _row(str(whole.left), whole.value))


def _row(name: str, value: Value) -> tuple[Cell, ...]:
    units = (in_unit(value, unit) if isinstance(value, int) else NO_NUMBER for unit in UNITS)
    return (name, cell(value), *units)


def _steps(told: Derivation) -> tuple[Block, ...]:
    return (Steps(told.steps), Points(told.conventions))


def _placed(plan: Plan) -> Placed:
    """The network at its numbers: a rule for large or small tensors is decided by them."""
    return placed(plan.net.at(plan.numbers) if plan.numbers else plan.net, conventions=plan.conventions)


def _word(found: Mapping[str, object], key: str, default: str) -> str:
    return word(found[key], f"one word for {key}") if key in found else default


def _size(found: Mapping[str, object], key: str) -> Value:
    """A number, or a name for one."""
    text = str(found.get(key, 1))
    if len(text) > LONGEST:
        raise InputError(f"{key} is a whole number or a name, got {shown(text)}")
    return positive(parse_expression(text), key)
