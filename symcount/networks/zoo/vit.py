"""Vision transformers: an image cut into patches, read as tokens."""

from __future__ import annotations

from typing import Literal

from symcount.core.expression import Value, folded, written
from symcount.core.values import exact_div, power
from symcount.layers import GELU, ClassToken, Conv2d, Dropout, Flatten, LayerNorm, Linear, MultiheadAttention, Tanh
from symcount.networks.composite import Repeat, Residual, Sequential
from symcount.networks.zoo.declaration import Architecture, HyperParameter
from symcount.networks.zoo.pieces import CLASSES, COLOURS, SIDE
from symcount.networks.zoo.stacking import layer
from symcount.networks.zoo.tokens import FirstToken, PositionEmbedding, Transpose
from symcount.networks.zoo.transformer import Part, attention, feed_forward, layer_norm

Head = Literal["none", "pooler", "classes"]

EPS = 1e-6


def block(d: Value, h: Value, f: Value) -> Sequential:
    """Attention between the tokens, then a network of two layers for every token, each around a shortcut."""
    attention = Residual(
        ("norm", LayerNorm(eps=EPS)), ("attention", MultiheadAttention(num_heads=h)), ("drop", Dropout(0.0))
    )  # fmt: skip
    return Sequential(("1", attention), ("2", Residual(("norm", LayerNorm(eps=EPS)), *mlp(f, d))))


def mlp(f: Value, d: Value) -> tuple[tuple[str, Linear | GELU | Dropout], ...]:
    """A layer of f hidden units and one back."""
    return ("up", Linear(f)), ("act", GELU()), ("drop1", Dropout(0.0)), ("down", Linear(d)), ("drop2", Dropout(0.0))


def _tokens(d: Value, p: Value, many: Value) -> list[Part]:
    """So many patches of p x p pixels as tokens of d numbers, one more for the whole, and where each of them is."""
    return [
        ("patches", Conv2d(d, kernel_size=p, stride=p)),
        ("flatten", Flatten(start_dim=2)),
        ("tokens", Transpose()),
        ("class", ClassToken()),
        ("positions", Residual(("", PositionEmbedding(folded(written(many) + 1))))),
    ]


def vit(*, r: Value, p: Value, n: Value, d: Value, h: Value, f: Value, c: Value, k: Value) -> Sequential:
    """Patches become tokens; a learned token stands before them, in whose place the class is read at the end."""
    return Sequential(
        *_tokens(d, p, power(exact_div(r, p), 2)),
        ("drop", Dropout(0.0)),
        ("blocks", Repeat(n, ("", block(d, h, f)))),
        ("norm", LayerNorm(eps=EPS)),
        ("first", FirstToken()),
        ("head", Linear(k)),
        input=(c, r, r),
    )


def configured(
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
    """The same as a config.json tells it: queries, keys and values are layers of their own, with biases or without.

    A patch that fits only in part is left out; the pooler gives q numbers (d unless told).
    """
    norm = layer_norm()
    own = attention(d, h, bias=bias, out_bias=True, before=norm, cached=False)
    ends: dict[Head, list[Part]] = {
        "none": [],
        "pooler": [("first", FirstToken()), ("pooler", Linear(d if q is None else q)), ("pooled", Tanh())],
        "classes": [("first", FirstToken()), ("score", Linear(classes))],
    }
    return Sequential(
        *_tokens(d, p, power(folded(written(r) // written(p)), 2)),
        ("layers", Repeat(L, *layer(own, feed_forward(f, d, GELU, before=norm), norm, "before"))),
        ("norm", LayerNorm()),
        *ends[head],
        input=(c, r, r),
    )


def _vit(size: str, title: str, patch: int, depth: int, width: int, heads: int, hidden: int) -> Architecture:
    about = (
        f"An image cut into patches of {patch} x {patch}, each a token; {depth} transformer blocks, "
        "and the class is read from one learned token."
    )
    sizes = (
        COLOURS,
        SIDE,
        HyperParameter("p", "side of a patch", patch),
        HyperParameter("n", "transformer blocks", depth),
        HyperParameter("d", "numbers of a token", width),
        HyperParameter("h", "heads", heads),
        HyperParameter("f", "hidden units of a block", hidden),
        CLASSES,
    )
    return Architecture(f"vit_{size}_{patch}", f"ViT-{title}/{patch}", about, "dosovitskiy2021", sizes, vit)


ARCHITECTURES = (
    _vit("b", "B", 16, 12, 768, 12, 3072), _vit("b", "B", 32, 12, 768, 12, 3072),
    _vit("l", "L", 16, 24, 1024, 16, 4096), _vit("l", "L", 32, 24, 1024, 16, 4096),
    _vit("h", "H", 14, 32, 1280, 16, 5120),
)  # fmt: skip
