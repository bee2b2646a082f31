"""Examples of layers that move windows, pad, scale or rearrange: a layer, its input, and points for its sizes."""

from __future__ import annotations

from collections.abc import Mapping

from symcount.core.layer import Layer
from symcount.core.sizes import sizes
from symcount.layers import *

c, f, g, h, k, m, n, p, q, r, s, w = sizes("c f g h k m n p q r s w")

Written = tuple[Layer, tuple[object, ...], tuple[Mapping[str, int], ...]]

TRANSPOSED: Mapping[str, Written] = {
    "transposed": (ConvTranspose2d(5, kernel_size=3, stride=2, padding=1, output_padding=1), (4, 7, 6), ({},)),
    "transposed of sizes": (
        ConvTranspose2d(k, kernel_size=f, stride=s, padding=p), (c, h, h),
        ({"k": 4, "f": 3, "s": 2, "p": 1, "c": 2, "h": 9}, {"k": 3, "f": 3, "s": 3, "p": 1, "c": 3, "h": 3}),
    ),
    "transposed of ones": (ConvTranspose1d(1, kernel_size=1), (1, 1), ({},)),
    "transposed equal sizes": (ConvTranspose2d(c, kernel_size=c), (c, c, w), ({"c": 3, "w": 4}, {"c": 1, "w": 1})),
    "transposed in groups": (ConvTranspose1d(6, kernel_size=3, groups=2, dilation=2, bias=False), (4, n), ({"n": 5},)),
    "transposed in groups of sizes": (
        ConvTranspose2d(g * k, kernel_size=2, groups=g), (g * m, 5, 4), ({"g": 2, "k": 3, "m": 2}, {"g": 1, "k": 1, "m": 5}),
    ),
    "transposed 3d": (ConvTranspose3d(4, kernel_size=(4, 1, 3), stride=(3, 2, 2), output_padding=(2, 1, 1)), (4, 5, 8, 6), ({},)),
    "transposed told nothing": (LazyConvTranspose2d(3, kernel_size=2), (c, 4, 5), ({"c": 6},)),
    "convolution told nothing": (LazyConv2d(k, kernel_size=3), (c, 8, 9), ({"c": 3, "k": 4}, {"c": 1, "k": 1})),
    "depthwise": (DepthwiseConv2d(3), (6, 9, 8), ({},)),
    "depthwise of sizes": (
        DepthwiseConv2d(f, depth_multiplier=m, stride=2, padding=1), (c, h, 9),
        ({"f": 3, "m": 2, "c": 5, "h": 8}, {"f": 3, "m": 3, "c": 3, "h": 3}),
    ),
    "separable": (SeparableConv2d(64, kernel_size=3), (32, 28, 28), ({},)),
    "separable of sizes": (
        SeparableConv2d(k, kernel_size=f, depth_multiplier=m, padding="same"), (c, h, w),
        ({"k": 8, "f": 3, "m": 2, "c": 4, "h": 7, "w": 5}, {"k": 1, "f": 1, "m": 1, "c": 1, "h": 1, "w": 1}),
    ),
    "separable without bias": (SeparableConv2d(c, kernel_size=(3, 5), bias=False), (c, 9, 9), ({"c": 3}, {"c": 1})),
}  # fmt: skip

POOLED: Mapping[str, Written] = {
    "pool of norms": (LPPool2d(2, kernel_size=3, stride=2), (2, 9, 10), ({},)),
    "pool of norms ceil": (LPPool1d(1.5, kernel_size=f, ceil_mode=True), (c, n), ({"f": 3, "c": 2, "n": 10}, {"f": 1, "c": 1, "n": 1})),
    "pool of norms 3d": (LPPool3d(2, kernel_size=2), (c, 5, 6, 7), ({"c": 3},)),
    "fractional pool": (FractionalMaxPool2d(3, output_size=(5, 6)), (2, 13, 14), ({},)),
    "fractional pool by its ratio": (FractionalMaxPool2d(2, output_ratio=0.7), (c, h, 10), ({"c": 2, "h": 11}, {"c": 1, "h": 10})),
    "fractional pool 3d": (FractionalMaxPool3d(2, output_ratio=(0.5, 0.5, 0.3)), (1, 9, 9, 11), ({},)),
    "pool taken back": (MaxUnpool2d(2), (c, h, 6), ({"c": 3, "h": 4}, {"c": 1, "h": 1})),
    "pool taken back strided": (MaxUnpool1d(f, stride=s, padding=1), (2, n), ({"f": 3, "s": 2, "n": 5}, {"f": 3, "s": 3, "n": 3})),
    "pool taken back 3d": (MaxUnpool3d((2, 3, 1)), (2, 3, 4, 5), ({},)),
}  # fmt: skip

PADDED: Mapping[str, Written] = {
    "zeros around": (ZeroPad2d((1, 2, 3, 4)), (3, 5, 6), ({},)),
    "zeros cut off": (ZeroPad2d((-1, 2, 0, -2)), (c, h, 6), ({"c": 3, "h": 5}, {"c": 1, "h": 3})),
    "zeros around a sequence": (ZeroPad1d(p), (c, n), ({"p": 2, "c": 3, "n": 5}, {"p": 1, "c": 1, "n": 1})),
    "zeros around a volume": (ZeroPad3d((p, 0, q, 1, 2, 3)), (2, 3, n, 5), ({"p": 1, "q": 2, "n": 4}, {"p": 3, "q": 3, "n": 3})),
    "a value around": (ConstantPad3d(1, value=0.5), (2, 3, 4, 5), ({},)),
    "a value around a sequence": (ConstantPad1d((0, n), value=1), (c, n), ({"c": 2, "n": 6},)),
    "a value around an image": (ConstantPad2d(2, value=-1), (1, 1, 1), ({},)),
    "mirrored": (ReflectionPad2d((1, 2, 3, 0)), (2, 4, h), ({"h": 5}, {"h": 3})),
    "mirrored by sizes": (ReflectionPad1d((p, q)), (c, n), ({"p": 3, "q": 2, "c": 1, "n": 4}, {"p": 1, "q": 1, "c": 2, "n": 2})),
    "mirrored 3d": (ReflectionPad3d(1), (1, 2, 3, 4), ({},)),
    "repeated ends": (ReplicationPad1d((3, p)), (2, 1), ({"p": 4},)),
    "repeated border": (ReplicationPad2d((-1, 5, 2, 2)), (2, h, h), ({"h": 4},)),
    "repeated border 3d": (ReplicationPad3d(2), (1, 1, 2, 3), ({},)),
    "around": (CircularPad2d((w, 1, 0, 2)), (2, 4, w), ({"w": 5}, {"w": 1})),
    "around a sequence": (CircularPad1d(3), (1, 3), ({},)),
    "around a volume": (CircularPad3d((1, 1, 1, 2, 2, 1)), (c, 2, 3, 4), ({"c": 2},)),
}  # fmt: skip

REARRANGED: Mapping[str, Written] = {
    "unfold": (Unfold((2, 3), padding=1, stride=2), (5, 8, 9), ({},)),
    "unfold of sizes": (Unfold(f, dilation=2), (c, h, 9), ({"f": 3, "c": 2, "h": 8}, {"f": 1, "c": 1, "h": 1})),
    "fold": (Fold((8, 9), kernel_size=(2, 3), padding=1, stride=2), (30, 25), ({},)),
    "fold of sizes": (Fold((h, 4), kernel_size=2), (c * 4, (h - 1) * 3), ({"h": 5, "c": 2}, {"h": 4, "c": 4})),
    "flatten in part": (Flatten(end_dim=2), (c, h, 5), ({"c": 2, "h": 3},)),
    "flatten from behind": (Flatten(start_dim=-2, end_dim=-1), (c, c, c), ({"c": 3}, {"c": 1})),
    "flatten one": (Flatten(start_dim=2, end_dim=2), (2, n, 3), ({"n": 4},)),
    "unflatten": (Unflatten(1, unflattened_size=(2, 3)), (6, 5), ({},)),
    "unflatten the rest": (Unflatten(-2, unflattened_size=(4, -1, 2)), (3, 8 * n, 5), ({"n": 3}, {"n": 1})),
    "unflatten by sizes": (Unflatten(1, unflattened_size=(k, m)), (k * m,), ({"k": 2, "m": 3}, {"k": 4, "m": 4})),
    "pixel shuffle": (PixelShuffle(r), (c * r * r, h, w), ({"r": 2, "c": 3, "h": 4, "w": 5}, {"r": 1, "c": 1, "h": 1, "w": 1})),
    "pixel unshuffle": (PixelUnshuffle(2), (3, 4, 2 * n), ({"n": 3},)),
    "pixel unshuffle of several": (PixelUnshuffle(r), (2, 3, 6, 6), ({"r": 3}, {"r": 2})),
    "channel shuffle": (ChannelShuffle(g), (g * k, n), ({"g": 2, "k": 3, "n": 4}, {"g": 1, "k": 1, "n": 1})),
}  # fmt: skip

SCALED: Mapping[str, Written] = {
    "upsample": (Upsample(scale_factor=(1.5, 2.5), mode="bilinear"), (3, 5, 7), ({},)),
    "upsample exactly": (Upsample(scale_factor=1.7, mode="linear"), (3, 10), ({},)),
    "upsample of sizes": (Upsample(scale_factor=2), (c, h, w), ({"c": 3, "h": 4, "w": 5}, {"c": 1, "h": 1, "w": 1})),
    "upsample to a size": (Upsample((q, 6, 7), mode="trilinear"), (2, 3, 4, n), ({"q": 5, "n": 5},)),
    "upsample nearest": (UpsamplingNearest2d(scale_factor=(1.7, 2)), (c, h, 10), ({"c": 2, "h": 10}, {"c": 1, "h": 3})),
    "upsample bilinear": (UpsamplingBilinear2d((h, 9)), (3, h, w), ({"h": 4, "w": 5},)),
    "upsample by a half": (UpsamplingNearest2d(scale_factor=0.5), (1, h, h), ({"h": 7}, {"h": 2})),
}  # fmt: skip

WINDOWS: Mapping[str, Written] = {**TRANSPOSED, **POOLED, **PADDED, **REARRANGED, **SCALED}
