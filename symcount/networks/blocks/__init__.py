"""Layers that are networks inside, one file a family; each name is given on as it is."""

from inspect import isclass

from symcount.core.layer import Layer
from symcount.networks.block import Block


def known_blocks() -> dict[str, type[Layer]]:
    """Every layer that is a network inside, by the name that a person writes."""
    return {
        name: one for name, one in globals().items() if isclass(one) and issubclass(one, Block) and one is not Block
    }
