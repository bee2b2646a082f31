"""Memory: what training keeps under several optimizers and number formats, and what inference needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from symcount.core.expression import Value
from symcount.core.values import ceil_div
from symcount.counting.derivation import Derivation, Step
from symcount.counting.inference import derive_inference
from symcount.counting.kinds import ACTIVATIONS, CACHE, GRADIENTS, MASTER, STATE, WEIGHTS
from symcount.counting.policies import policy_named
from symcount.counting.precision import UNITS
from symcount.counting.training import Setup, derive_training
from symcount.networks.rows import placed, sizes_of
from symcount.reporting.document import Block, Cell, Column, Points, Section, Table
from symcount.reporting.drawings import Axis, Bars, Plot
from symcount.reporting.review.subject import Subject
from symcount.reporting.review.words import memory, unit_for


@dataclass(frozen=True, slots=True)
class Training:
    """A way to train that reviews tell: its name on the page, torch.optim's name, its settings and a policy."""

    title: str
    optimizer: str
    policy: str
    settings: Mapping[str, object] = field(default_factory=dict)


WAYS = (
    Training("SGD, fp32", "SGD", "fp32"),
    Training("SGD with momentum, fp32", "SGD", "fp32", {"momentum": 0.9}),
    Training("Adam, fp32", "Adam", "fp32"),
    Training("Adam, bf16", "Adam", "bf16"),
)
KINDS = (WEIGHTS, GRADIENTS, MASTER, STATE, ACTIVATIONS, CACHE)
STORED = ("fp32", "bf16", "int8", "int4")


@dataclass(frozen=True, slots=True)
class Held:
    """What is held in memory: whose it is, its kinds with their bytes, and all of it."""

    title: str
    kinds: Mapping[str, int]
    whole: int


def remembering(subjects: Sequence[Subject], batch: int) -> Section:
    """Two charts with their tables, one of training and one of inference."""
    ready = [one for one in subjects if not one.open]
    missing = tuple(f"{one.name} needs a number for {', '.join(one.open)}." for one in subjects if one.open)
    notes: tuple[Block, ...] = (Points(missing),) if missing else ()
    if not ready:
        return Section("memory", "Memory", notes)
    return Section("memory", "Memory", notes, (_training(ready, batch), _inference(ready, batch)))


def _training(subjects: Sequence[Subject], batch: int) -> Section:
    ways = [(way.title, Setup(way.optimizer, way.settings, policy_named(way.policy), batch=batch)) for way in WAYS]
    told = [(title, derive_training(one.rows, setup), one) for one in subjects for title, setup in ways]
    return _section("training", f"What training keeps, for a batch of {batch:,}", told, len(subjects) > 1)


def _inference(subjects: Sequence[Subject], batch: int) -> Section:
    told = []
    for one in subjects:
        found = placed(one.net, conventions=one.plan.conventions)
        told += [(key, derive_inference(found, policy_named(key), 1, {}, sizes_of(one.net)), one) for key in STORED]
    return _section("inference", "What inference needs, for one example", told, len(subjects) > 1)


def _section(key: str, title: str, told: Sequence[tuple[str, Derivation, Subject]], several: bool) -> Section:
    held = [Held(f"{subject.name}: {name}" if several else name, *_kinds(one)) for name, one, subject in told]
    kinds = tuple(kind for kind in KINDS if any(kind in one.kinds for one in held))
    unit = unit_for([one.whole for one in held])
    caption = f"{title}, in {unit}"
    bars = Bars(
        tuple(one.title for one in held), kinds,
        tuple(tuple(one.kinds.get(kind, 0) / UNITS[unit] for kind in kinds) for one in held),
        tuple((memory(one.whole, unit),) for one in held), Axis(f"memory, {unit}"), stacked=True,
    )  # fmt: skip
    words = ", ".join(f"{one.title} {memory(one.whole, unit)}" for one in held)
    spoken = f"Stacked bars of memory: {caption}. {words}. The table below has the parts in bytes."
    columns = (Column("With"), *(Column(kind, "number") for kind in kinds), Column("Bytes in all", "number"))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.title, *(_part(one.kinds.get(kind, 0), unit) for kind in kinds), f"{one.whole:,}") for one in held
    )
    table = Table(f"{title}: parts in {unit}, the whole in bytes", columns, rows)
    basis = tuple(dict.fromkeys(text for _, one, _ in told for text in one.conventions))
    return Section(f"memory-{key}", title, (Plot(f"memory-{key}", caption, spoken, bars), table, Points(basis)))


def _part(value: int, unit: str) -> str:
    """Bytes in a unit that the head of the table names."""
    return memory(value, unit, 3).removesuffix(f" {unit}")


def _kinds(found: Derivation) -> tuple[dict[str, int], int]:
    """The steps that the last one adds up, and their sum."""
    *steps, whole = found.steps
    added = _addends(steps, whole)
    return {str(one.left): _whole(one.value) for one in added}, _whole(whole.value)


def _addends(steps: Sequence[Step], whole: Step) -> list[Step]:
    """Those steps whose values together are the whole: what only leads up to another one is left out."""
    kept = [one for one in steps if one.value != 0 and str(one.left) in KINDS]
    assert sum(_whole(one.value) for one in kept) == _whole(whole.value), f"a kind of {whole.left} is left out"
    return kept


def _whole(value: Value) -> int:
    found = ceil_div(value, 1)
    assert isinstance(found, int)
    return found
