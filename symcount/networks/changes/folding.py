"""Batch normalization folded into the layer in front of it, as it is for inference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from symcount.core.errors import InputError
from symcount.core.layer import Layer
from symcount.layers import (
    BatchNorm1d,
    BatchNorm2d,
    BatchNorm3d,
    BatchNormalization,
    Conv1d,
    Conv2d,
    Conv3d,
    ConvTranspose1d,
    ConvTranspose2d,
    ConvTranspose3d,
    DepthwiseConv2d,
    LazyBatchNorm1d,
    LazyBatchNorm2d,
    LazyBatchNorm3d,
    LazyConv1d,
    LazyConv2d,
    LazyConv3d,
    LazyConvTranspose1d,
    LazyConvTranspose2d,
    LazyConvTranspose3d,
    LazyLinear,
    Linear,
    SeparableConv2d,
    SyncBatchNorm,
)
from symcount.networks.changes.places import with_input
from symcount.networks.changes.rewriting import Part, every_part, own_path, rewritten
from symcount.networks.changes.separable import in_two
from symcount.networks.composite import Branch, Composite, Network, Sequential
from symcount.networks.graph import Graph
from symcount.networks.walk import joined

FOLDING = (
    Conv1d, Conv2d, Conv3d, ConvTranspose1d, ConvTranspose2d, ConvTranspose3d, DepthwiseConv2d, Linear, LazyConv1d,
    LazyConv2d, LazyConv3d, LazyConvTranspose1d, LazyConvTranspose2d, LazyConvTranspose3d, LazyLinear,
    SeparableConv2d,
)  # fmt: skip
TRACKING = (
    BatchNorm1d, BatchNorm2d, BatchNorm3d, LazyBatchNorm1d, LazyBatchNorm2d, LazyBatchNorm3d, SyncBatchNorm,
    BatchNormalization,
)  # fmt: skip


def fold_batchnorm(network: Network, input: object = None) -> Network:
    """The network with every batch normalization taken into the convolution or Linear right in front of it.

    With running statistics it is a factor and a shift for every channel: the factor goes into the weights,
    the shift into the biases, which the layer gets if it had none. A normalization that works with the
    statistics of its batch stays, and so does one behind a layer that others read too. InputError where
    there is nothing to fold.
    """
    pairs = {a: b for path, part, _ in every_part(network) for a, b in _foldable(part, path)}
    if not pairs:
        raise InputError("there is no batch normalization right behind a convolution or a Linear")
    gone = set(pairs.values())

    def edit(path: str, name: str, part: Network) -> list[Part] | None:
        if path in gone and isinstance(part, TRACKING):
            return []
        return [(name, _with_biases(part))] if path in pairs and isinstance(part, FOLDING) else None

    return rewritten(with_input(network, input), edit)


def _foldable(network: Network, path: str) -> Iterator[tuple[str, str]]:
    """The paths of the layers that fold in a network, and of the normalizations behind them."""
    if isinstance(network, (Layer, Branch)):
        return
    if isinstance(network, Graph):
        nodes = {name: _row(part, joined(path, name)) for name, part in network.parts}
        found = [(nodes[a][-1], nodes[b][0]) for a, b in _only(network) if nodes[a] and nodes[b]]
    else:
        found = list(pairwise(_chain(network, path)))
    for (a, layer), (b, norm) in found:
        if isinstance(layer, FOLDING) and _tracks(norm):
            yield a, b


def _tracks(layer: Network) -> bool:
    """Whether a layer normalizes with running statistics; in Keras it always does."""
    if not isinstance(layer, TRACKING):
        return False
    return isinstance(layer, BatchNormalization) or bool(layer.setting("track_running_stats"))


def _chain(network: Composite, path: str) -> list[Part]:
    """What stands one behind the other in a network, the rows inside it spread out."""
    parts = [(own_path(network, path, name), part) for name, part in network.parts]
    return [one for own, part in parts for one in _row(part, own)]


def _row(part: Network, path: str) -> list[Part]:
    return _chain(part, path) if isinstance(part, Sequential) else [(path, part)]


def _only(graph: Graph) -> Iterator[tuple[str, str]]:
    """Nodes of a graph with the one node that reads them, and nothing else."""
    taken = Counter(source for sources in graph.sources.values() for source in sources)
    for name, sources in graph.sources.items():
        if len(sources) == 1 and taken[sources[0]] == 1 and sources[0] not in (*graph.inputs, graph.output):
            yield sources[0], name


def _with_biases(layer: Layer) -> Network:
    """The layer with biases; a separable convolution in its two steps, of which only the second has them."""
    if layer.setting("bias"):
        return layer
    return in_two(layer) if isinstance(layer, SeparableConv2d) else layer.changed(bias=True)
