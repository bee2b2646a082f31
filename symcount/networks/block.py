"""Block: a layer that is itself a network of layers, under one name with settings, shapes and needs of its own."""

from __future__ import annotations

from symcount.core.layer import Layer
from symcount.core.placing import Case
from symcount.networks.composite import Network


class Block(Layer, abstract=True):
    """A layer whose inside is a network: it states what it takes and gives, and is counted by what is inside."""

    def inside(self, case: Case) -> Network:
        """The network that the layer stands for, with its settings and the sizes of this place."""
        raise TypeError(f"{type(self).__name__} states no inside")
