"""Recurrent cells: one step of a recurrent network, from an input and a hidden state to the next hidden state."""

from __future__ import annotations

from symcount.core.expression import Operand
from symcount.core.facts import flag, gives, incoming, option, shift, size, takes, weights, work
from symcount.core.layer import Layer
from symcount.core.stated import Tensor, Work


class Cell(Layer, abstract=True):
    """What every cell is told: the next hidden state has one number for each hidden unit."""

    part = "recurrent"

    hidden_size = size("h", "hidden units")
    bias = flag("two biases for every unit of every gate")
    input_size = incoming("n", "input features", keyword=True)
    shape = takes(input_size)
    output = gives(hidden_size)


def from_input(units: Operand, cite: str) -> Tensor:
    """The weights between the input and the units of all gates."""
    why = "each unit of every gate is connected with every input"
    return weights(units, Cell.input_size, unit="gate unit", label="input weights", cite=cite, why=why)


def from_state(units: Operand) -> Tensor:
    """The weights between the hidden state and the units of all gates."""
    why = "each unit of every gate is connected with every number of the hidden state"
    return weights(units, Cell.hidden_size, unit="gate unit", label="state weights", why=why)


def added(units: Operand, to: str) -> Tensor:
    """One number for each unit of all gates, added to what its weights make of the input or of the state."""
    why = f"each unit of every gate adds a bias to what it makes of the {to}"
    return shift(units, when=Cell.bias, label=f"{to} biases", why=why)


def step(gates: int) -> Work:
    """The multiply-accumulates of one step."""
    why = "each hidden unit has this many gates; each multiplies every input and every number of the hidden state once with a weight"
    return work(gates, Cell.input_size + Cell.hidden_size, times=(Cell.hidden_size,), why=why)


class RNNCell(Cell):
    """One step of a simple recurrent network, (n,) to (h,)."""

    nonlinearity = option("the activation, tanh or relu", default="tanh")

    weight_ih = from_input(Cell.hidden_size, cite="elman1990")
    weight_hh = from_state(Cell.hidden_size)
    bias_ih = added(Cell.hidden_size, "input")
    bias_hh = added(Cell.hidden_size, "state")
    dots = step(1)


class GRUCell(Cell):
    """One step of a gated recurrent unit, (n,) to (h,): a reset gate, an update gate and a candidate."""

    weight_ih = from_input(3 * Cell.hidden_size, cite="cho2014")
    weight_hh = from_state(3 * Cell.hidden_size)
    bias_ih = added(3 * Cell.hidden_size, "input")
    bias_hh = added(3 * Cell.hidden_size, "state")
    dots = step(3)
