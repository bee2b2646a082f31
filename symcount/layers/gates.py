"""What recurrent cells and recurrent layers learn: weights and biases for every gate of every hidden unit."""

from __future__ import annotations

from symcount.core.expression import Operand
from symcount.core.facts import at_least, convention, either, flag, incoming, is_, option, shift, size, weights, work
from symcount.core.formal import Formal
from symcount.core.layer import Layer
from symcount.core.stated import Dim, Needs, Tensor, When, Work
from symcount.layers.allowed import one_of
from symcount.layers.passes import bias_added

RESET = "a gate resets what the weights make of the state, not the state itself"
KERAS_RESETS = "reset_after=False is Keras's: ask for the convention keras"
NONLINEARITY = one_of("relu", "tanh")


class Recurrent(Layer, abstract=True):
    """What everything recurrent is told."""

    part = "recurrent"

    hidden_size = size("h", "hidden units")
    bias = flag("two biases for every unit of every gate")
    input_size = incoming("n", "input features", keyword=True)
    framework = convention("framework")


TORCH = is_(Recurrent.framework, "torch")


def resets_as_keras(reset_after: Formal, framework: Formal) -> Needs:
    """Only Keras can reset the state before its weights."""
    return at_least(1, either(framework, "torch", either(reset_after, False, 2, 1), 1), KERAS_RESETS)


def from_input(units: Operand, cite: str) -> Tensor:
    """The weights between the input and the units of all gates."""
    why = "each unit, of every gate, is connected with every input"
    return weights(units, Recurrent.input_size, unit="unit", label="input weights", cite=cite, why=why)


def from_state(units: Operand, state: Operand = Recurrent.hidden_size) -> Tensor:
    """The weights between the hidden state and the units of all gates."""
    why = "each unit, of every gate, is connected with every number of the hidden state"
    return weights(units, state, unit="unit", label="state weights", why=why)


def added(units: Operand, to: str, *when: When) -> Tensor:
    """One number for each unit of all gates, added to what its weights make of the input or of the state."""
    why = f"each unit, of every gate, adds a bias to what it makes of the {to}"
    return shift(units, when=(Recurrent.bias, *when), label=f"{to} biases", why=why)


def biases_added(gates: int, steps: Dim = 1, *when: When) -> Work:
    """One addition for every unit of all gates, at every step."""
    return bias_added(steps, gates * Recurrent.hidden_size, when=(Recurrent.bias, *when))


def taking(*gates: int, steps: tuple[Dim, ...] = ()) -> Work:
    """The multiply-accumulates of one step, or of several, with what comes in."""
    why = "a hidden unit multiplies every input with a weight, once for each of its gates"
    return work(*gates, Recurrent.input_size, times=(*steps, Recurrent.hidden_size), why=why, unit="state value")


def recalling(
    *gates: int,
    steps: tuple[Dim, ...] = (),
    state: Operand = Recurrent.hidden_size,
    zeros: bool = True,
    when: tuple[When, ...] = (),
) -> Work:
    """The multiply-accumulates with the state; the first state is taken for `zeros`, unless it is given."""
    why = "a hidden unit multiplies every number of the hidden state with a weight, once for each of its gates"
    h = Recurrent.hidden_size
    constant = (*gates, h, state) if zeros else ()
    return work(
        *gates, state, times=(*steps, h), constant=constant, within=True, why=why, when=when, unit="state value"
    )


class Elman(Recurrent, abstract=True):
    """A simple recurrence: the next state is made of the input and of the state."""

    nonlinearity = option("the activation, tanh or relu", default="tanh", allowed=NONLINEARITY)

    weight_ih = from_input(Recurrent.hidden_size, cite="elman1990")
    weight_hh = from_state(Recurrent.hidden_size)
    bias_ih = added(Recurrent.hidden_size, "input")
    bias_hh = added(Recurrent.hidden_size, "state", TORCH)


class Memory(Recurrent, abstract=True):
    """Long short-term memory: three gates and a candidate, and a second state that is kept."""

    weight_ih = from_input(4 * Recurrent.hidden_size, cite="hochreiter1997")
    weight_hh = from_state(4 * Recurrent.hidden_size)
    bias_ih = added(4 * Recurrent.hidden_size, "input")
    bias_hh = added(4 * Recurrent.hidden_size, "state", TORCH)


class Gated(Recurrent, abstract=True):
    """A gated recurrent unit: two gates and a candidate.

    Keras keeps its two biases too: the state's is multiplied with a gate, so they do not add up to one. Only where
    the gate comes before the weights (reset_after=False, as Keras alone can) they would, and there is one.
    """

    reset_after = flag(RESET)

    weight_ih = from_input(3 * Recurrent.hidden_size, cite="cho2014")
    weight_hh = from_state(3 * Recurrent.hidden_size)
    bias_ih = added(3 * Recurrent.hidden_size, "input")
    bias_hh = added(3 * Recurrent.hidden_size, "state", reset_after)
    reset_first = resets_as_keras(reset_after, Recurrent.framework)
