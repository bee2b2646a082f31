"""What normalizations that keep numbers for every channel share: learned scales and shifts, running statistics."""

from __future__ import annotations

from symcount.core.facts import buffer, each, gives, incoming, saves, shift, takes, weights
from symcount.core.formal import Formal
from symcount.core.layer import Layer
from symcount.core.stated import Saves, Tensor, When
from symcount.layers.passes import STATISTICS, normalized

EPS = "a small number against division by zero"
MOMENTUM = "how fast the running statistics follow"
AFFINE = "a learned scale and shift for every channel"
BIAS = "a learned shift for every channel, beside the scale"
TRACKED = "running mean and variance are kept for inference"


class Channels(Layer, abstract=True):
    """The channels come first."""

    num_features = incoming("c", "channels", keyword=True)


class OverExtents(Channels, abstract=True):
    """Sequences (c, L), images (c, H, W) or volumes (c, D, H, W)."""

    extent = incoming("{}", "input extent", along=True)
    shape = takes(Channels.num_features, each(extent))
    output = gives(Channels.num_features, each(extent))
    operations = normalized(Channels.num_features, each(extent))


def over_the_batch(channels: Formal) -> Saves:
    """What a normalization over the batch keeps beside its input, whatever the batch."""
    return saves(2, channels, label="means and inverse deviations", stored="fp32", once=True, why=STATISTICS)


def scales(channels: Formal, when: Formal, cite: str) -> Tensor:
    """A learned factor for every channel."""
    why = "each channel is multiplied by a learned number of its own, gamma"
    return weights(channels, unit="channel", when=when, why=why, cite=cite, label="scales")


def shifts(channels: Formal, when: tuple[Formal, ...], cite: str) -> Tensor:
    """A learned number that is added to every channel."""
    why = "each channel is shifted by a learned number of its own, beta"
    return shift(channels, when=when, name="bias", why=why, cite=cite, label="shifts")


def means(channels: Formal, when: When | tuple[When, ...] = ()) -> Tensor:
    """The running mean of every channel."""
    why = "the running mean of each channel, kept for inference, not learned"
    return buffer(channels, label="running means", when=when, why=why)


def variances(channels: Formal, when: When | tuple[When, ...] = ()) -> Tensor:
    """The running variance of every channel."""
    why = "the running variance of each channel, kept for inference, not learned"
    return buffer(channels, label="running variances", when=when, why=why)


def batches_seen(*when: When) -> Tensor:
    """The counter beside the running statistics."""
    why = "one counter of the batches seen, as PyTorch keeps it"
    return buffer(1, label="batches seen", when=when, integer=True, why=why)
