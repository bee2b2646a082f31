"""Changes to a network that answer a question: each a function from a network to the changed network."""

from symcount.networks.changes.batchnorm import added_path as added_path, with_batchnorm as with_batchnorm
from symcount.networks.changes.folding import fold_batchnorm as fold_batchnorm
from symcount.networks.changes.freezing import freeze as freeze, wrapped as wrapped
from symcount.networks.changes.lora import with_lora as with_lora
from symcount.networks.changes.separable import with_depthwise_separable as with_depthwise_separable
from symcount.networks.changes.tying import tie_embeddings as tie_embeddings
from symcount.networks.changes.widening import widen as widen
