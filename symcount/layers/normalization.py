"""Normalization: over the batch, channel by channel, and over the last dimensions of each example."""

from __future__ import annotations

from symcount.core.facts import (
    buffer,
    each,
    flag,
    gives,
    incoming,
    option,
    rest,
    shape_setting,
    shift,
    takes,
    volume,
    weights,
)
from symcount.core.layer import Layer

SCALE = "each channel is multiplied by a learned number of its own, gamma"
SHIFT = "each channel is shifted by a learned number of its own, beta"


class BatchNorm(Layer, abstract=True):
    """Bring every channel to mean 0 and variance 1 over the batch, then scale and shift it by learned numbers."""

    eps = option("a small number against division by zero", default=1e-05)
    momentum = option("how fast the running statistics follow", default=0.1)
    affine = flag("a learned scale and shift for every channel")
    track_running_stats = flag("running mean and variance are kept for inference")
    bias = flag("a learned shift for every channel, beside the scale")

    num_features = incoming("c", "channels", keyword=True)

    weight = weights(num_features, unit="channel", when=affine, why=SCALE, cite="ioffe2015", label="scales")
    offset = shift(num_features, when=(affine, bias), name="bias", why=SHIFT, cite="ioffe2015", label="shifts")
    running_mean = buffer(
        num_features, label="running means", when=track_running_stats,
        why="the running mean of each channel, kept for inference, not learned",
    )  # fmt: skip
    running_var = buffer(
        num_features, label="running variances", when=track_running_stats,
        why="the running variance of each channel, kept for inference, not learned",
    )  # fmt: skip
    num_batches_tracked = buffer(
        1, label="batches seen", when=track_running_stats, integer=True,
        why="one counter of the batches seen, as PyTorch keeps it",
    )  # fmt: skip


class BatchNorm1d(BatchNorm):
    """Batch normalization of features (c,) or of sequences (c, L)."""

    length = rest("L", "sequence length, where there is one", most=1)
    shape = takes(BatchNorm.num_features, length)
    output = gives(BatchNorm.num_features, length)


class BatchNorm2d(BatchNorm, axes=2):
    """Batch normalization of images (c, H, W)."""

    extent = incoming("{}", "input extent", along=True)
    shape = takes(BatchNorm.num_features, each(extent))
    output = gives(BatchNorm.num_features, each(extent))


class BatchNorm3d(BatchNorm, axes=3):
    """Batch normalization of volumes (c, D, H, W)."""

    extent = incoming("{}", "input extent", along=True)
    shape = takes(BatchNorm.num_features, each(extent))
    output = gives(BatchNorm.num_features, each(extent))


class LayerNorm(Layer):
    """Normalize each example over its last dimensions (the last one unless normalized_shape says more)."""

    normalized_shape = shape_setting("d", "normalized dimensions", default=None)
    eps = option("a small number against division by zero", default=1e-05)
    elementwise_affine = flag("a learned scale for every normalized place")
    bias = flag("a learned shift for every normalized place, beside the scale")

    leading = rest("r", "leading dimensions")
    normalized = rest("d", "normalized places", like=normalized_shape)
    shape = takes(leading, normalized)
    places = volume("d", normalized, why="the places that are normalized together")
    output = gives(leading, normalized)

    weight = weights(
        normalized, unit="place", when=elementwise_affine, cite="ba2016", label="scales",
        why="each normalized place is multiplied by a learned number of its own",
    )  # fmt: skip
    offset = shift(
        normalized, when=(elementwise_affine, bias), name="bias", cite="ba2016", label="shifts",
        why="each normalized place is shifted by a learned number of its own",
    )  # fmt: skip
