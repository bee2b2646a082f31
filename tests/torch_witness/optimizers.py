"""Optimizers of torch.optim as the witness: real steps, and the tensors of state that they leave."""

from __future__ import annotations

import inspect
import math
from collections.abc import Mapping, Sequence
from typing import Any

from symcount.counting.optimizers import kept_bytes
from symcount.counting.precision import FORMATS
from torch_witness.twins import torch

BASE = torch.optim.Optimizer
TORCHS = sorted(
    name
    for name, one in vars(torch.optim).items()
    if inspect.isclass(one) and issubclass(one, BASE) and one is not BASE
)
DTYPES = {"fp32": torch.float32, "bf16": torch.bfloat16}
Found = list[dict[str, tuple[int, int]]]  # for every tensor, by name: values and bytes


def small(dtype: Any) -> Any:
    """Tensors of four, two and one dimensions: convolution, normalization, fully connected, embedding."""
    nn = torch.nn
    layers = nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.Flatten(), nn.Linear(64, 5), nn.Linear(5, 1), nn.Embedding(7, 6)
    return nn.Sequential(*layers).to(dtype)


def live(name: str, chosen: Mapping[str, Any], parameters: Sequence[Any], steps: int) -> Found:
    """Tensors of state by name, beside every parameter, after so many steps along random gradients."""
    optimizer = getattr(torch.optim, name)(parameters, **chosen)
    for _ in range(steps):
        for one in parameters:
            one.grad = torch.randn_like(one)
        optimizer.step()
    return [tensors(optimizer.state[one]) for one in parameters]


def tensors(state: Mapping[str, Any]) -> dict[str, tuple[int, int]]:
    spread = {key: value if isinstance(value, list) else [value] for key, value in state.items()}
    found = {key: [one for one in several if torch.is_tensor(one)] for key, several in spread.items()}
    return {
        key: (sum(one.numel() for one in several), sum(one.numel() * one.element_size() for one in several))
        for key, several in found.items()
        if several
    }


def told(kept: Sequence[Any], stored: str) -> dict[str, tuple[int, int]]:
    return {one.name: (math.prod(one.shape), kept_bytes([one], FORMATS[stored])) for one in kept}
