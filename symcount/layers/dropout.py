"""Dropout: while training, numbers or whole channels are set to zero at random; nothing is learned."""

from __future__ import annotations

from symcount.core.facts import gives, incoming, is_not, option, rest, saves, takes
from symcount.core.layer import Layer
from symcount.layers.allowed import share
from symcount.layers.elementwise import SETTING, Elementwise
from symcount.layers.passes import MASK


class Drop(Layer, abstract=True):
    """What every dropout is told."""

    rests = True

    p = option("the share that is set to zero", default=0.5, allowed=share)
    inplace = option(SETTING, default=False)

    @property
    def view(self) -> bool:
        """Where nothing is set to zero, what came goes on."""
        return bool(self.p == 0)


class DropNumbers(Drop, Elementwise, abstract=True):
    """Every number by itself is set to zero or kept."""

    mask = saves(Elementwise.values, label="mask", stored="mask", when=is_not(Drop.p, 0), why=MASK)


class DropChannels(Drop, abstract=True):
    """Every channel as a whole is set to zero or kept."""

    channels = incoming("c", "channels")
    places = rest("n", "places of a channel")
    shape = takes(channels, places)
    output = gives(channels, places)
    mask = saves(channels, label="mask", stored="mask", when=is_not(Drop.p, 0), why=MASK)


class Dropout(DropNumbers):
    """While training, numbers are set to zero at random."""


class Dropout1d(Drop):
    """While training, whole channels of a sequence (c, L) are set to zero at random."""

    channels = incoming("c", "channels")
    length = rest("L", "sequence length, where there is one", most=1)
    shape = takes(channels, length)
    output = gives(channels, length)
    mask = saves(channels, label="mask", stored="mask", when=is_not(Drop.p, 0), why=MASK)


class Dropout2d(DropChannels):
    """While training, whole channels of an image are set to zero at random."""


class Dropout3d(DropChannels):
    """While training, whole channels of a volume are set to zero at random."""


class AlphaDropout(DropNumbers):
    """A dropout that keeps the mean and variance of SELU."""


class FeatureAlphaDropout(DropChannels):
    """An alpha dropout of whole channels."""
