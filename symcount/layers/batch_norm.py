"""Batch normalization: every channel is brought to mean 0 and variance 1 over the batch."""

from __future__ import annotations

from symcount.core.facts import convention, flag, gives, is_, option, rest, saves_input, takes
from symcount.layers.allowed import above_zero, number_or_none
from symcount.layers.channelwise import (
    AFFINE,
    BIAS,
    EPS,
    MOMENTUM,
    TRACKED,
    Channels,
    OverExtents,
    batches_seen,
    means,
    over_the_batch,
    scales,
    shifts,
    variances,
)
from symcount.layers.passes import ASKED, normalized


class BatchNorm(Channels, abstract=True):
    """Bring every channel to mean 0 and variance 1 over the batch, then scale and shift it by learned numbers."""

    eps = option(EPS, default=1e-05, allowed=above_zero)
    momentum = option(MOMENTUM, default=0.1, allowed=number_or_none)
    affine = flag(AFFINE)
    track_running_stats = flag(TRACKED)
    bias = flag(BIAS)
    framework = convention("framework")

    weight = scales(Channels.num_features, affine, cite="ioffe2015")
    offset = shifts(Channels.num_features, (affine, bias), cite="ioffe2015")
    deviations = saves_input(ASKED)
    statistics = over_the_batch(Channels.num_features)
    running_mean = means(Channels.num_features, track_running_stats)
    running_var = variances(Channels.num_features, track_running_stats)
    num_batches_tracked = batches_seen(track_running_stats, is_(framework, "torch"))


class OverFeatures(Channels, abstract=True):
    """Features (c,) or sequences (c, L)."""

    length = rest("L", "sequence length, where there is one", most=1)
    shape = takes(Channels.num_features, length)
    output = gives(Channels.num_features, length)
    operations = normalized(Channels.num_features, length)


class BatchNorm1d(BatchNorm, OverFeatures):
    """Batch normalization of features (c,) or of sequences (c, L)."""


class BatchNorm2d(BatchNorm, OverExtents, axes=2):
    """Batch normalization of images (c, H, W)."""


class BatchNorm3d(BatchNorm, OverExtents, axes=3):
    """Batch normalization of volumes (c, D, H, W)."""


class LazyBatchNorm1d(BatchNorm, OverFeatures):
    """A BatchNorm1d that never is told its channels."""

    lazy = True


class LazyBatchNorm2d(BatchNorm, OverExtents, axes=2):
    """A BatchNorm2d that never is told its channels."""

    lazy = True


class LazyBatchNorm3d(BatchNorm, OverExtents, axes=3):
    """A BatchNorm3d that never is told its channels."""

    lazy = True


class SyncBatchNorm(BatchNorm):
    """Batch normalization over the batches of several devices together, of inputs (c, ...)."""

    process_group = option("the devices that go together", default=None)

    places = rest("n", "places of a channel")
    shape = takes(Channels.num_features, places)
    output = gives(Channels.num_features, places)
    operations = normalized(Channels.num_features, places)
