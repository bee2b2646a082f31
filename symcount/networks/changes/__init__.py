"""Changes to a network that answer a question: each a function from a network to the changed network."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from symcount.networks.changes.batchnorm import added_path as added_path, with_batchnorm as with_batchnorm
from symcount.networks.changes.folding import fold_batchnorm as fold_batchnorm
from symcount.networks.changes.formats import with_format as with_format
from symcount.networks.changes.freezing import freeze as freeze
from symcount.networks.changes.lora import with_lora as with_lora
from symcount.networks.changes.separable import with_depthwise_separable as with_depthwise_separable
from symcount.networks.changes.tying import tie_embeddings as tie_embeddings
from symcount.networks.changes.widening import widen as widen
from symcount.networks.composite import Network

# Every change by its name, in the order in which they are listed.
CHANGES: Mapping[str, Callable[..., Network]] = {
    one.__name__: one
    for one in (
        with_batchnorm, fold_batchnorm, with_depthwise_separable, with_lora, tie_embeddings, widen, freeze, with_format,
    )
}  # fmt: skip
