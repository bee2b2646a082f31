"""What normalizations, activations, embeddings and cells say of inputs and settings that do not fit."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from layers.messages import told
from symcount.core.conventions import conventions
from symcount.core.expression import Size
from symcount.core.layer import Layer
from symcount.layers import *

c, g, n = Size("c"), Size("g"), Size("n")

GROUPS = "every group has equally many channels"
ALONE = "one place by itself has no variance"
SLOPES = "there is one slope for all channels or one for each"
WITHIN = "padding_idx is a word of the vocabulary, counted from either end"
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
    (EmbeddingBag(9, embedding_dim=2, mode="max", scale_grad_by_freq=True), ((4,),), "1 is not 0: the maximum knows no scale_grad_by_freq"),
    (EmbeddingBag(9, embedding_dim=2, mode="max", sparse=True), ((4,),), "1 is not 0: the maximum knows no sparse gradient"),
    (Embedding(9, embedding_dim=2, padding_idx=9), ((4,),), f"9 is smaller than 10: {WITHIN}"),
    (Embedding(9, embedding_dim=2, padding_idx=-10), ((4,),), f"9 is smaller than 10: {WITHIN}"),
    (LinearCrossEntropyLoss(10), ((5,), (3,)), "3 is not 10: what has a class has one class, or a probability for each"),
    (LinearCrossEntropyLoss(10, out_features=(2, 3)), ((5,), (2, 4)), "8 is not 6: what has a class has one class, or a probability for each"),
    (LinearCrossEntropyLoss(10), ((5,), (10, 2)), "the target has 0 dimensions, or one more for probabilities, got 2"),
    (Hardtanh(1, max_val=1), ((4,),), "min_val is smaller than max_val, got 1 and 1"),
    (RReLU(0.5, upper=0.25), ((4,),), "lower is at most upper, got 0.5 and 0.25"),
    (Softmax(dim=3), ((4, 5),), "dim is one of the dimensions 1 to 2 (0 is the batch), or -1 for the last, got 3"),
    (Dropout1d(), ((4, 5, 6),), "Dropout1d takes an input of shape (c,) or (c, L), got (4, 5, 6)"),
    (GRUCell(7, input_size=5), ((4,),), "input_size is 5, but the incoming shape has 4"),
    (GRUCell(7), ((4, 5),), "GRUCell takes an input of shape (n,), got (4, 5)"),
    (GRUCell(7), ((4,), (6,)), "GRUCell got inputs that do not fit together: 7 and 6"),
    (GRUCell(7), ((4,), (7,), (7,)), "GRUCell takes 1 to 2 inputs, got 3"),
    (LSTMCell(7), ((4,), (7,), (6,)), "LSTMCell got inputs that do not fit together: 7 and 6"),
    (Bilinear(4), ((5,),), "Bilinear takes 2 inputs, got 1"),
    (Bilinear(4), ((3, 5), (2, 7)), "Bilinear got inputs that do not fit together: 3 and 2"),
    (Bilinear(4, in2_features=6), ((5,), (7,)), "in2_features is 6, but the incoming shape has 7"),
    (CosineSimilarity(), ((5, 2), (5, 3)), "2 is not 3: a dimension is the same in both inputs, or 1 in one of them"),
    (PairwiseDistance(), ((2, 3), (3, 2)), "2 is not 3: a dimension is the same in both inputs, or 1 in one of them"),
    (PairwiseDistance(), ((5,), (1, 5)), "inputs of 1 and of 2 dimensions do not fit together"),
    (PairwiseDistance(), ((), ()), "the inputs have a last dimension, the numbers of a vector, got ()"),
]  # fmt: skip


def test_wrong_inputs_are_named() -> None:
    assert [told(partial(layer.place, *shapes)) for layer, shapes, _ in PLACES] == [message for *_, message in PLACES]


# What is written wrongly, and what is said.
SETTINGS: list[tuple[Callable[[], object], str]] = [
    (lambda: LazyLinear(8, in_features=3), "LazyLinear(8, in_features=3): unknown keyword 'in_features'; did you mean out_features?"),
    (lambda: LazyBatchNorm2d(num_features=3), "LazyBatchNorm2d(num_features=3): unknown keyword 'num_features'; known: affine, bias, eps, momentum, track_running_stats"),
    (lambda: GroupNorm(), "GroupNorm(): expected num_groups (groups)"),
    (lambda: Embedding(9), "Embedding(9): expected embedding_dim (numbers of a vector)"),
    (lambda: PReLU(0), "PReLU(0): num_parameters is at least 1, got 0"),
    (lambda: Dropout(1.5), "Dropout(1.5): p is a number from 0 to 1, got 1.5"),
    (lambda: BatchNorm2d(eps=0), "BatchNorm2d(eps=0): eps is a number above 0, got 0"),
    (lambda: BatchNorm2d(momentum="a"), "BatchNorm2d(momentum='a'): momentum is a number, got a"),
    (lambda: Softshrink(-1), "Softshrink(-1): lambd is a number from 0, got -1"),
    (lambda: CELU(0), "CELU(0): alpha is a number other than 0, got 0"),
    (lambda: GELU("tan"), "GELU('tan'): unknown approximate 'tan'; did you mean tanh?"),
    (lambda: Embedding(9, embedding_dim=2, padding_idx=0.5), "Embedding(9, embedding_dim=2, padding_idx=0.5): padding_idx is a whole number or None, got 0.5"),
    (lambda: LSTMCell(0), "LSTMCell(0): hidden_size is at least 1, got 0"),
]  # fmt: skip


def test_wrong_settings_are_named() -> None:
    assert [told(call) for call, _ in SETTINGS] == [message for _, message in SETTINGS]


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


def test_what_is_open_is_assumed() -> None:
    for layer, shape, texts in ASSUMED:
        assert [one.text().partition(": ")[0] for one in layer.place(shape).assumed] == texts


# Keras adds one bias; its GRU multiplies one of two with a gate, so that it keeps both (reset_after=True).
BIASES = [(RNNCell, "torch", 2), (RNNCell, "keras", 1), (LSTMCell, "keras", 1), (GRUCell, "keras", 2)]


def test_a_cell_has_the_biases_of_its_framework() -> None:
    for cell, framework, count in BIASES:
        assert len(list(cell(7).place((4,), conventions=conventions(framework)).owned("shift"))) == count


def test_only_torch_counts_the_batches() -> None:
    kept = {
        name: [one.fact.name for one in BatchNorm2d().place((3, 4, 5), conventions=conventions(name)).owned("buffer")]
        for name in ("torch", "keras")
    }
    assert kept == {
        "torch": ["running_mean", "running_var", "num_batches_tracked"], "keras": ["running_mean", "running_var"],
    }  # fmt: skip
