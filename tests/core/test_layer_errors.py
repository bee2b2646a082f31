"""What layers say of wrong settings and wrong inputs, word for word."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from symcount.core.errors import InputError
from symcount.core.sizes import numbers_for, sizes
from symcount.layers import *
from symcount.networks.composite import Network, Sequential
from symcount.networks.rows import output_shape, rows

c, k = sizes("c k")

# A call with wrong settings; the message starts with the call as it was typed.
SETTINGS: list[tuple[Callable[[], object], str]] = [
    (lambda: Conv2d(3, 8, 5), "Conv2d(3, 8, 5): only the first argument, out_channels, goes without a name; write Conv2d(8, kernel_size=5)"),
    (lambda: Conv2d(3, 8, kernel_size=5), "Conv2d(3, 8, kernel_size=5): only the first argument, out_channels, goes without a name; write Conv2d(8, kernel_size=5)"),
    (lambda: Conv2d(8, 5), "Conv2d(8, 5): only the first argument, out_channels, goes without a name; write Conv2d(8, kernel_size=5)"),
    (lambda: Conv1d(1, 2, 3, 4), "Conv1d(1, 2, 3, 4): only the first argument, out_channels, goes without a name; write Conv1d(2, kernel_size=3, stride=4)"),
    (lambda: Linear(400, 120), "Linear(400, 120): only the first argument, out_features, goes without a name; write Linear(120)"),
    (lambda: MaxPool2d(2, 2), "MaxPool2d(2, 2): only the first argument, kernel_size, goes without a name; write MaxPool2d(2, stride=2)"),
    (lambda: BatchNorm2d(3, 4), "BatchNorm2d(3, 4): only the first argument, num_features, goes without a name; write BatchNorm2d(3, eps=4)"),
    (lambda: Dropout(0.5, True), "Dropout(0.5, True): only the first argument, p, goes without a name; write Dropout(0.5, inplace=True)"),
    (lambda: GlobalAvgPool2d(1), "GlobalAvgPool2d(1): GlobalAvgPool2d takes no arguments"),
    (lambda: GlobalAvgPool2d(1), "GlobalAvgPool2d(1): GlobalAvgPool2d takes no arguments"),
    (lambda: Conv2d(8, out_channels=8, kernel_size=3), "Conv2d(8, out_channels=8, kernel_size=3): out_channels is given twice"),
    (lambda: Conv2d(), "Conv2d(): expected out_channels (number of filters) and kernel_size (filter size)"),
    (lambda: Conv2d(8), "Conv2d(8): expected kernel_size (filter size)"),
    (lambda: Conv2d(kernel_size=3), "Conv2d(kernel_size=3): expected out_channels (number of filters)"),
    (lambda: Linear(), "Linear(): expected out_features (output units)"),
    (lambda: MaxPool2d(), "MaxPool2d(): expected kernel_size (window size)"),
    (lambda: AdaptiveAvgPool2d(), "AdaptiveAvgPool2d(): expected output_size (output extent)"),
    (lambda: Conv2d(8, kernal_size=3), "Conv2d(8, kernal_size=3): unknown keyword 'kernal_size'; did you mean kernel_size?"),
    (lambda: Linear(10, in_feature=3), "Linear(10, in_feature=3): unknown keyword 'in_feature'; did you mean in_features?"),
    (lambda: BatchNorm2d(momentun=1), "BatchNorm2d(momentun=1): unknown keyword 'momentun'; did you mean momentum?"),
    (lambda: Softmax(dimension=1), "Softmax(dimension=1): unknown keyword 'dimension'; known: dim"),
    (lambda: Sigmoid(inplace=True), "Sigmoid(inplace=True): unknown keyword 'inplace'"),
    (lambda: AdaptiveAvgPool2d(2, return_indices=True), "AdaptiveAvgPool2d(2, return_indices=True): unknown keyword 'return_indices'; known: output_size"),
    (lambda: Linear(4, **{"a\n\x1b": 1}), "Linear(4, a\\u000a\\u001b=1): unknown keyword 'a\\\\u000a\\\\u001b'; known: bias, in_features, out_features"),
    (lambda: Conv2d(0, kernel_size=3), "Conv2d(0, kernel_size=3): out_channels is at least 1, got 0"),
    (lambda: Conv2d(8, kernel_size=-3), "Conv2d(8, kernel_size=-3): kernel_size is at least 1, got -3"),
    (lambda: Conv2d(8, kernel_size=(3, 0)), "Conv2d(8, kernel_size=(3, 0)): kernel_size is at least 1, got 0"),
    (lambda: Conv2d(8, kernel_size=3, stride=0), "Conv2d(8, kernel_size=3, stride=0): stride is at least 1, got 0"),
    (lambda: Conv2d(8, kernel_size=3, padding=-1), "Conv2d(8, kernel_size=3, padding=-1): padding is at least 0, got -1"),
    (lambda: Conv2d(8, kernel_size=3, dilation=0), "Conv2d(8, kernel_size=3, dilation=0): dilation is at least 1, got 0"),
    (lambda: Conv2d(8, kernel_size=3, groups=0), "Conv2d(8, kernel_size=3, groups=0): groups is at least 1, got 0"),
    (lambda: Conv2d(8, kernel_size=3, in_channels=0), "Conv2d(8, kernel_size=3, in_channels=0): in_channels is at least 1, got 0"),
    (lambda: BatchNorm2d(0), "BatchNorm2d(0): num_features is at least 1, got 0"),
    (lambda: LayerNorm((3, 0)), "LayerNorm((3, 0)): normalized_shape is at least 1, got 0"),
    (lambda: LayerNorm(()), "LayerNorm(()): normalized_shape has at least one dimension, got ()"),
    (lambda: AdaptiveAvgPool2d(0), "AdaptiveAvgPool2d(0): output_size is at least 1, got 0"),
    (lambda: Conv2d(8, kernel_size=2.5), "Conv2d(8, kernel_size=2.5): kernel_size is a whole number, got 2.5"),
    (lambda: Conv2d(8, kernel_size=Fraction(5, 2)), "Conv2d(8, kernel_size=5/2): kernel_size is a whole number, got 5/2"),
    (lambda: Conv2d(8, kernel_size="5/2"), "Conv2d(8, kernel_size='5/2'): kernel_size is a whole number, got 5/2"),
    (lambda: Conv2d(8, kernel_size="2-5"), "Conv2d(8, kernel_size='2-5'): kernel_size is at least 1, got -3"),
    (lambda: Conv2d(8, kernel_size="3*"), "Conv2d(8, kernel_size='3*'): expected a number or a name, got the end in '3*'"),
    (lambda: Conv2d(8, kernel_size=True), "Conv2d(8, kernel_size=True): kernel_size is a whole number, got True"),
    (lambda: Conv2d(8, kernel_size=None), "Conv2d(8, kernel_size=None): kernel_size is a whole number, got None"),
    (lambda: Conv2d((8, 8), kernel_size=3), "Conv2d((8, 8), kernel_size=3): out_channels is a whole number, a name or a formula, got (8, 8)"),
    (lambda: Linear({}), "Linear({}): out_features is a whole number, a name or a formula, got {}"),
    (lambda: Conv2d(8, kernel_size=(3,)), "Conv2d(8, kernel_size=(3,)): kernel_size takes 2 values, one for each axis, got 1"),
    (lambda: MaxPool3d((2, 2)), "MaxPool3d((2, 2)): kernel_size takes 3 values, one for each axis, got 2"),
    (lambda: AdaptiveAvgPool2d((1, 2, 3)), "AdaptiveAvgPool2d((1, 2, 3)): output_size takes 2 values, one for each axis, got 3"),
    (lambda: Conv2d(8, kernel_size=3, padding="sam"), "Conv2d(8, kernel_size=3, padding='sam'): padding is a number or one of valid, same, got 'sam'; did you mean same?"),
    (lambda: Conv2d(8, kernel_size=3, padding="full"), "Conv2d(8, kernel_size=3, padding='full'): padding is a number or one of valid, same, got 'full'; known: same, valid"),
    (lambda: MaxPool2d(2, stride="same"), "MaxPool2d(2, stride='same'): stride is a whole number, a name or a formula, got 'same'"),
    (lambda: Conv2d(8, kernel_size=3, bias=1), "Conv2d(8, kernel_size=3, bias=1): bias is True or False, got 1"),
    (lambda: Linear(8, bias=None), "Linear(8, bias=None): bias is True or False, got None"),
    (lambda: MaxPool2d(2, ceil_mode="no"), "MaxPool2d(2, ceil_mode='no'): ceil_mode is True or False, got no"),
    (lambda: BatchNorm2d(affine=0), "BatchNorm2d(affine=0): affine is True or False, got 0"),
    (lambda: Conv2d(8, kernel_size=(c + 1) / 2).at(numbers_for((c,), {"c": 4})), "Conv2d(out_channels=8, kernel_size=5/2): kernel_size is a whole number, got 5/2"),
]  # fmt: skip


@pytest.mark.parametrize(("call", "message"), SETTINGS, ids=[message.partition(": ")[0] for _, message in SETTINGS])
def test_wrong_settings_are_named(call: Callable[[], object], message: str) -> None:
    assert told(call) == message


FILTER = "the filter must fit into the padded input"
WINDOW = "the window must fit into the padded input"
HALF = "padding is at most half of the window"

# A layer, an input that it cannot take, and what it says.
PLACES: list[tuple[Network, object, str]] = [
    (Conv2d(8, kernel_size=3), (3, 32), "Conv2d takes an input of shape (c, H, W), got (3, 32)"),
    (Conv2d(8, kernel_size=3), (3, 9, 9, 9), "Conv2d takes an input of shape (c, H, W), got (3, 9, 9, 9)"),
    (Conv1d(8, kernel_size=3), (3,), "Conv1d takes an input of shape (c, L), got (3,)"),
    (Conv3d(8, kernel_size=3), (3, 9, 9), "Conv3d takes an input of shape (c, D, H, W), got (3, 9, 9)"),
    (GlobalAvgPool2d(), (5, c), "GlobalAvgPool2d takes an input of shape (c, H, W), got (5, c)"),
    (BatchNorm1d(), (5, 4, 3), "BatchNorm1d takes an input of shape (c,) or (c, L), got (5, 4, 3)"),
    (BatchNorm2d(), (5, 4), "BatchNorm2d takes an input of shape (c, H, W), got (5, 4)"),
    (LayerNorm((3, 5)), (5,), "LayerNorm takes an input of shape (..., normalized_shape), got (5,)"),
    (Conv1d(8, kernel_size=3), (3, 2), f"2 is smaller than 3: {FILTER}"),
    (Conv2d(8, kernel_size=(1, 5)), (3, 9, 4), f"4 is smaller than 5: {FILTER}"),
    (Conv2d(8, kernel_size=3, dilation=4), (3, 8, 9), f"8 is smaller than 9: {FILTER}"),
    (Conv2d(8, kernel_size=5, padding=1), (3, 2, 2), f"4 is smaller than 5: {FILTER}"),
    (Conv2d(8, kernel_size=3, groups=2), (3, 8, 9), "2 does not divide 3: every group takes an equal share of the input channels"),
    (Conv2d(9, kernel_size=3, groups=2), (4, 8, 9), "2 does not divide 9: every group makes an equal share of the filters"),
    (Conv2d(8, kernel_size=3, padding="same", stride=2), (3, 9, 9), "1 is smaller than 2: padding='same' keeps the extent only with stride 1; Keras takes it with any stride (convention keras)"),
    (MaxPool2d(3), (1, 2, 5), f"2 is smaller than 3: {WINDOW}"),
    (MaxPool2d(3, dilation=2), (1, 4, 5), f"4 is smaller than 5: {WINDOW}"),
    (MaxPool2d(4, stride=2, ceil_mode=True), (1, 2, 2), f"3 is smaller than 4: {WINDOW}"),
    (MaxPool2d(2, padding=2), (1, 9, 9), f"2 is smaller than 4: {HALF}"),
    (AvgPool3d(3), (1, 9, 9, 2), f"2 is smaller than 3: {WINDOW}"),
    (AvgPool2d(3, padding=2), (1, 9, 9), f"3 is smaller than 4: {HALF}"),
    (Conv2d(8, kernel_size=3, in_channels=4), (3, 9, 9), "in_channels is 4, but the incoming shape has 3"),
    (Linear(8, in_features=4), (3,), "in_features is 4, but the incoming shape has 3"),
    (BatchNorm2d(4), (3, 5, 5), "num_features is 4, but the incoming shape has 3"),
    (LayerNorm((3, 5)), (4, 5), "normalized_shape is 3, but the incoming shape has 4"),
    (Sequential(("a", Sequential(("b", Conv2d(8, kernel_size=9))))), (1, 4, 4), f"a.b: 4 is smaller than 9: {FILTER}"),
    (Sequential(Linear(5), Linear(4, in_features=6)), (3,), "1: in_features is 6, but the incoming shape has 5"),
    (Linear(3), (), "Linear takes an input of shape (..., n), got ()"),
    (Linear(3), (1,) * 9, "an input has at most 8 dimensions (batch left out), got 9"),
    (Linear(3), 0, "an input dimension is at least 1, got 0"),
    (Linear(3), (3, -1), "an input dimension is at least 1, got -1"),
    (Linear(3), (3, 2.5), "an input dimension is a whole number, got 2.5"),
    (Linear(3), ("c", "5/2"), "an input dimension is a whole number, got 5/2"),
    (Linear(3), ("3-4",), "an input dimension is at least 1, got -1"),
    (Linear(3), (True,), "an input dimension is a whole number, got True"),
    (Linear(3), None, "the input shape is missing: give input=(channels, height, width)"),
]  # fmt: skip


@pytest.mark.parametrize(("network", "shape", "message"), PLACES)
def test_wrong_inputs_are_named(network: Network, shape: object, message: str) -> None:
    assert told(lambda: rows(network, shape)) == message


NETWORKS: list[tuple[Callable[[], object], str]] = [
    (lambda: Sequential(3), "0: expected a layer, got 3"),
    (lambda: Sequential({"head": "Linear"}), "head: expected a layer, got Linear"),
    (lambda: Sequential(("a", Linear(3)), ("a", Linear(4))), "two layers are named 'a'"),
    (lambda: output_shape(Sequential()), "the input shape is missing: give input=(channels, height, width)"),
]


@pytest.mark.parametrize(("call", "message"), NETWORKS)
def test_wrong_networks_are_named(call: Callable[[], object], message: str) -> None:
    assert told(call) == message


SIZES: list[tuple[dict[str, object], str]] = [
    ({"C": 3}, "unknown size 'C'; did you mean c?"),
    ({"c": 0}, "c is at least 1, got 0"),
    ({"c": 2.5}, "c is a whole number, got 2.5"),
    ({"c": "5/2"}, "c is a whole number, got 5/2"),
    ({"c": "2 - 3"}, "c is at least 1, got -1"),
    ({"c": None}, "c is a whole number, got None"),
]


@pytest.mark.parametrize(("given", "message"), SIZES)
def test_wrong_numbers_for_sizes_are_named(given: dict[str, object], message: str) -> None:
    assert told(lambda: numbers_for((c, k), given)) == message


def test_a_wrong_name_for_a_size_is_named() -> None:
    message = "a size is named with letters, digits and _, not starting with a digit; got '2c'"
    assert told(lambda: sizes("a 2c")) == message


# What no number decides is an assumption that a page prints, not an error.
ASSUMED: list[tuple[Network, object, list[str]]] = [
    (Conv2d(8, kernel_size=k), (3, 9, 9), ["9 ≥ k"]),
    (Conv2d(8, kernel_size=3, groups=k), (c, 9, 9), ["k divides c", "k divides 8"]),
    (Conv2d(8, kernel_size=3, groups=k), (2 * k, 9, 9), ["k divides 8"]),
    (Conv2d(8, kernel_size=3, in_channels=k), (c, 9, 9), ["k = c"]),
    (Conv2d(8, kernel_size=3, in_channels="c"), (c, 9, 9), []),
    (Conv2d(8, kernel_size=k, padding="same"), (c, c, 9), []),
    (MaxPool2d(k), (3, c, 9), ["c ≥ k", "9 ≥ k"]),
    (LayerNorm(k), (c,), ["k = c"]),
]


@pytest.mark.parametrize(("network", "shape", "texts"), ASSUMED)
def test_what_is_open_is_assumed(network: Network, shape: object, texts: list[str]) -> None:
    assert [one.text().partition(": ")[0] for row in rows(network, shape) for one in row.case.assumed] == texts


def told(call: Callable[[], object]) -> str:
    """The one line of the error that a call raises."""
    with pytest.raises(InputError) as caught:
        call()
    text = str(caught.value)
    assert "\n" not in text
    return text
