"""Random layers with a random input: by torch.nn's names and keywords, right ones and wrong ones."""

from __future__ import annotations

from hypothesis import strategies as st

import strategies_features as features
import strategies_windows as windows
from strategies_calls import Call, Draw, extents, one_to, per_axis, some_of

CONVOLUTIONS = ["Conv1d", "Conv2d", "Conv3d"]
MAX_POOLS = ["MaxPool1d", "MaxPool2d", "MaxPool3d"]
AVERAGE_POOLS = ["AvgPool1d", "AvgPool2d", "AvgPool3d"]
ADAPTIVE_POOLS = [f"Adaptive{kind}Pool{axes}d" for kind in ("Avg", "Max") for axes in (1, 2, 3)]
BATCH_NORMS = ["BatchNorm1d", "BatchNorm2d", "BatchNorm3d"]
ANY_SHAPE = [
    "ReLU", "LeakyReLU", "ReLU6", "ELU", "SELU", "CELU", "GELU", "SiLU", "Mish", "Sigmoid", "LogSigmoid", "Hardsigmoid",
    "Hardswish", "Tanh", "Hardtanh", "Softplus", "Softsign", "Dropout", "AlphaDropout", "Flatten", "Identity",
]  # fmt: skip
# Compared by their settings only: what they do to a shape of any rank is a warning or a guess in torch.
PARTLY = ["Softmax", "LogSoftmax", "Dropout1d", "Dropout2d", "Dropout3d", *windows.PARTLY, *features.PARTLY]
TWINS = [
    *CONVOLUTIONS, *MAX_POOLS, *AVERAGE_POOLS, *ADAPTIVE_POOLS, *BATCH_NORMS, *ANY_SHAPE, "Linear", "LayerNorm",
    *windows.TWINS, *features.TWINS,
]  # fmt: skip
WITHOUT_TWIN = [f"Global{kind}Pool{axes}d" for kind in ("Avg", "Max") for axes in (1, 2, 3)]
WITHOUT_TWIN += ["Add", "Concat", "Multiply", *windows.WITHOUT_TWIN, *features.WITHOUT_TWIN]
WITHOUT_TWIN += ["MergePatches", "Narrow", "Normalization", "Permute", "Rescaling", "StochasticDepth"]
WITHOUT_TWIN += ["ShiftedWindowAttention", "ShiftedWindowAttentionV2"]


@st.composite
def convolutions(draw: Draw, names: list[str] = CONVOLUTIONS) -> Call:
    """A convolution, its groups and window fitting or not."""
    name = draw(st.sampled_from(names))
    axes = Call(name, {}, ()).axes
    padding = st.one_of(per_axis(st.integers(0, 3), axes), st.sampled_from(["same", "valid"]))
    groups = draw(st.sampled_from([1, 1, 2, 3]))
    settings = {
        "out_channels": groups * draw(one_to(3)) + draw(st.sampled_from([0, 0, 0, 1])),
        "kernel_size": draw(per_axis(one_to(4), axes)),
        "groups": groups,
        **draw(some_of(
            stride=per_axis(one_to(3), axes), padding=padding, dilation=per_axis(one_to(3), axes), bias=st.booleans(),
        )),
    }  # fmt: skip
    channels = groups * draw(one_to(3)) + draw(st.sampled_from([0, 0, 0, 1]))
    return Call(name, settings, (channels, *draw(extents(axes))))


@st.composite
def pools(draw: Draw) -> Call:
    """A pool, its window fitting or not."""
    name = draw(st.sampled_from([*MAX_POOLS, *AVERAGE_POOLS]))
    axes = Call(name, {}, ()).axes
    own = {"dilation": per_axis(one_to(3), axes)} if name in MAX_POOLS else {"count_include_pad": st.booleans()}
    if name in AVERAGE_POOLS[1:]:
        own["divisor_override"] = st.one_of(st.none(), one_to(3))
    settings = {
        "kernel_size": draw(per_axis(one_to(4), axes)),
        **draw(some_of(
            stride=st.one_of(st.none(), per_axis(one_to(4), axes)), padding=per_axis(st.integers(0, 2), axes),
            ceil_mode=st.booleans(), **own,
        )),
    }  # fmt: skip
    return Call(name, settings, (draw(one_to(3)), *draw(extents(axes))))


@st.composite
def adaptive_pools(draw: Draw) -> Call:
    """An adaptive pool; None keeps an axis as it is."""
    name = draw(st.sampled_from(ADAPTIVE_POOLS))
    axes = Call(name, {}, ()).axes
    size = st.one_of(one_to(5), st.none()) if axes > 1 else one_to(5)
    settings = {"output_size": draw(st.one_of(one_to(5), st.tuples(*[size] * axes)))}
    return Call(name, settings, (draw(one_to(3)), *draw(extents(axes))))


@st.composite
def linears(draw: Draw) -> Call:
    """A fully connected layer, perhaps with leading dimensions."""
    settings = {"out_features": draw(one_to(9)), **draw(some_of(bias=st.booleans()))}
    return Call("Linear", settings, tuple(draw(st.lists(one_to(6), min_size=1, max_size=3))))


@st.composite
def batch_norms(draw: Draw) -> Call:
    """A batch normalization; in one dimension also of inputs with too many."""
    name = draw(st.sampled_from(BATCH_NORMS))
    axes = draw(st.integers(0, 2)) if name == "BatchNorm1d" else Call(name, {}, ()).axes
    settings = draw(
        some_of(affine=st.booleans(), track_running_stats=st.booleans(), bias=st.booleans(), eps=st.just(1e-3))
    )
    return Call(name, settings, (draw(one_to(6)), *draw(extents(axes))))


@st.composite
def layer_norms(draw: Draw) -> Call:
    """A layer normalization over the last dimensions, or over others than there are."""
    shape = tuple(draw(st.lists(one_to(5), min_size=1, max_size=3)))
    over = st.one_of(
        st.integers(0, len(shape) - 1).map(lambda start: shape[start:]),
        st.lists(one_to(5), min_size=1, max_size=3).map(tuple),
        st.just(shape[-1]),
    )
    settings = {"normalized_shape": draw(over), **draw(some_of(elementwise_affine=st.booleans(), bias=st.booleans()))}
    return Call("LayerNorm", settings, shape)


@st.composite
def elementwise(draw: Draw) -> Call:
    """A layer without weights that takes any shape."""
    return Call(draw(st.sampled_from(ANY_SHAPE)), {}, tuple(draw(st.lists(one_to(5), min_size=1, max_size=4))))


def layer_calls() -> st.SearchStrategy[Call]:
    """Any layer that torch.nn has too, with an input that it takes or refuses."""
    return st.one_of(
        convolutions(), pools(), adaptive_pools(), linears(), batch_norms(), layer_norms(), elementwise(),
        windows.calls(), features.calls(),
    )  # fmt: skip
