"""The names that a person types: from symcount import *."""

from symcount.amount import (
    Amount,
    activations,
    amount_of,
    buffers,
    flops,
    macs,
    optimizer_state,
    params,
    report,
    trainable,
)
from symcount.core.errors import InputError
from symcount.core.layer import Layer
from symcount.core.sizes import sizes
from symcount.layers import *  # noqa: F403  # every layer under its own name
from symcount.layers import __all__ as _layers
from symcount.networks.changes import with_batchnorm
from symcount.networks.sequential import Sequential, output_shape

__all__ = [
    "Amount",
    "InputError",
    "Layer",
    "Sequential",
    "activations",
    "amount_of",
    "buffers",
    "flops",
    "macs",
    "optimizer_state",
    "output_shape",
    "params",
    "report",
    "sizes",
    "trainable",
    "with_batchnorm",
    *_layers,
]
