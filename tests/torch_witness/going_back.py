"""What the tests of going back share: what autograd keeps of a forward pass, and modules put together."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

from torch_witness.twins import torch


class Around(torch.nn.Module):  # type: ignore[misc]
    """A module beside a way around it, added together."""

    def __init__(self, *inside: Any) -> None:
        super().__init__()
        self.inside = torch.nn.Sequential(*inside)

    def forward(self, x: Any) -> Any:
        """What it gives, plus what came in."""
        return self.inside(x) + x


def frozen(module: Any) -> Any:
    """The same without gradients."""
    return module.requires_grad_(False)


def kept_by_autograd(module: Any, inputs: Sequence[Any], numbers: bool = False) -> int:
    """The values of all tensors that are saved for the backward pass; parts of one storage count by where they start.

    With `numbers` places and masks are left out. oneDNN is off: it keeps what it likes of an LSTM, in bytes and blocks of its own.
    """
    own = {one.untyped_storage().data_ptr() for one in (*module.parameters(), *module.buffers())}
    found: dict[tuple[int, int], int] = {}
    alive = []  # else a later tensor could stand where an earlier one stood

    def pack(tensor: Any) -> Any:
        alive.append(tensor)
        place = (tensor.untyped_storage().data_ptr(), tensor.storage_offset())
        if place[0] not in own and (tensor.is_floating_point() or not numbers):
            there = tensor.untyped_storage().nbytes() // tensor.element_size()  # less than a view that repeats it
            found[place] = max(found.get(place, 0), min(tensor.numel(), there))
        return tensor

    hooks = torch.autograd.graph.saved_tensors_hooks(pack, lambda tensor: tensor)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch talks of even windows with padding="same", and of oneDNN's flags
        with torch.backends.mkldnn.flags(enabled=False), hooks:
            alive.append(module(*inputs))
    return sum(found.values())
