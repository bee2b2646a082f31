"""What all layers without weights share that change every number by itself: the shape that comes is the shape that goes."""

from __future__ import annotations

from symcount.core.facts import gives, rest, takes
from symcount.core.layer import Layer

SETTING = "changes no count"


class Elementwise(Layer, abstract=True):
    """Every number is changed by itself; nothing is learned."""

    values = rest("n", "values of an example")
    shape = takes(values)
    output = gives(values)
