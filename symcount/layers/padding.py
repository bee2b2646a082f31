"""Pads: what is put around an input, and what of it is cut off where a padding is below zero."""

from __future__ import annotations

from symcount.core.errors import InputError
from symcount.core.expression import Value
from symcount.core.facts import at_least, each, gives, incoming, let, option, picked, saves_input, shape_setting, takes
from symcount.core.formal import REQUIRED
from symcount.core.layer import Layer
from symcount.layers.passes import SHAPE
from symcount.layers.window import AROUND, MIRRORED

LOWEST = -(2**31)  # below zero a padding cuts off


def in_front(padding: tuple[Value, ...], axis: int, axes: int) -> Value:
    """The padding before an axis: torch.nn writes the last axis first, what comes before it and what comes behind."""
    return _sides(padding, axes)[2 * (axes - 1 - axis)]


def behind(padding: tuple[Value, ...], axis: int, axes: int) -> Value:
    """The padding behind an axis."""
    return _sides(padding, axes)[2 * (axes - 1 - axis) + 1]


def _sides(padding: tuple[Value, ...], axes: int) -> tuple[Value, ...]:
    if len(padding) not in (1, 2 * axes):
        raise InputError(
            f"padding is one number or {2 * axes}, two for each axis, the last axis first, got {len(padding)}"
        )
    return padding if len(padding) > 1 else padding * 2 * axes


class Pad(Layer, abstract=True):
    """Put so many values before and behind every axis."""

    padding = shape_setting("p", "padding, the last axis first", least=LOWEST)

    channels = incoming("c", "channels")
    extent = incoming("{}", "input extent", along=True)
    shape = takes(channels, each(extent))

    front = picked("p", "padding in front", in_front, padding, along=True)
    back = picked("q", "padding behind", behind, padding, along=True)
    out = let(
        "{}_out", "output extent", extent + front + back, along=True,
        why="padding makes the axis longer at both its ends",
    )  # fmt: skip
    output = gives(channels, each(out))


class ZeroPad(Pad, abstract=True):
    """Put zeros around; below zero, cut values off, no more than there are."""

    left_in_front = at_least(Pad.extent + Pad.front, 0, "no more is cut off than there is", along=True)
    left_behind = at_least(Pad.extent + Pad.back, 0, left_in_front.why, along=True)


class ZeroPad1d(ZeroPad, axes=1):
    """Zeros around a sequence: (c, L) to (c, L_out)."""


class ZeroPad2d(ZeroPad, axes=2):
    """Zeros around an image: (c, H, W) to (c, H_out, W_out)."""


class ZeroPad3d(ZeroPad, axes=3):
    """Zeros around a volume: (c, D, H, W) to (c, D_out, H_out, W_out)."""


class ConstantPad(ZeroPad, abstract=True):
    """Put one and the same value around."""

    value = option("what is put around", default=REQUIRED)


class ConstantPad1d(ConstantPad, axes=1):
    """One value around a sequence: (c, L) to (c, L_out)."""


class ConstantPad2d(ConstantPad, axes=2):
    """One value around an image: (c, H, W) to (c, H_out, W_out)."""


class ConstantPad3d(ConstantPad, axes=3):
    """One value around a volume: (c, D, H, W) to (c, D_out, H_out, W_out)."""


class ReplicationPad(Pad, abstract=True):
    """Repeat what stands at the end."""

    kept = saves_input(SHAPE)


class ReplicationPad1d(ReplicationPad, axes=1):
    """The end values of a sequence, repeated: (c, L) to (c, L_out)."""


class ReplicationPad2d(ReplicationPad, axes=2):
    """The border of an image, repeated: (c, H, W) to (c, H_out, W_out)."""


class ReplicationPad3d(ReplicationPad, axes=3):
    """The border of a volume, repeated: (c, D, H, W) to (c, D_out, H_out, W_out)."""


class ReflectionPad(Pad, abstract=True):
    """Mirror what stands next to the end, without the end itself."""

    kept = saves_input(SHAPE)

    enough_in_front = at_least(
        Pad.extent, Pad.front + 1, MIRRORED, along=True
    )  # fmt: skip
    enough_behind = at_least(Pad.extent, Pad.back + 1, enough_in_front.why, along=True)


class ReflectionPad1d(ReflectionPad, axes=1):
    """A sequence mirrored at its ends: (c, L) to (c, L_out)."""


class ReflectionPad2d(ReflectionPad, axes=2):
    """An image mirrored at its border: (c, H, W) to (c, H_out, W_out)."""


class ReflectionPad3d(ReflectionPad, axes=3):
    """A volume mirrored at its border: (c, D, H, W) to (c, D_out, H_out, W_out)."""


class CircularPad(Pad, abstract=True):
    """Go on from the other end."""

    enough_in_front = at_least(Pad.extent, Pad.front, AROUND, along=True)
    enough_behind = at_least(Pad.extent, Pad.back, enough_in_front.why, along=True)


class CircularPad1d(CircularPad, axes=1):
    """A sequence that goes on from its other end: (c, L) to (c, L_out)."""


class CircularPad2d(CircularPad, axes=2):
    """An image that goes on from its other side: (c, H, W) to (c, H_out, W_out)."""


class CircularPad3d(CircularPad, axes=3):
    """A volume that goes on from its other side: (c, D, H, W) to (c, D_out, H_out, W_out)."""
