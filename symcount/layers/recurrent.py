"""One direction of one layer of a recurrent network, over a whole sequence: RNN, LSTM and GRU are made of these."""

from __future__ import annotations

from symcount.core.facts import either, flag, gives, incoming, is_, is_not, let, saves, size, takes, weights, work
from symcount.layers.gates import TORCH, Elman, Gated, Memory, Recurrent, biases_added, from_state, recalling, taking
from symcount.layers.passes import GATES, STATES, activated, multiplied_input


class Pass(Recurrent, abstract=True):
    """A sequence (T, n) goes through, step by step; the state starts from a constant, zeros or data, unless told."""

    given = flag("the state to start from is given and needs a gradient", default=False)

    steps = incoming("T", "steps of the sequence")
    shape = takes(steps, Recurrent.input_size)
    output = gives(steps, Recurrent.hidden_size)
    multiplied = multiplied_input()


ZEROS = is_(Pass.given, False)


class RNNPass(Elman, Pass):
    """A simple recurrence over a sequence, (T, n) to (T, h)."""

    additions, state_additions = biases_added(1, Pass.steps), biases_added(1, Pass.steps, TORCH)
    slopes = activated(Pass.steps, Recurrent.hidden_size)
    states = saves(Pass.steps + 1, Recurrent.hidden_size, label="states", why=STATES)

    dots = taking(steps=(Pass.steps,))
    state_dots = recalling(steps=(Pass.steps,), when=(ZEROS,))
    given_state_dots = recalling(steps=(Pass.steps,), zeros=False, when=(Pass.given,))


class GRUPass(Gated, Pass):
    """A gated recurrent unit over a sequence, (T, n) to (T, h)."""

    additions, state_additions = biases_added(3, Pass.steps), biases_added(3, Pass.steps, Gated.reset_after)
    slopes = activated(Pass.steps, 3 * Recurrent.hidden_size)
    gates = saves(Pass.steps, 6 * Recurrent.hidden_size, label="gates and states", why=GATES)

    dots = taking(3, steps=(Pass.steps,))
    state_dots = recalling(3, steps=(Pass.steps,), when=(ZEROS,))
    given_state_dots = recalling(3, steps=(Pass.steps,), zeros=False, when=(Pass.given,))


class LSTMPass(Memory, Pass):
    """A long short-term memory over a sequence, (T, n) to (T, h), or to (T, p) where its state is projected."""

    proj_size = size("p", "numbers that the state is projected to", default=0, least=0)

    state = let(
        "h_s", "numbers of the hidden state", either(proj_size, 0, Recurrent.hidden_size, proj_size),
        why="the state is what the units give, or what it is projected to",
    )  # fmt: skip
    output = gives(Pass.steps, state)

    weight_hh = from_state(4 * Recurrent.hidden_size, state)
    weight_hr = weights(
        proj_size, Recurrent.hidden_size, when=is_not(proj_size, 0), unit="number", label="projection weights",
        cite="sak2014", why="each number of the state is made of what all units give",
    )  # fmt: skip
    dots = taking(4, steps=(Pass.steps,))
    state_dots = recalling(4, steps=(Pass.steps,), state=state, when=(ZEROS,))
    given_state_dots = recalling(4, steps=(Pass.steps,), state=state, zeros=False, when=(Pass.given,))
    additions, state_additions = biases_added(4, Pass.steps), biases_added(4, Pass.steps, TORCH)
    slopes = activated(Pass.steps, 5 * Recurrent.hidden_size)
    gates = saves(Pass.steps, 6 * Recurrent.hidden_size, label="gates and memories", why=GATES)
    states = saves(Pass.steps, state, label="states", why=STATES)
    units = saves(
        Pass.steps, Recurrent.hidden_size, when=is_not(proj_size, 0), label="units",
        why="the projection's weights were multiplied with what the units give",
    )  # fmt: skip
    projecting = work(
        Recurrent.hidden_size, times=(Pass.steps, proj_size), within=True, when=is_not(proj_size, 0),
        why="at every step each number of the state is made of what all units give",
    )  # fmt: skip
