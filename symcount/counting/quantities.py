"""The quantities: each one declaration of what it adds up, said of any layer's facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from symcount.core.expression import ONE, Expr, Value, group, written
from symcount.core.placing import Case
from symcount.core.ready import many_values
from symcount.core.values import product, total

COUNTED = "Multiply-accumulates (MACs) are those of convolutions and fully connected layers; adding biases, \
pooling, normalization and activations count none."
FLOPS_PER_MAC = 2
TWO_FLOPS = "One multiply-accumulate is two floating-point operations (FLOPs)."
EXAMPLE = "Activations, MACs and FLOPs are those of one example; the batch multiplies them."


@dataclass(frozen=True, slots=True)
class Part:
    """One addend of a quantity in a layer: so many units, each with the product of some factors."""

    label: str
    units: Expr
    factors: tuple[Expr, ...]
    why: str
    cite: str = ""
    unit: str = ""

    def each(self) -> Expr:
        """What one unit adds: its factors in teaching order."""
        return written(product(self.factors))

    def formula(self) -> Expr:
        """Units times what each adds, in brackets: k*(f*f*c)."""
        return written(product((self.units, group(self.each()))))


@dataclass(frozen=True, slots=True)
class Quantity:
    """Something that is counted: what it is called, its unit, its addends, and its value at a layer.

    `owned` marks what is kept in tensors with units (filters, output units), which can be told per
    unit; `factor` multiplies the whole (a convention such as two FLOPs for one MAC).
    """

    key: str
    title: str
    unit: str
    parts: Callable[[Case], tuple[Part, ...]]
    count: Callable[[Case], Value]
    owned: bool = False
    factor: int = 1
    conventions: tuple[str, ...] = ()


def _tensors(key: str, title: str, unit: str, *roles: str) -> Quantity:
    """The quantity that adds up all tensors of some roles."""

    def parts(case: Case) -> tuple[Part, ...]:
        return tuple(
            Part(
                one.fact.label, one.dims[0], (*one.dims[2:], *one.dims[1:2]), one.fact.why, one.fact.cite, one.fact.unit
            )
            for one in case.owned(*roles)
        )

    def count(case: Case) -> Value:
        return total([product(many_values(case.values, one.readings)) for one in case.owned(*roles)])

    return Quantity(key, title, unit, parts, count, owned=True)


def _output_parts(case: Case) -> tuple[Part, ...]:
    why = "every value that the layer gives: the product of its output's dimensions"
    return (Part("output values", ONE, case.theory.dims(case.given()), why),)


def _labour_parts(case: Case) -> tuple[Part, ...]:
    return tuple(
        Part("MACs", written(product(one.times)), one.each, one.fact.why, one.fact.cite, "output value")
        for one in case.labours("weights", "values")
    )


def _macs(case: Case) -> Value:
    values = case.values
    return total([product(many_values(values, one.readings)) for one in case.labours("weights", "values")])


PARAMS = _tensors("params", "Parameters", "parameters", "weight", "shift")
TRAINABLE = _tensors("trainable", "Trainable parameters", "parameters", "weight", "shift")
BUFFERS = _tensors("buffers", "Buffers", "values", "buffer")
ACTIVATIONS = Quantity(
    "activations", "Activations", "values", _output_parts, lambda case: product(case.output), conventions=(EXAMPLE,)
)
MACS = Quantity("macs", "Multiply-accumulates", "MACs", _labour_parts, _macs, conventions=(COUNTED, EXAMPLE))
FLOPS = Quantity(
    "flops", "Floating-point operations", "FLOPs", _labour_parts, lambda case: FLOPS_PER_MAC * _macs(case),
    factor=FLOPS_PER_MAC, conventions=(TWO_FLOPS, COUNTED, EXAMPLE),
)  # fmt: skip

QUANTITIES: Mapping[str, Quantity] = {q.key: q for q in (PARAMS, TRAINABLE, BUFFERS, ACTIVATIONS, MACS, FLOPS)}
