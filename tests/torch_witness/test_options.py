"""Settings that change no count: what torch.nn refuses of them, when it is made or called in training, is refused here."""

from __future__ import annotations

import warnings
from typing import Any

import pytest

from symcount.core.errors import InputError
from symcount.layers import known_layers
from symcount.networks.blocks import known_blocks
from symcount.networks.rows import rows
from torch_witness.twins import REFUSALS, torch

OURS = {**known_layers(), **known_blocks()}
# Of every layer: what torch must be told beside, the shape of an example, and values of one setting.
IMAGE, TOKENS, WORDS = (4, 6, 6), (3, 6), (3,)
Values = tuple[Any, ...]
CHANNELS = {"in_channels": 4, "out_channels": 4, "kernel_size": 3}
VOCABULARY = {"num_embeddings": 5, "embedding_dim": 2}
SHARES: Values = (-0.1, 1.1, "a", None, 0, 1, 0.3)
NUMBERS: Values = ("a", None, 0.5, -1)
DIMS: Values = (-5, -4, 0, 3, 4, 1.0, "a")

SETTINGS: list[tuple[str, dict[str, Any], tuple[int, ...], str, Values]] = [
    *[(name, {}, IMAGE, "p", SHARES) for name in ("Dropout", "Dropout2d", "AlphaDropout", "FeatureAlphaDropout")],
    ("Dropout1d", {}, (4, 6), "p", SHARES),
    ("Dropout3d", {}, (4, 6, 6, 6), "p", SHARES),
    ("Conv2d", {**CHANNELS, "padding": 5}, IMAGE, "padding_mode", ("zeros", "reflect", "circular", "replicate", "a", None)),
    ("Conv2d", {**CHANNELS, "padding": 6}, IMAGE, "padding_mode", ("reflect", "circular")),
    ("Conv2d", {**CHANNELS, "padding": 7}, IMAGE, "padding_mode", ("circular", "replicate")),
    *[
        ("Conv2d", {**CHANNELS, "padding": "same", "dilation": dilation}, IMAGE, "padding_mode", ("reflect", "circular"))
        for dilation in (5, 6, 7)
    ],
    ("ConvTranspose2d", CHANNELS, IMAGE, "padding_mode", ("zeros", "reflect")),
    ("GELU", {}, IMAGE, "approximate", ("none", "tanh", "a", None)),
    ("RNN", {"input_size": 6, "hidden_size": 3}, TOKENS, "nonlinearity", ("relu", "tanh", "gelu", None)),
    ("RNNCell", {"input_size": 6, "hidden_size": 3}, (6,), "nonlinearity", ("relu", "tanh", "gelu", None)),
    ("LSTM", {"input_size": 6, "hidden_size": 3, "num_layers": 2}, TOKENS, "dropout", SHARES),
    ("TransformerEncoderLayer", {"d_model": 6, "nhead": 2}, TOKENS, "dropout", SHARES),
    ("TransformerEncoderLayer", {"d_model": 6, "nhead": 2}, TOKENS, "activation", ("relu", "gelu", "tanh")),
    ("BatchNorm2d", {"num_features": 4}, IMAGE, "eps", (0, -1, 1e-9, None, "a")),
    ("BatchNorm2d", {"num_features": 4}, IMAGE, "momentum", (None, 2, "a")),
    ("InstanceNorm2d", {"num_features": 4}, IMAGE, "eps", NUMBERS),
    ("LayerNorm", {"normalized_shape": 6}, IMAGE, "eps", NUMBERS),
    ("RMSNorm", {"normalized_shape": 6}, IMAGE, "eps", NUMBERS),
    ("GroupNorm", {"num_groups": 2, "num_channels": 4}, IMAGE, "eps", NUMBERS),
    ("Embedding", VOCABULARY, WORDS, "padding_idx", (0, 4, 5, -5, -6, None)),
    ("EmbeddingBag", VOCABULARY, WORDS, "padding_idx", (0, 4, 5, -5, -6, None)),
    ("EmbeddingBag", VOCABULARY, WORDS, "mode", ("sum", "mean", "max", "min", None)),
    ("EmbeddingBag", {**VOCABULARY, "mode": "max"}, WORDS, "scale_grad_by_freq", (False, True)),
    ("EmbeddingBag", {**VOCABULARY, "mode": "max"}, WORDS, "sparse", (False, True)),
    ("Hardtanh", {"min_val": 0}, IMAGE, "max_val", (-1, 0, 1)),
    ("RReLU", {"lower": 0.5}, IMAGE, "upper", (0.4, 0.5, 0.6)),
    ("Softshrink", {}, IMAGE, "lambd", (-1, 0, 1)),
    ("CELU", {}, IMAGE, "alpha", (-1, 0, 1)),
    ("AvgPool2d", {"kernel_size": 2}, IMAGE, "divisor_override", (-1, 0, 2, None)),
    *[(name, {}, IMAGE, "dim", DIMS) for name in ("Softmax", "LogSoftmax", "Softmin")],
    *[
        ("Upsample", {"scale_factor": 2, "mode": mode}, IMAGE, "align_corners", (None, True, False))
        for mode in ("nearest", "area", "bilinear", "bicubic")
    ],
    ("Upsample", {"size": 2}, IMAGE, "recompute_scale_factor", (None, True, False)),
    ("AdaptiveMaxPool2d", {"output_size": 2}, IMAGE, "return_indices", (True, False)),
]  # fmt: skip
# What the incoming shape tells ours.
TOLD = {"in_channels", "num_features", "num_channels", "normalized_shape", "input_size", "d_model"}


def refuses(call: Any, *errors: type[Exception]) -> bool:
    """Whether a call raises one of these errors."""
    try:
        call()
    except errors:
        return True
    return False


def test_what_torch_refuses_is_refused() -> None:
    for name, beside, shape, setting, values in SETTINGS:
        for value in values:
            ours = {key: one for key, one in beside.items() if key not in TOLD}
            theirs = refuses(lambda: in_training(name, {**beside, setting: value}, shape), *REFUSALS)  # noqa: B023
            mine = refuses(lambda: rows(OURS[name](**{**ours, setting: value}), shape), InputError)  # noqa: B023
            assert mine == theirs, f"{name}({setting}={value!r}) is {'refused' if theirs else 'taken'} by torch"


def in_training(name: str, chosen: dict[str, Any], shape: tuple[int, ...]) -> None:
    """A layer of torch, made and called on two examples."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of batches that do not come first, and of dropout between layers
        layer = getattr(torch.nn, name)(**chosen)
        layer(torch.zeros(2, *shape, dtype=torch.long) if "Embedding" in name else torch.zeros(2, *shape))


def test_a_transformer_is_refused_the_same_shares_as_its_dropouts() -> None:
    with pytest.raises(InputError, match="dropout is a number from 0 to 1, got 2"):
        OURS["Transformer"](dropout=2)


def test_groups_that_do_not_come_out_even_are_refused_although_torch_forgets_to_look() -> None:
    """On purpose: a LazyConvTranspose2d asked for 3 channels in 2 groups gives 2 channels, and says that it has 3."""
    lazy = torch.nn.LazyConvTranspose2d(3, 1, groups=2, bias=False)
    assert lazy(torch.zeros(1, 4, 5, 5)).shape[1] == 2
    assert lazy.out_channels == 3
    with pytest.raises(InputError, match="2 does not divide 3: every group makes an equal share"):
        OURS["LazyConvTranspose2d"](3, kernel_size=1, groups=2, bias=False).place((4, 5, 5))
