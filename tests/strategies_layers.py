"""Random layers with a random input: by torch.nn's names and keywords, right ones and wrong ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

import strategies_features as features
import strategies_windows as windows
from strategies_calls import Call, Draw, extents, one_to, per_axis, some_of

AXES = (1, 2, 3)
CONVOLUTIONS = [f"{lazy}Conv{axes}d" for lazy in ("", "Lazy") for axes in AXES]
MAX_POOLS = [f"MaxPool{axes}d" for axes in AXES]
AVERAGE_POOLS = [f"AvgPool{axes}d" for axes in AXES]
ADAPTIVE_POOLS = [f"Adaptive{kind}Pool{axes}d" for kind in ("Avg", "Max") for axes in AXES]
BATCH_NORMS = [f"BatchNorm{axes}d" for axes in AXES]
NEEDED = {"Threshold": {"threshold": 0.1, "value": 20.0}}
ANY_SHAPE = [
    "ReLU", "LeakyReLU", "ReLU6", "ELU", "SELU", "CELU", "GELU", "SiLU", "Mish", "Sigmoid", "LogSigmoid", "Hardsigmoid",
    "Hardswish", "Tanh", "Hardtanh", "Softplus", "Softsign", "Dropout", "AlphaDropout", "Identity", "Dropout1d",
    "Dropout2d", "Dropout3d", "FeatureAlphaDropout", "Threshold", "RReLU", "Hardshrink", "Softshrink", "Tanhshrink",
]  # fmt: skip
MODES = st.sampled_from(["zeros", "zeros", "reflect", "replicate", "circular"])


@st.composite
def convolutions(draw: Draw, names: Sequence[str]) -> Call:
    """One of these convolutions, its groups and window fitting or not."""
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
            padding_mode=MODES,
        )),
    }  # fmt: skip
    channels = groups * draw(one_to(3)) + draw(st.sampled_from([0, 0, 0, 1]))
    return Call(name, settings, (channels, *draw(extents(axes))))


@st.composite
def pools(draw: Draw, name: str) -> Call:
    """A pool, its window fitting or not."""
    axes = Call(name, {}, ()).axes
    own = {"count_include_pad": st.booleans()}
    if name in MAX_POOLS:
        own = {"dilation": per_axis(one_to(3), axes), "return_indices": st.booleans()}
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
def adaptive_pools(draw: Draw, name: str) -> Call:
    """An adaptive pool; None keeps an axis as it is."""
    axes = Call(name, {}, ()).axes
    size = st.one_of(one_to(5), st.none())
    settings = {"output_size": draw(st.one_of(one_to(5), st.tuples(*[size] * axes)))}
    if "Max" in name:
        settings |= draw(some_of(return_indices=st.booleans()))
    return Call(name, settings, (draw(one_to(3)), *draw(extents(axes))))


@st.composite
def linears(draw: Draw, name: str = "Linear") -> Call:
    """A fully connected layer, perhaps with leading dimensions."""
    settings = {"out_features": draw(one_to(9)), **draw(some_of(bias=st.booleans()))}
    return Call(name, settings, tuple(draw(st.lists(one_to(6), min_size=1, max_size=3))))


@st.composite
def batch_norms(draw: Draw, name: str) -> Call:
    """A batch normalization; in one dimension also of inputs with too many."""
    axes = draw(st.integers(0, 2)) if name == "BatchNorm1d" else Call(name, {}, ()).axes
    settings = draw(
        some_of(affine=st.booleans(), track_running_stats=st.booleans(), bias=st.booleans(), eps=st.just(1e-3))
    )
    return Call(name, settings, (draw(one_to(6)), *draw(extents(axes))))


@st.composite
def over_last(draw: Draw, name: str) -> Call:
    """A layer normalization over the last dimensions, or over others than there are."""
    shape = tuple(draw(st.lists(one_to(5), min_size=1, max_size=3)))
    over = st.one_of(
        st.integers(0, len(shape) - 1).map(lambda start: shape[start:]),
        st.lists(one_to(5), min_size=1, max_size=3).map(tuple),
        st.just(shape[-1]),
    )
    learned = {"elementwise_affine": st.booleans(), **({"bias": st.booleans()} if name == "LayerNorm" else {})}
    return Call(name, {"normalized_shape": draw(over), **draw(some_of(**learned))}, shape)


@st.composite
def elementwise(draw: Draw, name: str) -> Call:
    """A layer without weights that takes any shape."""
    return Call(name, NEEDED.get(name, {}), tuple(draw(st.lists(one_to(5), min_size=1, max_size=4))))


@st.composite
def along_one(draw: Draw, name: str) -> Call:
    """Shares along a dimension that there is, the batch among them, or that there is not."""
    shape = tuple(draw(st.lists(one_to(5), min_size=1, max_size=4)))
    return Call(name, {"dim": draw(st.integers(-len(shape) - 2, len(shape) + 1))}, shape)


# For every layer that torch.nn has too, and that takes one input: random ones that it takes or refuses.
CALLS: Mapping[str, st.SearchStrategy[Call]] = {
    **{name: convolutions([name]) for name in CONVOLUTIONS},
    **{name: pools(name) for name in (*MAX_POOLS, *AVERAGE_POOLS)},
    **{name: adaptive_pools(name) for name in ADAPTIVE_POOLS},
    **{name: linears(name) for name in ("Linear", "LazyLinear")},
    **{name: batch_norms(name) for name in BATCH_NORMS},
    **{name: over_last(name) for name in ("LayerNorm", "RMSNorm")},
    **{name: elementwise(name) for name in ANY_SHAPE},
    **{name: along_one(name) for name in ("Softmax", "LogSoftmax", "Softmin")},
    **windows.CALLS,
    **features.CALLS,
}
TWINS = list(CALLS)


def layer_calls() -> st.SearchStrategy[Call]:
    """Any layer that torch.nn has too and that takes one input, with an input that it takes or refuses."""
    return st.sampled_from(TWINS).flatmap(CALLS.__getitem__)
