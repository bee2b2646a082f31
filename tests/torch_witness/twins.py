"""PyTorch as the witness: the torch.nn layer of the same name, and what it says of shapes and tensors."""

from __future__ import annotations

import os
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pytest

from strategies_calls import Call
from symcount.core.formal import Formal
from symcount.core.layer import Layer
from symcount.core.ready import many_values
from symcount.networks.signal import Row

if os.environ.get("CI") == "true":
    import torch  # on the build machine a missing witness is a failure, not a skip
else:
    torch = pytest.importorskip("torch", reason="PyTorch is the witness")

Shapes = dict[str, tuple[int, ...]]
BATCH = 11  # larger than any dimension of a random layer, so that none is taken for it
REFUSALS = (RuntimeError, ValueError, AssertionError, IndexError, TypeError)

# What torch must be told and our input shape says: the keyword, and the dimension of an example that it is.
TOLD: Mapping[str, Mapping[str, int]] = {
    **{f"Conv{kind}{axes}d": {"in_channels": 0} for kind in ("", "Transpose") for axes in (1, 2, 3)},
    **{name: {"num_features": 0} for name in ("BatchNorm1d", "BatchNorm2d", "BatchNorm3d")},
    "Linear": {"in_features": -1},
    "LayerNorm": {"normalized_shape": -1},
    "RMSNorm": {"normalized_shape": -1},
    **{name: {"num_features": 0} for name in ("SyncBatchNorm", "InstanceNorm1d", "InstanceNorm2d", "InstanceNorm3d")},
    "GroupNorm": {"num_channels": 0},
    **{name: {"input_size": -1} for name in ("RNNCell", "LSTMCell", "GRUCell")},
}
# Keywords of Keras beside torch's own.
KERAS_ALONE = {name: {"reset_after"} for name in ("GRU", "GRUCell")}
# Layers that look their input up in a table: it is whole numbers.
LOOKED_UP = {"Embedding", "EmbeddingBag"}
# Layers whose second input is the places of the first one's values.
WITH_PLACES = {"MaxUnpool1d", "MaxUnpool2d", "MaxUnpool3d"}


@dataclass(frozen=True)
class Witnessed:
    """What a layer gives and owns: output shapes, nested as it gives them, learned tensors and buffers by name."""

    output: tuple[Any, ...]
    learned: Shapes
    buffers: Shapes


def twin(call: Call) -> Any:
    """The torch.nn layer of the same name and keywords, with what our input shape tells added."""
    told = {keyword: call.shape[axis] for keyword, axis in TOLD.get(call.name, {}).items()}
    settings = {
        **told,
        **{name: value for name, value in call.settings.items() if name not in told or value is not None},
    }
    made = getattr(torch.nn, call.name)(**settings)
    return made.eval()


def torch_says(call: Call, device: str = "cpu") -> Witnessed:
    """Shapes as torch makes them for a batch; raises what torch raises."""
    with warnings.catch_warnings():
        # Even windows with padding="same" and layers without parameters make torch talk of its own speed.
        warnings.simplefilter("ignore")
        layer = twin(call).to(device)
        with torch.no_grad():
            kind = torch.long if call.name in LOOKED_UP else None
            first = torch.zeros(BATCH, *call.shape, device=device, dtype=kind)
            output = layer(first, first.long()) if call.name in WITH_PLACES else layer(first)
    learned = {name: tuple(one.shape) for name, one in layer.named_parameters()}
    buffers = {name: tuple(one.shape) for name, one in layer.named_buffers()}
    outputs = tuple(shape_of(one) for one in output) if isinstance(output, tuple) else shape_of(output)
    return Witnessed(outputs, learned, buffers)


def shape_of(batch: Any) -> tuple[int, ...]:
    """The shape of one example."""
    return tuple(batch.shape)[1:]


def we_say(row: Row) -> Witnessed:
    """The same as our declarations tell it."""
    case = row.case
    owned = list(case.owned("weight", "shift", "buffer"))
    shapes = {o.fact.name: (many_values(case.values, o.readings), o.fact.role, o.fact.integer) for o in owned}
    learned = {name: shape for name, (shape, role, _) in shapes.items() if role != "buffer"}
    # torch keeps its counter of batches as a number without dimensions
    buffers = {
        name: () if integer and shape == (1,) else shape
        for name, (shape, role, integer) in shapes.items() if role == "buffer"
    }  # fmt: skip
    return Witnessed(case.outputs, learned, buffers)


def call_of(layer: Layer, shape: tuple[int, ...]) -> Call:
    """A layer of ours, all its sizes in numbers, as torch would be asked for it."""
    known = layer.theory.settings.items()
    name, beside = type(layer).__name__, KERAS_ALONE.get(type(layer).__name__, set())
    return Call(name, {key: as_torch(formal, layer.setting(key)) for key, formal in known if key not in beside}, shape)


def as_torch(formal: Formal, value: Any) -> Any:
    """One value where it is the same on every axis, since torch takes padding="same" only so; fractions as floats."""
    if isinstance(value, Fraction):
        return float(value)
    if isinstance(value, tuple):
        value = tuple(as_torch(formal, one) for one in value)
        return value[0] if len(set(value) if formal.along else value) == 1 else value
    return value


# Recurrent layers hand their keywords on to what they are built on; what it has for one of them alone.
HANDED_ON = {"RNN": {"mode", "proj_size"}, "GRU": {"mode", "proj_size"}, "LSTM": {"mode"}}


def parameters_of(name: str) -> Mapping[str, Any]:
    """The keywords of a torch.nn layer, with their defaults."""
    import inspect

    others = {"self", "device", "dtype", "args", "kwargs", *HANDED_ON.get(name, ())}
    found = inspect.signature(getattr(torch.nn, "RNNBase" if name in HANDED_ON else name).__init__).parameters
    told = {key: one.default for key, one in found.items() if key not in others and not key.startswith("_")}
    return {**told, "nonlinearity": "tanh"} if name == "RNN" else told
