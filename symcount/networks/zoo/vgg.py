"""VGG: stages of 3x3 convolutions, a pool behind each, and three wide linear layers."""

from __future__ import annotations

from functools import partial

from symcount.core.expression import Value
from symcount.core.layer import Layer
from symcount.layers import BatchNorm2d, Dropout, Flatten, Linear, MaxPool2d, ReLU
from symcount.networks.composite import Repeat, Sequential
from symcount.networks.zoo.declaration import Architecture, HyperParameter
from symcount.networks.zoo.pieces import CLASSES, COLOURS, SIDE, Parts, conv, depths

WIDER = (1, 2, 4, 8, 8)  # filters of the stages, in those of the first
WIDTH = HyperParameter("w", "filters of the first stage", 64)
HIDDEN = HyperParameter("d", "units of a hidden linear layer", 4096)


def _stage(width: Value, times: Value, norm: tuple[Layer, ...]) -> Sequential:
    behind: Parts = [("norm", one) for one in norm]
    one: Parts = [("conv", conv(width, 3, bias=True)), *behind, ("act", ReLU())]
    rest = Repeat(times - 1, *one)
    return Sequential(("first", Sequential(*one)), ("rest", rest), ("pool", MaxPool2d(2)))


def vgg(*, norm: tuple[Layer, ...], w: Value, d: Value, r: Value, c: Value, k: Value, **n: Value) -> Sequential:
    """Five stages, each of half the extent and, up to the fourth, twice as wide as the one before."""
    stages = [(f"stage{i}", _stage(wider * w, n[f"n{i}"], norm)) for i, wider in enumerate(WIDER, start=1)]
    head: Parts = [("flatten", Flatten())]
    for number in (1, 2):
        head += [(f"fc{number}", Linear(d)), (f"act{number}", ReLU()), (f"drop{number}", Dropout(0.5))]
    return Sequential(*stages, *head, ("fc3", Linear(k)), input=(c, r, r))


def _vgg(
    number: int, *convolutions: int, norm: tuple[Layer, ...] = (), conventions: tuple[str, ...] = ()
) -> Architecture:
    behind = ", each normalized," if norm else ""
    about = (
        f"{number} layers of weights: 3x3 convolutions{behind} in five stages with a pool behind each, and three "
        "linear layers, which hold most of the parameters."
    )
    sizes = (COLOURS, SIDE, WIDTH, *depths(*convolutions, of="convolutions"), HIDDEN, CLASSES)
    name, title = (f"vgg{number}_bn", f"VGG-{number} (normalized)") if norm else (f"vgg{number}", f"VGG-{number}")
    return Architecture(name, title, about, "simonyan2015", sizes, partial(vgg, norm=norm), conventions)


NORMED = (BatchNorm2d(),)

ARCHITECTURES = (
    _vgg(11, 1, 1, 2, 2, 2), _vgg(11, 1, 1, 2, 2, 2, norm=NORMED),
    _vgg(13, 2, 2, 2, 2, 2), _vgg(13, 2, 2, 2, 2, 2, norm=NORMED),
    _vgg(16, 2, 2, 3, 3, 3, conventions=("keras",)), _vgg(16, 2, 2, 3, 3, 3, norm=NORMED),
    _vgg(19, 2, 2, 4, 4, 4, conventions=("keras",)), _vgg(19, 2, 2, 4, 4, 4, norm=NORMED),
)  # fmt: skip
