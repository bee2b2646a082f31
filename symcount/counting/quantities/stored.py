"""The bytes of what is learned under a policy: every value in its format, with scales where it is quantized."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symcount.core.expression import ONE, Value, written
from symcount.core.placing import Case
from symcount.core.ready import Owned, many_values
from symcount.core.values import ceil_div, product, total
from symcount.counting.policies import Policy, policy_named, told
from symcount.counting.precision import bytes_for, number_format
from symcount.counting.quantities.quantity import Part, Quantity

LEARNED = ("weight", "shift")
CODES = "every weight is a whole number of so many bits, which its scale turns back into a weight"


def weight_bytes_quantity(policy: Policy) -> Quantity:
    """The bytes of a layer's learned tensors under a policy."""

    def parts(case: Case) -> tuple[Part, ...]:
        here = _here(case, policy)
        return tuple(part for one in case.owned(*LEARNED) for part in _parts(one, here))

    def count(case: Case) -> Value:
        here = _here(case, policy)
        return total([_bytes(one, many_values(case.values, one.readings), here) for one in case.owned(*LEARNED)])

    return Quantity(
        "weight-bytes", "Bytes of the parameters", "bytes", parts, count, topics=("framework",), basis=(told(policy),)
    )  # fmt: skip


def _here(case: Case, policy: Policy) -> Policy:
    """The policy that a layer has of its own, or that of the network."""
    return policy_named(case.around.stored) if case.around.stored else policy


def _parts(one: Owned, policy: Policy) -> Iterator[Part]:
    fact = one.fact
    if not _quantized(one, policy):
        stored = number_format(policy.scale or policy.weights)
        each = written(bytes_for(1, stored))
        yield Part(fact.label, ONE, (*one.dims, each), f"{fact.why}, in {stored.key}", fact.cite)
        return
    codes = bytes_for(product(one.dims), number_format(policy.weights))
    yield Part(f"codes of the {fact.label}", ONE, (written(codes),), CODES, policy.cite)
    scales = map(written, (*_scales(one.dims, policy), bytes_for(1, number_format(policy.scale))))
    shared = f"every {policy.group} weights of a row" if policy.group else "every row of weights"
    yield Part(f"scales of the {fact.label}", ONE, tuple(scales), f"{shared} have a scale in {policy.scale}")


def _bytes(one: Owned, shape: tuple[Value, ...], policy: Policy) -> Value:
    if not _quantized(one, policy):
        return bytes_for(product(shape), number_format(policy.scale or policy.weights))
    codes = bytes_for(product(shape), number_format(policy.weights))
    return total([codes, bytes_for(product(_scales(shape, policy)), number_format(policy.scale))])


def _scales(shape: Sequence[Value], policy: Policy) -> tuple[Value, Value]:
    """How many scales a tensor has: its rows, and the groups of each."""
    row = product(shape[1:])
    return shape[0], ceil_div(row, policy.group) if policy.group else 1


def _quantized(one: Owned, policy: Policy) -> bool:
    """Whether a tensor is stored in codes: weights of two dimensions and more are, where there are scales."""
    return bool(policy.scale) and one.fact.role == "weight" and len(one.dims) > 1
