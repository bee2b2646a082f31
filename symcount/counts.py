"""The quantities of a network as functions: params(net), macs(net), ... each gives an Amount."""

from __future__ import annotations

from typing import Any

from symcount.amount import Amount, Inputs, Words, amount_of
from symcount.core.settings import whole_number
from symcount.counting.optimizers import state_quantity
from symcount.counting.quantities import (
    ACTIVATIONS,
    ACTIVE,
    BACKWARD_FLOPS,
    BUFFERS,
    FLOPS,
    MACS,
    PARAMS,
    TRAINABLE,
    cache_quantity,
    saved_quantity,
)
from symcount.networks.composite import Network


def params(net: Network, input: object = None, *, inputs: Inputs = None, convention: Words = ()) -> Amount:
    """The number of parameters: weights and biases."""
    return amount_of(net, PARAMS, input, inputs=inputs, convention=convention)


def trainable(net: Network, input: object = None, *, inputs: Inputs = None, convention: Words = ()) -> Amount:
    """The number of parameters that training changes."""
    return amount_of(net, TRAINABLE, input, inputs=inputs, convention=convention)


def buffers(net: Network, input: object = None, *, inputs: Inputs = None, convention: Words = ()) -> Amount:
    """The number of values that are kept with the network but not learned, such as running statistics."""
    return amount_of(net, BUFFERS, input, inputs=inputs, convention=convention)


def activations(net: Network, input: object = None, *, inputs: Inputs = None, convention: Words = ()) -> Amount:
    """The number of values that all layers give for one example."""
    return amount_of(net, ACTIVATIONS, input, inputs=inputs, convention=convention)


def macs(net: Network, input: object = None, *, inputs: Inputs = None, convention: Words = ()) -> Amount:
    """The multiply-accumulates of one example's forward pass; adding biases counts none."""
    return amount_of(net, MACS, input, inputs=inputs, convention=convention)


def flops(net: Network, input: object = None, *, inputs: Inputs = None, convention: Words = ()) -> Amount:
    """The floating-point operations of one example's forward pass: two for each multiply-accumulate."""
    return amount_of(net, FLOPS, input, inputs=inputs, convention=convention)


def optimizer_state(
    net: Network, name: str, input: object = None, *, inputs: Inputs = None, scalars: bool = True, **settings: Any
) -> Amount:
    """The number of values that an optimizer keeps between steps, by torch.optim's name and keywords.

    With `scalars=False` the one-element counters of steps are left out.
    """
    return amount_of(net, state_quantity(name, settings, scalars), input, inputs=inputs)


def backward_flops(
    net: Network,
    input: object = None,
    *,
    inputs: Inputs = None,
    convention: Words = (),
    input_gradient: bool = False,
) -> Amount:
    """The floating-point operations of one example's backward pass.

    Twice the forward pass: once for the gradients of the weights, once for those of the inputs, of which
    the data needs none unless `input_gradient` asks for it. Nothing is worked out again.
    """
    return amount_of(net, BACKWARD_FLOPS, input, inputs=inputs, convention=convention, input_gradient=input_gradient)


def saved(
    net: Network,
    input: object = None,
    *,
    inputs: Inputs = None,
    batch: object = 1,
    convention: Words = (),
    input_gradient: bool = False,
) -> Amount:
    """The values that PyTorch's autograd keeps for the backward pass of a batch, parameters apart."""
    quantity = saved_quantity(whole_number(batch, "batch"))
    return amount_of(net, quantity, input, inputs=inputs, convention=convention, input_gradient=input_gradient)


def kv_cache(
    net: Network, input: object = None, *, inputs: Inputs = None, batch: object = 1, convention: Words = ()
) -> Amount:
    """The keys and values that generation keeps for so many sequences of the input's length."""
    quantity = cache_quantity(whole_number(batch, "batch"))
    return amount_of(net, quantity, input, inputs=inputs, convention=convention)


def active(net: Network, input: object = None, *, inputs: Inputs = None, convention: Words = ()) -> Amount:
    """The parameters that one token meets: of experts only those that it is sent through."""
    return amount_of(net, ACTIVE, input, inputs=inputs, convention=convention)
