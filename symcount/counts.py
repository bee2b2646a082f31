"""The quantities of a network as functions: params(net), macs(net), ... each gives an Amount."""

from __future__ import annotations

from typing import Any

from symcount.amount import Amount, Inputs, Words, amount_of
from symcount.core.sizes import positive
from symcount.counting.optimizers import check_taken, state_quantity
from symcount.counting.policies import policy_named
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
    weight_bytes_quantity,
)
from symcount.networks.composite import Network


def params(net: Network, input: object = None, *, inputs: Inputs = None, convention: Words = ()) -> Amount:
    """The number of parameters: weights and biases.

    >>> from symcount import Conv2d, sizes
    >>> c, k, f = sizes("c k f")
    >>> params(Conv2d(k, kernel_size=f), (c, 32, 32))
    k*(c*f**2 + 1)
    """
    return amount_of(net, PARAMS, input, inputs=inputs, convention=convention)


def trainable(net: Network, input: object = None, *, inputs: Inputs = None, convention: Words = ()) -> Amount:
    """The number of parameters that training changes.

    >>> from symcount import Frozen, Linear, Sequential
    >>> trainable(Sequential(Frozen(Linear(10)), Linear(3), input=(4,)))
    33
    """
    return amount_of(net, TRAINABLE, input, inputs=inputs, convention=convention)


def buffers(net: Network, input: object = None, *, inputs: Inputs = None, convention: Words = ()) -> Amount:
    """The number of values that are kept with the network but not learned, such as running statistics.

    >>> from symcount import BatchNorm2d
    >>> buffers(BatchNorm2d(), (8, 5, 5))
    17
    """
    return amount_of(net, BUFFERS, input, inputs=inputs, convention=convention)


def activations(net: Network, input: object = None, *, inputs: Inputs = None, convention: Words = ()) -> Amount:
    """The number of values that all layers give for one example.

    >>> from symcount import Conv2d
    >>> activations(Conv2d(8, kernel_size=3), (3, 32, 32))
    7200
    """
    return amount_of(net, ACTIVATIONS, input, inputs=inputs, convention=convention)


def macs(net: Network, input: object = None, *, inputs: Inputs = None, convention: Words = ()) -> Amount:
    """The multiply-accumulates of one example's forward pass; adding biases counts none.

    >>> from symcount import Linear
    >>> macs(Linear(10), (4,))
    40
    """
    return amount_of(net, MACS, input, inputs=inputs, convention=convention)


def flops(net: Network, input: object = None, *, inputs: Inputs = None, convention: Words = ()) -> Amount:
    """The floating-point operations of one example's forward pass: two for each multiply-accumulate.

    >>> from symcount import Linear
    >>> flops(Linear(10), (4,)), flops(Linear(10), (4,), convention="bias-counted")
    (80, 90)
    """
    return amount_of(net, FLOPS, input, inputs=inputs, convention=convention)


def optimizer_state(
    net: Network, name: str, input: object = None, *, inputs: Inputs = None, scalars: bool = True, **settings: Any
) -> Amount:
    """The number of values that an optimizer keeps between steps, by torch.optim's name and keywords.

    With `scalars=False` the one-element counters of steps are left out.

    >>> from symcount import Linear
    >>> state = optimizer_state(Linear(10), "Adam", (4,), amsgrad=True)
    >>> state, state.bytes("bf16"), optimizer_state(Linear(10), "Adam", (4,), scalars=False)
    (152, 308, 100)
    """
    found = amount_of(net, state_quantity(name, settings, scalars), input, inputs=inputs)
    check_taken(found.rows, name, settings)
    return found


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

    >>> from symcount import Linear, Sequential
    >>> net = Sequential(Linear(10), Linear(3), input=(4,))
    >>> flops(net), backward_flops(net), backward_flops(net, input_gradient=True)
    (140, 200, 280)
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
    """The values that PyTorch's autograd keeps for the backward pass of a batch, parameters apart.

    >>> from symcount import Linear, ReLU, Sequential, sizes
    >>> b, n, m = sizes("b n m")
    >>> saved(Sequential(Linear(n), ReLU(), input=(m,)), batch=b)
    b*m + b*n
    """
    quantity = saved_quantity(positive(batch, "batch"))
    return amount_of(net, quantity, input, inputs=inputs, convention=convention, input_gradient=input_gradient)


def weight_bytes(
    net: Network, input: object = None, *, inputs: Inputs = None, policy: str = "fp32", convention: Words = ()
) -> Amount:
    """The bytes of all weights and biases under a policy: fp32, tf32, fp16, bf16, fp8, int8, int4.

    In int8 and int4 weights of two dimensions and more are codes with scales, the rest stays in fp16.

    >>> from symcount import Linear
    >>> [int(weight_bytes(Linear(10), (256,), policy=policy)) for policy in ("fp32", "bf16", "int8", "int4")]
    [10280, 5140, 2600, 1340]
    """
    return amount_of(net, weight_bytes_quantity(policy_named(policy)), input, inputs=inputs, convention=convention)


def kv_cache(
    net: Network, input: object = None, *, inputs: Inputs = None, batch: object = 1, convention: Words = ()
) -> Amount:
    """The keys and values that generation keeps for so many sequences of the input's length.

    >>> from symcount import GroupedQueryAttention, sizes
    >>> (t,) = sizes("t")
    >>> cache = kv_cache(GroupedQueryAttention(8, num_kv_heads=2), (t, 64))
    >>> cache, cache.at(t=10).bytes("bf16")
    (32*t, 640)
    """
    quantity = cache_quantity(positive(batch, "batch"))
    return amount_of(net, quantity, input, inputs=inputs, convention=convention)


def active(net: Network, input: object = None, *, inputs: Inputs = None, convention: Words = ()) -> Amount:
    """The parameters that one token meets: of experts only those that it is sent through.

    >>> from symcount import MixtureOfExperts
    >>> net = MixtureOfExperts(8, hidden_features=16, num_experts_per_token=2)
    >>> params(net, (5, 4)), active(net, (5, 4))
    (1568, 416)
    """
    return amount_of(net, ACTIVE, input, inputs=inputs, convention=convention)
