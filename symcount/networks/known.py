"""Every layer that we know by its name: the ones that state their tensors, and the ones that are networks inside."""

from __future__ import annotations

from symcount.core.layer import Layer
from symcount.layers import known_layers
from symcount.networks.blocks import known_blocks


def known() -> dict[str, type[Layer]]:
    """Every layer by the name that a person writes."""
    return {**known_layers(), **known_blocks()}
