"""Residual networks whose sums are activated: plain and bottleneck blocks, in groups, and wide."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias

from symcount.core.expression import Value, folded, written
from symcount.layers import Conv2d, GlobalAvgPool2d, Linear, MaxPool2d, ReLU
from symcount.networks.composite import Network, Repeat, Residual, Sequential
from symcount.networks.zoo.declaration import Architecture, HyperParameter
from symcount.networks.zoo.pieces import CLASSES, COLOURS, SIDE, Parts, conv, depths, normed

WIDTH = HyperParameter("w", "filters of the first stage", 64)
EXPANSION = HyperParameter("e", "output channels of a block for each filter of its stage", 4)
# What stands in a block: from how much wider it is than the first, and its stride.
Body: TypeAlias = Callable[[int, int], tuple[Conv2d, ...]]
Projection: TypeAlias = Callable[[int, int], Conv2d]
Head: TypeAlias = Literal["pooler", "classes"]


def trunk(stem: Network, stages: Parts, r: Value, c: Value, k: Value | None) -> Sequential:
    """A network from its first layers, its stages, and a linear layer on the means of the channels, or only these."""
    pool = MaxPool2d(3, stride=2, padding=1)
    head: Parts = [("avgpool", GlobalAvgPool2d()), *([] if k is None else [("fc", Linear(k))])]
    return Sequential(("conv1", stem), ("pool1", pool), *stages, *head, input=(c, r, r))


def stage(first: Network, others: Value, other: Network) -> Sequential:
    """A first block, which may change the shape, and so many others, which keep it."""
    return Sequential(("first", first), ("rest", Repeat(others, ("", other))))


def _alike(blocks: Value, one: Network) -> Sequential:
    """So many blocks that all keep the shape."""
    return Sequential(("rest", Repeat(blocks, ("", one))))


def _block(convolutions: tuple[Conv2d, ...], shortcut: Conv2d | None = None) -> Sequential:
    """Normalized convolutions around a shortcut, which is a projection where the shape changes."""
    *before, last = convolutions
    body = [normed(one, ReLU()) for one in before] + [normed(last)]
    parts = [(str(place), one) for place, one in enumerate(body, start=1)]
    return Sequential(("", Residual(*parts, shortcut=shortcut and normed(shortcut))), ("act", ReLU()))


def _stages(body: Body, projection: Projection, n: Mapping[str, Value]) -> Parts:
    """Four stages, each twice as wide as the one before and, behind the first, of half its extent."""
    stages: Parts = []
    for number, stride in enumerate((1, 2, 2, 2)):
        wider = 2**number
        first = _block(body(wider, stride), projection(wider, stride))
        stages.append((f"conv{number + 2}", stage(first, n[f"n{number + 1}"] - 1, _block(body(wider, 1)))))
    return stages


def plain(*, w: Value, r: Value, c: Value, k: Value, **n: Value) -> Sequential:
    """Blocks of two 3x3 convolutions; those of the first stage keep the shape and need no projection."""

    def body(wider: int, stride: int) -> tuple[Conv2d, ...]:
        return conv(wider * w, 3, stride), conv(wider * w, 3)

    later = _stages(body, lambda wider, stride: conv(wider * w, 1, stride), n)[1:]
    return trunk(normed(conv(w, 7, 2), ReLU()), [("conv2", _alike(n["n1"], _block(body(1, 1)))), *later], r, c, k)


def keras(*, w: Value, e: Value, r: Value, c: Value, k: Value, **n: Value) -> Sequential:
    """Bottleneck blocks as in the paper, the stride in their first convolution; every convolution has biases."""

    def body(wider: int, stride: int) -> tuple[Conv2d, ...]:
        width = wider * w
        return conv(width, 1, stride, bias=True), conv(width, 3, bias=True), conv(e * width, 1, bias=True)

    stages = _stages(body, lambda wider, stride: conv(e * wider * w, 1, stride, bias=True), n)
    return trunk(normed(conv(w, 7, 2, bias=True), ReLU()), stages, r, c, k)


def _wider(
    inner: Value, groups: Value, *, w: Value, e: Value, r: Value, c: Value, k: Value, n: Mapping[str, Value]
) -> Sequential:
    """Bottleneck blocks as torchvision builds them, the stride in their 3x3 convolution, which may be in groups."""

    def body(wider: int, stride: int) -> tuple[Conv2d, ...]:
        width = wider * inner
        return conv(width, 1), conv(width, 3, stride, groups=groups), conv(e * wider * w, 1)

    stages = _stages(body, lambda wider, stride: conv(e * wider * w, 1, stride), n)
    return trunk(normed(conv(w, 7, 2), ReLU()), stages, r, c, k)


def torchvision(*, w: Value, e: Value, r: Value, c: Value, k: Value, **n: Value) -> Sequential:
    """Bottleneck blocks without biases, the stride in their 3x3 convolution."""
    return _wider(w, 1, w=w, e=e, r=r, c=c, k=k, n=n)


def grouped(*, w: Value, e: Value, g: Value, d: Value, r: Value, c: Value, k: Value, **n: Value) -> Sequential:
    """The 3x3 convolutions of the blocks are in g groups, of d channels each in the first stage."""
    return _wider(g * d, g, w=w, e=e, r=r, c=c, k=k, n=n)


def wide(*, w: Value, e: Value, m: Value, r: Value, c: Value, k: Value, **n: Value) -> Sequential:
    """The 3x3 convolutions of the blocks have m times the filters."""
    return _wider(m * w, 1, w=w, e=e, r=r, c=c, k=k, n=n)


def configured(
    *,
    c: Value,
    r: Value,
    w0: Value,
    bottleneck: bool = True,
    early: bool = False,
    first_stride: int = 1,
    same: bool = False,
    head: Head = "classes",
    classes: Value = 2,
    **stages: Value,
) -> Sequential:
    """A residual network as a config.json tells it: w0 channels, then stages of w1, w2, ... with n1, n2, ... blocks.

    A bottleneck has a quarter of the channels and its stride in its 3x3 convolution, or `early` in the first
    one. The first stage has a stride as well, or none; it may keep the `same` shape as it comes.
    """

    def body(width: Value, stride: int) -> tuple[Conv2d, ...]:
        if not bottleneck:
            return conv(width, 3, stride), conv(width, 3)
        inner = folded(written(width) // 4)
        first, second = (stride, 1) if early else (1, stride)
        return conv(inner, 1, first), conv(inner, 3, second), conv(width, 1)

    parts: Parts = []
    for number in range(1, len(stages) // 2 + 1):
        width, blocks = stages[f"w{number}"], stages[f"n{number}"]
        stride = first_stride if number == 1 else 2
        if number == 1 and same:
            parts.append(("conv2", _alike(blocks, _block(body(w0, 1)))))
        else:
            first = _block(body(width, stride), conv(width, 1, stride))
            parts.append((f"conv{number + 1}", stage(first, folded(written(blocks) - 1), _block(body(width, 1)))))
    return trunk(normed(conv(w0, 7, 2), ReLU()), parts, r, c, classes if head == "classes" else None)


def _plain(number: int, *blocks: int) -> Architecture:
    about = (
        f"{number} layers of weights in blocks of two 3x3 convolutions around shortcuts, in four stages; "
        "as torchvision builds it, without biases in the convolutions."
    )
    sizes = (COLOURS, SIDE, WIDTH, *depths(*blocks), CLASSES)
    return Architecture(f"resnet{number}", f"ResNet-{number}", about, "he2016", sizes, plain)


def _bottleneck(number: int, *blocks: int) -> tuple[Architecture, Architecture]:
    """A network as Keras builds it, and as torchvision does."""
    body = f"{number} layers of weights in bottleneck blocks (1x1, 3x3, 1x1) around shortcuts, in four stages; as"
    strided = "the stride in the {} convolution of a block"
    sizes = (COLOURS, SIDE, WIDTH, EXPANSION, *depths(*blocks), CLASSES)
    name, title, other = f"resnet{number}", f"ResNet-{number}", f"resnet{number}_torchvision"
    of_keras = f"{body} Keras builds it, with biases in the convolutions and {strided.format('first')}"
    of_torchvision = f"{body} torchvision builds it, without biases in the convolutions and {strided.format('3x3')}"
    return (
        Architecture(name, title, f"{of_keras}; {other} is torchvision's.", "he2016", sizes, keras, ("keras",)),
        Architecture(other, f"{title} (torchvision)", f"{of_torchvision}.", "he2016", sizes, torchvision),
    )


def _grouped(number: int, groups: int, channels: int, *blocks: int) -> Architecture:
    about = (
        f"A ResNet of {number} layers whose 3x3 convolutions see their input in {groups} groups, "
        f"of {channels} channels each in the first stage; as torchvision builds it."
    )
    own = HyperParameter("g", "groups", groups), HyperParameter("d", "channels of a first group", channels)
    sizes = (COLOURS, SIDE, WIDTH, EXPANSION, *own, *depths(*blocks), CLASSES)
    title = f"ResNeXt-{number} ({groups}x{channels}d)"
    return Architecture(f"resnext{number}_{groups}x{channels}d", title, about, "xie2017", sizes, grouped)


def _wide(number: int, *blocks: int) -> Architecture:
    about = f"A ResNet of {number} layers whose 3x3 convolutions have twice the filters; as torchvision builds it."
    times = HyperParameter("m", "how many times the filters", 2)
    sizes = (COLOURS, SIDE, WIDTH, EXPANSION, times, *depths(*blocks), CLASSES)
    return Architecture(f"wide_resnet{number}_2", f"Wide ResNet-{number}-2", about, "zagoruyko2016", sizes, wide)


ARCHITECTURES = (
    _plain(18, 2, 2, 2, 2), _plain(34, 3, 4, 6, 3),
    *_bottleneck(50, 3, 4, 6, 3), *_bottleneck(101, 3, 4, 23, 3), *_bottleneck(152, 3, 8, 36, 3),
    _grouped(50, 32, 4, 3, 4, 6, 3), _grouped(101, 32, 8, 3, 4, 23, 3), _grouped(101, 64, 4, 3, 4, 23, 3),
    _wide(50, 3, 4, 6, 3), _wide(101, 3, 4, 23, 3),
)  # fmt: skip
