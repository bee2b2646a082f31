"""Changes to a network that answer a question: the same network with something put in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symcount.core.errors import InputError, nearest, shown
from symcount.core.layer import Layer
from symcount.layers.batch_norm import BatchNorm1d, BatchNorm2d, BatchNorm3d
from symcount.networks.composite import Network, Sequential
from symcount.networks.rows import rows

BATCHNORMS: dict[int, type[Layer]] = {1: BatchNorm1d, 2: BatchNorm1d, 3: BatchNorm2d, 4: BatchNorm3d}


def with_batchnorm(network: Sequential, after: str | Sequence[str | int], input: object = None) -> Sequential:
    """The network with a batch normalization behind each of the named layers.

    `after` holds paths of layers, or is one path; a layer without a name goes by its place. What is
    put in behind CONV1 is called CONV1_bn and fits the number of dimensions that CONV1 gives. An
    unknown path raises InputError with the nearest one.
    """
    paths = (after,) if isinstance(after, str) else tuple(map(str, after))
    placed = {row.path: len(row.case.output) for row in rows(network, input)}
    for path in paths:
        if path not in placed:
            raise InputError(f"there is no layer {shown(path)!r}{nearest(path, placed)}")
        if placed[path] not in BATCHNORMS:
            raise InputError(f"no batch normalization takes {placed[path]} dimensions", path)
    return _rebuilt(network, "", {path: BATCHNORMS[placed[path]] for path in paths}, input or network.input)


def added_path(path: str) -> str:
    """The path of the batch normalization behind a layer."""
    return f"{path}_bn"


def _rebuilt(network: Sequential, path: str, wanted: dict[str, type[Layer]], input: object) -> Sequential:
    return Sequential(*_with_added(network, path, wanted), input=input)


def _with_added(network: Sequential, path: str, wanted: dict[str, type[Layer]]) -> Iterator[tuple[str, Network]]:
    for name, part in network.parts:
        own = f"{path}.{name}" if path else name
        if isinstance(part, Sequential):
            yield name, _rebuilt(part, own, wanted, part.input)
        else:
            yield name, part
            if own in wanted:
                yield added_path(name), wanted[own]()
