"""Examples of what image networks are made of beside torch.nn: a layer, its input, and points for its sizes."""

from __future__ import annotations

from collections.abc import Mapping

from symcount.core.layer import Layer
from symcount.core.sizes import sizes
from symcount.layers import *

c, d, g, h, m, n, r, w = sizes("c d g h m n r w")

Written = tuple[Layer, tuple[object, ...], tuple[Mapping[str, int], ...]]

VISION: Mapping[str, Written] = {
    "rescaling": (Rescaling(1 / 255, offset=-1), (3, h, h), ({"h": 9},)),
    "normalization that saw the data": (Normalization(), (c, h, w), ({"c": 3, "h": 5, "w": 4}, {"c": 1, "h": 1, "w": 1})),
    "normalization by given numbers": (Normalization(mean=0.5, variance=2.0), (3, 8, 8), ({},)),
    "stochastic depth": (StochasticDepth(0.2), (n, d), ({"n": 4, "d": 6},)),
    "permute": (Permute((0, 2, 3, 1)), (c, h, w), ({"c": 3, "h": 5, "w": 4}, {"c": 1, "h": 1, "w": 1})),
    "some channels": (Narrow(c), (2 * c, h, 5), ({"c": 3, "h": 4}, {"c": 1, "h": 1})),
    "some of the last dimension": (Narrow(m, dim=2), (n, 12), ({"n": 5, "m": 4}, {"n": 1, "m": 12})),
    "patches merged": (MergePatches(), (h, w, c), ({"h": 8, "w": 6, "c": 4}, {"h": 7, "w": 1, "c": 1})),
    "larger patches merged": (MergePatches(r), (h, 9, 5), ({"h": 8, "r": 4}, {"h": 3, "r": 1})),
    "window attention": (
        ShiftedWindowAttention(num_heads=g, window_size=m), (h, w, g * d),
        ({"g": 3, "d": 4, "m": 7, "h": 14, "w": 20}, {"g": 1, "d": 1, "m": 1, "h": 1, "w": 2}),
    ),
    "window attention without biases": (
        ShiftedWindowAttention(num_heads=2, window_size=(4, 3), shift_size=2, qkv_bias=False, proj_bias=False), (9, 8, d),
        ({"d": 6}, {"d": 2}),
    ),
    "window attention by cosines": (
        ShiftedWindowAttentionV2(num_heads=g, window_size=m), (h, h, g * d),
        ({"g": 3, "d": 4, "m": 8, "h": 16}, {"g": 1, "d": 1, "m": 2, "h": 3}),
    ),
}  # fmt: skip
