"""Recurrent networks as in torch.nn: passes over the sequence, layer upon layer, in one direction or in both."""

from __future__ import annotations

from symcount.core.facts import at_least, convention, either, flag, gives, incoming, let, option, size, takes
from symcount.core.layer import Layer
from symcount.core.placing import Case
from symcount.layers.allowed import share
from symcount.layers.dropout import Dropout
from symcount.layers.gates import NONLINEARITY, RESET, resets_as_keras
from symcount.layers.recurrent import GRUPass, LSTMPass, RNNPass
from symcount.networks.block import Block
from symcount.networks.composite import Branch, Network, Repeat, Sequential
from symcount.networks.graph import Graph

STATES = "every layer, in every direction, ends with a state"


def from_a_state(case: Case) -> bool:
    """Whether the states to start from are given and need a gradient: they are no data."""
    return len(case.inputs) > 1 and 1 not in case.around.data


class Recurrence(Block, abstract=True):
    """What RNN, LSTM and GRU are told; a sequence (T, n), without the batch, wherever torch has the batch."""

    part = "recurrent"

    hidden_size = size("h", "hidden units")
    num_layers = size("L", "layers", default=1)
    bias = flag("two biases for every unit of every gate")
    batch_first = option("whether the batch comes before the steps", default=False)
    dropout = option("the share that is set to zero between layers in training", default=0.0, allowed=share)
    bidirectional = flag("every layer also reads the sequence backwards", default=False)
    input_size = incoming("n", "input features", keyword=True)
    steps = incoming("T", "steps of the sequence")
    shape = takes(steps, input_size)
    directions = let("D", "directions", either(bidirectional, True, 2, 1), why="the sequence is read both ways")
    states = let("L_D", "last states", directions * num_layers, why=STATES)

    def layers(self, one: Layer, case: Case) -> Network:
        """So many layers of passes, with a dropout between each two where there is one.

        The states to start from, where they are given, multiply nothing by themselves.
        """
        both = ("", Branch(("forward", one), ("reverse", one), dim=-1))
        names = ("input", "hidden", "memory")[: len(case.inputs)]
        layer = both if self.bidirectional else ("forward", one)
        stack: Network = Repeat(self.num_layers, layer)
        if self.dropout != 0 and self.num_layers != 1:
            behind = Repeat(self.num_layers - 1, ("dropout", Dropout(self.dropout)), layer)
            stack = Sequential(("0", Sequential(layer)), ("behind", behind))
        return Graph({"": (stack, "input")}, inputs=names)


class OneState(Recurrence, abstract=True):
    """What RNN and GRU take and give: one state, h numbers for every layer and direction."""

    hidden = takes(Recurrence.states, Recurrence.hidden_size, optional=True)
    output = gives(
        (Recurrence.steps, Recurrence.directions * Recurrence.hidden_size), (Recurrence.states, Recurrence.hidden_size)
    )  # fmt: skip


class RNN(OneState):
    """Simple recurrent layers: (T, n) to ((T, D*h), (D*L, h)), the states after every step and the last ones."""

    nonlinearity = option("the activation, tanh or relu", default="tanh", allowed=NONLINEARITY)

    def inside(self, case: Case) -> Network:
        """Passes without gates."""
        given = from_a_state(case)
        return self.layers(RNNPass(self.hidden_size, bias=self.bias, nonlinearity=self.nonlinearity, given=given), case)


class GRU(OneState):
    """Gated recurrent units: (T, n) to ((T, D*h), (D*L, h)), the states after every step and the last ones."""

    reset_after = flag(RESET)
    framework = convention("framework")
    reset_first = resets_as_keras(reset_after, framework)

    def inside(self, case: Case) -> Network:
        """Passes with two gates and a candidate."""
        given = from_a_state(case)
        return self.layers(GRUPass(self.hidden_size, bias=self.bias, reset_after=self.reset_after, given=given), case)


class LSTM(Recurrence):
    """Long short-term memories: (T, n) to ((T, D*h), ((D*L, h), (D*L, h))); projected states have p numbers, not h."""

    proj_size = size("p", "numbers that the state is projected to", default=0, least=0)

    state = let(
        LSTMPass.state.name, LSTMPass.state.meaning, either(proj_size, 0, Recurrence.hidden_size, proj_size),
        why=LSTMPass.state.why,
    )  # fmt: skip
    hidden = takes(Recurrence.states, state, optional=True)
    memory = takes(Recurrence.states, Recurrence.hidden_size, optional=True)
    output = gives(
        (Recurrence.steps, Recurrence.directions * state),
        ((Recurrence.states, state), (Recurrence.states, Recurrence.hidden_size)),
    )  # fmt: skip

    smaller = at_least(Recurrence.hidden_size, proj_size + 1, "a projected state is smaller than what it is made of")

    def inside(self, case: Case) -> Network:
        """Passes with three gates and a candidate."""
        one = LSTMPass(self.hidden_size, bias=self.bias, proj_size=self.proj_size, given=from_a_state(case))
        return self.layers(one, case)
