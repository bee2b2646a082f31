"""Batch normalization put in behind layers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from symcount.core.errors import InputError
from symcount.core.layer import Layer
from symcount.layers.batch_norm import BatchNorm1d, BatchNorm2d, BatchNorm3d
from symcount.networks.changes.places import cases, chosen, with_input, words
from symcount.networks.changes.rewriting import Part, rewritten
from symcount.networks.composite import Network

BATCHNORMS: Mapping[int, type[Layer]] = {1: BatchNorm1d, 2: BatchNorm1d, 3: BatchNorm2d, 4: BatchNorm3d}


def with_batchnorm(network: Network, after: str | Sequence[str | int], input: object = None) -> Network:
    """The network with a batch normalization behind each of the named layers.

    `after` holds paths, last names of paths, or kinds such as "Conv2d", or is one of them; a layer without a
    name goes by its place. What is put in behind CONV1 is called CONV1_bn and fits the number of dimensions
    that CONV1 gives. An unknown word raises InputError with the nearest one.
    """
    known = with_input(network, input)
    placed = {path: len(found[0].output) for path, found in cases(known).items() if found}
    paths = [path for path in chosen(known, words(after), (Layer,), "a normalization stands behind") if path in placed]
    for path in paths:
        if placed[path] not in BATCHNORMS:
            raise InputError(f"no batch normalization takes {placed[path]} dimensions", path)

    def edit(path: str, name: str, part: Network) -> list[Part] | None:
        if path not in paths or not isinstance(part, Layer):
            return None
        return [(name, part), (added_path(name), BATCHNORMS[placed[path]]())]

    return rewritten(known, edit)


def added_path(path: str) -> str:
    """The path of the batch normalization behind a layer."""
    return f"{path}_bn"
