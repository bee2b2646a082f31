"""Every width of a network times a factor; what comes in and what goes out stay as they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from symcount.core.errors import InputError
from symcount.core.expression import Value, written
from symcount.core.formal import Formal
from symcount.core.layer import Layer
from symcount.core.placing import Case
from symcount.networks.block import Block
from symcount.networks.changes.places import cases, new_size, with_input
from symcount.networks.changes.rewriting import Part, inside, layers_of, rewritten
from symcount.networks.composite import Branch, Network, Repeat, Residual
from symcount.networks.graph import Graph
from symcount.networks.walk import joined

# The settings that say how many channels, units or numbers a layer gives or has inside.
GIVEN = ("out_channels", "out_features", "embedding_dim", "hidden_size", "proj_size", "length")
WITHIN = (
    "dim_feedforward", "hidden_features", "squeeze_channels", "head_dim", "kv_lora_rank", "q_lora_rank",
    "qk_nope_head_dim", "qk_rope_head_dim", "v_head_dim",
)  # fmt: skip


def widen(network: Network, by: object = "a", input: object = None) -> Network:
    """The network with every width times a factor: channels, units, numbers of a token, hidden units.

    The input stays, and so does what the last layer gives (the classes), unless the network ends in a sum
    or in a repetition; numbers of heads, of groups and of words stay too. `by` is a number, a size or a name.
    """
    known = with_input(network, input)
    factor = new_size(known, by, "the factor")
    last = _last(known, "")
    placed = cases(known)

    def edit(path: str, name: str, part: Network) -> list[Part] | None:
        if not isinstance(part, Layer):
            return None
        wider = {key: value * factor for key, value in _widths(part).items() if path != last}
        if _looks_by_channel(part, placed[path]):
            wider["groups"] = part.setting("groups") * factor
        return [(name, part.changed(**wider))] if wider else None

    if not any(path != last and _widths(layer) for path, layer in layers_of(known).items()):
        raise InputError("there is no width: the network has one layer that says how much it gives, its last")
    return rewritten(known, edit)


def _widths(layer: Layer) -> Mapping[str, Value]:
    """The widths that the layer has settings for; a single number, such as a gate's, is none."""
    found = {name: layer.setting(name) for name in (*GIVEN, *WITHIN) if name in layer.theory.settings}
    return {name: value for name, value in found.items() if value not in (0, 1, None) and not isinstance(value, Formal)}


def _looks_by_channel(layer: Layer, placed: Sequence[Case]) -> bool:
    """Whether a convolution has a group for every channel, so that the groups grow with the channels."""
    if "groups" not in layer.theory.settings or "out_channels" not in layer.theory.settings or not placed:
        return False
    groups = layer.setting("groups")
    return groups != 1 and bool(written(groups) == written(placed[0].input[0]))


def _last(network: Network, path: str) -> str | None:
    """The path of the layer that says how much a network gives; "" where none does, None where several do."""
    if isinstance(network, Layer):
        if any(name in network.theory.settings for name in GIVEN):
            return path
        return None if isinstance(network, Block) or _mixes(network) else ""
    if isinstance(network, Graph):
        return _last_node(network, path)
    ends = [_last(part, own) for own, part in reversed(inside(network, path))]
    found = next((end for end in ends if end != ""), "")
    return None if found and isinstance(network, (Branch, Repeat, Residual)) else found


def _last_node(graph: Graph, path: str) -> str | None:
    name = graph.output
    while (found := _last(graph.node(name), joined(path, name))) == "":
        sources = graph.sources[name]
        if len(sources) != 1 or sources[0] in graph.inputs:
            return None
        name = sources[0]
    return found


def _mixes(layer: Layer) -> bool:
    """Whether a layer that gives as much as comes has matrices in between, as attention has."""
    return any(one.fact.role == "weight" and len(one.dims) > 1 for one in layer.theory.tensors)
