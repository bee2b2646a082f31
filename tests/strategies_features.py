"""Random normalizations, activations, embeddings and cells, each with an input."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st

from strategies_calls import Call, Draw, extents, one_to, some_of

SYNCED = ["SyncBatchNorm", "LazyBatchNorm1d", "LazyBatchNorm2d", "LazyBatchNorm3d"]
INSTANCES = [f"{kind}InstanceNorm{axes}d" for kind in ("", "Lazy") for axes in (1, 2, 3)]
RESPONSES = ["LocalResponseNorm", "CrossMapLRN2d"]
CELLS = ["RNNCell", "GRUCell"]

shapes = lambda most=4: st.lists(one_to(5), min_size=1, max_size=most).map(tuple)  # noqa: E731 - a strategy is data here
LEARNED = {"affine": st.booleans(), "bias": st.booleans()}


@st.composite
def channel_norms(draw: Draw, name: str) -> Call:
    """A normalization that keeps numbers for every channel, its input of few dimensions or of many."""
    settings = draw(
        some_of(**LEARNED, track_running_stats=st.booleans(), eps=st.just(1e-3), momentum=st.sampled_from([None, 0.5]))
    )
    wanted = Call(name, {}, ()).axes
    # torch takes an instance normalization of one dimension less for a single example without a batch
    axes = wanted if name in INSTANCES else draw(st.integers(0, 3))
    return Call(name, settings, (draw(one_to(6)), *draw(extents(axes, most=3))))


@st.composite
def group_norms(draw: Draw, name: str) -> Call:
    """A group normalization, its groups dividing the channels or not."""
    groups = draw(one_to(3))
    channels = groups * draw(one_to(3)) + draw(st.sampled_from([0, 0, 1]))
    return Call(name, {"num_groups": groups, **draw(some_of(**LEARNED))}, (channels, *draw(shapes(2))))


@st.composite
def response_norms(draw: Draw, name: str) -> Call:
    """A normalization over neighbouring channels; of features without an extent only to be refused."""
    settings = {"size": draw(one_to(7)), **draw(some_of(alpha=st.just(0.1), beta=st.just(0.5), k=st.just(2.0)))}
    return Call(
        name, settings, (draw(one_to(6)), *draw(extents(2 if name == "CrossMapLRN2d" else draw(st.integers(0, 3)))))
    )


@st.composite
def gates(draw: Draw, name: str) -> Call:
    """Slopes for the channels that there are or for others, halves of even and odd sizes, and shares of images."""
    if name == "Softmax2d":
        return Call(name, {}, tuple(draw(extents(draw(st.sampled_from([1, 3, 4]))))))
    shape = draw(shapes())
    own = {"num_parameters": one_to(3)} if name == "PReLU" else {"dim": st.integers(-len(shape), len(shape) + 1)}
    return Call(name, draw(some_of(**own)), shape)


@st.composite
def tables(draw: Draw, name: str) -> Call:
    """An embedding; bags of words have one dimension."""
    own = {"mode": st.sampled_from(["mean", "sum", "max", "min"])} if name == "EmbeddingBag" else {}
    settings = {
        "num_embeddings": draw(one_to(9)), "embedding_dim": draw(one_to(6)),
        **draw(some_of(padding_idx=st.integers(-10, 9), max_norm=st.just(1.0), sparse=st.booleans(), **own)),
    }  # fmt: skip
    return Call(name, settings, draw(shapes(3)))


@st.composite
def cells(draw: Draw, name: str) -> Call:
    """A recurrent cell with an input of one dimension or of more."""
    settings = {"hidden_size": draw(one_to(6)), **draw(some_of(bias=st.booleans()))}
    if name == "RNNCell":
        settings |= draw(some_of(nonlinearity=st.sampled_from(["relu", "tanh", "gelu"])))
    return Call(name, settings, draw(shapes(2)))


CALLS: Mapping[str, st.SearchStrategy[Call]] = {
    **{name: channel_norms(name) for name in (*SYNCED, *INSTANCES)},
    "GroupNorm": group_norms("GroupNorm"),
    **{name: response_norms(name) for name in RESPONSES},
    **{name: gates(name) for name in ("PReLU", "GLU", "Softmax2d")},
    **{name: tables(name) for name in ("Embedding", "EmbeddingBag")},
    **{name: cells(name) for name in CELLS},
}
