"""The names that a person types: from symcount import *."""

from symcount.amount import Amount, amount_of
from symcount.budgets import largest
from symcount.changing import difference
from symcount.comparison import compare
from symcount.core.errors import InputError
from symcount.core.layer import Layer
from symcount.core.sizes import sizes
from symcount.counting.formats import with_format
from symcount.counts import (
    activations,
    active,
    backward_flops,
    buffers,
    flops,
    kv_cache,
    macs,
    optimizer_state,
    params,
    saved,
    trainable,
    weight_bytes,
)
from symcount.design_review import review
from symcount.figure import Figure
from symcount.figures import inference_memory, intensity, peak, training_memory
from symcount.layers import *  # noqa: F403  # every layer under its own name
from symcount.networks.block import Block
from symcount.networks.blocks import *  # noqa: F403  # and every layer that is a network inside
from symcount.networks.changes import (
    fold_batchnorm,
    freeze,
    tie_embeddings,
    widen,
    with_batchnorm,
    with_depthwise_separable,
    with_lora,
)
from symcount.networks.composite import Branch, Frozen, Repeat, Residual, Sequential, Shared
from symcount.networks.graph import Graph
from symcount.networks.known import known
from symcount.networks.rows import output_shape
from symcount.networks.zoo.known import architecture, zoo
from symcount.pages import interactive, report
from symcount.reporting.differences import Difference

__all__ = [
    "Amount",
    "Figure",
    "intensity",
    "inference_memory",
    "interactive",
    "peak",
    "training_memory",
    "InputError",
    "Layer",
    "Block",
    "Branch",
    "Frozen",
    "Graph",
    "Repeat",
    "Residual",
    "Shared",
    "Sequential",
    "activations",
    "active",
    "backward_flops",
    "kv_cache",
    "saved",
    "amount_of",
    "architecture",
    "buffers",
    "compare",
    "flops",
    "macs",
    "optimizer_state",
    "output_shape",
    "params",
    "report",
    "review",
    "sizes",
    "trainable",
    "weight_bytes",
    "Difference",
    "difference",
    "with_batchnorm",
    "with_depthwise_separable",
    "with_format",
    "with_lora",
    "fold_batchnorm",
    "freeze",
    "tie_embeddings",
    "widen",
    "zoo",
    "largest",
    *known(),
]
