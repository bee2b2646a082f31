"""What Keras says of its applications: given calls as JSON, it prints their counts as JSON, one for each.

It runs by itself because Keras chooses its backend and its device once: here PyTorch's device without
storage, on which even the largest network is built in seconds. A call is a list of a function's name, the
file that defines it first where Keras does not give it on ("nasnet.NASNet"), and its arguments by name.
"""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module
from math import prod
from typing import Any


def main(calls: str) -> None:
    """Print of each call the totals and, by kind of layer: how many, their parameters, the values that they give."""
    os.environ |= {"KERAS_BACKEND": "torch", "KERAS_TORCH_DEVICE": "meta"}
    print(json.dumps([counts(application(name), arguments) for name, arguments in json.loads(calls)]))


def application(name: str) -> Any:
    """A function of keras.applications, or of a file behind it."""
    file, _, own = name.rpartition(".")
    return getattr(import_module(f"keras.src.applications.{file}" if file else "keras.applications"), own)


def counts(build: Any, arguments: dict[str, Any]) -> dict[str, Any]:
    """The counts of one application; on images of 224 x 224 where it leaves that open."""
    model = build(weights=None, **arguments)
    if None in model.input_shape[1:]:
        model = build(weights=None, **{"input_shape": (224, 224, 3)} | arguments)
    layers: dict[str, list[int]] = {}
    for layer in model._flatten_layers(include_self=False):
        if layer.weights and not hasattr(layer, "layers"):
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
    main(sys.argv[1])
