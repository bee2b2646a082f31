"""Numbers of a whole network as functions: peak, intensity, what inference and training need; each gives a Figure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from symcount.amount import Inputs, Words, network_of
from symcount.core.conventions import Conventions, conventions
from symcount.core.errors import InputError
from symcount.core.expression import Operand, Value, written
from symcount.core.reading import sizes_in
from symcount.core.sizes import positive
from symcount.core.values import exact_div, product
from symcount.counting.derivation import Derivation
from symcount.counting.inference import derive_inference
from symcount.counting.intensity import derive_intensity, intensities
from symcount.counting.optimizers import check_taken
from symcount.counting.peak import derive_peak
from symcount.counting.policies import policy_named
from symcount.counting.precision import number_format
from symcount.counting.telling import at_numbers
from symcount.counting.training import RANKS, Setup, derive_training
from symcount.figure import Figure, Numbers
from symcount.networks.composite import Network, Sequential
from symcount.networks.rows import placed, rows, sizes_of


def peak(net: Network, input: object = None, *, inputs: Inputs = None, convention: Words = ()) -> Figure:
    """The most activation values that live at one moment of inference, for one example: a maximum, not a sum.

    >>> from symcount import Linear, ReLU, Sequential
    >>> print(int(peak(Sequential(Linear(10), ReLU(), Linear(3), input=(4,)))))
    20
    """
    whole = network_of(net, input, inputs)
    ways = conventions(convention, whole.conventions)

    def tell(network: Sequential, numbers: Numbers) -> Derivation:
        return derive_peak(placed(network, conventions=ways), numbers, sizes_of(network))

    return _ready(ways, Figure(whole, tell))


def intensity(
    net: Network,
    input: object = None,
    *,
    inputs: Inputs = None,
    batch: object = 1,
    policy: str = "fp32",
    convention: Words = (),
) -> Figure:
    """FLOPs for every byte that the layers move (inputs, outputs, weights); `by_layer` tells each layer's own.

    >>> from symcount import Linear, Sequential, sizes
    >>> b, n = sizes("b n")
    >>> intensity(Sequential(Linear(n), input=(n,)), batch=b, policy="bf16").at(b=64, n=64)
    4096/193
    """
    whole = network_of(net, input, inputs)
    ways = conventions(convention, whole.conventions)
    stored, examples = policy_named(policy), positive(batch, "batch")

    def tell(network: Sequential, numbers: Numbers) -> Derivation:
        return derive_intensity(rows(network, conventions=ways), stored, examples, numbers)

    def layers(network: Sequential, numbers: Numbers) -> Mapping[str, Value]:
        found = intensities(rows(network.at(numbers), conventions=ways), stored, examples)
        return {path: at_numbers(value, numbers) for path, value in found.items()}

    own = sizes_in(written(examples))
    return _ready(ways, Figure(whole, tell, own, layers=layers))


def inference_memory(
    net: Network,
    input: object = None,
    *,
    inputs: Inputs = None,
    batch: object = 1,
    policy: str = "fp32",
    convention: Words = (),
) -> Figure:
    """The bytes that inference needs at its fullest moment: weights, the peak of activations, the key-value cache.

    >>> from symcount import Linear, Sequential
    >>> [int(inference_memory(Sequential(Linear(10), input=(4,)), policy=policy)) for policy in ("fp32", "int8")]
    [256, 108]
    """
    whole = network_of(net, input, inputs)
    ways = conventions(convention, whole.conventions)
    stored, examples = policy_named(policy), positive(batch, "batch")

    def tell(network: Sequential, numbers: Numbers) -> Derivation:
        return derive_inference(placed(network, conventions=ways), stored, examples, numbers, sizes_of(network))

    return _ready(ways, Figure(whole, tell, sizes_in(written(examples))))


def training_memory(
    net: Network,
    optimizer: str = "Adam",
    input: object = None,
    *,
    inputs: Inputs = None,
    batch: object = 1,
    policy: str = "fp32",
    gradients: str = "",
    zero: int = 0,
    data_parallel: object = None,
    tensor_parallel: object = 1,
    pipeline_parallel: object = 1,
    devices: object = None,
    scalars: bool = False,
    convention: Words = (),
    **settings: Any,
) -> Figure:
    """The bytes that one rank keeps while it trains a batch: weights, gradients, master copy, state, activations.

    `batch` is that of one rank. `policy` names the formats, `gradients` another one for gradients ("fp32");
    `zero` is the stage of sharding over `data_parallel` ranks, N_d of them where nothing else is said; `devices`
    are all ranks together. Sizes may be symbols. With `scalars` the optimizer's counters of steps count as
    well. What numbers do not divide evenly is that of the rank that keeps most.

    >>> from symcount import Linear, Sequential, training_memory
    >>> print(int(training_memory(Sequential(Linear(10), input=(4,)), "Adam", batch=32)))
    1312
    """
    whole = network_of(net, input, inputs)
    ways = conventions(convention, whole.conventions)
    if gradients:
        number_format(gradients)
    tensor, pipeline = (
        positive(value, f"{name}_parallel")
        for name, value in (("tensor", tensor_parallel), ("pipeline", pipeline_parallel))
    )
    data = _data_ranks(data_parallel, devices, product((tensor, pipeline)), zero)
    examples = positive(batch, "batch")
    setup = Setup(
        optimizer, settings, policy_named(policy), gradients, examples, zero, data, tensor, pipeline, scalars
    )  # fmt: skip

    def tell(network: Sequential, numbers: Numbers) -> Derivation:
        return derive_training(rows(network, conventions=ways), setup, numbers)

    own = sizes_in(*map(written, (examples, data, tensor, pipeline)))
    figure = _ready(ways, Figure(whole, tell, own))
    check_taken(rows(figure.net, conventions=ways), optimizer, settings)
    return figure


def _data_ranks(data: object, devices: object, model: Value, zero: int) -> Operand:
    """The data-parallel ranks: as given, what all devices leave of them, or a symbol where stages need them."""
    if devices is None:
        return (RANKS if zero else 1) if data is None else positive(data, "data_parallel")
    if data is not None:
        raise InputError("give data_parallel or devices, which are all ranks together")
    every = positive(devices, "devices")
    found = exact_div(every, model)
    if not isinstance(found, int) and not sizes_in(written(found)):
        raise InputError(f"{every} devices do not divide into groups of {model} for tensor and pipeline parallel")
    return found


def _ready(ways: Conventions, figure: Figure) -> Figure:
    """The figure, once what is wrong with its network has been told."""
    rows(figure.net, conventions=ways)
    return figure
