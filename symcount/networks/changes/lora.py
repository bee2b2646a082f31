"""Low-rank adaptation: some layers learn a way of a few numbers beside them, and nothing else learns."""

from __future__ import annotations

from collections.abc import Sequence

from symcount.core.errors import InputError
from symcount.core.layer import Layer
from symcount.layers import Conv1d, Conv2d, Conv3d, Linear
from symcount.networks.block import Block
from symcount.networks.blocks.adapting import LoRA
from symcount.networks.changes.places import chosen, new_size, with_input, words
from symcount.networks.changes.rewriting import Part, every_part, rewritten
from symcount.networks.composite import Frozen, Network, Shared

ADAPTED = (Linear, Conv1d, Conv2d, Conv3d)


def with_lora(
    network: Network, rank: object = "r", layers: str | Sequence[str | int] = "Linear", input: object = None
) -> Network:
    """The network with a learned way through `rank` numbers beside each of the chosen layers, all else frozen.

    `layers` are paths, last names of paths ("q_proj"), or kinds ("Linear", which is every one that is not
    shared); `rank` is a number, a size or a name. InputError where a layer is unknown, shared, or neither
    Linear nor a convolution.
    """
    known = with_input(network, input)
    shared = {path for path, part, around in every_part(known) if _is_shared(part, around)}
    asked = words(layers)
    width = new_size(known, rank, "the rank")
    paths = dict.fromkeys(chosen(known, asked, ADAPTED, "low-rank adaptation is for"))
    kinds = {kind.__name__ for kind in ADAPTED}
    for path in shared.intersection(paths):
        if not kinds.intersection(asked):
            raise InputError("its weights are those of another layer too; adapt one that has its own", path)
        del paths[path]
    if not paths:
        raise InputError(f"every layer that fits {', '.join(asked)} shares its weights with another one")

    def edit(path: str, name: str, part: Network) -> list[Part] | None:
        if isinstance(part, Layer) and path in paths:
            return [(name, LoRA(part, rank=width))]
        inner = list(every_part(part, path))
        if isinstance(part, Frozen) or any(own in paths for own, one, _ in inner if isinstance(one, Layer)):
            return None
        return [(name, Frozen(("", part)))] if any(map(_learns, (one for _, one, _ in inner))) else None

    return rewritten(known, edit)


def _is_shared(part: Network, around: Sequence[Network]) -> bool:
    return isinstance(part, Layer) and any(isinstance(one, Shared) for one in around)


def _learns(part: Network) -> bool:
    """Whether a part is a layer that may have parameters."""
    if not isinstance(part, Layer):
        return False
    return isinstance(part, Block) or any(one.fact.role in ("weight", "shift") for one in part.theory.tensors)
