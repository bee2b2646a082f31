"""From the input to the output of a network: every layer placed, with what its surroundings mean for it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from symcount.core.conventions import USUAL, Conventions
from symcount.core.errors import InputError
from symcount.core.expression import Value
from symcount.core.layer import Layer
from symcount.core.placing import Around, Case
from symcount.layers.merging import Add, Concat, Multiply
from symcount.networks.block import Block
from symcount.networks.composite import (
    Branch,
    Composite,
    Frozen,
    InFormat,
    Network,
    Repeat,
    Residual,
    Sequential,
    Shared,
)
from symcount.networks.graph import Graph
from symcount.networks.parts import Joined
from symcount.networks.repeating import repeated
from symcount.networks.sharing import Sharing
from symcount.networks.signal import Row, Shape, Signal

Signals = tuple[Signal, ...]
MOST_PLACED = 50_000  # layers placed on the way through one network
DEEPEST = 60


@dataclass(frozen=True, slots=True)
class Moment:
    """One layer at work: the tensors that it reads, the one that it gives, and their shapes."""

    path: str
    reads: Signals
    gives: Signal


@dataclass(frozen=True, slots=True)
class Stand:
    """A layer in its surroundings: what they mean for what it keeps, and whether training goes back through it."""

    alone: Case  # held as long as it is known by its identity
    case: Case
    saves: frozenset[str]
    recorded: bool


@dataclass(slots=True)
class Walk:
    """What is known on the way through a network."""

    conventions: Conventions = USUAL
    rows: list[Row] = field(default_factory=list)
    moments: list[Moment] = field(default_factory=list)
    saved: set[int] = field(default_factory=set)
    sharing: Sharing = field(default_factory=Sharing)
    cases: dict[tuple[Layer, tuple[Shape, ...]], Case] = field(default_factory=dict)
    known: dict[Any, Value] = field(default_factory=dict)
    stands: dict[tuple[int, Around], Stand] = field(default_factory=dict)
    frozen: bool = False
    stored: str = ""
    tensors: int = 0
    placed: int = 0
    deep: int = 0

    def tensor(self) -> int:
        """The number of a new tensor."""
        self.tensors += 1
        return self.tensors

    def take_rows(self, start: int) -> list[Row]:
        """The rows from a place on, taken out."""
        taken = self.rows[start:]
        del self.rows[start:]
        return taken

    def adopt(self, ahead: Walk) -> list[Row]:
        """Go on where another walk from here has come to; the rows of the way there."""
        self.moments += ahead.moments
        self.saved, self.tensors, self.placed = ahead.saved, ahead.tensors, ahead.placed
        self.sharing.adopt(ahead.sharing)
        return ahead.rows

    def aside(self) -> Walk:
        """A walk that starts here and leaves nothing behind."""
        return replace(self, rows=[], moments=[], saved=set(self.saved), sharing=self.sharing.aside())

    def through(self, network: Network, signals: Signals, path: str) -> Signal:
        """Place a network behind some signals; what it gives."""
        if isinstance(network, Layer):
            return self._layer(network, signals, path)
        self.deep += 1
        if self.deep > DEEPEST:
            raise InputError(f"networks nest deeper than {DEEPEST}", path)
        signal = self._composite(network, signals, path)
        self.deep -= 1
        return signal

    def _composite(self, network: Composite, signals: Signals, path: str) -> Signal:
        match network:
            case Sequential():
                return self.chain(network.parts, signals, path)
            case Residual():
                body = self.chain(network.parts, signals, path)
                around = signals[0]
                if network.shortcut is not None:
                    around = self.through(network.shortcut, signals, joined(path, "shortcut"))
                return self._joined(network.join, (body, around), path)
            case Branch():
                given = tuple(self.through(part, signals, joined(path, name)) for name, part in network.parts)
                return self._joined(network.join, given, path, network.dim)
            case Repeat():
                return repeated(self, network, signals, path)
            case Shared():
                return self._shared(network, signals, path)
            case Frozen():
                before, self.frozen = self.frozen, True
                signal = self.chain(network.parts, signals, path)
                self.frozen = before
                return signal
            case InFormat():
                kept, self.stored = self.stored, network.format
                signal = self.chain(network.parts, signals, path)
                self.stored = kept
                return signal
            case Graph():
                return self._graph(network, signals, path)
        raise TypeError(f"{type(network).__name__} is no network that we know how to walk through")

    def chain(self, parts: tuple[tuple[str, Network], ...], signals: Signals, path: str) -> Signal:
        """Parts one behind the other: the first takes all signals, each other one what came before it."""
        for name, part in parts:
            signals = (self.through(part, signals, joined(path, name)),)
        return signals[0]

    def in_turn(self, turn: str, parts: tuple[tuple[str, Network], ...], signals: Signals, path: str) -> Signal:
        """Parts one behind the other in one kind of repetition, whose shared tensors are its own."""
        before, self.sharing = self.sharing, self.sharing.in_turn(turn)
        signal = self.chain(parts, signals, path)
        self.sharing = before
        return signal

    def _joined(self, join: Joined, signals: Signals, path: str, dim: int = 1) -> Signal:
        layer = Add() if join == "add" else Multiply() if join == "multiply" else Concat(dim=dim)
        return self._layer(layer, signals, joined(path, join))

    def _shared(self, network: Shared, signals: Signals, path: str) -> Signal:
        before, self.sharing = self.sharing, self.sharing.under(network.name, len(path))
        parts = network.parts
        signal = self.through(parts[0][1], signals, path) if len(parts) == 1 else self.chain(parts, signals, path)
        self.sharing = before
        return signal

    def _graph(self, network: Graph, signals: Signals, path: str) -> Signal:
        if len(signals) != len(network.inputs):
            raise InputError(f"the graph takes {len(network.inputs)} inputs, got {len(signals)}", path)
        given = dict(zip(network.inputs, signals, strict=True))
        for name in network.order:
            sources = tuple(given[source] for source in network.sources[name])
            given[name] = self.through(network.node(name), sources, joined(path, name))
        return given[network.output]

    def _layer(self, layer: Layer, signals: Signals, path: str) -> Signal:
        self.placed += 1
        if self.placed > MOST_PLACED:
            raise InputError(f"more than {MOST_PLACED:,} layers", path)
        case = self._case(layer, signals, path)
        if isinstance(layer, Block):
            return self._block(layer, case, signals, path)
        tensor = signals[0].tensor if layer.view else self.tensor()
        stand = self._stand(case, self._around(case, signals, path))
        if "input" in stand.saves:
            self.saved.update([signal.tensor for signal in signals])
        if "output" in stand.saves:
            self.saved.add(tensor)
        given = Signal(case.output, tensor, path, data=not stand.recorded)
        self.moments.append(Moment(path, signals, given))
        self.rows.append(Row(path, stand.case))
        return given

    def _stand(self, alone: Case, around: Around) -> Stand:
        """The layer in its surroundings; the same in the same ones is made once."""
        known = self.stands.get((id(alone), around))
        if known is None:
            case = replace(alone, around=around) if around != alone.around else alone
            saves = frozenset(one.fact.what for one in case.kept())
            known = self.stands[id(alone), around] = Stand(alone, case, saves, case.recorded())
        return known

    def _block(self, layer: Block, case: Case, signals: Signals, path: str) -> Signal:
        """What is inside a layer; what the layer itself assumes stands with the first one inside."""
        try:
            inside = layer.inside(replace(case, around=Around(data=_data(signals))))
        except InputError as wrong:
            raise InputError(wrong.message, path) from None
        start = len(self.rows)
        given = self.through(inside, signals, path)
        if case.assumed and len(self.rows) > start:
            row = self.rows[start]
            assumed = tuple(dict.fromkeys((*case.assumed, *row.case.assumed)))
            self.rows[start] = replace(row, case=replace(row.case, assumed=assumed))
        return given

    def _case(self, layer: Layer, signals: Signals, path: str) -> Case:
        """The layer at its place; what stands in many places alike is placed once."""
        shapes = tuple([signal.shape for signal in signals])
        try:
            known = None if layer.checks else (layer, shapes)
            if known in self.cases:
                return self.cases[known]
            case = layer.place(*shapes, conventions=self.conventions, known=self.known)
            if known is not None:
                self.cases[known] = case
            return case
        except InputError as wrong:
            if layer.theory.inputs[0].fact.repeated and len({signal.shape for signal in signals}) > 1:
                told = " and ".join(f"{one.path or 'the input'} gives {_text(one.shape)}" for one in signals)
                raise InputError(f"{layer.theory.name} takes shapes that meet, but {told}", path) from None
            raise InputError(wrong.message, path) from None

    def _around(self, case: Case, signals: Signals, path: str) -> Around:
        tensors = [signal.tensor for signal in signals]
        kept = [place for place, one in enumerate(tensors) if one in self.saved or one in tensors[:place]]
        data = _data(signals)
        first = len(data) == len(signals)
        return Around(self.frozen, self.sharing.elsewhere(case, path), frozenset(kept), first, self.stored, data)


def _data(signals: Signals) -> frozenset[int]:
    """The places of those that are the data itself, or made of it by what does not train."""
    return frozenset(place for place, signal in enumerate(signals) if signal.data)


def joined(path: str, name: str) -> str:
    """The path of a part; an empty name adds nothing."""
    return f"{path}.{name}" if path and name else path or name


def _text(shape: Shape) -> str:
    return f"({', '.join(map(str, shape))})"
