"""Recurrent cells: one step of a recurrent network, from an input and a hidden state to the next hidden state."""

from __future__ import annotations

from symcount.core.expression import Operand
from symcount.core.facts import convention, flag, gives, incoming, is_, option, shift, size, takes, weights, work
from symcount.core.layer import Layer
from symcount.core.stated import Tensor, When, Work


class Cell(Layer, abstract=True):
    """What every cell is told: the next hidden state has one number for each hidden unit."""

    part = "recurrent"

    hidden_size = size("h", "hidden units")
    bias = flag("two biases for every unit of every gate")
    input_size = incoming("n", "input features", keyword=True)
    framework = convention("framework")
    shape = takes(input_size)
    hidden = takes(hidden_size, optional=True)


def from_input(units: Operand, cite: str) -> Tensor:
    """The weights between the input and the units of all gates."""
    why = "each unit, of every gate, is connected with every input"
    return weights(units, Cell.input_size, unit="unit", label="input weights", cite=cite, why=why)


def from_state(units: Operand) -> Tensor:
    """The weights between the hidden state and the units of all gates."""
    why = "each unit, of every gate, is connected with every number of the hidden state"
    return weights(units, Cell.hidden_size, unit="unit", label="state weights", why=why)


def added(units: Operand, to: str, *when: When) -> Tensor:
    """One number for each unit of all gates, added to what its weights make of the input or of the state."""
    why = f"each unit, of every gate, adds a bias to what it makes of the {to}"
    return shift(units, when=(Cell.bias, *when), label=f"{to} biases", why=why)


def step(*gates: int) -> Work:
    """The multiply-accumulates of one step; the hidden state is taken for the zeros that a recurrence starts from."""
    why = "a hidden unit multiplies every input and every number of the hidden state with a weight, once for each of its gates"
    h = Cell.hidden_size
    return work(*gates, Cell.input_size + h, times=(h,), constant=(*gates, h, h), why=why)


TORCH = is_(Cell.framework, "torch")


class RNNCell(Cell):
    """One step of a simple recurrent network, (n,) and the state (h,) to the next state (h,)."""

    nonlinearity = option("the activation, tanh or relu", default="tanh")

    output = gives(Cell.hidden_size)

    weight_ih = from_input(Cell.hidden_size, cite="elman1990")
    weight_hh = from_state(Cell.hidden_size)
    bias_ih = added(Cell.hidden_size, "input")
    bias_hh = added(Cell.hidden_size, "state", TORCH)
    dots = step()


class LSTMCell(Cell):
    """One step of a long short-term memory, (n,) and two states (h,) to the next two: three gates and a candidate."""

    memory = takes(Cell.hidden_size, optional=True)
    output = gives((Cell.hidden_size,), (Cell.hidden_size,))

    weight_ih = from_input(4 * Cell.hidden_size, cite="hochreiter1997")
    weight_hh = from_state(4 * Cell.hidden_size)
    bias_ih = added(4 * Cell.hidden_size, "input")
    bias_hh = added(4 * Cell.hidden_size, "state", TORCH)
    dots = step(4)


class GRUCell(Cell):
    """One step of a gated recurrent unit, (n,) and the state (h,) to the next state (h,): two gates and a candidate.

    Keras keeps its two biases too: the state's is multiplied with a gate, so they do not add up to one.
    """

    output = gives(Cell.hidden_size)

    weight_ih = from_input(3 * Cell.hidden_size, cite="cho2014")
    weight_hh = from_state(3 * Cell.hidden_size)
    bias_ih = added(3 * Cell.hidden_size, "input")
    bias_hh = added(3 * Cell.hidden_size, "state")
    dots = step(3)
