"""Networks for images as their config.json tells them: patches as tokens, and residual stages of any width."""

from __future__ import annotations

from typing import Literal

from symcount.core.expression import Value, folded, written
from symcount.core.values import power
from symcount.layers import GELU, ClassToken, Conv2d, Flatten, GlobalAvgPool2d, LayerNorm, Linear, MaxPool2d, ReLU, Tanh
from symcount.networks.composite import Repeat, Residual, Sequential
from symcount.networks.zoo.pieces import Parts, conv, normed
from symcount.networks.zoo.stacking import layer
from symcount.networks.zoo.tokens import FirstToken, PositionEmbedding, Transpose
from symcount.networks.zoo.transformer import Part, attention, feed_forward, layer_norm

Head = Literal["none", "pooler", "classes"]


def patches(
    *,
    c: Value,
    r: Value,
    p: Value,
    d: Value,
    L: Value,
    h: Value,
    f: Value,
    q: Value | None = None,
    bias: bool = True,
    head: Head = "pooler",
    classes: Value = 2,
) -> Sequential:
    """A vision transformer: patches of p x p pixels as tokens of d numbers, and a learned one for the whole.

    Queries, keys and values have biases or not; the pooler gives q numbers (d unless told).
    """
    norm = layer_norm()
    many = power(folded(written(r) // written(p)), 2)
    own = attention(d, h, bias=bias, out_bias=True, before=norm, cached=False)
    ends: dict[Head, list[Part]] = {
        "none": [],
        "pooler": [("first", FirstToken()), ("pooler", Linear(d if q is None else q)), ("pooled", Tanh())],
        "classes": [("first", FirstToken()), ("score", Linear(classes))],
    }
    return Sequential(
        ("patches", Conv2d(d, kernel_size=p, stride=p)), ("flatten", Flatten(start_dim=2)), ("tokens", Transpose()),
        ("class", ClassToken()), ("positions", Residual(("", PositionEmbedding(folded(written(many) + 1))))),
        ("layers", Repeat(L, *layer(own, feed_forward(f, d, GELU, before=norm), norm, "before"))),
        ("norm", LayerNorm()), *ends[head],
        input=(c, r, r),
    )  # fmt: skip


def residual(
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
    """A residual network: w0 channels, then stages of w1, w2, ... channels with n1, n2, ... blocks.

    A bottleneck has a quarter of the channels and its stride in its 3x3 convolution, or `early` in the first
    one. The first stage has a stride as well, or none; it may keep the `same` shape as it comes.
    """
    parts: Parts = [("conv1", normed(conv(w0, 7, 2), ReLU())), ("pool1", MaxPool2d(3, stride=2, padding=1))]
    for number in range(1, len(stages) // 2 + 1):
        width, stride = stages[f"w{number}"], first_stride if number == 1 else 2
        projected = not (number == 1 and same)
        first = _block(w0 if not projected else width, stride, bottleneck, early, projected)
        others = Repeat(stages[f"n{number}"] - 1, ("", _block(w0 if not projected else width, 1, bottleneck, early)))
        parts.append((f"conv{number + 1}", Sequential(("first", first), ("rest", others))))
    end: list[Part] = [("fc", Linear(classes))] if head == "classes" else []
    return Sequential(*parts, ("avgpool", GlobalAvgPool2d()), *end, input=(c, r, r))


def _block(width: Value, stride: int, bottleneck: bool, early: bool, projected: bool = False) -> Sequential:
    """Normalized convolutions around a shortcut, which is a projection where the shape changes."""
    if bottleneck:
        inner = folded(written(width) // 4)
        first, second = (stride, 1) if early else (1, stride)
        body = [normed(conv(inner, 1, first), ReLU()), normed(conv(inner, 3, second), ReLU()), normed(conv(width, 1))]
    else:
        body = [normed(conv(width, 3, stride), ReLU()), normed(conv(width, 3))]
    shortcut = normed(conv(width, 1, stride)) if projected else None
    parts = [(str(place), one) for place, one in enumerate(body, start=1)]
    return Sequential(("", Residual(*parts, shortcut=shortcut)), ("act", ReLU()))
