"""What dropout inside a layer leaves behind for the backward pass, and which bags of words are told apart, by autograd."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any

import pytest
from torch.nn.attention import SDPBackend, sdpa_kernel

import symcount
from symcount import GELU, Dropout, EmbeddingBag, Frozen, Linear, ReLU, Sequential, TransformerEncoderLayer, saved
from torch_witness.going_back import kept_by_autograd
from torch_witness.twins import torch

nn = torch.nn
BATCH, TOKENS, WIDTH = 3, 5, 4


def attentive(name: str, inputs: int, **chosen: Any) -> tuple[int, int]:
    """What we say of a layer with attention, and what autograd keeps where no fused kernel works it out again."""
    given = [torch.randn(TOKENS + k, BATCH, WIDTH, requires_grad=True) for k in range(inputs)]
    module = getattr(nn, name)(WIDTH, **chosen).train()
    shapes = [(one.shape[0], one.shape[2]) for one in given]
    asked = (given[0], given[-1], given[-1]) if name == "MultiheadAttention" else given
    with sdpa_kernel(SDPBackend.MATH):
        theirs = kept_by_autograd(module, asked)
    return int(saved(getattr(symcount, name)(**chosen), inputs=shapes, batch=BATCH, input_gradient=True)), theirs


@pytest.mark.parametrize("dropout", [0.0, 0.1])
def test_attention_and_transformer_layers_keep_their_masks(dropout: float) -> None:
    hidden = {"dim_feedforward": 7, "dropout": dropout}
    for heads in (1, 2):
        for inputs in (1, 2):
            ours, theirs = attentive("MultiheadAttention", inputs, num_heads=heads, dropout=dropout)
            assert ours == theirs, (heads, inputs)
        for activation, first in product(("relu", "gelu"), (False, True)):
            told: Mapping[str, Any] = {"nhead": heads, "activation": activation, "norm_first": first, **hidden}
            for name, inputs in (("TransformerEncoderLayer", 1), ("TransformerDecoderLayer", 2)):
                ours, theirs = attentive(name, inputs, **told)
                assert ours == theirs, (name, told)


def test_a_transformer_layer_keeps_what_is_published() -> None:
    """Korthikanti et al. 2022 (arXiv:2205.05198), equation 1: sbh(34 + 5as/h) bytes in 16 bits, masks of one byte each.

    It leaves out the mean and the spread of every token in both normalizations, which are kept in fp32. torch's
    layer has one dropout more than the published one, on the 4h hidden units: 4sbh bytes of its mask.
    """
    h, s, a, b = 32, 8, 4, 2
    layer = TransformerEncoderLayer(nhead=a, dim_feedforward=4 * h, activation="gelu", dropout=0.1)
    statistics = 2 * (2 * s * b) * 4
    kept = saved(layer, (s, h), batch=b, input_gradient=True).bytes("bf16")
    assert kept == (34 + 4) * s * b * h + 5 * a * s * s * b + statistics


@pytest.mark.parametrize("name", ["RNN", "GRU", "LSTM"])
def test_recurrent_layers_keep_the_masks_between_them(name: str) -> None:
    for layers, both, dropout in product((1, 2, 3), (False, True), (0.0, 0.5)):
        chosen = {"num_layers": layers, "bidirectional": both, "dropout": dropout if layers > 1 else 0.0}
        x = torch.randn(TOKENS, BATCH, WIDTH, requires_grad=True)
        theirs = kept_by_autograd(getattr(nn, name)(WIDTH, 3, **chosen), (x,))
        ours = saved(getattr(symcount, name)(3, **chosen), (TOKENS, WIDTH), batch=BATCH, input_gradient=True)
        assert int(ours) == theirs, chosen


def test_a_dropout_of_nothing_hands_its_input_on() -> None:
    for p, activation in product((0.0, 0.5), ("ReLU", "GELU")):
        theirs = nn.Sequential(nn.Linear(4, 6), getattr(nn, activation)(), nn.Dropout(p), nn.Linear(6, 2))
        ours = Sequential(Linear(6), {"ReLU": ReLU, "GELU": GELU}[activation](), Dropout(p), Linear(2))
        x = torch.randn(BATCH, 4, requires_grad=True)
        assert int(saved(ours, (4,), batch=BATCH, input_gradient=True)) == kept_by_autograd(theirs, (x,)), (
            p,
            activation,
        )


def test_layers_that_do_not_train_keep_what_autograd_keeps_of_them() -> None:
    """A convolution's input is kept all the same, a fully connected layer's is not."""
    wide, flat = (4, 3, 3), (4,)
    for name, told, shape, theirs in (
        ("Conv2d", {"out_channels": 4, "kernel_size": 1}, wide, {"in_channels": 4}),
        ("ConvTranspose2d", {"out_channels": 4, "kernel_size": 1}, wide, {"in_channels": 4}),
        ("Linear", {"out_features": 4}, flat, {"in_features": 4}),
        ("BatchNorm2d", {}, wide, {"num_features": 4}),
        ("GroupNorm", {"num_groups": 2}, wide, {"num_channels": 4}),
        ("LayerNorm", {}, flat, {"normalized_shape": 4}),
        ("RMSNorm", {}, flat, {"normalized_shape": 4}),
        ("PReLU", {}, flat, {}),
    ):
        module = getattr(nn, name)(**theirs, **told).requires_grad_(False)
        x = torch.randn(BATCH, *shape, requires_grad=True)
        ours = saved(Frozen(getattr(symcount, name)(**told)), shape, batch=BATCH, input_gradient=True)
        assert int(ours) == kept_by_autograd(module, (x,)), name


def test_a_bag_keeps_the_bag_of_every_word_and_where_its_largest_stand() -> None:
    for mode, padding, width in product(("sum", "mean", "max"), (None, 0), (1, 5)):
        chosen = {"mode": mode, "padding_idx": padding}
        words = torch.zeros(BATCH, TOKENS, dtype=torch.long)
        theirs = kept_by_autograd(nn.EmbeddingBag(7, width, **chosen), (words,))
        ours = saved(EmbeddingBag(7, embedding_dim=width, **chosen), (TOKENS,), batch=BATCH)
        assert int(ours) == theirs, (chosen, width)
