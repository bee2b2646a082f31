"""Vision transformers: an image cut into patches, read as tokens."""

from __future__ import annotations

from symcount.core.expression import Value
from symcount.core.values import exact_div, power
from symcount.layers import GELU, ClassToken, Conv2d, Dropout, Flatten, LayerNorm, Linear, MultiheadAttention
from symcount.networks.composite import Repeat, Residual, Sequential
from symcount.networks.zoo.declaration import Architecture, HyperParameter
from symcount.networks.zoo.pieces import CLASSES, COLOURS, SIDE
from symcount.networks.zoo.tokens import FirstToken, PositionEmbedding, Transpose

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


def vit(*, r: Value, p: Value, n: Value, d: Value, h: Value, f: Value, c: Value, k: Value) -> Sequential:
    """Patches become tokens; a learned token stands before them, in whose place the class is read at the end."""
    patches = power(exact_div(r, p), 2)
    return Sequential(
        ("patches", Conv2d(d, kernel_size=p, stride=p)),
        ("flatten", Flatten(start_dim=2)),
        ("tokens", Transpose()),
        ("class", ClassToken()),
        ("positions", Residual(("", PositionEmbedding(patches + 1)))),
        ("drop", Dropout(0.0)),
        ("blocks", Repeat(n, ("", block(d, h, f)))),
        ("norm", LayerNorm(eps=EPS)),
        ("first", FirstToken()),
        ("head", Linear(k)),
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
