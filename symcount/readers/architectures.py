"""A network by its name as part of a spec: what its paper chose, and what the spec says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from symcount.core.errors import InputError, nearest, shown
from symcount.core.expression import Size
from symcount.networks.composite import Sequential
from symcount.networks.zoo.known import architecture
from symcount.readers.names import Names
from symcount.readers.tree import Tree, kind_of

# What an architecture takes the place of.
BESIDE = ("layers", "input", "inputs")


@dataclass(frozen=True, slots=True)
class KnownNetwork:
    """A named architecture in symbols, with the numbers that hold in a spec."""

    net: Sequential
    numbers: Mapping[Size, int]
    declared: tuple[str, ...]
    title: str
    about: str
    conventions: tuple[str, ...]
    meanings: Mapping[Size, str]


def read_known(tree: Mapping[str, Tree], names: Names) -> KnownNetwork | None:
    """The architecture that a spec names, None where it has layers of its own; `sizes` change its numbers."""
    name = tree.get("architecture")
    if name is None:
        return None
    for beside in BESIDE:
        if tree.get(beside) is not None:
            raise InputError(
                f"an architecture brings its own input and layers; leave out {beside} or architecture", beside
            )
    if not isinstance(name, str):
        raise InputError(f"expected a name such as resnet50, got {kind_of(name)}", "architecture")
    return known_network(name.strip(), names, "architecture")


def known_network(name: str, names: Names, path: str) -> KnownNetwork:
    """A named architecture with the numbers of its paper, or those of a spec; InputError with the nearest name."""
    try:
        found = architecture(name)
    except InputError as wrong:
        raise InputError(wrong.message, path) from None
    own = tuple(one.name for one in found.sizes)
    for one in names.declared:
        if one not in own:
            raise InputError(f"{found.title} has no size {shown(one)!r}{nearest(one, own)}", f"sizes.{shown(one)}")
    open_ones = {Size(one) for one in names.declared} - names.numbers.keys()
    numbers = {one.size: one.value for one in found.sizes if one.size not in open_ones} | dict(names.numbers)
    try:
        found.network(**{size.name: value for size, value in numbers.items()})
    except InputError as wrong:
        raise InputError(str(wrong), path) from None
    meanings = {one.size: one.meaning for one in found.sizes}
    return KnownNetwork(found.network(), numbers, own, found.title, found.about, found.conventions, meanings)
