"""Parts of a network that training does not change."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from symcount.core.errors import InputError, nearest, shown
from symcount.networks.changes.places import label, with_input, words
from symcount.networks.changes.rewriting import Part, every_part, rewritten
from symcount.networks.composite import Frozen, Network, Sequential


def freeze(network: Network, parts: str | Sequence[str | int] | None = None, input: object = None) -> Network:
    """The network with frozen parts: their parameters count, but do not train.

    `parts` are paths of layers or of networks inside ("features", "layers.0"), last names of paths, or kinds
    of layers ("Embedding"); without them the whole network is frozen. InputError where one is unknown.
    """
    return wrapped(with_input(network, input), words(parts), Frozen)


def wrapped(network: Network, asked: Sequence[str], wrap: Callable[..., Network]) -> Network:
    """The network with the parts that are asked for inside another network each, or all of it inside one."""
    if not asked:
        if not isinstance(network, Sequential):
            return Sequential(("", wrap(("", network))))
        return Sequential(("", wrap(*network.parts)), inputs=network.inputs, conventions=network.conventions)
    known = [(path, part) for path, part, _ in every_part(network) if path]
    for word in asked:
        if not any(word in label(path, part) for path, part in known):
            raise InputError(f"there is no part {shown(word)!r}{nearest(word, [path for path, _ in known])}")

    def edit(path: str, name: str, part: Network) -> list[Part] | None:
        hit = path and any(word in label(path, part) for word in asked)
        return [(name, wrap(("", part)))] if hit else None

    return rewritten(network, edit)
