"""What a layer does and gives: its output's values, its multiply-accumulates, its FLOPs forward and backward."""

from __future__ import annotations

from collections.abc import Sequence

from symcount.core.expression import ONE, Expr, Value, written
from symcount.core.placing import Case
from symcount.core.ready import Labour, many_values
from symcount.core.values import product, total
from symcount.counting.quantities.quantity import Part, Quantity

COUNTED = "Multiply-accumulates (MACs) are those of convolutions and fully connected layers; adding biases, \
pooling, normalization and activations count none."
EXAMPLE = "Activations, MACs and FLOPs are those of one example; the batch multiplies them."
TWICE = (
    "Going back, every multiplication is done once more for the gradient of each of its two factors that needs one: "
    "what trains, and what training goes back through. The data and frozen weights need none."
)
FLOPS_OF_A_MAC = {"two-flops": 2, "one-flop": 1}
COUNTED_KINDS = {"bias": ("bias", "bias-counted"), "elementwise": ("elementwise", "elementwise-counted")}
PRODUCTS = ("weights", "values")


def _output_parts(case: Case) -> tuple[Part, ...]:
    why = "every value that the layer gives: the product of its output's dimensions"
    return (Part("output values", ONE, case.theory.dims(case.given()), why),)


def _mac_parts(case: Case) -> tuple[Part, ...]:
    return tuple(_part(one) for one in case.labours(*PRODUCTS))


def _part(one: Labour, times: int = 1, because: str = "") -> Part:
    why, cite = one.fact.why, one.fact.cite
    if not one.each:
        return Part("additions", ONE, one.times, why, cite, times=times)
    label = "MACs" if one.fact.kind in PRODUCTS else "Operations"
    return Part(label, written(product(one.times)), one.each, why, cite, one.fact.unit, times, because)


def _times(case: Case, labours: Sequence[Labour]) -> Value:
    return total([product(many_values(case.values, one.readings)) for one in labours])


def _macs(case: Case) -> Value:
    return _times(case, list(case.labours(*PRODUCTS)))


def _per_mac(case: Case) -> tuple[int, str]:
    """FLOPs of one MAC, and the sentence that says so."""
    return FLOPS_OF_A_MAC[case.conventions["flop"]], case.conventions.told("flop")[0]


def _beside(case: Case) -> list[Labour]:
    """The work beside products that the conventions in use count."""
    kinds = [kind for kind, (topic, counted) in COUNTED_KINDS.items() if case.conventions[topic] == counted]
    return list(case.labours(*kinds)) if kinds else []


def _flop_parts(case: Case) -> tuple[Part, ...]:
    each, why = _per_mac(case)
    products = (_part(one, each, why) for one in case.labours(*PRODUCTS))
    return (*products, *map(_part, _beside(case)))


def _flops(case: Case) -> Value:
    return total([_per_mac(case)[0] * _macs(case), _times(case, _beside(case))])


def _gradients(case: Case, one: Labour) -> tuple[int, int]:
    """How many gradients the factors of some products need: of weights, and of what the layer reads."""
    read = one.fact.within or not case.around.first
    if one.fact.kind == "values":
        return 0, 2 * read
    return int(case.learns()), int(read)


def _backward_parts(case: Case) -> tuple[Part, ...]:
    return tuple(part for one in case.labours(*PRODUCTS) for part in _gradient_parts(case, one))


def _gradient_parts(case: Case, one: Labour) -> list[Part]:
    of_weights, of_input = _gradients(case, one)
    each, _ = _per_mac(case)
    if not (_constant(case, one) and of_input):
        gradients = of_weights + of_input
        return [_part(one, each * gradients, _because(case, gradients))] if gradients else []
    parts = [_part(one, each, _because(case, 1))] if of_weights else []
    why = "the gradient of what is multiplied, without the zeros that a recurrence starts from: a constant needs none"
    rest = written(product((*one.each, *one.times))) - written(product(one.constant))
    return [*parts, Part("MACs of the input's gradient", ONE, (rest,), why, times=each * of_input)]


def _constant(case: Case, one: Labour) -> bool:
    """Whether some of the factors are a constant: zeros to start from, or a given state that is data like the rest."""
    return bool(one.constant) and (len(case.inputs) == 1 or 1 in case.around.data)


def _because(case: Case, gradients: int) -> str:
    taken = "two gradients, which take as many each" if gradients == 2 else "one gradient, which takes as many"
    return f"Forward as many MACs; going back, {taken}. {_per_mac(case)[1]}"


def _backward(case: Case) -> Value:
    each, _ = _per_mac(case)
    found: list[Value | Expr] = []
    for one in case.labours(*PRODUCTS):
        of_weights, of_input = _gradients(case, one)
        found.append((of_weights + of_input) * product(many_values(case.values, one.readings)))
        if _constant(case, one) and of_input:
            found.append(-product(many_values(case.values, one.constant_readings)))
    return each * total(found)


ACTIVATIONS = Quantity(
    "activations", "Activations", "values", _output_parts, lambda case: product(case.output), basis=(EXAMPLE,)
)
MACS = Quantity(
    "macs", "Multiply-accumulates", "MACs", _mac_parts, _macs, topics=("attention",), basis=(COUNTED, EXAMPLE)
)
FLOPS = Quantity(
    "flops", "Floating-point operations", "FLOPs", _flop_parts, _flops,
    topics=("flop", "bias", "elementwise", "attention"), basis=(EXAMPLE,),
)  # fmt: skip
BACKWARD_FLOPS = Quantity(
    "backward", "Floating-point operations of the backward pass", "FLOPs", _backward_parts, _backward,
    topics=("flop", "attention"), basis=(TWICE, EXAMPLE),
)  # fmt: skip
