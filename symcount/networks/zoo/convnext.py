"""ConvNeXts: convolutional blocks in the manner of transformers, as Keras builds them."""

from __future__ import annotations

from symcount.core.expression import Value
from symcount.layers import GELU, Conv2d, GlobalAvgPool2d, LayerNorm, LayerScale, Linear, Normalization, Permute
from symcount.networks.composite import Repeat, Residual, Sequential
from symcount.networks.zoo.declaration import Architecture, HyperParameter
from symcount.networks.zoo.pieces import CLASSES, COLOURS, SIDE, Parts, conv, depths
from symcount.networks.zoo.vit import EPS

MEAN = tuple(255 * one for one in (0.485, 0.456, 0.406))
VARIANCE = tuple((255 * one) ** 2 for one in (0.229, 0.224, 0.225))


def by_place(*parts: tuple[str, LayerNorm | Linear | GELU | LayerScale]) -> Parts:
    """Layers that see the channels of every place by themselves: the channels come last, and first again."""
    return [("last", Permute((0, 2, 3, 1))), *parts, ("front", Permute((0, 3, 1, 2)))]


def _norm() -> LayerNorm:
    return LayerNorm(eps=EPS)


def _block(width: Value, f: int, m: Value) -> Residual:
    """A depthwise convolution, then two linear layers for every place, the first m times as wide."""
    return Residual(
        ("dw", conv(width, f, groups=width, bias=True)),
        *by_place(
            ("norm", _norm()), ("up", Linear(m * width)), ("act", GELU()), ("down", Linear(width)),
            ("scale", LayerScale(init_values=1e-6)),
        ),
    )  # fmt: skip


def convnext(*, r: Value, w: Value, p: Value, m: Value, c: Value, k: Value, **n: Value) -> Sequential:
    """Four stages, each twice as wide as the one before; patches are merged between them by convolutions."""
    stages: Parts = []
    for number, blocks in enumerate(n.values()):
        width = 2**number * w
        if number:
            narrow = Conv2d(width, kernel_size=2, stride=2)
            stages.append((f"down{number}", Sequential(*by_place(("norm", _norm())), ("conv", narrow))))
        stages.append((f"stage{number + 1}", Repeat(blocks, ("", _block(width, 7, m)))))
    return Sequential(
        ("prepare", Normalization(mean=MEAN, variance=VARIANCE)),
        ("stem", Sequential(("conv", Conv2d(w, kernel_size=p, stride=p)), *by_place(("norm", _norm())))),
        *stages,
        ("avgpool", GlobalAvgPool2d()),
        ("norm", _norm()),
        ("fc", Linear(k)),
        input=(c, r, r),
    )


def _convnext(name: str, title: str, width: int, third: int) -> Architecture:
    about = (
        f"Four stages of depthwise 7x7 convolutions and linear layers for every place; {third} blocks in the third, "
        f"{width} channels in the first."
    )
    sizes = (
        COLOURS,
        SIDE,
        HyperParameter("p", "side of a patch, from which the first convolution makes one place", 4),
        HyperParameter("w", "channels of the first stage", width),
        HyperParameter("m", "times that a block widens its input", 4),
        *depths(3, 3, third, 3),
        CLASSES,
    )
    return Architecture(f"convnext{name}", f"ConvNeXt-{title}", about, "liu2022", sizes, convnext, ("keras",))


ARCHITECTURES = (
    _convnext("tiny", "T", 96, 9), _convnext("small", "S", 96, 27), _convnext("base", "B", 128, 27),
    _convnext("large", "L", 192, 27), _convnext("xlarge", "XL", 256, 27),
)  # fmt: skip
