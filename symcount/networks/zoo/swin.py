"""Swin transformers: attention inside windows that move from block to block, on fewer and wider places by stage."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from symcount.core.expression import Value
from symcount.core.layer import Layer
from symcount.core.values import floor_div
from symcount.layers import (
    Conv2d,
    GlobalAvgPool2d,
    LayerNorm,
    Linear,
    MergePatches,
    Permute,
    ShiftedWindowAttention,
    ShiftedWindowAttentionV2,
    StochasticDepth,
)
from symcount.networks.composite import Repeat, Residual, Sequential
from symcount.networks.zoo.declaration import Architecture, HyperParameter
from symcount.networks.zoo.pieces import CLASSES, COLOURS, Parts
from symcount.networks.zoo.vit import mlp

Attention = Callable[..., Layer]
Arranged = Callable[..., Parts]


def _before(*body: tuple[str, Layer]) -> Parts:
    """The normalization stands before what it is for."""
    return [("norm", LayerNorm()), *body]


def _behind(*body: tuple[str, Layer]) -> Parts:
    """The normalization stands behind, so that what is added to the shortcut stays small."""
    return [*body, ("norm", LayerNorm())]


def swin(
    *, attention: Attention, arranged: Arranged, drop: float,
    r: Value, p: Value, d: Value, h: Value, M: Value, m: Value, c: Value, k: Value, **n: Value,
) -> Sequential:  # fmt: skip
    """Blocks come in pairs, the windows of the second moved by half their side; channels come last."""
    left_out = ("drop", StochasticDepth(drop))

    def block(width: Value, heads: Value, moved: Value) -> Sequential:
        asks = attention(num_heads=heads, window_size=M, shift_size=moved)
        return Sequential(
            ("1", Residual(*arranged(("attention", asks)), left_out)),
            ("2", Residual(*arranged(*mlp(m * width, width)), left_out)),
        )

    stages: Parts = []
    for number, pairs in enumerate(n.values()):
        width, heads = 2**number * d, 2**number * h
        if number:
            merged = arranged(("narrow", Linear(width, bias=False)))
            stages.append((f"merge{number}", Sequential(("merge", MergePatches()), *merged)))
        pair = (("plain", block(width, heads, 0)), ("moved", block(width, heads, floor_div(M, 2))))
        stages.append((f"stage{number + 1}", Repeat(pairs, *pair)))
    return Sequential(
        ("patches", Conv2d(d, kernel_size=p, stride=p)),
        ("last", Permute((0, 2, 3, 1))),
        ("norm", LayerNorm()),
        *stages,
        ("normed", LayerNorm()),
        ("front", Permute((0, 3, 1, 2))),
        ("avgpool", GlobalAvgPool2d()),
        ("head", Linear(k)),
        input=(c, r, r),
    )


def _swin(
    name: str, build: Callable[..., Sequential], cite: str, about: str, side: int, window: int, width: int, third: int,
    drop: float,
) -> Architecture:  # fmt: skip
    sizes = (
        COLOURS,
        HyperParameter("r", "side of the image", side),
        HyperParameter("p", "side of a patch", 4),
        HyperParameter("d", "numbers of a place in the first stage", width),
        HyperParameter("h", "heads in the first stage", width // 32),
        HyperParameter("M", "side of a window", window),
        HyperParameter("m", "times that a block widens its input", 4),
        *(HyperParameter(f"n{i}", f"pairs of blocks of stage {i}", one) for i, one in enumerate((1, 1, third, 1), 1)),
        CLASSES,
    )
    version, letter = ("V2-", name[-1]) if "v2" in name else ("-", name[-1])
    return Architecture(name, f"Swin{version}{letter.upper()}", about, cite, sizes, partial(build, drop=drop))


FIRST = partial(swin, attention=ShiftedWindowAttention, arranged=_before)
SECOND = partial(swin, attention=ShiftedWindowAttentionV2, arranged=_behind)
WINDOWS = "Attention inside windows, every other block's windows moved by half their side, with a learned bias for "
ONE = f"{WINDOWS}every relative position; patches are merged between four stages."
TWO = f"{WINDOWS}relative positions that a small network makes, cosines in the place of products, and later norms."

ARCHITECTURES = (
    _swin("swin_t", FIRST, "liu2021", ONE, 224, 7, 96, 3, 0.2),
    _swin("swin_s", FIRST, "liu2021", ONE, 224, 7, 96, 9, 0.3),
    _swin("swin_b", FIRST, "liu2021", ONE, 224, 7, 128, 9, 0.5),
    _swin("swin_v2_t", SECOND, "liu2022swin", TWO, 256, 8, 96, 3, 0.2),
    _swin("swin_v2_s", SECOND, "liu2022swin", TWO, 256, 8, 96, 9, 0.3),
    _swin("swin_v2_b", SECOND, "liu2022swin", TWO, 256, 8, 128, 9, 0.5),
)
