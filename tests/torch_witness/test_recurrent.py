"""Recurrent networks against live torch: outputs, tensors by name, FLOPs forward and backward, refusals."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, note, strategies as st
from torch.utils.flop_counter import FlopCounterMode

import symcount
from proof import cases
from strategies_networks import RECURRENT, Several, recurrences
from symcount import backward_flops, flops, params
from symcount.core.errors import InputError
from symcount.core.sizes import sizes
from symcount.networks.blocks import GRU, LSTM, RNN
from torch_witness.inside import in_torch, torch_says, we_say
from torch_witness.twins import REFUSALS, torch

KINDS = {"RNN": RNN, "GRU": GRU, "LSTM": LSTM}


def renamed(path: str, own: str) -> str:
    """Torch's name of a tensor: its own, the number of its layer, and whether it reads backwards."""
    number = re.match(r"\d+", path)
    return f"{own}_l{number[0] if number else 0}{'_reverse' if path.endswith('reverse') else ''}"


@cases(usual=10, proof=150)
@given(st.sampled_from(RECURRENT).flatmap(recurrences))
def test_recurrent_networks_are_those_of_torch(one: Several) -> None:
    try:
        witness = torch_says(in_torch(one.name, one.settings, **one.told), one.inputs)
    except REFUSALS as refusal:
        note(f"torch refuses: {refusal}")
        with pytest.raises(InputError):
            we_say(KINDS[one.name](**one.settings), one.inputs)
        return
    assert we_say(KINDS[one.name](**one.settings), one.inputs, renamed) == witness


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("apart", [0, 1])
def test_states_to_start_from_are_taken_as_torch_takes_them(name: str, apart: int) -> None:
    """States of the right size; they need a gradient, so that the first step costs one too."""
    settings = {"hidden_size": 4, "num_layers": 2, "bidirectional": True}
    state = (4, 4 + apart)
    inputs = ((5, 3), *((state,) * (2 if name == "LSTM" else 1)))
    layer = in_torch(name, settings, input_size=3)
    call = lambda x, *states: layer(x, states if name == "LSTM" else states[0])  # noqa: E731 - one line of glue
    if apart:
        with pytest.raises(RuntimeError):
            torch_says(layer, inputs, call)
        with pytest.raises(InputError):
            KINDS[name](**settings).place(*inputs)
        return
    assert we_say(KINDS[name](**settings), inputs, renamed) == torch_says(layer, inputs, call)


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("layers", [1, 2])
@pytest.mark.parametrize("needed", [False, True])
@pytest.mark.filterwarnings("ignore::UserWarning")  # torch talks of oneDNN's flags
def test_states_that_are_data_need_no_gradient(name: str, layers: int, needed: bool) -> None:
    states = [(2 * layers, 4)] * (2 if name == "LSTM" else 1)
    settings = {"hidden_size": 4, "num_layers": layers, "bidirectional": True}
    layer = in_torch(name, settings, input_size=3)
    x, *given = (torch.zeros(one, 1, two, requires_grad=needed) for one, two in ((5, 3), *states))
    counter = FlopCounterMode(display=False)
    with torch.backends.mkldnn.flags(enabled=False), counter:
        made, _ = layer(x, tuple(given) if name == "LSTM" else given[0])
        forward = counter.get_total_flops()
        made.sum().backward()
    ours = backward_flops(KINDS[name](**settings), inputs=[(5, 3), *states], input_gradient=needed)
    assert int(ours) == counter.get_total_flops() - forward


@pytest.mark.parametrize("name", ["RNNCell", "GRUCell", "LSTMCell"])
@pytest.mark.parametrize("bias", [True, False])
def test_a_state_that_is_given_to_a_cell_needs_a_gradient(name: str, bias: bool) -> None:
    states = [(4,)] * (2 if name == "LSTMCell" else 1)
    layer = in_torch(name, {"hidden_size": 4, "bias": bias}, input_size=3)
    data = [torch.zeros(1, *shape, requires_grad=True) for shape in ((3,), *states)]
    call = lambda x, *given: layer(x, given if name == "LSTMCell" else given[0])  # noqa: E731 - one line of glue
    counter = FlopCounterMode(display=False)
    with counter:
        made = call(*data)
        forward = counter.get_total_flops()
        (made[0] if name == "LSTMCell" else made).sum().backward()
    ours = getattr(symcount, name)(4, bias=bias)
    assert int(flops(ours, inputs=[(3,), *states])) == forward
    backward = backward_flops(ours, inputs=[(3,), *states], input_gradient=True)
    assert int(backward) == counter.get_total_flops() - forward


@pytest.mark.parametrize("name", KINDS)
def test_a_symbolic_number_of_layers_counts_those_of_torch(name: str) -> None:
    h, L, n, T = sizes("h L n T")
    formula = params(KINDS[name](h, num_layers=L, bidirectional=True), input=(T, n))
    for numbers in ({"h": 3, "L": 1, "n": 2}, {"h": 2, "L": 4, "n": 7}, {"h": 2, "L": 3, "n": 4}):
        layer = getattr(torch.nn, name)(numbers["n"], numbers["h"], numbers["L"], bidirectional=True)
        assert formula.at(numbers) == sum(one.numel() for one in layer.parameters())


@pytest.mark.parametrize("name", ["RNNCell", "GRUCell", "LSTMCell"])
def test_flops_of_a_cell_are_those_of_torch(name: str) -> None:
    """One step; torch's counter, of an input that needs a gradient and a state of zeros that needs none."""
    import symcount.layers as layers

    layer, inputs = in_torch(name, {"hidden_size": 4}, input_size=3), [(1, 3)]
    witness = torch_says(layer, inputs, lambda x: layer(x.view(-1, 3)))
    ours = we_say(getattr(layers, name)(4), [(3,)])
    assert (ours.forward, ours.both, ours.tensors) == (witness.forward, witness.both, witness.tensors)
