"""Dropout: while training, numbers or whole channels are set to zero at random; nothing is learned."""

from __future__ import annotations

from symcount.core.facts import option
from symcount.layers.elementwise import SETTING, Elementwise


class Drop(Elementwise, abstract=True):
    """What every dropout is told."""

    p = option("the share that is set to zero", default=0.5)
    inplace = option(SETTING, default=False)


class Dropout(Drop):
    """While training, numbers are set to zero at random."""


class Dropout1d(Drop):
    """While training, whole channels of a sequence are set to zero at random."""


class Dropout2d(Drop):
    """While training, whole channels of an image are set to zero at random."""


class Dropout3d(Drop):
    """While training, whole channels of a volume are set to zero at random."""


class AlphaDropout(Drop):
    """A dropout that keeps the mean and variance of SELU."""


class FeatureAlphaDropout(Drop):
    """An alpha dropout of whole channels."""
