"""Normalization within each example: channel by channel, or groups of channels together."""

from __future__ import annotations

from symcount.core.expression import Operand
from symcount.core.facts import (
    at_least,
    divides,
    either,
    flag,
    gives,
    incoming,
    option,
    rest,
    size,
    takes,
)
from symcount.core.formal import Formal
from symcount.core.layer import Layer
from symcount.core.stated import Needs
from symcount.layers.channelwise import (
    AFFINE,
    BIAS,
    EPS,
    MOMENTUM,
    TRACKED,
    Channels,
    OverImages,
    OverSequences,
    OverVolumes,
    batches_seen,
    means,
    scales,
    shifts,
    variances,
)


def several(places: Operand, tracked: Formal) -> Needs:
    """More than one place to normalize over, unless running statistics stand in for them."""
    return at_least(either(tracked, True, 2, places), 2, "one place by itself has no variance")


class InstanceNorm(Channels, abstract=True):
    """Bring every channel of every example to mean 0 and variance 1; learned numbers and statistics only if asked for."""

    eps = option(EPS, default=1e-05)
    momentum = option(MOMENTUM, default=0.1)
    affine = flag(AFFINE, default=False)
    track_running_stats = flag(TRACKED, default=False)
    bias = flag(BIAS)

    weight = scales(Channels.num_features, affine, cite="ulyanov2016")
    offset = shifts(Channels.num_features, (affine, bias), cite="ulyanov2016")
    running_mean = means(Channels.num_features, track_running_stats)
    running_var = variances(Channels.num_features, track_running_stats)
    num_batches_tracked = batches_seen(track_running_stats)


class InstanceNorm1d(InstanceNorm, OverSequences):
    """Instance normalization of sequences (c, L)."""

    enough = several(OverSequences.length, InstanceNorm.track_running_stats)


class InstanceNorm2d(InstanceNorm, OverImages):
    """Instance normalization of images (c, H, W)."""

    enough = several(OverImages.height * OverImages.width, InstanceNorm.track_running_stats)


class InstanceNorm3d(InstanceNorm, OverVolumes):
    """Instance normalization of volumes (c, D, H, W)."""

    enough = several(OverVolumes.depth * OverVolumes.height * OverVolumes.width, InstanceNorm.track_running_stats)


class LazyInstanceNorm(Channels, abstract=True):
    """As in torch.nn the lazy ones learn numbers and keep statistics unless told not to."""

    lazy = True

    eps = option(EPS, default=1e-05)
    momentum = option(MOMENTUM, default=0.1)
    affine = flag(AFFINE)
    track_running_stats = flag(TRACKED)
    bias = flag(BIAS)

    weight = scales(Channels.num_features, affine, cite="ulyanov2016")
    offset = shifts(Channels.num_features, (affine, bias), cite="ulyanov2016")
    running_mean = means(Channels.num_features, track_running_stats)
    running_var = variances(Channels.num_features, track_running_stats)
    num_batches_tracked = batches_seen(track_running_stats)


class LazyInstanceNorm1d(LazyInstanceNorm, OverSequences):
    """An InstanceNorm1d that never is told its channels."""

    enough = several(OverSequences.length, LazyInstanceNorm.track_running_stats)


class LazyInstanceNorm2d(LazyInstanceNorm, OverImages):
    """An InstanceNorm2d that never is told its channels."""

    enough = several(OverImages.height * OverImages.width, LazyInstanceNorm.track_running_stats)


class LazyInstanceNorm3d(LazyInstanceNorm, OverVolumes):
    """An InstanceNorm3d that never is told its channels."""

    enough = several(OverVolumes.depth * OverVolumes.height * OverVolumes.width, LazyInstanceNorm.track_running_stats)


class GroupNorm(Layer):
    """Bring every group of channels of every example to mean 0 and variance 1, then scale and shift every channel."""

    num_groups = size("g", "groups")
    eps = option(EPS, default=1e-05)
    affine = flag(AFFINE)
    bias = flag(BIAS)

    num_channels = incoming("c", "channels", keyword=True)
    places = rest("n", "places of a channel")
    shape = takes(num_channels, places)
    output = gives(num_channels, places)

    equal_groups = divides(num_groups, num_channels, "every group has equally many channels")

    weight = scales(num_channels, affine, cite="wu2018")
    offset = shifts(num_channels, (affine, bias), cite="wu2018")
