"""The network of a spec: read, bounded, and placed as a whole, so that what does not fit is told with its line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from symcount.core.conventions import USUAL, Conventions
from symcount.core.errors import InputError
from symcount.core.expression import Expr, Size
from symcount.networks.composite import Network, Sequential
from symcount.networks.signal import Shape, Signal, at_shape
from symcount.networks.walk import Signals, Walk
from symcount.readers.build import Inside, pairs, read_parts, sequential
from symcount.readers.compose import compose
from symcount.readers.formulas import check_numbers, parts_within
from symcount.readers.names import Names
from symcount.readers.places import Part, layers_inside
from symcount.readers.shapes import read_inputs
from symcount.readers.tree import Tree

# Parts of one formula, and of all formulas on the way from the input to the output: a second of work.
LARGEST_FORMULA, MOST_PARTS = 10_000, 1_000_000
# Layers once repetitions are written out, and layers placed, those included that are placed to see what they give.
MOST_WRITTEN_OUT, MOST_TRIED = 20_000, 40_000


def read_network(
    layers: Tree, input: Tree, inputs: Tree, names: Names, conventions: Conventions = USUAL
) -> Sequential:  # fmt: skip
    """The network that a spec describes; every layer must fit at its place."""
    shapes = read_inputs(input, inputs, names)
    inside = Inside(names, compose)
    top = sequential(read_parts(layers, "layers", inside), "layers")
    for name, where in inside.met.local.items():
        if name in names.free:
            raise InputError(
                f"{name} is used outside of this Repeat as well; a repetition needs names of its own", where
            )
    _check_places(top, shapes, names.numbers, conventions)
    return Sequential(*pairs(dict(top.inside)), inputs=shapes)


def _check_places(top: Part, shapes: tuple[Shape, ...], numbers: Mapping[Size, int], way: Conventions) -> None:
    """Place the network in its numbers, and then in its sizes, as it is counted."""
    try:
        if numbers:
            _try(top.network.at(numbers), tuple(at_shape(shape, numbers) for shape in shapes), way)
        _try(top.network, shapes, way)
    except InputError as wrong:
        raise top.told(wrong) from None


def _try(network: Network, shapes: tuple[Shape, ...], way: Conventions) -> None:
    if layers_inside(network) > MOST_WRITTEN_OUT:
        raise InputError(f"more than {MOST_WRITTEN_OUT:,} layers once the repetitions are written out")
    walk = _Bounded(way)
    walk.through(network, tuple(Signal(shape, walk.tensor(), "", data=True) for shape in shapes), "")


@dataclass(slots=True)
class _Left:
    """What may still be placed, and how many parts its formulas may still have."""

    tried: int = MOST_TRIED
    parts: int = MOST_PARTS


@dataclass(slots=True)
class _Bounded(Walk):
    """A walk through a network from outside: the work on it is bounded, steps aside included."""

    left: _Left = field(default_factory=_Left)

    def through(self, network: Network, signals: Signals, path: str) -> Signal:
        """Place a network behind some signals; InputError where its formulas or its layers become too many."""
        self.left.tried -= 1
        if self.left.tried < 0:
            raise InputError("repeating what differs each time takes too many layers here; repeat it less often", path)
        try:
            given = Walk.through(self, network, signals, path)
        except InputError as wrong:
            raise wrong if wrong.path else InputError(wrong.message, path) from None
        try:
            check_numbers(given.shape)
        except InputError as wrong:
            raise InputError(f"the output grows too large here: {wrong.message}", path) from None
        counts = [parts_within(dim, LARGEST_FORMULA) for dim in given.shape if isinstance(dim, Expr)]
        self.left.parts -= sum(counts)
        if self.left.parts < 0 or any(count > LARGEST_FORMULA for count in counts):
            raise InputError("the formula of the output grows too large here; give some of its sizes a number", path)
        return given
