"""The memory of inference, told as one derivation: weights, the peak of activations, the cache of tokens so far."""

from __future__ import annotations

from collections.abc import Sequence

from symcount.core.expression import Expr, Operand, Product, Size, group, written
from symcount.core.placing import still_open
from symcount.core.values import product
from symcount.counting.derivation import FORMS, Derivation, Step
from symcount.counting.derive import Numbers, addend, summed
from symcount.counting.kinds import ACTIVATIONS, CACHE, WEIGHTS
from symcount.counting.peak import derive_peak
from symcount.counting.policies import Policy, told
from symcount.counting.precision import bytes_for, number_format
from symcount.counting.quantities import Quantity, cache_quantity, weight_bytes_quantity
from symcount.counting.teaching import row_sum
from symcount.counting.telling import plain_step
from symcount.networks.rows import Placed
from symcount.networks.signal import Row

SIDE_BY_SIDE = "Examples are worked at side by side, so that each has activations of its own; the weights are shared."
KEPT = "What generation keeps of the tokens so far, in the format of the activations."


def derive_inference(
    placed: Placed, policy: Policy, batch: Operand = 1, numbers: Numbers | None = None, sizes: Sequence[Size] = ()
) -> Derivation:
    """The bytes that inference needs at its fullest moment, for a batch; `sizes` are those of the network."""
    numbers = numbers or {}
    peak = derive_peak(placed, numbers, sizes)
    weights = _all(placed.rows, weight_bytes_quantity(policy), WEIGHTS, numbers)
    stored = number_format(policy.activations)
    activations = plain_step(
        ACTIVATIONS, _bytes(batch, policy, written(peak.value)),
        f"The peak for every example of the batch, in {stored.key}.", numbers,
    )  # fmt: skip
    cache = _all(placed.rows, cache_quantity(batch), "Values of the cache", numbers)
    caching = (cache, plain_step(CACHE, _bytes(1, policy, written(cache.value)), KEPT, numbers))
    steps = (weights, *peak.steps, activations, *(caching if cache.value != 0 else ()))
    terms = [written(step.value) for step in (weights, activations, *caching[1:]) if step.value != 0]
    whole = plain_step("Memory of inference", row_sum(terms), "At the fullest moment.", numbers)
    assumed = [one for row in placed.rows for one in row.case.assumed]
    return Derivation(
        "Memory of inference", "", (*steps, whole), whole.value, "bytes",
        conventions=(told(policy), f"Examples in the batch: {written(batch)}.", *peak.conventions, SIDE_BY_SIDE),
        assumed=still_open(assumed, numbers),
    )  # fmt: skip


def _all(rows: tuple[Row, ...], quantity: Quantity, name: str, numbers: Numbers) -> Step:
    return summed(name, [addend(row, quantity, FORMS[1], numbers) for row in rows], numbers)


def _bytes(batch: Operand, policy: Policy, values: Expr) -> Expr:
    factors = (batch, bytes_for(1, number_format(policy.activations)))
    each = written(product(factors))
    return Product((each, group(values)))
