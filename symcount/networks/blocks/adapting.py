"""Layers that are adapted without being changed: their tensors stay as they are, and a few new ones are learned."""

from __future__ import annotations

from symcount.core.errors import InputError
from symcount.core.expression import Value
from symcount.core.facts import gives, layer_setting, option, picked, rest, size, takes
from symcount.core.layer import Layer
from symcount.core.placing import Case
from symcount.layers.allowed import share
from symcount.layers.convolution import Conv1d, Conv2d, Conv3d
from symcount.layers.linear import Linear
from symcount.networks.block import Block
from symcount.networks.composite import Branch, Frozen, Network, Sequential

CONVOLUTIONS = (Conv1d, Conv2d, Conv3d)


def _given(layer: Layer, shape: tuple[Value, ...]) -> tuple[Value, ...]:
    """The shape that the layer gives."""
    return layer.place(shape).output


class LoRA(Block):
    """A Linear or a convolution that is frozen, and beside it a learned way through r numbers (arXiv:2106.09685).

    The first new tensor is as the layer's own with r units, the second one makes the layer's units of these.
    """

    part = "adapted"

    layer = layer_setting("the layer that is adapted")
    rank = size("r", "numbers in between")
    alpha = option("how much the new way counts, times the rank", default=1)
    dropout = option("the share that is set to zero on the new way in training", default=0.0, allowed=share)

    values = rest("n", "values of an example")
    shape = takes(values)
    adapted = picked("m", "values that the layer gives", _given, layer, values, several=True)
    output = gives(adapted)

    def inside(self, case: Case) -> Network:
        """The frozen layer, and the new way beside it."""
        down, up = self._way()
        new = Sequential(("lora_A", down), ("lora_B", up))
        return Branch(("base_layer", Frozen(("", self.layer))), ("", new), join="add")

    def _way(self) -> tuple[Layer, Layer]:
        """The new layers: into r numbers, and from these into the layer's units."""
        layer = self.layer
        if isinstance(layer, Linear):
            return Linear(self.rank, bias=False), Linear(layer.out_features, bias=False)
        if isinstance(layer, CONVOLUTIONS):
            window = {name: layer.setting(name) for name in ("kernel_size", "stride", "padding", "dilation", "groups")}
            return type(layer)(self.rank, bias=False, **window), type(layer)(
                layer.out_channels, kernel_size=1, bias=False
            )
        names = ", ".join(kind.__name__ for kind in CONVOLUTIONS)
        raise InputError(f"LoRA adapts Linear, {names}, got {type(layer).__name__}")
