"""Learned vectors that tokens and channels meet: a scale of a whole branch, a token for the class, gates of channels."""

from __future__ import annotations

from symcount.core.facts import gives, incoming, option, rest, saves_input, shift, takes, weights
from symcount.core.layer import Layer


class LayerScale(Layer):
    """Every channel of what a branch gives is multiplied by a learned number of its own."""

    dim = option("the dimension of the channels, counted with the batch as in torch.nn", default=-1)
    init_values = option("what the numbers are before training", default=1e-05)

    before = rest("r", "dimensions before it", until=dim)
    channels = incoming("c", "channels")
    behind = rest("t", "dimensions behind it")
    shape = takes(before, channels, behind)
    output = gives(before, channels, behind)

    gamma = weights(
        channels, unit="channel", label="scales", cite="touvron2021", why="each channel is multiplied by a learned number"
    )  # fmt: skip
    kept = saves_input("the gradient of the scales needs what they were multiplied with")


class ClassToken(Layer):
    """A learned token stands before the others: (t, d) to (t + 1, d)."""

    part = "embedding"

    tokens = incoming("t", "tokens")
    width = incoming("d", "numbers of a token")
    shape = takes(tokens, width)
    output = gives(tokens + 1, width)

    cls_token = shift(
        1, 1, width, unit="token", label="learned token", cite="dosovitskiy2021",
        why="what is found out about all tokens is gathered in one that is learned",
    )  # fmt: skip


class ScaleChannels(Layer):
    """Multiply every channel (c, ...) by the number that a second input (c,) has for it."""

    channels = incoming("c", "channels")
    places = rest("n", "places of a channel")
    shape = takes(channels, places)
    factors = takes(channels)
    output = gives(channels, places)

    kept = saves_input("the gradient of each factor is the other one")
