"""The memory of training, told as one derivation: weights, gradients, optimizer state, master copy, activations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from symcount.core.errors import InputError, shown
from symcount.core.expression import CeilDiv, Expr, Operand, Product, Quotient, Size, Value, group, written
from symcount.core.placing import still_open
from symcount.core.values import product
from symcount.counting.derivation import FORMS, Derivation, Step
from symcount.counting.derive import Numbers, addend, summed
from symcount.counting.kinds import ACTIVATIONS, GRADIENTS, MASTER, STATE, WEIGHTS
from symcount.counting.optimizers import OPTIMIZERS, Kind, kinds
from symcount.counting.policies import Policy, policy_named, told
from symcount.counting.precision import bytes_for, number_format
from symcount.counting.quantities import PARAMS, SAVED_BASIS, TRAINABLE, Quantity, saved_quantity
from symcount.counting.teaching import row_sum, sentence
from symcount.counting.telling import at_numbers, plain_step
from symcount.networks.signal import Row

ZERO = (
    "ZeRO stage 1 shards the optimizer's state and the master copy over the data-parallel ranks, stage 2 the gradients "
    "too, stage 3 the weights too."
)
MODEL = "Tensor and pipeline parallel ranks each hold an equal part of the parameters."
PARALLEL_ACTIVATIONS = (
    "Activations are those of the batch that one rank works at; tensor parallel ranks share them (with sequence "
    "parallelism). Pipelining does not lower them: the first stage holds as many batches as there are stages."
)
RANKS = Size("N_d")  # what ZeRO's authors call the number of data-parallel ranks
LEFT_OUT = "Buffers, temporary results and what the framework itself needs are left out."


@dataclass(frozen=True, slots=True)
class Setup:
    """How a network is trained: the optimizer, the formats, the batch of one rank, and the ranks that share."""

    optimizer: str = "Adam"
    settings: Mapping[str, object] = field(default_factory=dict)
    policy: Policy = field(default_factory=lambda: policy_named("fp32"))
    gradients: str = ""
    batch: Operand = 1
    zero: int = 0
    data: Operand = 1
    tensor: Operand = 1
    pipeline: Operand = 1
    scalars: bool = False

    def __post_init__(self) -> None:
        if isinstance(self.zero, bool) or self.zero not in (0, 1, 2, 3):
            raise InputError(f"zero is the stage 0, 1, 2 or 3, got {shown(self.zero)}")
        if not self.policy.gradients:
            raise InputError(f"{self.policy.key} is a policy for inference; training needs one with gradients")

    @property
    def stored_gradients(self) -> str:
        """The format of the gradients: that of the policy unless another one is asked for."""
        return self.gradients or self.policy.gradients


@dataclass(frozen=True, slots=True)
class Share:
    """One kind of what is kept: its bytes on all ranks together as a formula, over how many ranks, and why."""

    name: str
    whole: Expr
    over: tuple[Operand, ...]
    why: str
    cite: str = ""

    def formula(self, numbers: Numbers) -> Expr:
        """What one rank keeps of it: an equal part, which is rounded up where the numbers at hand do not divide."""
        ranks = product([rank for rank in self.over if rank != 1])
        if ranks == 1:
            return self.whole
        part = Quotient(self.whole, written(ranks))
        uneven = isinstance(at_numbers(part, numbers), Fraction)
        return CeilDiv(self.whole, written(ranks)) if uneven else part


@dataclass(frozen=True, slots=True)
class Counts:
    """What the bytes are of, told step by step: parameters, those that train, every kind of state, saved bytes."""

    params: Step
    trained: Step
    state: tuple[tuple[Kind, Step], ...]
    saved: Step

    def steps(self) -> tuple[Step, ...]:
        """All of them in their order; where everything trains that is said once."""
        trained = () if self.trained is self.params else (self.trained,)
        return (self.params, *trained, *(step for _, step in self.state), self.saved)


def counts(rows: Sequence[Row], setup: Setup, numbers: Numbers) -> Counts:
    """The numbers of values that training keeps, and the bytes of those that are saved for the backward pass."""
    params = _all(rows, PARAMS, "Parameters", numbers)
    trained = _all(rows, TRAINABLE, "Parameters that train", numbers)
    state = tuple(
        (kind, plain_step(kind.name, written(kind.values), sentence(kind.kept.why), numbers, kind.kept.cite))
        for kind in kinds(rows, setup.optimizer, setup.settings, setup.scalars)
    )
    saved = _all(rows, saved_quantity(setup.batch, setup.policy.each, "bytes"), "Saved for the backward pass", numbers)
    return Counts(params, params if trained.value == params.value else trained, state, saved)


def _all(rows: Sequence[Row], quantity: Quantity, name: str, numbers: Numbers) -> Step:
    return summed(name, [addend(row, quantity, FORMS[1], numbers) for row in rows], numbers)


def shares(found: Counts, setup: Setup) -> tuple[Share, ...]:
    """Everything that one rank keeps, kind by kind."""
    policy, model = setup.policy, (setup.tensor, setup.pipeline)
    gradients = setup.stored_gradients
    made = [
        Share(
            WEIGHTS, _in(found.params.value, policy.weights), _ranks(setup, model, 3),
            f"every parameter in {policy.weights}", policy.cite,
        ),
        Share(
            GRADIENTS, _in(found.trained.value, gradients), _ranks(setup, model, 2),
            f"every parameter that trains has a gradient, in {gradients}",
        ),
    ]  # fmt: skip
    if policy.master:
        why = f"an exact copy of what trains, in {policy.master}, which the steps are taken on"
        made.append(Share(MASTER, _in(found.trained.value, policy.master), _ranks(setup, model, 1), why, policy.cite))
    stored = number_format(policy.state)
    state = row_sum([_in(step.value, kind.stored(stored).key) for kind, step in found.state])
    why = f"what {setup.optimizer} keeps beside the weights, in {policy.state} where it has no format of its own"
    made.append(Share(STATE, state, _ranks(setup, model, 1), why, OPTIMIZERS[setup.optimizer].cite))
    why = f"what the backward pass needs of a batch, in {policy.activations}, statistics in fp32 and indices in int64"
    made.append(Share(ACTIVATIONS, written(found.saved.value), (setup.tensor,), why))
    return tuple(made)


def _ranks(setup: Setup, model: tuple[Operand, ...], stage: int) -> tuple[Operand, ...]:
    return (*model, setup.data) if setup.zero >= stage else model


def _in(values: Value, stored: str) -> Expr:
    """So many values in a format, in bytes."""
    one = number_format(stored)
    if values == 0 or one.bits == 8:
        return written(values)
    return Product((written(bytes_for(1, one)), group(written(values))))


def derive_training(rows: Sequence[Row], setup: Setup, numbers: Numbers | None = None) -> Derivation:
    """The bytes that one rank keeps while it trains, each kind with its reason, then all of them."""
    numbers = numbers or {}
    counted = counts(rows, setup, numbers)
    steps = [
        plain_step(
            one.name, one.formula(numbers), f"{sentence(one.why)[:-1]}{_over(one)}.", numbers, _cite(one, setup)
        )
        for one in shares(counted, setup)
    ]  # fmt: skip
    terms = [written(step.value) for step in steps if step.value != 0]
    whole = plain_step(
        "Memory of one rank" if _shared(setup) else "Memory of training", row_sum(terms),
        "All of it at once, when the backward pass begins.", numbers,
    )  # fmt: skip
    cases = [row.case for row in rows]
    followed = tuple(dict.fromkeys(text for one in (PARAMS, TRAINABLE) for text in one.rests_on(*cases)))
    return Derivation(
        f"Memory of training with {setup.optimizer}", "", (*counted.steps(), *steps, whole), whole.value, "bytes",
        conventions=(*followed, *_basis(setup)),
        assumed=still_open([one for case in cases for one in case.assumed], numbers),
    )  # fmt: skip


def _shared(setup: Setup) -> bool:
    return any(rank != 1 for rank in (setup.data if setup.zero else 1, setup.tensor, setup.pipeline))


def _over(one: Share) -> str:
    ranks = [rank for rank in one.over if rank != 1]
    return f", over {written(product(ranks))} ranks" if ranks else ""


def _cite(one: Share, setup: Setup) -> str:
    """The work that a kind rests on: what it is shared by, where it is shared."""
    if setup.zero and setup.data in one.over:
        return "rajbhandari2020"
    if one.name == ACTIVATIONS:
        return "korthikanti2022" if _over(one) else ""
    return "narayanan2021" if _over(one) else one.cite


def _basis(setup: Setup) -> tuple[str, ...]:
    """What the count rests on, as far as it matters for the way that the network is trained."""
    sharded = (ZERO,) if setup.zero else ()
    model = (MODEL, PARALLEL_ACTIVATIONS) if (setup.tensor, setup.pipeline) != (1, 1) else ()
    ranks = (f"{RANKS.name} is the number of data-parallel ranks.",) if setup.data == RANKS else ()
    batch = f"Examples in the batch of one rank: {written(setup.batch)}."
    return (told(setup.policy), batch, *sharded, *ranks, *model, SAVED_BASIS, LEFT_OUT)
