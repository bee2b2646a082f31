"""Softmax and its kin: numbers become shares of one; nothing is learned, no shape changes."""

from __future__ import annotations

from symcount.core.binding import axis
from symcount.core.expression import Value
from symcount.core.facts import gives, incoming, option, picked, saves_output, takes
from symcount.core.layer import Layer
from symcount.layers.elementwise import Elementwise
from symcount.layers.passes import ANSWERED, shared_out


def there(dim: object, values: tuple[Value, ...]) -> int:
    """The number of the dimension, the batch counted as 0."""
    return 0 if dim is None or dim == 0 or dim == -len(values) - 1 else axis("dim", dim, len(values)) + 1


class AlongOne(Elementwise, abstract=True):
    """The numbers along one dimension are taken together."""

    dim = option("the dimension along which the numbers add up to one", default=None)
    along = picked("a", "the dimension", there, dim, Elementwise.values)
    operations = shared_out(Elementwise.values)
    needed = saves_output(ANSWERED)


class Softmax(AlongOne):
    """The numbers along one dimension become probabilities."""


class Softmin(AlongOne):
    """The numbers along one dimension become probabilities, the smallest number the largest of them."""


class LogSoftmax(AlongOne):
    """The logarithms of the softmax."""


class Softmax2d(Layer):
    """At every place of an image the channels become probabilities."""

    channels = incoming("c", "channels")
    height = incoming("H", "height")
    width = incoming("W", "width")
    shape = takes(channels, height, width)
    output = gives(channels, height, width)
    operations = shared_out(channels, height, width)
    needed = saves_output(ANSWERED)
