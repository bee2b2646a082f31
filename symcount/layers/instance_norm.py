"""Normalization within each example: channel by channel, or groups of channels together."""

from __future__ import annotations

from symcount.core.facts import (
    across,
    at_least,
    divides,
    either,
    flag,
    gives,
    incoming,
    option,
    rest,
    saves,
    saves_input,
    size,
    takes,
)
from symcount.core.layer import Layer
from symcount.layers.allowed import number, number_or_none
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
    scales,
    shifts,
    variances,
)
from symcount.layers.passes import ASKED, STATISTICS, normalized

REPEATED = "PyTorch normalizes as over a batch, with every example's channels as channels of their own"
ALONE = "one place by itself has no variance"


class Extents(OverExtents, abstract=True):
    """The places of a channel are normalized together."""

    places = across("n", "places of a channel", OverExtents.extent, why="the extents of a channel, multiplied")
    deviations = saves_input(ASKED)
    statistics = saves(2, Channels.num_features, label="means and inverse deviations", stored="fp32", why=STATISTICS)


class InstanceNorm(Extents, abstract=True):
    """Bring every channel of every example to mean 0 and variance 1; learned numbers and statistics only if asked for."""

    eps = option(EPS, default=1e-05, allowed=number)
    momentum = option(MOMENTUM, default=0.1, allowed=number_or_none)
    affine = flag(AFFINE, default=False)
    track_running_stats = flag(TRACKED, default=False)
    bias = flag(BIAS)

    weight = scales(Channels.num_features, affine, cite="ulyanov2016")
    offset = shifts(Channels.num_features, (affine, bias), cite="ulyanov2016")
    running_mean = means(Channels.num_features, track_running_stats)
    running_var = variances(Channels.num_features, track_running_stats)
    num_batches_tracked = batches_seen(track_running_stats)

    repeated = saves(Channels.num_features, label="scales", when=affine, why=REPEATED)
    repeated_statistics = saves(
        2, Channels.num_features, label="running statistics", when=track_running_stats, why=REPEATED
    )

    enough = at_least(either(track_running_stats, True, 2, Extents.places), 2, ALONE)


class InstanceNorm1d(InstanceNorm, axes=1):
    """Instance normalization of sequences (c, L)."""


class InstanceNorm2d(InstanceNorm, axes=2):
    """Instance normalization of images (c, H, W)."""


class InstanceNorm3d(InstanceNorm, axes=3):
    """Instance normalization of volumes (c, D, H, W)."""


class LazyInstanceNorm(Extents, abstract=True):
    """As in torch.nn the lazy ones learn numbers and keep statistics unless told not to."""

    lazy = True

    eps = option(EPS, default=1e-05, allowed=number)
    momentum = option(MOMENTUM, default=0.1, allowed=number_or_none)
    affine = flag(AFFINE)
    track_running_stats = flag(TRACKED)
    bias = flag(BIAS)

    weight = scales(Channels.num_features, affine, cite="ulyanov2016")
    offset = shifts(Channels.num_features, (affine, bias), cite="ulyanov2016")
    running_mean = means(Channels.num_features, track_running_stats)
    running_var = variances(Channels.num_features, track_running_stats)
    num_batches_tracked = batches_seen(track_running_stats)

    repeated = saves(Channels.num_features, label="scales", when=affine, why=REPEATED)
    repeated_statistics = saves(
        2, Channels.num_features, label="running statistics", when=track_running_stats, why=REPEATED
    )

    enough = at_least(either(track_running_stats, True, 2, Extents.places), 2, ALONE)


class LazyInstanceNorm1d(LazyInstanceNorm, axes=1):
    """An InstanceNorm1d that never is told its channels."""


class LazyInstanceNorm2d(LazyInstanceNorm, axes=2):
    """An InstanceNorm2d that never is told its channels."""


class LazyInstanceNorm3d(LazyInstanceNorm, axes=3):
    """An InstanceNorm3d that never is told its channels."""


class GroupNorm(Layer):
    """Bring every group of channels of every example to mean 0 and variance 1, then scale and shift every channel."""

    num_groups = size("g", "groups")
    eps = option(EPS, default=1e-05, allowed=number)
    affine = flag(AFFINE)
    bias = flag(BIAS)

    num_channels = incoming("c", "channels", keyword=True)
    places = rest("n", "places of a channel")
    shape = takes(num_channels, places)
    output = gives(num_channels, places)
    operations = normalized(num_channels, places)
    deviations = saves_input(ASKED)
    statistics = saves(2, num_groups, label="means and inverse deviations", stored="fp32", why=STATISTICS)

    equal_groups = divides(num_groups, num_channels, "every group has equally many channels")

    weight = scales(num_channels, affine, cite="wu2018")
    offset = shifts(num_channels, (affine, bias), cite="wu2018")
