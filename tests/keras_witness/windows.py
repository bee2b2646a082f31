"""Random layers of Keras and of ours that move windows, pad or scale."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

import symcount.layers as layers
from keras_witness.twins import Pair, kl
from strategies_calls import Draw, extents, one_to, per_axis

Making = Callable[[Draw], Pair]
SAME = st.sampled_from(["valid", "same"])


def moved(draw: Draw, axes: int, *, dilated: bool = True) -> tuple[dict[str, Any], dict[str, Any]]:
    """How a window moves, in the words of Keras and in ours: with a stride or with a dilation."""
    padding = draw(SAME)
    step = draw(per_axis(one_to(3), axes))
    if dilated and draw(st.booleans()):
        return {"dilation_rate": step, "padding": padding}, {"dilation": step, "padding": padding}
    return {"strides": step, "padding": padding}, {"stride": step, "padding": padding}


def image(draw: Draw, axes: int, channels: int | None = None) -> tuple[int, ...]:
    """Channels and extents."""
    return (channels or draw(one_to(6)), *draw(extents(axes, 8)))


def convolution(axes: int) -> Making:
    def make(draw: Draw) -> Pair:
        theirs, ours = moved(draw, axes)
        groups, uneven = draw(st.sampled_from([1, 1, 2, 3])), draw(st.sampled_from([0, 0, 1]))
        filters, kernel, bias = groups * draw(one_to(3)) + uneven, draw(per_axis(one_to(4), axes)), draw(st.booleans())
        return Pair(
            lambda: getattr(kl, f"Conv{axes}D")(filters, kernel, groups=groups, use_bias=bias, **theirs),
            lambda: getattr(layers, f"Conv{axes}d")(filters, kernel_size=kernel, groups=groups, bias=bias, **ours),
            (image(draw, axes, groups * draw(one_to(3))),),
        )

    return make


def transposed(axes: int) -> Making:
    def make(draw: Draw) -> Pair:
        theirs, ours = moved(draw, axes)
        filters, kernel, bias = draw(one_to(4)), draw(per_axis(one_to(4), axes)), draw(st.booleans())
        return Pair(
            lambda: getattr(kl, f"Conv{axes}DTranspose")(filters, kernel, use_bias=bias, **theirs),
            lambda: getattr(layers, f"ConvTranspose{axes}d")(filters, kernel_size=kernel, bias=bias, **ours),
            (image(draw, axes),),
        )

    return make


def depthwise(draw: Draw) -> Pair:
    theirs, ours = moved(draw, 1)  # Keras takes one number here
    kernel, times, bias = draw(one_to(4)), draw(one_to(3)), draw(st.booleans())
    return Pair(
        lambda: kl.DepthwiseConv2D(kernel, depth_multiplier=times, use_bias=bias, **scalars(theirs)),
        lambda: layers.DepthwiseConv2d(kernel, depth_multiplier=times, bias=bias, **scalars(ours)),
        (image(draw, 2),),
    )


def separable(draw: Draw) -> Pair:
    theirs, ours = moved(draw, 1)
    filters, kernel, times, bias = draw(one_to(5)), draw(one_to(4)), draw(one_to(3)), draw(st.booleans())
    return Pair(
        lambda: kl.SeparableConv2D(filters, kernel, depth_multiplier=times, use_bias=bias, **scalars(theirs)),
        lambda: layers.SeparableConv2d(filters, kernel_size=kernel, depth_multiplier=times, bias=bias, **scalars(ours)),
        (image(draw, 2),),
    )


def scalars(settings: dict[str, Any]) -> dict[str, Any]:
    """One number for both axes."""
    return {name: one[0] if isinstance(one, tuple) else one for name, one in settings.items()}


def pool(kind: str, axes: int) -> Making:
    name = {"Max": "MaxPooling", "Avg": "AveragePooling"}[kind]

    def make(draw: Draw) -> Pair:
        theirs, ours = moved(draw, axes, dilated=False)
        if draw(st.booleans()):
            del theirs["strides"], ours["stride"]
        size = draw(per_axis(one_to(4), axes))
        return Pair(
            lambda: getattr(kl, f"{name}{axes}D")(size, **theirs),
            lambda: getattr(layers, f"{kind}Pool{axes}d")(size, **ours),
            (image(draw, axes),),
        )

    return make


def whole(kind: str, axes: int) -> Making:
    theirs = {"Avg": "Average"}.get(kind, kind)

    def make(draw: Draw) -> Pair:
        return Pair(
            getattr(kl, f"Global{theirs}Pooling{axes}D"),
            getattr(layers, f"Global{kind}Pool{axes}d"),
            (image(draw, axes),),
        )

    return make


def adaptive(kind: str) -> Making:
    def make(draw: Draw) -> Pair:
        size = draw(per_axis(one_to(5), 2))
        return Pair(
            lambda: getattr(kl, f"Adaptive{kind}Pooling2D")(size),
            lambda: getattr(layers, f"Adaptive{kind[:3].replace('Ave', 'Avg')}Pool2d")(size), (image(draw, 2),),
        )  # fmt: skip

    return make


def around(draw: Draw) -> Pair:
    """Zeros around an image, or places cut off it, above, below, left and right."""
    top, bottom, left, right = (draw(st.integers(0, 3)) for _ in range(4))
    theirs = ((top, bottom), (left, right))
    if draw(st.booleans()):
        return Pair(
            lambda: kl.ZeroPadding2D(theirs), lambda: layers.ZeroPad2d((left, right, top, bottom)), (image(draw, 2),)
        )
    return Pair(
        lambda: kl.Cropping2D(theirs), lambda: layers.ZeroPad2d((-left, -right, -top, -bottom)), (image(draw, 2),)
    )


def enlarged(draw: Draw) -> Pair:
    axes = draw(one_to(3))
    factor = draw(per_axis(one_to(3), axes)) if axes > 1 else draw(one_to(3))
    return Pair(
        lambda: getattr(kl, f"UpSampling{axes}D")(factor),
        lambda: layers.Upsample(scale_factor=factor),
        (image(draw, axes),),
    )
