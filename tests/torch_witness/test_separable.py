"""Depthwise and separable convolutions against the torch layers that they are made of."""

from __future__ import annotations

import math

import pytest

from symcount.core.conventions import conventions
from symcount.counting.quantities import MACS, PARAMS
from symcount.layers import DepthwiseConv2d, SeparableConv2d
from symcount.networks.rows import rows
from torch_witness.twins import torch

# The input channels, the filter, and settings of both layers.
CASES = [
    (6, 3, {}),
    (4, (3, 5), {"depth_multiplier": 2, "stride": (2, 1), "padding": 1}),
    (3, 3, {"padding": "same", "dilation": 2}),
    (1, 1, {"depth_multiplier": 1}),
    (3, 3, {"depth_multiplier": 3, "bias": False}),
]
cases = pytest.mark.parametrize(("channels", "kernel", "settings"), CASES)
INPUT = (13, 12)


def depthwise(channels: int, kernel: object, settings: dict[str, object], *, bias: bool) -> torch.nn.Conv2d:
    """The first of the two layers: as many groups as channels."""
    moved = {key: value for key, value in settings.items() if key not in ("depth_multiplier", "bias")}
    filters = channels * int(str(settings.get("depth_multiplier", 1)))
    return torch.nn.Conv2d(channels, filters, kernel, groups=channels, bias=bias, **moved)  # type: ignore[arg-type]


def measured(net: torch.nn.Module, channels: int) -> tuple[tuple[int, ...], int, int]:
    """The output, the parameters, and the multiply-accumulates of torch's own flop counter."""
    from torch.utils.flop_counter import FlopCounterMode

    counter = FlopCounterMode(display=False)
    with counter, torch.no_grad():
        output = net.to("meta")(torch.empty(1, channels, *INPUT, device="meta"))
    return (
        tuple(output.shape)[1:],
        sum(map(math.prod, (p.shape for p in net.parameters()))),
        counter.get_total_flops() // 2,
    )


@cases
def test_depthwise_is_a_convolution_with_a_group_a_channel(
    channels: int, kernel: object, settings: dict[str, object]
) -> None:
    net = depthwise(channels, kernel, settings, bias=bool(settings.get("bias", True)))
    case = rows(DepthwiseConv2d(kernel, **settings), (channels, *INPUT))[0].case
    assert (case.output, PARAMS.count(case), MACS.count(case)) == measured(net, channels)


@cases
@pytest.mark.parametrize("filters", [1, 3, 10])
@pytest.mark.parametrize("way", ["torch", "keras"])
def test_separable_is_a_depthwise_and_a_pointwise_convolution_with_one_bias_in_keras(
    channels: int, kernel: object, settings: dict[str, object], filters: int, way: str
) -> None:
    bias = bool(settings.get("bias", True))
    first = depthwise(channels, kernel, settings, bias=bias and way == "torch")
    second = torch.nn.Conv2d(first.out_channels, filters, 1, bias=bias)
    layer = SeparableConv2d(filters, kernel_size=kernel, **settings)
    case = rows(layer, (channels, *INPUT), conventions=conventions(way))[0].case
    assert (case.output, PARAMS.count(case), MACS.count(case)) == measured(torch.nn.Sequential(first, second), channels)
