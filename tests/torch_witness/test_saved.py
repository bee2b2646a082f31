"""Values saved for the backward pass against autograd's saved tensors: every layer by itself, and networks of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

import symcount.layers as layers
import symcount.layers.activation as activation
import symcount.networks.blocks as blocks
from examples import EXAMPLES
from strategies_calls import Call
from strategies_layers import TWINS
from symcount import Branch, Frozen, Residual, Sequential, saved
from symcount.core.layer import Layer
from symcount.layers import (
    GELU,
    BatchNorm2d,
    Conv2d,
    Dropout,
    Embedding,
    Flatten,
    LayerNorm,
    Linear,
    MaxPool2d,
    MultiheadAttention,
    ReLU,
    Softmax,
)
from torch_witness.going_back import Around, frozen, kept_by_autograd
from torch_witness.twins import LOOKED_UP, WITH_PLACES, call_of, torch, twin

BATCH = 3
nn = torch.nn


def alone() -> Iterator[tuple[Layer, Call]]:
    """Every layer of every example that torch has too, with its input; each once."""
    seen: set[str] = set()
    for example in EXAMPLES.values():
        for row in (row for point in example.points for row in example.rows_at(point)):
            layer = row.case.layer
            # a lazy layer is the one it becomes; its tensors are not there before it has seen an input
            if row.case.theory.name in TWINS and not layer.lazy and f"{layer!r}{row.case.input}" not in seen:
                seen.add(f"{layer!r}{row.case.input}")
                yield layer, call_of(layer, row.case.input)


def test_every_layer_keeps_what_autograd_saves() -> None:
    wrong, names = {}, set()
    for layer, call in alone():
        names.add(call.name)
        if pads_unevenly(call):
            continue  # told below
        ours = saved(layer, call.shape, batch=BATCH, input_gradient=call.name not in LOOKED_UP)
        torchs = kept_by_autograd(twin(call).train(), inputs_of(call))
        if int(ours) != torchs:
            wrong[f"{layer!r} on {call.shape}"] = (int(ours), torchs)
    assert wrong == {}
    owning = {"Linear", "Conv1d", "Conv2d", "Conv3d", "ConvTranspose2d", "Embedding", "PReLU", "GRUCell", "LayerNorm"}
    assert names >= owning | {"BatchNorm2d", "GroupNorm", "RMSNorm", "MaxPool2d", "AvgPool2d", "Softmax"}


def test_every_activation_keeps_what_autograd_saves() -> None:
    names = [name for name, one in vars(activation).items() if getattr(one, "__module__", "") == activation.__name__]
    kinds = [name for name in names if hasattr(nn, name)]
    assert {"ReLU", "GELU", "SiLU", "Sigmoid", "Tanh", "ELU", "Mish", "Softplus"} <= set(kinds)
    chosen: dict[str, dict[str, Any]] = {"Threshold": {"threshold": 0.1, "value": 2.0}}
    for name in kinds:
        told = chosen.get(name, {})
        x = torch.randn(BATCH, 4, 5, requires_grad=True)
        ours = saved(getattr(layers, name)(**told), (4, 5), batch=BATCH, input_gradient=True)
        assert int(ours) == kept_by_autograd(getattr(nn, name)(**told), (x,)), name


def inputs_of(call: Call) -> tuple[Any, ...]:
    """A batch of inputs that need a gradient, but for words."""
    if call.name in LOOKED_UP:
        return (torch.zeros(BATCH, *call.shape, dtype=torch.long),)
    first = torch.randn(BATCH, *call.shape, requires_grad=True)
    return (first, torch.zeros_like(first).long()) if call.name in WITH_PLACES else (first,)


def pads_unevenly(call: Call) -> bool:
    """Whether padding="same" adds one more behind than before."""
    if call.settings.get("padding") != "same":
        return False
    axes = len(call.shape) - 1
    sides, spread = (
        one if isinstance(one, tuple) else (one,) * axes
        for one in (call.settings["kernel_size"], call.settings["dilation"])
    )
    return any(d * (f - 1) % 2 for f, d in zip(sides, spread, strict=True))


def test_of_an_input_that_is_padded_unevenly_torch_keeps_a_copy() -> None:
    """torch pads the input by one place itself before it convolves and keeps that; a layer needs its input alone."""
    module = nn.Conv1d(3, 5, 4, padding="same")
    assert kept_by_autograd(module, (torch.randn(BATCH, 3, 9, requires_grad=True),)) == BATCH * 3 * (9 + 1)
    assert saved(layers.Conv1d(5, kernel_size=4, padding="same"), (3, 9), batch=BATCH) == BATCH * 3 * 9


STEPS, FEATURES, HIDDEN, PROJECTED = 4, 5, 3, 2


@pytest.mark.parametrize("given", [False, True], ids=["zeros", "given"])
@pytest.mark.parametrize("name", ["RNN", "GRU", "LSTM"])
def test_recurrent_layers_keep_what_autograd_saves(name: str, given: bool) -> None:
    """LSTM without oneDNN, whose own store is in bytes."""
    for chosen in ({}, {"bias": False}, {"num_layers": 3}, {"num_layers": 2, "bidirectional": True}, {"proj_size": 2}):
        if "proj_size" in chosen and name != "LSTM":
            continue
        states = int(chosen.get("num_layers", 1)) * (1 + int(chosen.get("bidirectional", False)))
        first = (states, int(chosen.get("proj_size", HIDDEN)))
        shapes = [(STEPS, FEATURES), *([first, (states, HIDDEN)][: 1 + (name == "LSTM")] if given else [])]
        x, *hidden = (torch.randn(a, BATCH, b, requires_grad=True) for a, b in shapes)
        module = getattr(nn, name)(FEATURES, HIDDEN, **chosen)
        told = (x, tuple(hidden) if name == "LSTM" else hidden[0]) if given else (x,)
        ours = saved(getattr(blocks, name)(HIDDEN, **chosen), inputs=shapes, batch=BATCH, input_gradient=True)
        assert int(ours) == kept_by_autograd(module, told), chosen


@pytest.mark.parametrize("name", ["RNNCell", "GRUCell", "LSTMCell"])
def test_cells_with_a_state_keep_what_autograd_saves(name: str) -> None:
    count = 2 if name == "LSTMCell" else 1
    states = [torch.randn(BATCH, HIDDEN, requires_grad=True) for _ in range(count)]
    x = torch.randn(BATCH, FEATURES, requires_grad=True)
    torchs = kept_by_autograd(getattr(nn, name)(FEATURES, HIDDEN), (x, tuple(states) if count == 2 else states[0]))
    shapes = [(FEATURES,), *[(HIDDEN,)] * count]
    ours = saved(getattr(layers, name)(HIDDEN), inputs=shapes, batch=BATCH, input_gradient=True)
    assert int(ours) == torchs


def test_distances_keep_both_inputs_and_what_is_made_of_them_together() -> None:
    for shapes in (((4,), (4,)), ((3, 4), (3, 1)), ((1, 4), (3, 4)), ((2, 1, 4), (2, 3, 1))):
        for name, chosen in (
            ("CosineSimilarity", {"dim": -1}), ("CosineSimilarity", {"dim": 1}), ("PairwiseDistance", {"keepdim": True})
        ):  # fmt: skip
            given = [torch.randn(BATCH, *shape, requires_grad=True) for shape in shapes]
            ours = saved(getattr(layers, name)(**chosen), inputs=shapes, batch=BATCH, input_gradient=True)
            assert int(ours) == kept_by_autograd(getattr(nn, name)(**chosen), given), (name, shapes)


# The facts of the field say of conv-BN-ReLU: the input, then twice what each convolution gives and its statistics.
NETWORKS: dict[str, tuple[Sequential, Any, Sequence[int]]] = {
    "conv-BN-ReLU": (
        Sequential(Conv2d(4, kernel_size=3), BatchNorm2d(), ReLU(), Conv2d(2, kernel_size=3), BatchNorm2d(), ReLU()),
        nn.Sequential(
            nn.Conv2d(3, 4, 3), nn.BatchNorm2d(4), nn.ReLU(), nn.Conv2d(4, 2, 3), nn.BatchNorm2d(2), nn.ReLU()
        ),
        (3, 8, 8),
    ),
    "convolutional": (
        Sequential(Conv2d(4, kernel_size=3), ReLU(), MaxPool2d(2), Flatten(), Linear(6), GELU(), Dropout(0.5), Linear(2)),
        nn.Sequential(
            nn.Conv2d(3, 4, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(36, 6), nn.GELU(), nn.Dropout(0.5),
            nn.Linear(6, 2),
        ),
        (3, 8, 8),
    ),
    "residual": (
        Sequential(Linear(5), Residual(Linear(5), ReLU(), Linear(5)), ReLU(), Linear(2), Softmax(-1)),
        nn.Sequential(
            nn.Linear(5, 5), Around(nn.Linear(5, 5), nn.ReLU(), nn.Linear(5, 5)), nn.ReLU(), nn.Linear(5, 2),
            nn.Softmax(-1),
        ),
        (5,),
    ),
    "frozen first": (
        Sequential(Frozen(Linear(5), GELU(), Linear(5)), ReLU(), LayerNorm(), Linear(2)),
        nn.Sequential(
            frozen(nn.Linear(5, 5)), nn.GELU(), frozen(nn.Linear(5, 5)), nn.ReLU(), nn.LayerNorm(5), nn.Linear(5, 2)
        ),
        (5,),
    ),
    "frozen later": (
        Sequential(Linear(5), Frozen(Linear(4), GELU(), Linear(5)), Linear(2)),
        nn.Sequential(nn.Linear(5, 5), frozen(nn.Linear(5, 4)), nn.GELU(), frozen(nn.Linear(4, 5)), nn.Linear(5, 2)),
        (5,),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NETWORKS)
def test_networks_keep_each_tensor_once(name: str) -> None:
    ours, module, shape = NETWORKS[name]
    for needed in (False, True):
        data = torch.randn(BATCH, *shape, requires_grad=needed)
        assert int(saved(ours, tuple(shape), batch=BATCH, input_gradient=needed)) == kept_by_autograd(module, (data,))


def test_attention_keeps_what_autograd_saves() -> None:
    module = nn.MultiheadAttention(8, 2, batch_first=True)
    for asked, told in ((5, 5), (5, 4)):
        x, y = torch.randn(BATCH, asked, 8, requires_grad=True), torch.randn(BATCH, told, 8, requires_grad=True)
        attending = (x, x, x) if asked == told else (x, y, y)
        shapes = [(asked, 8)] if asked == told else [(asked, 8), (told, 8)]
        ours = saved(MultiheadAttention(num_heads=2, batch_first=True), inputs=shapes, batch=BATCH, input_gradient=True)
        assert int(ours) == kept_by_autograd(module, attending)


def test_a_transformer_layer_keeps_what_the_field_measured() -> None:
    """In 16 bits 32sbh + 2as²b + 8sb bytes without dropout, as measured of PyTorch's autograd: 16 bits for each value.

    There the statistics of both normalizations take 16 bits too, as on a processor; on graphics cards torch keeps
    them in fp32, and so do our bytes.
    """
    h, s, a = 32, 8, 4
    layer = blocks.TransformerEncoderLayer(nhead=a, dim_feedforward=4 * h, activation="gelu", dropout=0.0)
    kept = saved(layer, (s, h), input_gradient=True)
    assert 2 * int(kept) == 32 * s * h + 2 * a * s * s + 8 * s
    assert kept.bytes("bf16") == 2 * int(kept) + 8 * s


def test_words_and_branches_keep_each_tensor_once() -> None:
    """Two branches read one tensor, which is kept once."""

    class Both(nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.table, self.a, self.b = nn.Embedding(9, 4), nn.Linear(4, 4), nn.Linear(4, 4)

        def forward(self, words: Any) -> Any:
            found = self.table(words)
            return self.a(found) + self.b(found)

    ours = Sequential(Embedding(9, embedding_dim=4), Branch(Linear(4), Linear(4), join="add"))
    words = torch.randint(0, 9, (BATCH, 5))
    assert int(saved(ours, (5,), batch=BATCH)) == kept_by_autograd(Both(), (words,)) == BATCH * (5 + 5 * 4)
