"""Figure: a number of a whole network that is no sum over its layers: peak, intensity, memory in training."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from symcount.amount import Inputs, Words, network_of
from symcount.core.algebra import to_sympy
from symcount.core.conventions import conventions
from symcount.core.errors import InputError
from symcount.core.expression import Expr, Size, Value, written
from symcount.core.reading import sizes_in
from symcount.core.settings import whole_number
from symcount.core.sizes import numbers_for
from symcount.core.values import ceil_div
from symcount.counting.derivation import Derivation
from symcount.counting.intensity import derive_intensity, intensities
from symcount.counting.optimizers import check_taken
from symcount.counting.peak import derive_peak
from symcount.counting.policies import policy_named
from symcount.counting.precision import in_unit, number_format
from symcount.counting.telling import at_numbers
from symcount.counting.training import RANKS, Setup, derive_training
from symcount.networks.composite import Network, Sequential
from symcount.networks.rows import placed, rows, sizes_of
from symcount.reporting.why import Why

if TYPE_CHECKING:
    import sympy

Numbers: TypeAlias = Mapping[Size, Value]
Tell: TypeAlias = Callable[[Sequential, Numbers], Derivation]


@dataclass(frozen=True, eq=False, repr=False)
class Figure:
    """A number of a network with its derivation; exact, symbolic where sizes have no number."""

    net: Sequential
    tell: Tell
    own: tuple[Size, ...] = ()
    numbers: Numbers = field(default_factory=dict)
    layers: Callable[[Sequential, Numbers], Mapping[str, Value]] | None = None

    @cached_property
    def derivation(self) -> Derivation:
        """How it comes about, of the network at the numbers at hand."""
        return self.tell(self.net.at(self.numbers) if self.numbers else self.net, self.numbers)

    @property
    def value(self) -> Value:
        """The exact number, or an expression while a size has none."""
        return self.derivation.value

    @property
    def expr(self) -> sympy.Expr:
        """The same for SymPy."""
        return to_sympy(self.value)

    def by_layer(self) -> Mapping[str, Value]:
        """What each layer has, by its path, where layers have any."""
        return {} if self.layers is None else self.layers(self.net, self.numbers)

    def at(self, given: Mapping[Any, object] | None = None, /, **numbers: object) -> Figure:
        """The same with numbers in the place of some sizes, by their names or the sizes."""
        named = {**{str(size): value for size, value in (given or {}).items()}, **numbers}
        known = numbers_for(tuple(dict.fromkeys((*sizes_of(self.net), *self.own))), named)
        return replace(self, numbers={**self.numbers, **known})

    def why(self) -> Why:
        """The derivation, every line proven."""
        return Why(self.derivation)

    @property
    def steps(self) -> dict[str, Value]:
        """The value of every step by its name: weights, gradients, ..."""
        return {str(step.left): step.value for step in self.derivation.steps}

    def in_unit(self, unit: str = "GB") -> str:
        """Bytes in a unit of memory, rounded to three digits."""
        return in_unit(int(self), unit)

    def __int__(self) -> int:
        if isinstance(self.value, Expr):
            names = ", ".join(size.name for size in sizes_in(self.value))
            raise InputError(f"there is no number for {names}; give one with .at(...)")
        found = ceil_div(self.value, 1)
        assert isinstance(found, int)
        return found

    def __str__(self) -> str:
        return str(self.value)

    __repr__ = __str__

    def _sympy_(self) -> sympy.Expr:
        return self.expr


def peak(net: Network, input: object = None, *, inputs: Inputs = None, convention: Words = ()) -> Figure:
    """The most activation values that live at one moment of inference, for one example: a maximum, not a sum.

    >>> from symcount import Linear, ReLU, Sequential
    >>> print(int(peak(Sequential(Linear(10), ReLU(), Linear(3), input=(4,)))))
    20
    """
    ways = conventions(convention)

    def tell(network: Sequential, numbers: Numbers) -> Derivation:
        return derive_peak(placed(network, conventions=ways), numbers, sizes_of(network))

    return _ready(Figure(network_of(net, input, inputs), tell))


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
    ways, stored, examples = conventions(convention), policy_named(policy), whole_number(batch, "batch")

    def tell(network: Sequential, numbers: Numbers) -> Derivation:
        return derive_intensity(rows(network, conventions=ways), stored, examples, numbers)

    def layers(network: Sequential, numbers: Numbers) -> Mapping[str, Value]:
        found = intensities(rows(network.at(numbers), conventions=ways), stored, examples)
        return {path: at_numbers(value, numbers) for path, value in found.items()}

    own = sizes_in(written(examples))
    return _ready(Figure(network_of(net, input, inputs), tell, own, layers=layers))


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
    scalars: bool = False,
    convention: Words = (),
    **settings: Any,
) -> Figure:
    """The bytes that one rank keeps while it trains a batch: weights, gradients, master copy, state, activations.

    `batch` is that of one rank. `policy` names the formats, `gradients` another one for gradients ("fp32");
    `zero` is the stage of sharding over `data_parallel` ranks, N_d of them where nothing else is said.
    Sizes may be symbols. With `scalars` the optimizer's counters of steps count as well. `int()` rounds what
    does not divide up, to the rank that keeps most.

    >>> from symcount import Linear, Sequential, training_memory
    >>> print(int(training_memory(Sequential(Linear(10), input=(4,)), "Adam", batch=32)))
    1312
    """
    ways = conventions(convention)
    if gradients:
        number_format(gradients)
    if data_parallel is None:
        data_parallel = RANKS if zero else 1
    ranks = {"data": data_parallel, "tensor": tensor_parallel, "pipeline": pipeline_parallel}
    found = {name: whole_number(value, f"{name}_parallel") for name, value in ranks.items()}
    setup = Setup(
        optimizer,
        settings,
        policy_named(policy),
        gradients,
        whole_number(batch, "batch"),
        zero,
        **found,
        scalars=scalars,
    )

    def tell(network: Sequential, numbers: Numbers) -> Derivation:
        return derive_training(rows(network, conventions=ways), setup, numbers)

    own = sizes_in(*map(written, (setup.batch, *found.values())))
    figure = _ready(Figure(network_of(net, input, inputs), tell, own))
    check_taken(rows(figure.net, conventions=ways), optimizer, settings)
    return figure


def _ready(figure: Figure) -> Figure:
    """The figure, once what is wrong with its network has been told."""
    rows(figure.net)
    return figure
