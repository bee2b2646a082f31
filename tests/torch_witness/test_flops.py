"""FLOPs of convolutions and fully connected layers against torch's own flop counter, forward, for one example."""

from __future__ import annotations

import warnings

from hypothesis import given, settings, strategies as st

from strategies_calls import Call
from strategies_layers import convolutions, linears
from strategies_windows import transposed
from symcount.core.errors import InputError
from symcount.counting.quantities import FLOPS, MACS
from symcount.networks.rows import rows
from torch_witness.twins import torch, twin


@settings(deadline=None)  # the first call loads torch's counter
@given(
    st.one_of(
        convolutions(["Conv2d", "Conv1d", "Conv3d"]),
        transposed(["ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d"]),
        linears(),
    )
)
def test_flops_are_those_of_torchs_counter(call: Call) -> None:
    try:
        row = rows(call.layer(), call.shape)[0]
    except InputError:
        return  # what both refuse is tested with the shapes
    counted = flops_of_torch(call)
    assert FLOPS.count(row.case) == counted
    assert MACS.count(row.case) * 2 == counted


def flops_of_torch(call: Call) -> int:
    from torch.utils.flop_counter import FlopCounterMode

    counter = FlopCounterMode(display=False)
    # torch warns that padding="same" with an even window copies; that is not what is asked here
    with warnings.catch_warnings(), counter, torch.no_grad():
        warnings.simplefilter("ignore")
        twin(call).to("meta")(torch.empty(1, *call.shape, device="meta"))
    return int(counter.get_total_flops())
