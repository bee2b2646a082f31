"""What Keras says of its applications: run with their names, it prints their counts as JSON.

It runs by itself because Keras chooses its backend and its device once: here PyTorch's device without
storage, on which even the largest network is built in a second.
"""

from __future__ import annotations

import json
import os
import sys
from math import prod
from typing import Any


def main(names: list[str]) -> None:
    """Print a mapping from each name to its totals and, by kind of layer: how many, their parameters, their outputs."""
    os.environ |= {"KERAS_BACKEND": "torch", "KERAS_TORCH_DEVICE": "meta"}
    import keras

    print(json.dumps({name: counts(getattr(keras.applications, name)) for name in names}))


def counts(application: Any) -> dict[str, Any]:
    """The counts of one application, as it is by default; on images of 224 x 224 where it leaves that open."""
    model = application(weights=None)
    if None in model.input_shape[1:]:
        model = application(weights=None, input_shape=(224, 224, 3))
    layers: dict[str, list[int]] = {}
    for layer in model._flatten_layers(include_self=False):
        if layer.weights:
            kind = layers.setdefault(type(layer).__name__, [0, 0, 0])
            for place, number in enumerate((1, size(layer.weights), prod(layer.output.shape[1:]))):
                kind[place] += number
    return {
        "total": size(model.weights),
        "trainable": size(model.trainable_weights),
        "non_trainable": size(model.non_trainable_weights),
        "layers": layers,
    }


def size(weights: list[Any]) -> int:
    """How many numbers the weights are together."""
    return sum(prod(weight.shape) for weight in weights)


if __name__ == "__main__":
    main(sys.argv[1:])
