"""The quantities: each one declaration of what it adds up, said of any layer's facts."""

from __future__ import annotations

from collections.abc import Mapping

from symcount.counting.quantities.kept import (
    SAVED as SAVED,
    SAVED_BASIS as SAVED_BASIS,
    dims_of_input as dims_of_input,
    saved_quantity as saved_quantity,
)
from symcount.counting.quantities.operations import (
    ACTIVATIONS as ACTIVATIONS,
    BACKWARD_FLOPS as BACKWARD_FLOPS,
    EXAMPLE as EXAMPLE,
    FLOPS as FLOPS,
    MACS as MACS,
)
from symcount.counting.quantities.quantity import Once as Once, Part as Part, Quantity as Quantity
from symcount.counting.quantities.stored import weight_bytes_quantity as weight_bytes_quantity
from symcount.counting.quantities.tensors import (
    ACTIVE as ACTIVE,
    BUFFERS as BUFFERS,
    CACHE as CACHE,
    PARAMS as PARAMS,
    TRAINABLE as TRAINABLE,
    cache_quantity as cache_quantity,
)

QUANTITIES: Mapping[str, Quantity] = {
    one.key: one
    for one in (
        PARAMS, TRAINABLE, BUFFERS, ACTIVE, ACTIVATIONS, MACS, FLOPS, BACKWARD_FLOPS, SAVED, CACHE,
    )
}  # fmt: skip
