"""Optimizers: what each keeps beside every tensor that it trains, one declaration each, by torch.optim's names.

What torch.optim does not have goes by the names and keywords of its reference implementation: Lion, LARS, LAMB,
Adan, Shampoo, SOAP, CAME and SM3 of pytorch_optimizer, Prodigy of prodigyopt, the schedule-free ones of
schedulefree, GaLore of galore-torch, 8-bit Adam of bitsandbytes.
"""

from __future__ import annotations

from symcount.counting.optimizers.declaration import STEP as STEP, Kept as Kept, Optimizer as Optimizer, Shape as Shape
from symcount.counting.optimizers.kinds import Kind as Kind, kinds as kinds
from symcount.counting.optimizers.known import OPTIMIZERS as OPTIMIZERS, optimizer as optimizer
from symcount.counting.optimizers.state import (
    check_taken as check_taken,
    kept_bytes as kept_bytes,
    network_bytes as network_bytes,
    network_state as network_state,
    once_of as once_of,
    state_bytes as state_bytes,
    state_of as state_of,
    state_quantity as state_quantity,
    trained_shapes as trained_shapes,
)
