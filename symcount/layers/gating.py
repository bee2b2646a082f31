"""Activations that need more than one number: slopes that are learned, and gates from half of the input."""

from __future__ import annotations

from symcount.core.facts import divides, either, equal, gives, incoming, option, rest, saves_input, shift, size, takes
from symcount.core.layer import Layer
from symcount.layers.passes import ASKED, activated


class PReLU(Layer):
    """Negative numbers are multiplied by a learned slope, one for all channels or one for each."""

    num_parameters = size("a", "number of slopes", default=1)
    init = option("the slope that learning starts from", default=0.25)

    channels = incoming("c", "channels")
    places = rest("n", "places of a channel")
    shape = takes(channels, places)
    output = gives(channels, places)
    operations = activated(channels, places)
    needed = saves_input(ASKED)

    one_or_each = equal(
        either(num_parameters, 1, channels, num_parameters),
        channels,
        "there is one slope for all channels or one for each",
    )

    slopes = shift(
        num_parameters, name="weight", label="slopes", cite="he2015",
        why="the slope of the negative numbers is learned",
    )  # fmt: skip


class GLU(Layer):
    """One half of a dimension goes through the gates that the other half opens."""

    dim = option("the dimension that is halved, counted with the batch as in torch.nn", default=-1)

    before = rest("r", "dimensions before it", until=dim)
    features = incoming("n", "values along it")
    behind = rest("t", "dimensions behind it")
    shape = takes(before, features, behind)
    output = gives(before, features / 2, behind)
    operations = activated(before, features / 2, behind)
    needed = saves_input("the gradient of each half needs the other half")

    halves = divides(2, features, "one half is gated by the other half")
