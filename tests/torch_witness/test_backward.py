"""FLOPs of the backward pass against torch's own counter: layers, the first of a network, frozen ones, and its bugs."""

from __future__ import annotations

import warnings
from typing import Any

import pytest
from hypothesis import given, strategies as st

from proof import cases
from strategies_calls import Call
from strategies_layers import convolutions, linears
from strategies_windows import transposed
from symcount import LSTM, Bilinear, Frozen, MultiheadAttention, Residual, Sequential, backward_flops, flops
from symcount.core.errors import InputError
from symcount.layers import Conv2d, Flatten, Linear, ReLU
from torch_witness.going_back import Around, frozen
from torch_witness.twins import torch, twin

nn = torch.nn


def counted(module: Any, *inputs: Any) -> tuple[int, int]:
    """FLOPs forward and backward, as torch's counter sees them."""
    from torch.utils.flop_counter import FlopCounterMode

    forward, backward = FlopCounterMode(display=False), FlopCounterMode(display=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch talks of even windows with padding="same"
        with forward:
            given_back = module(*inputs)
        with backward:
            given_back.sum().backward()
    return int(forward.get_total_flops()), int(backward.get_total_flops())


@cases(usual=60, proof=500)
@given(
    st.one_of(
        convolutions(["Conv1d", "Conv2d", "Conv3d"]),
        transposed(["ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d"]),
        linears(),
    ),
    st.booleans(),
)
def test_backward_flops_are_those_of_torchs_counter(call: Call, needed: bool) -> None:
    """But for grouped convolutions: the counter takes the gradient of their weights as if there were no groups.

    It multiplies all input channels with all output channels, g times what the groups have; forward and for the
    input's gradient it does not. Every product is done once more for each gradient, whatever the groups.
    """
    try:
        ours = int(backward_flops(call.layer(), call.shape, input_gradient=needed))
    except InputError:
        return  # what both refuse is tested with the shapes
    data = torch.empty(1, *call.shape, device="meta", requires_grad=needed)
    forward, backward = counted(twin(call).to("meta"), data)
    groups = call.settings.get("groups", 1)
    assert backward == ours + (groups - 1) * forward
    assert ours == forward * (2 if needed else 1)


NETWORKS: dict[str, tuple[Sequential, Any, tuple[int, ...]]] = {
    "convolutional": (
        Sequential(Conv2d(4, kernel_size=3), ReLU(), Conv2d(5, kernel_size=3), Flatten(), Linear(6), Linear(2)),
        nn.Sequential(
            nn.Conv2d(3, 4, 3), nn.ReLU(), nn.Conv2d(4, 5, 3), nn.Flatten(), nn.Linear(80, 6), nn.Linear(6, 2)
        ),
        (3, 8, 8),
    ),
    "residual": (
        Sequential(Residual(Linear(5), ReLU(), Linear(5)), Linear(2)),
        nn.Sequential(Around(nn.Linear(5, 5), nn.ReLU(), nn.Linear(5, 5)), nn.Linear(5, 2)),
        (5,),
    ),
    "frozen first": (
        Sequential(Frozen(Linear(7), Linear(4)), Linear(3), Linear(2)),
        nn.Sequential(frozen(nn.Linear(5, 7)), frozen(nn.Linear(7, 4)), nn.Linear(4, 3), nn.Linear(3, 2)),
        (5,),
    ),
    "frozen later": (
        Sequential(Linear(7), Frozen(Linear(4)), Linear(2)),
        nn.Sequential(nn.Linear(5, 7), frozen(nn.Linear(7, 4)), nn.Linear(4, 2)),
        (5,),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NETWORKS)
def test_the_first_layer_and_frozen_ones_need_fewer_gradients(name: str) -> None:
    ours, module, shape = NETWORKS[name]
    for needed in (False, True):
        forward, backward = counted(module, torch.randn(1, *shape, requires_grad=needed))
        assert (int(flops(ours, shape)), int(backward_flops(ours, shape, input_gradient=needed))) == (forward, backward)


def test_what_the_counter_does_not_see_is_counted_by_its_products() -> None:
    """It reports 0 for an LSTM of oneDNN, and 0 for a Bilinear; without oneDNN it sees the LSTM's products."""
    module = nn.LSTM(4, 8)
    call = lambda x: module(x)[0]  # noqa: E731 - one line of glue
    data = torch.randn(3, 1, 4, requires_grad=True)
    assert counted(call, data) == (0, 0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch talks of oneDNN's flags
        with torch.backends.mkldnn.flags(enabled=False):
            seen = counted(call, data)
    assert seen == (int(flops(LSTM(8), (3, 4))), int(backward_flops(LSTM(8), (3, 4), input_gradient=True)))
    pair = [torch.randn(1, 4, requires_grad=True), torch.randn(1, 5, requires_grad=True)]
    assert counted(nn.Bilinear(4, 5, 6), *pair) == (0, 0)
    assert flops(Bilinear(6), inputs=[(4,), (5,)]) == 2 * (4 + 1) * 5 * 6


def test_attention_goes_back_with_twice_its_products() -> None:
    """Of fused attention the counter takes 2.5 times the forward part, since that works scores out again; we do not."""
    from torch.nn.attention import SDPBackend, sdpa_kernel

    module = nn.MultiheadAttention(8, 2, batch_first=True)
    data = torch.randn(1, 5, 8, requires_grad=True)
    with sdpa_kernel(SDPBackend.MATH):
        forward, backward = counted(lambda x: module(x, x, x)[0], data)
    ours = MultiheadAttention(num_heads=2, batch_first=True)
    assert (flops(ours, (5, 8)), backward_flops(ours, (5, 8), input_gradient=True)) == (forward, backward)
    assert backward == 2 * forward
