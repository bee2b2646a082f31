"""One table for the words that come and for those that go: the output layer takes the embedding's weights."""

from __future__ import annotations

from symcount.core.errors import InputError, nearest, shown
from symcount.core.expression import Value, written
from symcount.core.layer import Layer
from symcount.layers import Embedding, Linear
from symcount.networks.changes.places import cases, with_input
from symcount.networks.changes.rewriting import Part, every_part, rewritten
from symcount.networks.composite import Network, Shared

TIED = "tied"


def tie_embeddings(network: Network, embedding: str = "", head: str = "", input: object = None) -> Network:
    """The network whose output layer has the weights of its embedding, which then count once.

    The two are the first Embedding and the last Linear unless their paths are given; a bias of the output
    layer stays its own. InputError where there is none, where one shares its weights already, or where
    the tables differ in shape.
    """
    known = with_input(network, input)
    first, table = _found(known, embedding, Embedding, 0)
    last, other = _found(known, head, Linear, -1)
    if other is not None or (table is not None and len(table.parts) > 1):
        raise InputError("it shares its weights already", last if other else first)
    placed = cases(known)
    tables = [tuple(map(written, _table(placed[path][0].layer, placed[path][0].input))) for path in (first, last)]
    if tables[0] != tables[1]:
        told = [f"{path} has ({', '.join(map(str, dims))})" for path, dims in zip((first, last), tables, strict=True)]
        raise InputError(f"tied weights have one shape, but {' and '.join(told)}")

    tied = (last,) if table else (first, last)

    def edit(path: str, name: str, part: Network) -> list[Part] | None:
        shared = Shared(table.name if table else TIED, ("", part))
        return [(name, shared)] if path in tied and isinstance(part, Layer) else None

    return rewritten(known, edit)


def _found(network: Network, asked: str, kind: type[Layer], place: int) -> tuple[str, Shared | None]:
    """The path of the layer that is asked for, or of the first or last one of its kind, and what shares it."""
    known = {path: around for path, part, around in every_part(network) if isinstance(part, kind)}
    if not known:
        raise InputError(f"there is no {kind.__name__} to tie")
    if asked and asked not in known:
        raise InputError(f"there is no {kind.__name__} {shown(asked)!r}{nearest(asked, known)}")
    path = asked or list(known)[place]
    return path, next((one for one in reversed(known[path]) if isinstance(one, Shared)), None)


def _table(layer: Layer, input: tuple[Value, ...]) -> tuple[Value, ...]:
    """The shape of a layer's weights: a row for every word."""
    if isinstance(layer, Embedding):
        return layer.setting("num_embeddings"), layer.setting("embedding_dim")
    return layer.setting("out_features"), input[-1]
