"""Examples of attention, recurrence, experts and layers that are networks inside: a layer, its input, and points."""

from __future__ import annotations

from collections.abc import Mapping

from symcount.core.sizes import sizes
from symcount.layers import *
from symcount.networks.blocks import *
from symcount.networks.composite import Network

c, d, e, h, k, n, p, q, r, t, w, E, F, L, T = sizes("c d e h k n p q r t w E F L T")

Written = tuple[Network, tuple[object, ...], tuple[Mapping[str, int], ...]]

BLOCKS: Mapping[str, Written] = {
    "attention": (MultiheadAttention(16, num_heads=4), (7, 16), ({},)),
    "attention of sizes": (MultiheadAttention(num_heads=h), (t, d), ({"t": 5, "d": 6, "h": 3}, {"t": 2, "d": 2, "h": 2}, {"t": 1, "d": 1, "h": 1})),
    "attention with more keys": (MultiheadAttention(num_heads=2, bias=False, add_bias_kv=True, add_zero_attn=True), (t, d), ({"t": 5, "d": 6},)),
    "grouped queries": (
        GroupedQueryAttention(h, num_kv_heads=k), (t, d),
        ({"t": 5, "d": 24, "h": 4, "k": 2}, {"t": 1, "d": 2, "h": 2, "k": 2}),
    ),
    "grouped queries through a window": (
        GroupedQueryAttention(h, num_kv_heads=k, head_dim=e, window=w, qkv_bias=True), (t, d),
        ({"t": 5, "d": 7, "h": 4, "k": 2, "e": 3, "w": 3}, {"t": 2, "d": 2, "h": 1, "k": 1, "e": 2, "w": 9}),
    ),
    "one head of keys": (GroupedQueryAttention(8, num_kv_heads=1, bias=True), (t, 32), ({"t": 3},)),
    "latent attention": (
        MultiheadLatentAttention(h, kv_lora_rank=r, q_lora_rank=q, qk_nope_head_dim=e, qk_rope_head_dim=4, v_head_dim=e), (t, d),
        ({"t": 5, "d": 8, "h": 2, "r": 3, "q": 4, "e": 6}, {"t": 1, "d": 2, "h": 2, "r": 2, "q": 2, "e": 2}),
    ),
    "latent attention without a latent of queries": (
        MultiheadLatentAttention(2, kv_lora_rank=4, qk_nope_head_dim=6, qk_rope_head_dim=2, v_head_dim=6), (t, 8), ({"t": 4},),
    ),
    "experts": (
        MixtureOfExperts(E, num_experts_per_token=k, hidden_features=F), (t, d),
        ({"t": 5, "d": 4, "E": 8, "k": 2, "F": 7}, {"t": 2, "d": 2, "E": 2, "k": 2, "F": 2}),
    ),
    "experts beside shared ones": (
        MixtureOfExperts(6, num_experts_per_token=2, hidden_features=F, num_shared_experts=2, gated=False), (d,), ({"d": 4, "F": 3},),
    ),
    "scaled branch": (LayerScale(), (t, d), ({"t": 3, "d": 5}, {"t": 1, "d": 1})),
    "scaled channels": (LayerScale(dim=1), (c, 4, 4), ({"c": 3},)),
    "token of the class": (ClassToken(), (t, d), ({"t": 3, "d": 5}, {"t": 2, "d": 2})),
    "images in time": (
        ConvLSTM(k, kernel_size=(3, e)), (T, c, 6, w),
        ({"k": 4, "e": 5, "T": 3, "c": 2, "w": 7}, {"k": 1, "e": 1, "T": 1, "c": 1, "w": 1}),
    ),
    "recurrent": (RNN(20, num_layers=3, bias=False), (7, 10), ({},)),
    "recurrent of sizes": (RNN(h), (T, n), ({"h": 7, "T": 4, "n": 3}, {"h": 2, "T": 2, "n": 2}, {"h": 1, "T": 1, "n": 1})),
    "projected memory": (LSTM(h, num_layers=2, proj_size=p, bias=False), (T, n), ({"h": 5, "p": 2, "T": 4, "n": 3},)),
    "encoder layer": (
        TransformerEncoderLayer(nhead=h, dim_feedforward=F), (t, d),
        ({"t": 5, "d": 6, "h": 3, "F": 7}, {"t": 2, "d": 2, "h": 2, "F": 2}),
    ),
    "encoder layer that normalizes first": (TransformerEncoderLayer(nhead=2, dim_feedforward=F, norm_first=True, bias=False), (t, 6), ({"t": 5, "F": 7},)),
    "adaptive softmax": (AdaptiveLogSoftmaxWithLoss(60, cutoffs=(10, 20, 40), div_value=2.0, head_bias=True), (24,), ({},)),
    "adaptive softmax of sizes": (
        AdaptiveLogSoftmaxWithLoss(n, cutoffs=(k, q)), (d,), ({"n": 20, "k": 4, "q": 9, "d": 33}, {"n": 99, "k": 1, "q": 2, "d": 16}),
    ),
    "squeezed channels": (SqueezeExcite(reduction=r), (c, 5, 5), ({"c": 8, "r": 4}, {"c": 3, "r": 3})),
    "squeezed to some channels": (SqueezeExcite(squeeze_channels=q), (c, h, w), ({"c": 8, "q": 3, "h": 4, "w": 5},)),
    "gated hidden units": (SwiGLU(F), (t, d), ({"t": 5, "d": 4, "F": 7}, {"t": 2, "d": 2, "F": 2})),
    "adapted linear": (LoRA(Linear(n), rank=r), (t, d), ({"t": 5, "d": 6, "n": 7, "r": 2}, {"t": 2, "d": 2, "n": 2, "r": 2})),
    "adapted convolution": (LoRA(Conv2d(k, kernel_size=3, stride=2, padding=1, groups=2), rank=2 * r), (c, 8, 8), ({"c": 4, "k": 6, "r": 1},)),
}  # fmt: skip

# Layers that are repeated a symbolic number of times.
REPEATED: Mapping[str, Written] = {
    "gated recurrent layers": (GRU(h, num_layers=L), (T, n), ({"h": 3, "T": 4, "n": 5, "L": 3}, {"h": 2, "T": 2, "n": 2, "L": 2})),
    "memory both ways": (
        LSTM(h, num_layers=L, bidirectional=True), (T, n), ({"h": 3, "T": 4, "n": 5, "L": 3}, {"h": 2, "T": 2, "n": 4, "L": 1}),
    ),
    "encoder": (
        TransformerEncoder(TransformerEncoderLayer(nhead=h, dim_feedforward=F, activation="gelu"), num_layers=L, norm=LayerNorm()), (t, d),
        ({"t": 5, "d": 6, "h": 3, "F": 7, "L": 4}, {"t": 2, "d": 2, "h": 2, "F": 2, "L": 1}),
    ),
}  # fmt: skip
