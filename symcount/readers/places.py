"""Where the parts of a network stand in a file, so that what is wrong in the network is told with its place there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from symcount.core.errors import InputError, shown
from symcount.core.layer import Layer
from symcount.networks.composite import Composite, Network, Repeat


@dataclass(frozen=True, slots=True)
class Part:
    """A network as it was read, its place in the file, and the parts inside it by their names."""

    network: Network
    where: str
    inside: Mapping[str, Part] = field(default_factory=dict)

    def told(self, wrong: InputError) -> InputError:
        """What is wrong at a path in the network, told with the place of it in the file."""
        names = wrong.path.split(".") if wrong.path else []
        part, _ = _found(self, names)
        message = wrong.message
        if isinstance(part.network, Layer) and type(part.network).__name__ not in message:
            message = f"{shown(repr(part.network), 120)}: {message}"
        return InputError(message, part.where)


def _found(part: Part, names: list[str]) -> tuple[Part, int]:
    """The part that a path leads to, and how many names of the path lie further inside than the file tells.

    Repetitions that are placed one by one have their numbers in the path, which stand in no file.
    """
    found = (part, len(names))
    if names and names[0] in part.inside:
        found = _found(part.inside[names[0]], names[1:])
    if found[1] and names and isinstance(part.network, Repeat) and names[0].isdigit():
        return min(found, _found(part, names[1:]), key=lambda one: one[1])
    return found


def layers_inside(network: Network) -> int:
    """How many layers a network has once every repetition that differs from the others is written out."""
    if not isinstance(network, Composite):
        return 1
    inside = sum(layers_inside(part) for _, part in network.parts)
    shortcut = getattr(network, "shortcut", None)
    inside += layers_inside(shortcut) if shortcut is not None else 0
    if isinstance(network, Repeat) and network.varies and isinstance(network.times, int):
        inside *= max(1, network.times)
    return inside
