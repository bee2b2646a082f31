"""Layers with tensors or networks inside, ours and torch's: shapes of outputs, tensors by name, FLOPs both ways."""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from symcount.core.layer import Layer
from symcount.core.ready import many_values
from symcount.counting.quantities import BACKWARD_FLOPS, FLOPS
from symcount.counting.repetition import counted
from symcount.networks.rows import output_shape, rows
from torch_witness.twins import BATCH, torch

Shape = tuple[int, ...]
# The number of a layer among alike ones; ours stand in one row for all of them.
NUMBER = re.compile(r"\blayers(\.\d+)?\.")


@dataclass(frozen=True)
class Told:
    """What a layer gives, the shapes of its tensors with how often each name has them, FLOPs forward and both ways."""

    outputs: Any
    tensors: Counter[tuple[str, Shape]]
    forward: int
    both: int


def we_say(layer: Layer, inputs: Sequence[Shape], renamed: Callable[[str, str], str] | None = None) -> Told:
    """The same as our declarations tell it; `renamed` makes torch's name of a path and a tensor's own name."""
    placed = rows(layer, inputs=inputs, input_gradient=True)
    name = renamed or (lambda path, own: plain(f"{path}.{own}" if path else own))
    found: Counter[tuple[str, Shape]] = Counter()
    for row in placed:
        for variant in row.each:
            case = variant.case
            for one in case.owned("weight", "shift"):
                found[name(row.path, one.fact.name), many_values(case.values, one.readings)] += variant.of(1)
    forward = sum(counted(row, FLOPS.count) for row in placed)
    backward = sum(counted(row, BACKWARD_FLOPS.count) for row in placed)
    return Told(output_shape(layer, inputs=inputs), found, forward, forward + backward)


def plain(name: str) -> str:
    """A name without the number of its layer."""
    return NUMBER.sub("layers.", name)


def torch_says(layer: Any, inputs: Sequence[Shape], call: Callable[..., Any] | None = None) -> Told:
    """Shapes as torch makes them for a batch, which stands second; FLOPs of one example. Raises what torch raises."""
    given = [torch.zeros(one[0], BATCH, *one[1:], requires_grad=True) for one in inputs]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch talks of nested tensors and of batches that do not come first
        made = (call or layer)(*given)
    outputs = without_batch(made)
    names = Counter((plain(name), tuple(one.shape)) for name, one in layer.named_parameters())
    return Told(outputs, names, *flops(layer, inputs, call or layer))


def without_batch(made: Any) -> Any:
    """The shapes of nested outputs without their batch, wherever it stands."""
    if isinstance(made, tuple):
        return tuple(map(without_batch, made))
    shape = list(made.shape)
    shape.remove(BATCH)
    return tuple(shape)


def flops(layer: Any, inputs: Sequence[Shape], call: Callable[..., Any]) -> tuple[int, int]:
    """FLOPs by torch's counter, forward and with the backward pass to the inputs, of a batch of one."""
    from torch.nn.attention import SDPBackend, sdpa_kernel
    from torch.utils.flop_counter import FlopCounterMode

    given = [torch.zeros(one[0], 1, *one[1:], requires_grad=True) for one in inputs]
    counter = FlopCounterMode(display=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # The counter sees neither fused attention as it is on a CPU nor recurrent layers of oneDNN.
        with sdpa_kernel(SDPBackend.MATH), torch.backends.mkldnn.flags(enabled=False), counter:
            made = call(*given)
            forward = int(counter.get_total_flops())
            while isinstance(made, tuple):
                made = made[0]
            made.sum().backward()
    return forward, int(counter.get_total_flops())


def in_torch(name: str, settings: Mapping[str, Any], **told: int) -> Any:
    """The layer of torch.nn with these settings; dropout off, so that nothing is left out at random."""
    return getattr(torch.nn, name)(**told, **settings)
