"""Convolutions replaced by depthwise separable ones: a look at each channel by itself, then a mix of the channels."""

from __future__ import annotations

from collections.abc import Sequence

from symcount.core.errors import InputError
from symcount.core.layer import Layer
from symcount.layers import Conv2d, DepthwiseConv2d, SeparableConv2d
from symcount.networks.changes.places import chosen, with_input, words
from symcount.networks.changes.rewriting import Part, layers_of, rewritten
from symcount.networks.composite import Network, Sequential

LOOKS = ("kernel_size", "stride", "padding", "dilation")


def with_depthwise_separable(
    network: Network, layers: str | Sequence[str | int] | None = None, input: object = None
) -> Network:
    """The network with depthwise separable convolutions in the places of its convolutions, of the same settings.

    `layers` are paths, last names of paths, or "Conv2d"; without them every Conv2d with a window of more
    than one place and without groups. InputError where there is none, or a layer is no such convolution.
    """
    known = with_input(network, input)
    asked = chosen(known, words(layers), (Conv2d,), "a separable convolution stands in the place of")
    paths = asked or {path: layer for path, layer in layers_of(known).items() if _is_wide(layer)}
    if not paths:
        raise InputError("there is no Conv2d with a window of more than one place and without groups")
    for path, layer in paths.items():
        if layer.setting("groups") != 1:
            raise InputError("a convolution in groups does not see every channel already", path)

    def edit(path: str, name: str, part: Network) -> list[Part] | None:
        return [(name, _separable(part))] if path in paths and isinstance(part, Conv2d) else None

    return rewritten(known, edit)


def _is_wide(layer: Layer) -> bool:
    return (
        isinstance(layer, Conv2d)
        and layer.setting("groups") == 1
        and any(side != 1 for side in layer.setting("kernel_size"))
    )


def _separable(layer: Layer) -> Layer:
    same = {name: layer.setting(name) for name in (*LOOKS, "bias")}
    return SeparableConv2d(layer.setting("out_channels"), **same)


def in_two(layer: Layer) -> Sequential:
    """A separable convolution without biases as its two steps, of which the second has biases."""
    looks = {name: layer.setting(name) for name in (*LOOKS, "depth_multiplier")}
    pointwise = Conv2d(layer.setting("out_channels"), kernel_size=1)
    return Sequential(("depthwise", DepthwiseConv2d(**looks, bias=False)), ("pointwise", pointwise))
