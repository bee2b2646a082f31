"""The peak of inference against the values that are alive in torch while it works, operation by operation."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest
from torch.utils._python_dispatch import TorchDispatchMode

from symcount import Branch, Residual, Sequential, peak
from symcount.layers import AvgPool2d, BatchNorm2d, Conv2d, Dropout, Flatten, Linear, MaxPool2d, ReLU
from torch_witness.twins import torch

nn = torch.nn


class Alive(TorchDispatchMode):  # type: ignore[misc]
    """The most numbers that lived after any operation; weights and whole numbers apart."""

    def __init__(self, data: Any, weights: Iterable[Any]) -> None:
        super().__init__()
        self.apart = {one.untyped_storage().data_ptr() for one in weights}
        self.live: dict[int, int] = {}
        self.most = 0
        self.know(data)

    def know(self, tensor: Any) -> None:
        """What a tensor holds lives until nobody holds it."""
        store = tensor.untyped_storage()
        key = store.data_ptr()
        if tensor.is_floating_point() and store.nbytes() and key not in self.live and key not in self.apart:
            self.live[key] = store.nbytes() // tensor.element_size()
            weakref.finalize(store, self.live.pop, key, None)

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        """One operation, then a look at what lives."""
        made = func(*args, **(kwargs or {}))
        for one in made if isinstance(made, tuple) else (made,):
            self.know(one)
        self.most = max(self.most, sum(self.live.values()))
        return made


def chain(modules: Sequence[Any], x: list[Any]) -> Any:
    """One module after the other; what came in is let go when the next has read it."""
    for module in modules:
        x.append(module(x.pop()))
    return x.pop()


def residual(modules: Sequence[Any], x: list[Any]) -> Any:
    """The first and the last by themselves; those between beside what they read, which is held until both are added."""
    first, *inside, last = modules
    held = chain([first], x)
    return last(held + chain(inside, [held]))


def branched(modules: Sequence[Any], x: list[Any]) -> Any:
    """The last two side by side, behind the others."""
    *before, a, b = modules
    both = chain(before, x)
    found = [a(both), b(both)]
    del both
    return torch.cat(found, 1)


Run = Callable[[Sequence[Any], list[Any]], Any]
CASES: dict[str, tuple[Sequential, Run, Sequence[Any], tuple[int, ...]]] = {
    "the largest in the middle": (
        Sequential(Conv2d(4, kernel_size=3), ReLU(), Conv2d(9, kernel_size=3), MaxPool2d(2), Flatten(), Linear(5)),
        chain,
        (nn.Conv2d(3, 4, 3), nn.ReLU(), nn.Conv2d(4, 9, 3), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(36, 5)),
        (3, 8, 8),
    ),
    "the input is the largest": (
        Sequential(AvgPool2d(4), Flatten(), Linear(7)),
        chain, (nn.AvgPool2d(4), nn.Flatten(), nn.Linear(12, 7)), (3, 8, 8),
    ),
    "dropout rests": (
        Sequential(Linear(12), Dropout(0.5), Linear(2)),
        chain, (nn.Linear(4, 12), nn.Dropout(0.5).eval(), nn.Linear(12, 2)), (4,),
    ),
    "residual": (
        Sequential(Linear(6), Residual(Linear(10), ReLU(), Linear(6)), Linear(2)),
        residual, (nn.Linear(4, 6), nn.Linear(6, 10), nn.ReLU(), nn.Linear(10, 6), nn.Linear(6, 2)), (4,),
    ),
    "normalized": (
        Sequential(Conv2d(2, kernel_size=1), BatchNorm2d(), Branch(Conv2d(3, kernel_size=1), Conv2d(5, kernel_size=1))),
        branched, (nn.Conv2d(3, 2, 1), nn.BatchNorm2d(2).eval(), nn.Conv2d(2, 3, 1), nn.Conv2d(2, 5, 1)), (3, 4, 4),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_peak_is_what_lives_in_torch(name: str) -> None:
    ours, run, modules, shape = CASES[name]
    data = [torch.zeros(1, *shape)]
    own = [one for module in modules for one in (*module.parameters(), *module.buffers())]
    with torch.no_grad(), Alive(data[0], own) as alive:
        assert run(modules, data).numel()
    assert alive.most == int(peak(ours, shape))
