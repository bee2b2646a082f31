"""Layers that Keras has too, with random settings: shapes, parameters and those that train, by its convention."""

from __future__ import annotations

import pytest
from hypothesis import given, note, strategies as st

from keras_witness.features import (
    attention,
    channel_norm,
    dense,
    embedding,
    group_norm,
    grouped_attention,
    images_in_time,
    layer_norm,
    recurrent,
    rms_norm,
    seen,
    slopes,
    torchs_channel_norm,
)
from keras_witness.twins import REFUSALS, Pair, keras_says, we_say
from keras_witness.windows import (
    Making,
    adaptive,
    around,
    convolution,
    depthwise,
    enlarged,
    pool,
    separable,
    transposed,
    whole,
)
from proof import cases
from symcount.core.errors import InputError

MAKINGS: dict[str, Making] = {
    **{f"convolution {axes}d": convolution(axes) for axes in (1, 2, 3)},
    **{f"transposed {axes}d": transposed(axes) for axes in (1, 2, 3)},
    **{f"{kind} pool {axes}d": pool(kind, axes) for kind in ("Max", "Avg") for axes in (1, 2, 3)},
    **{f"global {kind} pool {axes}d": whole(kind, axes) for kind in ("Max", "Avg") for axes in (1, 2, 3)},
    "depthwise": depthwise, "separable": separable, "batch norm": channel_norm, "batch norm of torch": torchs_channel_norm,
    "group norm": group_norm, "layer norm": layer_norm, "rms norm": rms_norm, "dense": dense, "embedding": embedding,
    "recurrent": recurrent("RNN", "SimpleRNN"), "lstm": recurrent("LSTM", "LSTM"), "gru": recurrent("GRU", "GRU"),
    "images in time": images_in_time, "attention": attention, "grouped attention": grouped_attention, "slopes": slopes,
    "adaptive mean": adaptive("Average"), "adaptive maximum": adaptive("Max"), "around": around, "enlarged": enlarged,
    "normalization": seen,
}  # fmt: skip


def test_random_layers_are_those_of_keras_or_are_refused_by_both() -> None:
    for name, make in MAKINGS.items():
        cases(usual=2, proof=15)(given(st.just(name), st.composite(make)())(assert_alike))()


def assert_alike(name: str, pair: Pair) -> None:
    try:
        witness = keras_says(pair)
    except REFUSALS as refusal:
        note(f"Keras refuses: {refusal}")
        with pytest.raises(InputError):
            we_say(pair)
        return
    assert we_say(pair) == witness, name
