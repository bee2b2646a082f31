"""What a named architecture is: its paper, its hyper-parameters as sizes, and the function that builds it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from symcount.core.expression import Size, Value
from symcount.core.sizes import numbers_for
from symcount.networks.composite import Sequential


@dataclass(frozen=True, slots=True)
class HyperParameter:
    """A size that the paper chose: the letter that stands for it, what it means, and the number it has there."""

    name: str
    meaning: str
    value: int

    @property
    def size(self) -> Size:
        """The size that stands for it in a network."""
        return Size(self.name)


@dataclass(frozen=True, slots=True)
class Architecture:
    """A network with a name of its own.

    `name` is what a person types, `title` what a page prints, `cite` the work in the table of references.
    `build` is called with a value (a number or a size) for every hyper-parameter, by its letter, and gives
    the network with its input. `conventions` are those in which the published counts of it are told.
    """

    name: str
    title: str
    about: str
    cite: str
    sizes: tuple[HyperParameter, ...]
    build: Callable[..., Sequential]
    conventions: tuple[str, ...] = ()

    def network(self, **chosen: object) -> Sequential:
        """The network with every hyper-parameter as its size, except those that are chosen here.

        InputError where a chosen name is no hyper-parameter of it or a value no size.
        """
        found = numbers_for(tuple(one.size for one in self.sizes), chosen)
        net = self.build(**{one.name: found.get(one.size, one.size) for one in self.sizes})
        return Sequential(*net.parts, inputs=net.inputs, conventions=self.conventions)

    def numbers(self) -> dict[Size, Value]:
        """The numbers that the paper chose, by the sizes of `network()`."""
        return {one.size: one.value for one in self.sizes}
