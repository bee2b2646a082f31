"""Upsampling: an input enlarged (or made smaller) by repeating or blending its values. Nothing here is learned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from symcount.core.errors import InputError
from symcount.core.expression import Value
from symcount.core.facts import (
    each,
    either,
    equal,
    gives,
    incoming,
    is_,
    let,
    option,
    picked,
    ratio,
    rest,
    saves_input,
    shape_setting,
    size,
    takes,
)
from symcount.core.layer import Layer
from symcount.core.settings import read_ratio
from symcount.layers.allowed import one_of
from symcount.layers.passes import SHAPE
from symcount.layers.scaling import above, below, scaled

# Over how many axes a mode blends; None, over any.
MODES: Mapping[str, int | None] = {
    "nearest": None, "nearest-exact": None, "area": None, "linear": 1, "bilinear": 2, "bicubic": 2, "trilinear": 3,
}  # fmt: skip
LARGER = "every axis is enlarged by the factor, rounded down"


def repeats(mode: str) -> int:
    """1, where every value is repeated and none blended."""
    return int(MODES[mode] is None)


def enlarged(
    extents: tuple[Value, ...], size: tuple[Value, ...] | None, scale_factor: object, mode: object, again: object
) -> tuple[Value, ...]:
    """The extents that are asked for, or those that came times the factor of each, rounded down."""
    axes = len(extents)
    if not 1 <= axes <= 3 or MODES[str(mode)] not in (None, axes):
        raise InputError(f"mode={mode!r} does not go over {axes} axes")
    if (size is None) == (scale_factor is None):
        raise InputError("either size or scale_factor is given, not both and not none")
    if size is not None:
        if again:
            raise InputError("recompute_scale_factor goes with a scale_factor, not with a size")
        return _for_each(size if len(size) > 1 else size[0], axes)
    factors = (read_ratio(Upsample.scale_factor, one) for one in _for_each(scale_factor, axes))
    return tuple(scaled(extent, factor) for extent, factor in zip(extents, factors, strict=True))


def _for_each(asked: Any, axes: int) -> tuple[Any, ...]:
    """One number for every axis: as they are written, or one for all."""
    several = tuple(asked) if isinstance(asked, (tuple, list)) else (asked,) * axes
    if len(several) != axes:
        raise InputError(f"an input of {axes} axes takes one number or {axes}, got {len(several)}")
    return several


class Upsample(Layer):
    """Enlarge sequences, images or volumes to a size or by a factor: (c, ...) to (c, ...)."""

    size = shape_setting("q", "output extents", default=None)
    scale_factor = option("the factor of every axis", default=None)
    mode = option("how values between are found", default="nearest", allowed=one_of(*MODES))
    align_corners = option("whether the corners keep their values", default=None)
    recompute_scale_factor = option("whether the factor is worked out again from the output", default=None)

    channels = incoming("c", "channels")
    extents = rest("n", "input extents")
    shape = takes(channels, extents)
    repeating = picked("u", "whether values are repeated", repeats, mode)
    larger = picked(
        "m", "output extents", enlarged, extents, size, scale_factor, mode, recompute_scale_factor, several=True
    )
    output = gives(channels, larger)
    windows = saves_input(SHAPE, when=is_(mode, "area"))

    blended = equal(
        either(align_corners, None, 0, repeating),
        0,
        "align_corners goes with modes that blend values, not with those that repeat them",
    )


class Upsampling2d(Layer, abstract=True):
    """Enlarge an image to a size or by a factor: (c, H, W) to (c, H_out, W_out)."""

    size = size("q", "output extent", default=None, along=True, words={None: None})
    scale_factor = ratio("r", "factor", default=None, along=True)

    channels = incoming("c", "channels")
    extent = incoming("{}", "input extent", along=True)
    shape = takes(channels, each(extent))
    times = picked("a", "factor, above the line", above, scale_factor, size, extent, along=True)
    over = picked("b", "factor, below the line", below, scale_factor, extent, along=True)
    out = let(
        "{}_out", "output extent",
        either(size, None, either(over, 1, extent * times, (extent * times) // over, why=LARGER), size), along=True,
        why=LARGER,
    )  # fmt: skip
    output = gives(channels, each(out))


class UpsamplingNearest2d(Upsampling2d, axes=2):
    """An image enlarged by repeating its nearest values: (c, H, W) to (c, H_out, W_out)."""


class UpsamplingBilinear2d(Upsampling2d, axes=2):
    """An image enlarged by blending its four nearest values: (c, H, W) to (c, H_out, W_out)."""
