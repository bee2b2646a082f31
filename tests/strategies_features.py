"""Random normalizations, activations, embeddings and cells, each with an input."""

from __future__ import annotations

from hypothesis import strategies as st

from strategies_calls import Call, Draw, extents, one_to, some_of

SYNCED = ["SyncBatchNorm", "LazyBatchNorm1d", "LazyBatchNorm2d", "LazyBatchNorm3d"]
INSTANCES = [f"{kind}InstanceNorm{axes}d" for kind in ("", "Lazy") for axes in (1, 2, 3)]
RESPONSES = ["LocalResponseNorm", "CrossMapLRN2d"]
ANY_SHAPE = ["Threshold", "RReLU", "Hardshrink", "Softshrink", "Tanhshrink", "FeatureAlphaDropout"]
CELLS = ["RNNCell", "GRUCell"]
# Compared by their settings only: without a dimension torch guesses one, with a warning; what takes
# or gives several has random calls of its own.
PARTLY = ["Softmin", "LSTMCell", "Bilinear", "CosineSimilarity", "PairwiseDistance"]
TWINS = [
    *SYNCED, *INSTANCES, "GroupNorm", "RMSNorm", *RESPONSES, *ANY_SHAPE, "Softmax2d", "PReLU", "GLU",
    "LazyLinear", "Embedding", "EmbeddingBag", *CELLS,
]  # fmt: skip
WITHOUT_TWIN = ["BatchNormalization"]

shapes = lambda most=4: st.lists(one_to(5), min_size=1, max_size=most).map(tuple)  # noqa: E731 - a strategy is data here
LEARNED = {"affine": st.booleans(), "bias": st.booleans()}


@st.composite
def channel_norms(draw: Draw) -> Call:
    """A normalization that keeps numbers for every channel, its input of few dimensions or of many."""
    name = draw(st.sampled_from([*SYNCED, *INSTANCES]))
    settings = draw(some_of(**LEARNED, track_running_stats=st.booleans(), eps=st.just(1e-3)))
    wanted = Call(name, {}, ()).axes
    # torch takes an instance normalization of one dimension less for a single example without a batch
    axes = wanted if name in INSTANCES else draw(st.integers(0, 3))
    return Call(name, settings, (draw(one_to(6)), *draw(extents(axes, most=3))))


@st.composite
def group_norms(draw: Draw) -> Call:
    """A group normalization, its groups dividing the channels or not."""
    groups = draw(one_to(3))
    channels = groups * draw(one_to(3)) + draw(st.sampled_from([0, 0, 1]))
    return Call("GroupNorm", {"num_groups": groups, **draw(some_of(**LEARNED))}, (channels, *draw(shapes(2))))


@st.composite
def rms_norms(draw: Draw) -> Call:
    """A normalization over the last dimensions, or over others than there are."""
    shape = draw(shapes(3))
    over = st.one_of(st.integers(0, len(shape) - 1).map(lambda start: shape[start:]), shapes(3), st.just(shape[-1]))
    settings = {"normalized_shape": draw(over), **draw(some_of(elementwise_affine=st.booleans()))}
    return Call("RMSNorm", settings, shape)


@st.composite
def response_norms(draw: Draw) -> Call:
    """A normalization over neighbouring channels; of features without an extent only to be refused."""
    name = draw(st.sampled_from(RESPONSES))
    settings = {"size": draw(one_to(7)), **draw(some_of(alpha=st.just(0.1), beta=st.just(0.5), k=st.just(2.0)))}
    return Call(
        name, settings, (draw(one_to(6)), *draw(extents(2 if name == "CrossMapLRN2d" else draw(st.integers(0, 3)))))
    )


@st.composite
def activations(draw: Draw) -> Call:
    """An activation without weights, or a dropout, on any shape."""
    name = draw(st.sampled_from(ANY_SHAPE))
    needed = {"threshold": 0.1, "value": 20.0} if name == "Threshold" else {}
    return Call(name, needed, draw(shapes(3 if name == "FeatureAlphaDropout" else 4)))


@st.composite
def gates(draw: Draw) -> Call:
    """Slopes for the channels that there are or for others, halves of even and odd sizes, and shares of images."""
    name = draw(st.sampled_from(["PReLU", "GLU", "Softmax2d"]))
    if name == "Softmax2d":
        return Call(name, {}, tuple(draw(extents(draw(st.sampled_from([1, 3, 4]))))))
    shape = draw(shapes())
    own = {"num_parameters": one_to(3)} if name == "PReLU" else {"dim": st.integers(-len(shape), len(shape) + 1)}
    return Call(name, draw(some_of(**own)), shape)


@st.composite
def tables(draw: Draw) -> Call:
    """An embedding; bags of words have one dimension."""
    name = draw(st.sampled_from(["Embedding", "EmbeddingBag"]))
    own = {"mode": st.sampled_from(["mean", "sum", "max"])} if name == "EmbeddingBag" else {}
    settings = {
        "num_embeddings": draw(one_to(9)), "embedding_dim": draw(one_to(6)),
        **draw(some_of(padding_idx=st.just(0), max_norm=st.just(1.0), **own)),
    }  # fmt: skip
    return Call(name, settings, draw(shapes(3)))


@st.composite
def cells(draw: Draw) -> Call:
    """A recurrent cell with an input of one dimension or of more."""
    settings = {"hidden_size": draw(one_to(6)), **draw(some_of(bias=st.booleans()))}
    return Call(draw(st.sampled_from(CELLS)), settings, draw(shapes(2)))


@st.composite
def lazy_linears(draw: Draw) -> Call:
    """A fully connected layer that is not told its input features."""
    return Call("LazyLinear", {"out_features": draw(one_to(9)), **draw(some_of(bias=st.booleans()))}, draw(shapes(3)))


def calls() -> st.SearchStrategy[Call]:
    """Any of these layers that torch.nn has too."""
    return st.one_of(
        channel_norms(), group_norms(), rms_norms(), response_norms(), activations(), gates(), tables(), cells(),
        lazy_linears(),
    )  # fmt: skip
