"""Recurrent cells: one step of a recurrent network, from an input and a hidden state to the next hidden state."""

from __future__ import annotations

from symcount.core.facts import gives, saves, saves_input, saves_output, takes
from symcount.core.saving import saves_zeros
from symcount.layers.gates import TORCH, Elman, Gated, Memory, biases_added, recalling, taking
from symcount.layers.passes import ANSWERED, GATES, activated

MULTIPLIED = "the weights were multiplied with the input and with the state"
ZEROS = "the state that is not given is zeros, which the weights were multiplied with"


class RNNCell(Elman):
    """One step of a simple recurrent network, (n,) and the state (h,) to the next state (h,)."""

    shape = takes(Elman.input_size)
    hidden = takes(Elman.hidden_size, optional=True)
    output = gives(Elman.hidden_size)
    dots = taking()
    state_dots = recalling()
    multiplied = saves_input(MULTIPLIED)
    zeros = saves_zeros(Elman.hidden_size, label="zeros", why=ZEROS)
    given_back = saves_output(ANSWERED)
    additions, state_additions = biases_added(1), biases_added(1, 1, TORCH)
    slopes = activated(Elman.hidden_size)


class LSTMCell(Memory):
    """One step of a long short-term memory, (n,) and two states (h,) to the next two: three gates and a candidate."""

    shape = takes(Memory.input_size)
    hidden = takes(Memory.hidden_size, optional=True)
    memory = takes(Memory.hidden_size, optional=True)
    output = gives((Memory.hidden_size,), (Memory.hidden_size,))
    dots = taking(4)
    state_dots = recalling(4)
    multiplied = saves_input(MULTIPLIED)
    zeros = saves_zeros(Memory.hidden_size, label="zeros", why=ZEROS)
    gates = saves(5 * Memory.hidden_size, label="gates", why=GATES)
    additions, state_additions = biases_added(4), biases_added(4, 1, TORCH)
    slopes = activated(5 * Memory.hidden_size)


class GRUCell(Gated):
    """One step of a gated recurrent unit, (n,) and the state (h,) to the next state (h,): two gates and a candidate."""

    shape = takes(Gated.input_size)
    hidden = takes(Gated.hidden_size, optional=True)
    output = gives(Gated.hidden_size)
    dots = taking(3)
    state_dots = recalling(3)
    multiplied = saves_input(MULTIPLIED)
    zeros = saves_zeros(Gated.hidden_size, label="zeros", why=ZEROS)
    gates = saves(5 * Gated.hidden_size, label="gates", why=GATES)
    additions, state_additions = biases_added(3), biases_added(3, 1, Gated.reset_after)
    slopes = activated(3 * Gated.hidden_size)
