"""Optimizers: what each keeps beside every tensor that it trains, one declaration each, by torch.optim's names.

What torch.optim does not have goes by the names and keywords of its reference implementation: Lion, LARS, LAMB,
Adan, Shampoo, SOAP, CAME and SM3 of pytorch_optimizer, Prodigy of prodigyopt, the schedule-free ones of
schedulefree, GaLore of galore-torch, 8-bit Adam of bitsandbytes.
"""

from __future__ import annotations

from symcount.counting.optimizers.declaration import STEP as STEP
from symcount.counting.optimizers.declaration import Kept as Kept
from symcount.counting.optimizers.declaration import Optimizer as Optimizer
from symcount.counting.optimizers.declaration import Shape as Shape
from symcount.counting.optimizers.known import OPTIMIZERS as OPTIMIZERS
from symcount.counting.optimizers.known import optimizer as optimizer
from symcount.counting.optimizers.state import TRAINED as TRAINED
from symcount.counting.optimizers.state import kept_bytes as kept_bytes
from symcount.counting.optimizers.state import network_bytes as network_bytes
from symcount.counting.optimizers.state import network_state as network_state
from symcount.counting.optimizers.state import once_of as once_of
from symcount.counting.optimizers.state import state_bytes as state_bytes
from symcount.counting.optimizers.state import state_of as state_of
from symcount.counting.optimizers.state import state_quantity as state_quantity
from symcount.counting.optimizers.state import trained_shapes as trained_shapes
