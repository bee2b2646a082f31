"""Keras as the witness: a layer of its own beside one of ours, and what each says of shapes and parameters."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from math import prod
from typing import Any

import pytest

from symcount.core.conventions import conventions
from symcount.core.layer import Layer
from symcount.counting.quantities import PARAMS, TRAINABLE
from symcount.counting.repetition import counted
from symcount.networks.rows import rows

os.environ.setdefault("KERAS_BACKEND", "torch")
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    if os.environ.get("CI") == "true":
        import keras  # on the build machine a missing witness is a failure, not a skip
    else:
        pytest.importorskip("torch", reason="Keras runs on PyTorch")
        keras = pytest.importorskip("keras", reason="Keras is the witness")

kl = keras.layers
Shape = tuple[int, ...]
KERAS = conventions("keras")
REFUSALS = (ValueError, TypeError, RuntimeError)


@dataclass(frozen=True)
class Pair:
    """A layer of Keras and ours, made when they are asked for, and the shapes of an example's inputs as we write them.

    `image`, Keras has the channels last of all, where we have them first.
    """

    theirs: Callable[[], Any]
    ours: Callable[[], Layer]
    inputs: tuple[Shape, ...]
    image: bool = True


@dataclass(frozen=True)
class Told:
    """The first shape that a layer gives, its parameters, and those of them that train."""

    output: Shape
    params: int
    trainable: int


def keras_says(pair: Pair) -> Told:
    """What Keras builds for these inputs; raises what Keras raises."""
    given = [keras.Input((*one[1:], one[0]) if pair.image else one) for one in pair.inputs]
    layer = pair.theirs()
    made = layer(*given)
    shape = tuple((made[0] if isinstance(made, (list, tuple)) else made).shape[1:])
    if 0 in shape:
        raise ValueError("Keras gives nothing at all, which no layer here does")
    return Told(
        (shape[-1], *shape[:-1]) if pair.image else shape, layer.count_params(),
        sum(prod(one.shape) for one in layer.trainable_weights),
    )  # fmt: skip


def we_say(pair: Pair) -> Told:
    """The same as our declarations tell it, by the convention of Keras."""
    layer = pair.ours()
    output = layer.place(*pair.inputs, conventions=KERAS).outputs
    while isinstance(output[0], tuple):
        output = output[0]
    inside = rows(layer, inputs=pair.inputs, conventions=KERAS)
    params, trainable = (sum(counted(row, one.count) for row in inside) for one in (PARAMS, TRAINABLE))
    return Told(output, params, trainable)
