"""What layers that move windows, pad, scale or rearrange say of wrong settings and inputs, word for word."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from layers.messages import told
from symcount.core.layer import Layer
from symcount.core.sizes import sizes
from symcount.counting.derive import derive_layer
from symcount.counting.quantities import MACS
from symcount.layers import *
from symcount.networks.rows import rows

c, h, p = sizes("c h p")

SETTINGS: list[tuple[Callable[[], object], str]] = [
    (lambda: ConvTranspose2d(8), "ConvTranspose2d(8): expected kernel_size (filter size)"),
    (lambda: ConvTranspose2d(3, 8, 5), "ConvTranspose2d(3, 8, 5): only the first argument, out_channels, goes without a name; write ConvTranspose2d(8, kernel_size=5)"),
    (lambda: ConvTranspose1d(8, kernel_size=3, output_padding=-1), "ConvTranspose1d(8, kernel_size=3, output_padding=-1): output_padding is at least 0, got -1"),
    (lambda: LazyConv2d(8, kernel_size=3, in_channels=4), "LazyConv2d(8, kernel_size=3, in_channels=4): unknown keyword 'in_channels'; did you mean out_channels?"),
    (lambda: SeparableConv2d(8, kernel_size=3, groups=2), "SeparableConv2d(8, kernel_size=3, groups=2): unknown keyword 'groups'; known: bias, depth_multiplier, dilation, in_channels, kernel_size, out_channels, padding, stride"),
    (lambda: DepthwiseConv2d(3, depth_multiplier=0), "DepthwiseConv2d(3, depth_multiplier=0): depth_multiplier is at least 1, got 0"),
    (lambda: LPPool2d(2), "LPPool2d(2): expected kernel_size (window size)"),
    (lambda: LPPool2d(0, kernel_size=2), "LPPool2d(0, kernel_size=2): norm_type is a number other than 0, got 0"),
    (lambda: AdaptiveMaxPool2d(None), "AdaptiveMaxPool2d(None): output_size is None axis by axis: (None, None), not None alone"),
    (lambda: ConstantPad2d(1), "ConstantPad2d(1): expected value (what is put around)"),
    (lambda: ZeroPad2d(1.5), "ZeroPad2d(1.5): padding is a whole number, got 1.5"),
    (lambda: Unflatten(1), "Unflatten(1): expected unflattened_size (the sizes that it is split into)"),
    (lambda: Unflatten(1, unflattened_size=(2, -2)), "Unflatten(1, unflattened_size=(2, -2)): unflattened_size is at least -1, got -2"),
    (lambda: PixelShuffle(0), "PixelShuffle(0): upscale_factor is at least 1, got 0"),
    (lambda: UpsamplingNearest2d(scale_factor=-1), "UpsamplingNearest2d(scale_factor=-1): scale_factor is a number above 0, got -1"),
    (lambda: Upsample(scale_factor=2, mode="bilinaer"), "Upsample(scale_factor=2, mode='bilinaer'): unknown mode 'bilinaer'; did you mean bilinear?"),
    (lambda: Conv2d(4, kernel_size=3, padding_mode="mirror"), "Conv2d(4, kernel_size=3, padding_mode='mirror'): unknown padding_mode 'mirror'; known: circular, reflect, replicate, zeros"),
    (lambda: AvgPool2d(2, divisor_override=0), "AvgPool2d(2, divisor_override=0): divisor_override is a number other than 0, got 0"),
    (lambda: Fold(4, kernel_size=(2, 2, 2)), "Fold(4, kernel_size=(2, 2, 2)): kernel_size takes 2 values, one for each axis, got 3"),
]  # fmt: skip


def test_wrong_settings_are_named() -> None:
    assert [told(call) for call, _ in SETTINGS] == [message for _, message in SETTINGS]


ROOM = "the filter must fit into the padded input"
WINDOW = "the window must fit into the padded input"
KERAS_ALONE = "PyTorch knows padding='same' for convolutions only; Keras knows it here too (convention keras)"
UNPADDED = "over three axes the window must fit into the input without its padding"
MIRROR = "a mirror image leaves out the end itself, so the padding is smaller than the extent"
AROUND = "the padding goes around once at most"
CUT = "no more is cut off than there is"
SIDES = "padding is one number or 4, two for each axis, the last axis first, got"
DIMENSIONS = "(0 is the batch), or -1 for the last, got"

PLACES: list[tuple[Layer, tuple[object, ...], str]] = [
    (ConvTranspose2d(8, kernel_size=3, groups=2), (3, 4, 4), "2 does not divide 3: every group takes an equal share of the input channels"),
    (ConvTranspose2d(9, kernel_size=3, groups=2), (4, 4, 4), "2 does not divide 9: every group makes an equal share of the output channels"),
    (ConvTranspose2d(8, kernel_size=3, stride=2, output_padding=2), (4, 4, 4), "2 is smaller than 3: output_padding is smaller than the stride or the dilation"),
    (ConvTranspose1d(8, kernel_size=3, padding_mode="reflect"), (4, 4), "0 is not 1: a transposed convolution knows no padding_mode but 'zeros'"),
    (ConvTranspose1d(8, kernel_size=1, padding=2), (4, 3), "the output of ConvTranspose1d(8, kernel_size=1, padding=2) on (4, 3) would be (8, -1)"),
    (ConvTranspose2d(8, kernel_size=3, in_channels=4), (3, 9, 9), "in_channels is 4, but the incoming shape has 3"),
    (LazyConv1d(8, kernel_size=3), (4, 2), f"2 is smaller than 3: {ROOM}"),
    (DepthwiseConv2d(3), (4, 2, 5), f"2 is smaller than 3: {ROOM}"),
    (DepthwiseConv2d(3, padding="same", stride=2), (4, 5, 5), "1 is smaller than 2: padding='same' keeps the extent only with stride 1; Keras takes it with any stride (convention keras)"),
    (SeparableConv2d(4, kernel_size=3), (4, 5, 2), f"2 is smaller than 3: {ROOM}"),
    (SeparableConv2d(4, kernel_size=3, padding="same", stride=2), (4, 5, 5), "1 is smaller than 2: padding='same' keeps the extent only with stride 1; Keras takes it with any stride (convention keras)"),
    (MaxPool2d(2, padding="same"), (4, 5, 5), f"1 is smaller than 2: {KERAS_ALONE}"),
    (AvgPool1d(2, padding="same"), (4, 5), f"1 is smaller than 2: {KERAS_ALONE}"),
    (ConvTranspose2d(4, kernel_size=2, padding="same"), (4, 5, 5), f"1 is smaller than 2: {KERAS_ALONE}"),
    (AdaptiveAvgPool1d(None), (4, 5), "0 is smaller than 1: over one axis output_size is a number, not None"),
    (AdaptiveMaxPool1d(None), (4, 5), "0 is smaller than 1: over one axis output_size is a number, not None"),
    (LPPool2d(2, kernel_size=3), (1, 2, 5), f"2 is smaller than 3: {WINDOW}"),
    (LPPool3d(2, kernel_size=3, ceil_mode=True), (1, 9, 9, 2), f"2 is smaller than 3: {UNPADDED}"),
    (AvgPool3d(4, padding=2), (1, 9, 9, 2), f"2 is smaller than 4: {UNPADDED}"),
    (FractionalMaxPool2d(3, output_size=5), (1, 6, 9), "6 is smaller than 7: the windows must start at different places"),
    (FractionalMaxPool3d(1, output_size=5), (1, 5, 9, 9), "5 is smaller than 6: over three axes one more step of the input is left free"),
    (FractionalMaxPool2d(1, output_ratio=1.5), (1, 6, 9), "2 is smaller than 4: output_ratio is smaller than one"),
    (FractionalMaxPool2d(1), (1, 6, 9), "either the size or the factor is given, not both and not none"),
    (MaxUnpool2d(2, padding=2), (1, 1, 9), "the output of MaxUnpool2d(2, padding=2) on (1, 1, 9) would be (1, -2, 14)"),
    (ZeroPad2d((-3, 5, 0, 0)), (1, 2, 2), f"-1 is smaller than 0: {CUT}"),
    (ConstantPad1d((5, -3), value=0), (1, 2), f"-1 is smaller than 0: {CUT}"),
    (ZeroPad2d((1, 2)), (1, 2, 2), f"{SIDES} 2"),
    (ZeroPad1d((-1, -1)), (1, 2), "the output of ZeroPad1d((-1, -1)) on (1, 2) would be (1, 0)"),
    (ReflectionPad1d((3, 0)), (1, 3), f"3 is smaller than 4: {MIRROR}"),
    (ReflectionPad2d((0, 0, 0, 3)), (1, 3, 9), f"3 is smaller than 4: {MIRROR}"),
    (CircularPad1d((4, 0)), (1, 3), f"3 is smaller than 4: {AROUND}"),
    (CircularPad2d((0, 4, 0, 0)), (1, 9, 3), f"3 is smaller than 4: {AROUND}"),
    (Unfold(4, padding=1), (1, 1, 9), f"3 is smaller than 4: {WINDOW}"),
    (Fold(2, kernel_size=3), (9, 1), f"2 is smaller than 3: {WINDOW}"),
    (Fold(4, kernel_size=3), (10, 4), "9 does not divide 10: a column holds whole windows"),
    (Fold(4, kernel_size=3), (9, 5), "5 is not 4: there is a column for every window of the output"),
    (Narrow(5), (4, 9), "4 is smaller than 5: no more numbers go on than come"),
    (Narrow(5, dim=3), (4, 9), "dim is one of the dimensions 1 to 2 (0 is the batch), or -1 for the last, got 3"),
    (Permute((0, 2, 2)), (4, 9), "dims is 0, the batch, and then 1, 2 in some order, got (0, 2, 2)"),
    (Permute((1, 0, 2)), (4, 9), "dims is 0, the batch, and then 1, 2 in some order, got (1, 0, 2)"),
    (MergePatches(), (4, 9), "MergePatches takes an input of shape (H, W, c), got (4, 9)"),
    (Flatten(start_dim=0), (3, 4), f"start_dim is one of the dimensions 1 to 2 {DIMENSIONS} 0"),
    (Flatten(end_dim=3), (3, 4), f"end_dim is one of the dimensions 1 to 2 {DIMENSIONS} 3"),
    (Flatten(start_dim=2, end_dim=1), (3, 4), "0 is smaller than 1: start_dim does not come after end_dim"),
    (Unflatten(0, unflattened_size=(3, 1)), (3, 4), f"dim is one of the dimensions 1 to 2 {DIMENSIONS} 0"),
    (Unflatten(1, unflattened_size=(2, -1)), (3, 4), "2 does not divide 3: the sizes that are written share the dimension out equally"),
    (Unflatten(1, unflattened_size=(3, 2)), (12, 4), "6 is not 12: splitting keeps every value"),
    (Unflatten(1, unflattened_size=(-1, -1)), (12, 4), "unflattened_size is of sizes from 1 and at most one -1, got (-1, -1)"),
    (Unflatten(1, unflattened_size=(0, 2)), (12, 4), "unflattened_size is of sizes from 1 and at most one -1, got (0, 2)"),
    (PixelShuffle(2), (6, 4, 4), "4 does not divide 6: a grid takes one value from each of its channels"),
    (PixelUnshuffle(2), (6, 3, 4), "2 does not divide 3: grids of this height cover the input"),
    (PixelUnshuffle(2), (6, 4, 3), "2 does not divide 3: grids of this width cover the input"),
    (ChannelShuffle(2), (3, 4), "2 does not divide 3: every group has an equal share of the channels"),
    (ChannelShuffle(2), (4,), "ChannelShuffle takes an input of shape (c, n, ...), got (4,)"),
    (Upsample(scale_factor=2, mode="bilinear"), (3, 9), "mode='bilinear' does not go over 1 axes"),
    (Upsample(), (3, 9), "either size or scale_factor is given, not both and not none"),
    (Upsample((2, 3)), (3, 9), "an input of 1 axes takes one number or 1, got 2"),
    (Upsample(scale_factor=(2,)), (3, 9, 9), "an input of 2 axes takes one number or 2, got 1"),
    (Upsample(2, recompute_scale_factor=True), (3, 9), "recompute_scale_factor goes with a scale_factor, not with a size"),
    (Upsample(2, align_corners=False), (3, 9), "1 is not 0: align_corners goes with modes that blend values, not with those that repeat them"),
    (Conv1d(8, kernel_size=3, padding=4, padding_mode="reflect"), (4, 4), f"4 is smaller than 5: {MIRROR}"),
    (Conv2d(8, kernel_size=(1, 12), padding="same", padding_mode="reflect"), (4, 9, 6), f"6 is smaller than 7: {MIRROR}"),
    (Conv1d(8, kernel_size=3, padding=5, padding_mode="circular"), (4, 4), f"4 is smaller than 5: {AROUND}"),
    (Upsample(scale_factor=0), (3, 9), "scale_factor is a number above 0, got 0"),
    (UpsamplingBilinear2d(3, scale_factor=2), (3, 9, 9), "either the size or the factor is given, not both and not none"),
    (UpsamplingNearest2d(scale_factor=0.1), (3, 9, 9), "the output of UpsamplingNearest2d(scale_factor=0.1) on (3, 9, 9) would be (3, 0, 0)"),
]  # fmt: skip


def test_wrong_inputs_are_named() -> None:
    assert [told(partial(rows, layer, shape)) for layer, shape, _ in PLACES] == [message for *_, message in PLACES]


# What no number decides is an assumption that a page prints, not an error.
ASSUMED: list[tuple[Layer, tuple[object, ...], list[str]]] = [
    (ReflectionPad1d((p, 1)), (c, h), ["h ≥ p + 1", "h ≥ 2"]),
    (ReflectionPad1d((-2, 0)), (c, h), []),
    (CircularPad1d(p), (c, h), ["h ≥ p"]),
    (ZeroPad2d(p), (c, h, 4), []),
    (Fold(h, kernel_size=2), (4 * c, 9), ["h ≥ 2", "9 = (h - 1)*(h - 1)"]),
    (Unflatten(1, unflattened_size=(p, -1)), (c, 4), ["p divides c"]),
    (PixelShuffle(2), (c, h, h), ["4 divides c"]),
    (ConvTranspose2d(8, kernel_size=3, stride=p, output_padding=1), (c, 4, 4), ["max(p, 1) ≥ 2"]),
]


def test_what_is_open_is_assumed() -> None:
    for layer, shape, texts in ASSUMED:
        assert [one.text().partition(": ")[0] for one in rows(layer, shape)[0].case.assumed] == texts


def test_products_of_a_transposed_convolution_are_told_by_input_value() -> None:
    (layer,) = rows(ConvTranspose2d(5, kernel_size=3, stride=2), (4, 7, 7))
    steps = derive_layer(layer, MACS).steps
    assert [step.left for step in steps] == ["MACs of one input value", "Input values", "Multiply-accumulates"]
    assert [step.value for step in steps] == [3 * 3 * 5, 4 * 7 * 7, 3 * 3 * 5 * 4 * 7 * 7]
    assert steps[1].reason == "The dimensions of the input, multiplied."
