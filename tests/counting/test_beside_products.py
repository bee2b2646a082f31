"""What conventions count beside products: biases, softmax, activations and normalizations of layers that do several."""

from __future__ import annotations

import pytest

from symcount import (
    GRU,
    LSTM,
    RNN,
    ConvLSTM,
    GroupedQueryAttention,
    LSTMCell,
    MultiheadAttention,
    MultiheadLatentAttention,
    flops,
)
from symcount.networks.composite import Network

LATENT = MultiheadLatentAttention(2, kv_lora_rank=7, qk_nope_head_dim=3, qk_rope_head_dim=2, v_head_dim=4)
# Additions of biases in PyTorch's and in Keras's way, then what softmax (5 a value), activations (2) and
# normalizations (7) take, as LLM-Viewer counts them; by hand: T = 4 steps or t = 5 tokens, h = 3 units, d = 8.
CASES: dict[str, tuple[Network, tuple[int, ...], int, int, int]] = {
    "RNN": (RNN(3), (4, 5), 4 * 3 * 2, 4 * 3, 2 * 4 * 3),
    "GRU": (GRU(3), (4, 5), 4 * 9 * 2, 4 * 9 * 2, 2 * 4 * 9),
    "LSTM": (LSTM(3), (4, 5), 4 * 12 * 2, 4 * 12, 2 * 4 * 15),
    "LSTM without biases": (LSTM(3, bias=False), (4, 5), 0, 0, 2 * 4 * 15),
    "LSTMCell": (LSTMCell(3), (5,), 12 * 2, 12, 2 * 15),
    "ConvLSTM": (ConvLSTM(2, kernel_size=3), (4, 3, 6, 5), 4 * 8 * 30, 4 * 8 * 30, 2 * 4 * 10 * 30),
    "attention": (MultiheadAttention(num_heads=2), (5, 8), 4 * 5 * 8, 4 * 5 * 8, 5 * 2 * 5 * 5),
    "shared keys": (
        GroupedQueryAttention(4, num_kv_heads=2, qkv_bias=True), (5, 8), 5 * (8 + 4 + 4), 5 * (8 + 4 + 4), 5 * 4 * 5 * 5
    ),
    "latents": (LATENT, (5, 8), 0, 0, 5 * 2 * 5 * 5 + 7 * 5 * 7),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_biases_and_single_values_are_counted_where_they_are_asked_for(name: str) -> None:
    net, shape, torchs, kerases, beside = CASES[name]
    for framework, biases in (("torch", torchs), ("keras", kerases)):
        plain = int(flops(net, shape, convention=framework))
        assert int(flops(net, shape, convention=(framework, "bias-counted"))) - plain == biases
        assert int(flops(net, shape, convention=(framework, "elementwise-counted"))) - plain == beside
