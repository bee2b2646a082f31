"""Batch normalization by the keywords of Keras, which lets a network have the shifts without the scales."""

from __future__ import annotations

from symcount.core.facts import flag, gives, option, rest, saves_input, takes
from symcount.layers.channelwise import BIAS, EPS, MOMENTUM, Channels, means, over_the_batch, scales, shifts, variances
from symcount.layers.passes import ASKED, normalized


class BatchNormalization(Channels):
    """Bring every channel to mean 0 and variance 1 over the batch, then scale it, shift it, or both; inputs (c, ...)."""

    momentum = option(MOMENTUM, default=0.99)
    epsilon = option(EPS, default=0.001)
    center = flag(BIAS)
    scale = flag("a learned factor for every channel")

    places = rest("n", "places of a channel")
    shape = takes(Channels.num_features, places)
    output = gives(Channels.num_features, places)
    operations = normalized(Channels.num_features, places)
    deviations = saves_input(ASKED)
    statistics = over_the_batch(Channels.num_features)

    weight = scales(Channels.num_features, scale, cite="ioffe2015")
    offset = shifts(Channels.num_features, (center,), cite="ioffe2015")
    running_mean = means(Channels.num_features)
    running_var = variances(Channels.num_features)
