"""Attention inside windows, against the published function written in torch: FLOPs both ways, and what autograd keeps."""

from __future__ import annotations

import math
from itertools import product
from typing import Any

import pytest

from symcount import ShiftedWindowAttention, ShiftedWindowAttentionV2, backward_flops, buffers, flops, params, saved
from torch_witness.going_back import kept_by_autograd
from torch_witness.twins import torch

nn, functional = torch.nn, torch.nn.functional
BATCH = 2


class Windows(nn.Module):  # type: ignore[misc]
    """Swin's attention (arXiv:2103.14030), or that of its second version (arXiv:2111.09883), as torchvision has it."""

    def __init__(self, width: int, heads: int, side: int, second: bool, dropped: float) -> None:
        super().__init__()
        self.heads, self.side, self.second, self.dropped = heads, side, second, dropped
        self.qkv, self.proj = nn.Linear(width, 3 * width), nn.Linear(width, width)
        ways = (2 * side - 1) ** 2
        self.register_buffer("index", torch.randint(0, ways, (side**4,)))
        if second:
            self.logit_scale = nn.Parameter(torch.ones(heads, 1, 1))
            self.cpb_mlp = nn.Sequential(nn.Linear(2, 512), nn.ReLU(), nn.Linear(512, heads, bias=False))
            self.register_buffer("coordinates", torch.randn(ways, 2))
        else:
            self.table = nn.Parameter(torch.randn(ways, heads))

    def positions(self) -> Any:
        """What every head adds for two places of a window."""
        table = self.cpb_mlp(self.coordinates) if self.second else self.table
        found = table[self.index].view(self.side**2, self.side**2, -1).permute(2, 0, 1).contiguous().unsqueeze(0)
        return 16 * torch.sigmoid(found) if self.second else found

    def forward(self, x: Any) -> Any:
        """Images (H, W, d), which windows fill exactly, to images."""
        count, height, width, d = x.shape
        cut = x.view(count, height // self.side, self.side, width // self.side, self.side, d)
        places = cut.permute(0, 1, 3, 2, 4, 5).reshape(-1, self.side**2, d)
        made = self.qkv(places).reshape(*places.shape[:2], 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        q, k, v = made[0], made[1], made[2]
        if self.second:
            cosines = functional.normalize(q, dim=-1) @ functional.normalize(k, dim=-1).transpose(-2, -1)
            paid = cosines * torch.clamp(self.logit_scale, max=math.log(100.0)).exp()
        else:
            paid = (q * (d // self.heads) ** -0.5).matmul(k.transpose(-2, -1))
        paid = functional.softmax(paid + self.positions(), dim=-1)
        mixed = functional.dropout(paid, self.dropped).matmul(v).transpose(1, 2).reshape(places.shape)
        return functional.dropout(self.proj(mixed), self.dropped)


@pytest.mark.parametrize("second", [False, True])
def test_windows_are_those_of_torch(second: bool) -> None:
    from torch.utils.flop_counter import FlopCounterMode

    kind = ShiftedWindowAttentionV2 if second else ShiftedWindowAttention
    for dropped, (width, heads, side) in product((0.0, 0.1), ((8, 1, 2), (6, 3, 3), (4, 4, 1))):
        module = Windows(width, heads, side, second, dropped)
        ours = kind(num_heads=heads, window_size=side, attention_dropout=dropped, dropout=dropped)
        shape = (2 * side, 3 * side, width)
        assert int(params(ours, shape)) == sum(one.numel() for one in module.parameters())
        assert int(buffers(ours, shape)) == sum(one.numel() for one in module.buffers())
        x = torch.randn(BATCH, *shape, requires_grad=True)
        kept = saved(ours, shape, batch=BATCH, input_gradient=True)
        assert int(kept) == kept_by_autograd(module, (x,)), (dropped, width)
        counter = FlopCounterMode(display=False)
        with counter:
            made = module(torch.randn(1, *shape, requires_grad=True))
            forward = counter.get_total_flops()
            made.sum().backward()
        assert int(flops(ours, shape)) == forward
        assert int(backward_flops(ours, shape, input_gradient=True)) == counter.get_total_flops() - forward
