"""VGG: stages of 3x3 convolutions, a pool behind each, and three wide linear layers."""

from __future__ import annotations

from symcount.core.expression import Value
from symcount.layers import Flatten, Linear, MaxPool2d, ReLU
from symcount.networks.composite import Network, Repeat, Sequential
from symcount.networks.zoo.declaration import Architecture, HyperParameter
from symcount.networks.zoo.pieces import CLASSES, COLOURS, IMAGENET, conv, depths

WIDER = (1, 2, 4, 8, 8)  # filters of the stages, in those of the first
WIDTH = HyperParameter("w", "filters of the first stage", 64)
HIDDEN = HyperParameter("d", "units of a hidden linear layer", 4096)


def _stage(width: Value, times: Value) -> Sequential:
    one: tuple[tuple[str, Network], ...] = (("conv", conv(width, 3, bias=True)), ("act", ReLU()))
    rest = Repeat(times - 1, *one)
    return Sequential(("first", Sequential(*one)), ("rest", rest), ("pool", MaxPool2d(2)))


def vgg(*, w: Value, d: Value, c: Value, k: Value, **n: Value) -> Sequential:
    """Five stages, each of half the extent and, up to the fourth, twice as wide as the one before."""
    stages = [(f"stage{i}", _stage(wider * w, n[f"n{i}"])) for i, wider in enumerate(WIDER, start=1)]
    head = (("flatten", Flatten()), ("fc1", Linear(d)), ("act1", ReLU()), ("fc2", Linear(d)), ("act2", ReLU()))
    return Sequential(*stages, *head, ("fc3", Linear(k)), input=(c, IMAGENET, IMAGENET))


def _vgg(number: int, *convolutions: int) -> Architecture:
    about = (
        f"{number} layers of weights: 3x3 convolutions in five stages with a pool behind each, and three linear "
        "layers, which hold most of the parameters."
    )
    sizes = (COLOURS, WIDTH, *depths(*convolutions, of="convolutions"), HIDDEN, CLASSES)
    return Architecture(f"vgg{number}", f"VGG-{number}", about, "simonyan2015", sizes, vgg, ("keras",))


ARCHITECTURES = (_vgg(16, 2, 2, 3, 3, 3), _vgg(19, 2, 2, 4, 4, 4))
