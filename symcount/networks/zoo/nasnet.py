"""NASNet-A: two cells that a search found, one that keeps the extent and one that halves it."""

from __future__ import annotations

from functools import partial

from symcount.core.expression import Value
from symcount.core.layer import Layer
from symcount.core.values import exact_div
from symcount.layers import (
    Add,
    AvgPool2d,
    BatchNorm2d,
    Concat,
    Conv2d,
    GlobalAvgPool2d,
    Linear,
    MaxPool2d,
    ReLU,
    SeparableConv2d,
    ZeroPad2d,
)
from symcount.networks.composite import Branch, Network, Repeat, Sequential
from symcount.networks.graph import Graph
from symcount.networks.zoo.declaration import Architecture, HyperParameter
from symcount.networks.zoo.pieces import CLASSES, COLOURS, Parts, conv, normed

PER_FIRST = 96  # the last cells give so many channels for each filter of the first
BOTH = ("input", "before")  # a cell reads what the cell before it gave, and the one before that


def _squeeze(width: Value) -> Sequential:
    """An activation and a normalized 1x1 convolution."""
    return Sequential(("act", ReLU()), ("", normed(conv(width, 1))))


def _halve(width: Value) -> Sequential:
    """Every other place, and beside it every other place from the second on, each to half of the channels."""
    half = exact_div(width, 2)

    def picked(*before: tuple[str, Layer]) -> Sequential:
        return Sequential(*before, ("pool", AvgPool2d(1, stride=2)), ("conv", conv(half, 1)))

    moved = picked(("move", ZeroPad2d((-1, 1, -1, 1))))
    return Sequential(("act", ReLU()), ("", Branch(("even", picked()), ("odd", moved))), ("norm", BatchNorm2d()))


def _separable(width: Value, side: int, stride: int = 1) -> Sequential:
    """Two separable convolutions, activated before and normalized behind, the first with the stride."""

    def once(stride: int) -> Parts:
        layer = SeparableConv2d(width, kernel_size=side, stride=stride, padding=side // 2, bias=False)
        return [("act", ReLU()), ("", normed(layer))]

    return Sequential(("1", Sequential(*once(stride))), ("2", Sequential(*once(1))))


def _pool(kind: type[AvgPool2d] | type[MaxPool2d], stride: int) -> Layer:
    return kind(3, stride=stride, padding=1)


def normal(width: Value, adjust: Network) -> Graph:
    """The cell that keeps the extent: five sums of pairs, beside what came before."""
    five, three = _separable(width, 5), _separable(width, 3)
    mean = _pool(AvgPool2d, 1)
    return Graph(
        {
            "p": (adjust, "before"),
            "h": (_squeeze(width), "input"),
            "left1": (five, "h"), "right1": (three, "p"), "add1": (Add(), "left1", "right1"),
            "left2": (five, "p"), "right2": (three, "p"), "add2": (Add(), "left2", "right2"),
            "left3": (mean, "h"), "add3": (Add(), "left3", "p"),
            "left4": (mean, "p"), "right4": (mean, "p"), "add4": (Add(), "left4", "right4"),
            "left5": (three, "h"), "add5": (Add(), "left5", "h"),
            "concat": (Concat(), "p", "add1", "add2", "add3", "add4", "add5"),
        },
        inputs=BOTH,
    )  # fmt: skip


def reduction(width: Value, adjust: Network | None) -> Graph:
    """The cell that halves the extent; without a width of its own, what came before stays as it is."""
    five, seven = _separable(width, 5, 2), _separable(width, 7, 2)
    mean, most = _pool(AvgPool2d, 2), _pool(MaxPool2d, 2)
    before = "before" if adjust is None else "p"
    adjusted: dict[str, object] = {} if adjust is None else {"p": (adjust, "before")}
    return Graph(
        {
            **adjusted,
            "h": (_squeeze(width), "input"),
            "left1": (five, "h"), "right1": (seven, before), "add1": (Add(), "left1", "right1"),
            "left2": (most, "h"), "right2": (seven, before), "add2": (Add(), "left2", "right2"),
            "left3": (mean, "h"), "right3": (five, before), "add3": (Add(), "left3", "right3"),
            "left4": (_pool(AvgPool2d, 1), "add1"), "add4": (Add(), "add2", "left4"),
            "left5": (_separable(width, 3), "add1"), "right5": (most, "h"), "add5": (Add(), "left5", "right5"),
            "concat": (Concat(), "add2", "add3", "add4", "add5"),
        },
        inputs=BOTH,
    )  # fmt: skip


def _stage(number: int, width: Value, n: Value, came: str, before: str) -> dict[str, object]:
    """The normal cells of a stage, n of them.

    The first reads what is twice as large and the second what is narrower; from the third on the cells are
    alike. Each reads the two cells before it, which give the same shape as the first two.
    """
    first, second = f"first{number}", f"second{number}"
    cell = normal(width, _squeeze(width))
    return {
        first: (normal(width, _halve(width)), came, before),
        second: (cell, first, came),
        f"rest{number}": (Repeat(n - 2, ("", cell)), second, first),
    }


def nasnet(*, skips: bool, s: Value, P: Value, n: Value, r: Value, c: Value, k: Value) -> Sequential:
    """A convolution, two halvings, and three stages of n cells, a halving between them, each twice as wide.

    Where it `skips`, the first cell of a stage reads what the halving read second, and not first.
    """
    w = exact_div(P, PER_FIRST)
    nodes: dict[str, object] = {
        "conv1": normed(Conv2d(s, kernel_size=3, stride=2, bias=False)),
        "stem1": (reduction(w, None), "conv1", "conv1"),
        "stem2": (reduction(2 * w, _halve(2 * w)), "stem1", "conv1"),
        **_stage(1, 4 * w, n, "stem2", "stem1"),
    }
    for number in (2, 3):
        width = 2 ** (number + 1) * w
        came, before = f"rest{number - 1}", f"second{number - 1}"
        nodes[f"reduce{number}"] = (reduction(width, _squeeze(width)), came, before)
        nodes |= _stage(number, width, n, f"reduce{number}", before if skips else came)
    head = (("act", ReLU()), ("avgpool", GlobalAvgPool2d()), ("fc", Linear(k)))
    return Sequential(("cells", Graph(nodes)), *head, input=(c, r, r))


def _nasnet(name: str, filters: int, penultimate: int, cells: int, side: int, *, skips: bool) -> Architecture:
    about = (
        f"Two cells that were searched for on small images, stacked: NASNet-A ({cells} @ {penultimate}), three stages "
        f"of {cells} cells, the last of which give {penultimate} channels."
    )
    sizes = (
        COLOURS,
        HyperParameter("r", "side of the image", side),
        HyperParameter("s", "filters of the first convolution", filters),
        HyperParameter("P", "channels that the last cells give, a multiple of 96", penultimate),
        HyperParameter("n", "cells of a stage", cells),
        CLASSES,
    )
    build = partial(nasnet, skips=skips)
    return Architecture(f"nasnet{name}", f"NASNet-A {name.title()}", about, "zoph2018", sizes, build, ("keras",))


ARCHITECTURES = (
    _nasnet("mobile", 32, 1056, 4, 224, skips=False), _nasnet("large", 96, 4032, 6, 331, skips=True),
)  # fmt: skip
