"""What prepares the data inside a network, by the keywords of Keras: scaled by numbers that are given or were seen."""

from __future__ import annotations

from symcount.core.facts import buffer, gives, is_, option, rest, takes
from symcount.core.formal import REQUIRED
from symcount.layers.channelwise import Channels
from symcount.layers.elementwise import SETTING, Elementwise


class Rescaling(Elementwise):
    """Multiply every number by one scale and add one offset; both are given, nothing is learned."""

    scale = option(SETTING, default=REQUIRED)
    offset = option(SETTING, default=0.0)


class Normalization(Channels):
    """Bring every channel to mean 0 and variance 1 by numbers that are given, or that were seen of the data before training.

    The channels come first. Mean and variance that are given are constants, which no one counts.
    """

    mean = option("the mean of every channel, where it is given", default=None)
    variance = option("the variance of every channel, where it is given", default=None)

    places = rest("n", "places of a channel")
    shape = takes(Channels.num_features, places)
    output = gives(Channels.num_features, places)

    seen_mean = buffer(
        Channels.num_features, when=is_(mean, None), label="means", why="the mean of each channel, seen of the data"
    )
    seen_variance = buffer(
        Channels.num_features, when=is_(mean, None), label="variances",
        why="the variance of each channel, seen of the data",
    )  # fmt: skip
    count = buffer(
        1, when=is_(mean, None), label="values seen", integer=True, why="one counter of the values that were seen"
    )
