"""What normalizations, activations, embeddings and cells say of inputs and settings that do not fit."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from symcount.core.conventions import conventions
from symcount.core.errors import InputError
from symcount.core.expression import Size
from symcount.core.layer import Layer
from symcount.layers import *

c, g, n = Size("c"), Size("g"), Size("n")

GROUPS = "every group has equally many channels"
ALONE = "one place by itself has no variance"
SLOPES = "there is one slope for all channels or one for each"
HALF = "one half is gated by the other half"

# A layer, inputs that it cannot take, and what it says.
PLACES: list[tuple[Layer, tuple[tuple[object, ...], ...], str]] = [
    (GroupNorm(4), ((6, 5),), f"4 does not divide 6: {GROUPS}"),
    (GroupNorm(2, num_channels=8), ((6, 5),), "num_channels is 8, but the incoming shape has 6"),
    (InstanceNorm1d(), ((3, 1),), f"1 is smaller than 2: {ALONE}"),
    (InstanceNorm2d(affine=True), ((3, 1, 1),), f"1 is smaller than 2: {ALONE}"),
    (LazyInstanceNorm3d(track_running_stats=False), ((3, 1, 1, 1),), f"1 is smaller than 2: {ALONE}"),
    (InstanceNorm2d(), ((3, 5),), "InstanceNorm2d takes an input of shape (c, H, W), got (3, 5)"),
    (InstanceNorm2d(4), ((3, 5, 5),), "num_features is 4, but the incoming shape has 3"),
    (LocalResponseNorm(3), ((6,),), "LocalResponseNorm takes an input of shape (c, L, ...), got (6,)"),
    (RMSNorm((3, 5)), ((4, 5),), "normalized_shape is 3, but the incoming shape has 4"),
    (PReLU(3), ((4, 5),), f"3 is not 4: {SLOPES}"),
    (GLU(), ((4, 5),), f"2 does not divide 5: {HALF}"),
    (GLU(dim=1), ((5, 4),), f"2 does not divide 5: {HALF}"),
    (GLU(dim=3), ((4, 5),), "dim is one of the dimensions 1 to 2 (0 is the batch), or -1 for the last, got 3"),
    (GLU(dim="c"), ((4, 5),), "dim is the number of a dimension, got c"),
    (Softmax2d(), ((4, 5),), "Softmax2d takes an input of shape (c, H, W), got (4, 5)"),
    (EmbeddingBag(9, embedding_dim=2), ((4, 5),), "EmbeddingBag takes an input of shape (n,), got (4, 5)"),
    (EmbeddingBag(9, embedding_dim=2, include_last_offset=True), ((4,), (1,)), "the output of EmbeddingBag(9, embedding_dim=2, include_last_offset=True) on (4,) would be (0, 2)"),
    (GRUCell(7, input_size=5), ((4,),), "input_size is 5, but the incoming shape has 4"),
    (GRUCell(7), ((4, 5),), "GRUCell takes an input of shape (n,), got (4, 5)"),
    (GRUCell(7), ((4,), (6,)), "GRUCell got inputs that do not fit together: 7 and 6"),
    (GRUCell(7), ((4,), (7,), (7,)), "GRUCell takes 1 to 2 inputs, got 3"),
    (LSTMCell(7), ((4,), (7,), (6,)), "LSTMCell got inputs that do not fit together: 7 and 6"),
    (Bilinear(4), ((5,),), "Bilinear takes 2 inputs, got 1"),
    (Bilinear(4), ((3, 5), (2, 7)), "Bilinear got inputs that do not fit together: 3 and 2"),
    (Bilinear(4, in2_features=6), ((5,), (7,)), "in2_features is 6, but the incoming shape has 7"),
    (CosineSimilarity(), ((5, 2), (5, 3)), "CosineSimilarity got inputs that do not fit together: 2 and 3"),
    (PairwiseDistance(), ((5, 2), (5, 3)), "PairwiseDistance got inputs that do not fit together: 2 and 3"),
]  # fmt: skip


@pytest.mark.parametrize(("layer", "shapes", "message"), PLACES, ids=[message for *_, message in PLACES])
def test_wrong_inputs_are_named(layer: Layer, shapes: tuple[tuple[int, ...], ...], message: str) -> None:
    assert told(lambda: layer.place(*shapes)) == message


# What is written wrongly, and what is said.
SETTINGS: list[tuple[Callable[[], object], str]] = [
    (lambda: LazyLinear(8, in_features=3), "LazyLinear(8, in_features=3): unknown keyword 'in_features'; did you mean out_features?"),
    (lambda: LazyBatchNorm2d(num_features=3), "LazyBatchNorm2d(num_features=3): unknown keyword 'num_features'; known: affine, bias, eps, momentum, track_running_stats"),
    (lambda: GroupNorm(), "GroupNorm(): expected num_groups (groups)"),
    (lambda: Embedding(9), "Embedding(9): expected embedding_dim (numbers of a vector)"),
    (lambda: PReLU(0), "PReLU(0): num_parameters is at least 1, got 0"),
    (lambda: LSTMCell(0), "LSTMCell(0): hidden_size is at least 1, got 0"),
]  # fmt: skip


@pytest.mark.parametrize(("call", "message"), SETTINGS, ids=[message.partition(": ")[0] for _, message in SETTINGS])
def test_wrong_settings_are_named(call: Callable[[], object], message: str) -> None:
    assert told(call) == message


# What no number decides is assumed.
ASSUMED: list[tuple[Layer, tuple[object, ...], list[str]]] = [
    (GroupNorm(g), (c, 5), ["g divides c"]),
    (GroupNorm(g), (2 * g, 5), []),
    (InstanceNorm1d(), (c, n), ["n ≥ 2"]),
    (InstanceNorm2d(), (3, n, n), ["n*n ≥ 2"]),
    (InstanceNorm1d(track_running_stats=True), (c, n), []),
    (PReLU(n), (c,), ["n = c"]),
    (PReLU(c), (c,), []),
    (PReLU(), (c,), []),
    (GLU(), (n,), ["2 divides n"]),
    (GLU(), (2 * n,), []),
]  # fmt: skip


@pytest.mark.parametrize(("layer", "shape", "texts"), ASSUMED)
def test_what_is_open_is_assumed(layer: Layer, shape: tuple[int, ...], texts: list[str]) -> None:
    assert [one.text().partition(": ")[0] for one in layer.place(shape).assumed] == texts


# Keras adds one bias; its GRU multiplies one of two with a gate, so that it keeps both (reset_after=True).
BIASES = [("RNNCell", "torch", 2), ("RNNCell", "keras", 1), ("LSTMCell", "keras", 1), ("GRUCell", "keras", 2)]


@pytest.mark.parametrize(("name", "framework", "count"), BIASES)
def test_a_cell_has_the_biases_of_its_framework(name: str, framework: str, count: int) -> None:
    cell = {"RNNCell": RNNCell, "LSTMCell": LSTMCell, "GRUCell": GRUCell}[name](7)
    case = cell.place((4,), conventions=conventions(framework))
    assert len(list(case.owned("shift"))) == count


def test_only_torch_counts_the_batches() -> None:
    kept = {
        name: [one.fact.name for one in BatchNorm2d().place((3, 4, 5), conventions=conventions(name)).owned("buffer")]
        for name in ("torch", "keras")
    }
    assert kept == {
        "torch": ["running_mean", "running_var", "num_batches_tracked"], "keras": ["running_mean", "running_var"],
    }  # fmt: skip


def told(call: Callable[[], object]) -> str:
    """The one line of the error that a call raises."""
    with pytest.raises(InputError) as caught:
        call()
    return str(caught.value)
