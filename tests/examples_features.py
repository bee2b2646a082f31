"""Examples of normalizations, activations, embeddings and cells: a layer, its input, and points for its sizes."""

from __future__ import annotations

from collections.abc import Mapping

from symcount.core.layer import Layer
from symcount.core.sizes import sizes
from symcount.layers import *

c, d, g, h, m, n, v, w = sizes("c d g h m n v w")

Written = tuple[Layer, tuple[object, ...], tuple[Mapping[str, int], ...]]

FEATURES: Mapping[str, Written] = {
    "batch norm over devices": (SyncBatchNorm(), (c, h, 4), ({"c": 6, "h": 4}, {"c": 1, "h": 1})),
    "batch norm told nothing": (LazyBatchNorm1d(), (11,), ({},)),
    "batch norm 2d told nothing": (LazyBatchNorm2d(bias=False), (c, c, c), ({"c": 3}, {"c": 1})),
    "batch norm 3d told nothing": (LazyBatchNorm3d(affine=False), (2, 3, 4, 5), ({},)),
    "batch norm of keras": (BatchNormalization(scale=False), (c, h, 4), ({"c": 6, "h": 4}, {"c": 1, "h": 1})),
    "batch norm of keras without shifts": (BatchNormalization(center=False), (c,), ({"c": 5},)),
    "instance norm": (InstanceNorm2d(), (7, 5, 6), ({},)),
    "instance norm of sizes": (InstanceNorm2d(affine=True), (c, h, w), ({"c": 7, "h": 5, "w": 6}, {"c": 1, "h": 1, "w": 2})),
    "instance norm with statistics": (InstanceNorm1d(track_running_stats=True), (3, 9), ({},)),
    "instance norm 3d": (InstanceNorm3d(affine=True, bias=False), (c, c, c, c), ({"c": 2}, {"c": 5})),
    "instance norm told nothing": (LazyInstanceNorm1d(), (c, n), ({"c": 4, "n": 7}, {"c": 1, "n": 1})),
    "instance norm 2d told nothing": (LazyInstanceNorm2d(affine=False), (4, 1, 1), ({},)),
    "instance norm 3d told nothing": (LazyInstanceNorm3d(track_running_stats=False), (2, 1, 1, 2), ({},)),
    "group norm": (GroupNorm(3), (12, 5, 5), ({},)),
    "group norm of sizes": (GroupNorm(g), (c, n), ({"g": 2, "c": 6, "n": 5}, {"g": 3, "c": 3, "n": 3}, {"g": 1, "c": 1, "n": 1})),
    "group norm without affine": (GroupNorm(1, affine=False), (4, 6), ({},)),
    "rms norm": (RMSNorm(), (10, n), ({"n": 32}, {"n": 1})),
    "rms norm of an image": (RMSNorm((c, 16)), (c, 16), ({"c": 3}, {"c": 16})),
    "local response norm": (LocalResponseNorm(5, alpha=0.001), (c, 5, 5), ({"c": 6},)),
    "response norm over maps": (CrossMapLRN2d(3), (6, h, w), ({"h": 5, "w": 4},)),
    "learned slope": (PReLU(), (c, 4), ({"c": 5}, {"c": 1})),
    "learned slopes": (PReLU(c), (c, h, w), ({"c": 5, "h": 3, "w": 2}, {"c": 1, "h": 1, "w": 1})),
    "learned slopes in numbers": (PReLU(5), (5, 4), ({},)),
    "gated": (GLU(), (10, 2 * n), ({"n": 3}, {"n": 1})),
    "gated channels": (GLU(dim=1), (6, h, 5), ({"h": 7}, {"h": 6})),
    "threshold": (Threshold(0.1, value=20), (n,), ({"n": 4},)),
    "leaky at random": (RReLU(), (3, 4), ({},)),
    "hard shrinking": (Hardshrink(), (3, 4), ({},)),
    "soft shrinking": (Softshrink(0.1), (n, n), ({"n": 3},)),
    "tanh shrinking": (Tanhshrink(), (5,), ({},)),
    "softmin": (Softmin(dim=1), (10,), ({},)),
    "softmax of an image": (Softmax2d(), (c, h, h), ({"c": 3, "h": 4},)),
    "alpha dropout of channels": (FeatureAlphaDropout(0.2), (3, 4, 5), ({},)),
    "linear told nothing": (LazyLinear(m), (n,), ({"n": 13, "m": 9}, {"n": 4, "m": 4}, {"n": 1, "m": 1})),
    "embedding": (Embedding(50, embedding_dim=3, padding_idx=0), (4,), ({},)),
    "embedding of sizes": (Embedding(v, embedding_dim=d), (n,), ({"v": 9, "d": 4, "n": 3}, {"v": 2, "d": 2, "n": 2}, {"v": 1, "d": 1, "n": 1})),
    "embedding of tables": (Embedding(v, embedding_dim=d), (n, 5), ({"v": 7, "d": 2, "n": 3},)),
    "bag of words": (EmbeddingBag(v, embedding_dim=d, mode="sum"), (n,), ({"v": 30, "d": 5, "n": 4}, {"v": 1, "d": 1, "n": 1})),
    "recurrent cell": (RNNCell(7, bias=False), (4,), ({},)),
    "recurrent cell of sizes": (RNNCell(h), (n,), ({"h": 7, "n": 4}, {"h": 3, "n": 3}, {"h": 1, "n": 1})),
    "gated recurrent cell": (GRUCell(h), (n,), ({"h": 7, "n": 4}, {"h": 3, "n": 3}, {"h": 1, "n": 1})),
    "long short-term memory cell": (LSTMCell(h), (n,), ({"h": 7, "n": 4}, {"h": 4, "n": 4}, {"h": 1, "n": 1})),
    "long short-term memory cell without bias": (LSTMCell(7, bias=False), (4,), ({},)),
}  # fmt: skip
