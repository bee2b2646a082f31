"""A layer from the call that a person writes: Conv2d(8, kernel_size=f)."""

from __future__ import annotations

from symcount.core.calls import parse_call
from symcount.core.errors import InputError, nearest, shown
from symcount.core.layer import Layer
from symcount.networks.known import known


def layer_from_call(text: str) -> Layer:
    """The layer that a text such as `Conv2d(8, kernel_size=f)` or `ReLU` writes; names in it are the user's sizes."""
    call = parse_call(text)
    kinds = known()
    if call.name not in kinds:
        raise InputError(f"unknown layer {shown(call.name)!r}{nearest(call.name, kinds)}")
    return kinds[call.name](*call.args, **call.kwargs)
