"""Random layers of Keras and of ours that normalize, look up, recur or attend."""

from __future__ import annotations

from hypothesis import strategies as st

import symcount.layers as layers
import symcount.networks.blocks as blocks
from keras_witness.twins import Pair, keras, kl
from keras_witness.windows import Making, image
from strategies_calls import Draw, one_to, per_axis


def channel_norm(draw: Draw) -> Pair:
    center, scale = draw(st.booleans()), draw(st.booleans())
    return Pair(
        lambda: kl.BatchNormalization(center=center, scale=scale),
        lambda: layers.BatchNormalization(center=center, scale=scale), (image(draw, draw(one_to(3))),),
    )  # fmt: skip


def torchs_channel_norm(draw: Draw) -> Pair:
    """The layer of torch.nn, counted as Keras counts its own."""
    return Pair(kl.BatchNormalization, lambda: layers.BatchNorm2d(), (image(draw, 2),))


def group_norm(draw: Draw) -> Pair:
    groups = draw(one_to(3))
    channels = groups * draw(one_to(3)) + draw(st.sampled_from([0, 0, 1]))
    return Pair(
        lambda: kl.GroupNormalization(groups),
        lambda: layers.GroupNorm(groups),
        (image(draw, draw(one_to(2)), channels),),
    )


def features(draw: Draw) -> tuple[int, ...]:
    return tuple(draw(st.lists(one_to(6), min_size=1, max_size=3)))


def layer_norm(draw: Draw) -> Pair:
    bias = draw(st.booleans())
    return Pair(
        lambda: kl.LayerNormalization(center=bias), lambda: layers.LayerNorm(bias=bias), (features(draw),), image=False
    )


def rms_norm(draw: Draw) -> Pair:
    return Pair(kl.RMSNormalization, lambda: layers.RMSNorm(), (features(draw),), image=False)


def dense(draw: Draw) -> Pair:
    units, bias = draw(one_to(9)), draw(st.booleans())
    return Pair(
        lambda: kl.Dense(units, use_bias=bias), lambda: layers.Linear(units, bias=bias), (features(draw),), image=False
    )


def embedding(draw: Draw) -> Pair:
    words, width = draw(one_to(9)), draw(one_to(6))
    return Pair(
        lambda: kl.Embedding(words, width), lambda: layers.Embedding(words, embedding_dim=width), (features(draw),),
        image=False,
    )  # fmt: skip


def recurrent(kind: str, theirs: str) -> Making:
    def make(draw: Draw) -> Pair:
        units, bias, both = draw(one_to(6)), draw(st.booleans()), draw(st.booleans())
        beside = {"reset_after": draw(st.booleans())} if kind == "GRU" else {}
        one = lambda: getattr(kl, theirs)(units, use_bias=bias, return_sequences=True, **beside)  # noqa: E731 - as the others
        return Pair(
            lambda: kl.Bidirectional(one()) if both else one(),
            lambda: getattr(blocks, kind)(units, bias=bias, bidirectional=both, **beside),
            ((draw(one_to(5)), draw(one_to(6))),), image=False,
        )  # fmt: skip

    return make


def images_in_time(draw: Draw) -> Pair:
    filters, kernel, bias = draw(one_to(4)), draw(per_axis(one_to(4), 2)), draw(st.booleans())
    steps, channels, height, width = draw(one_to(3)), draw(one_to(3)), draw(one_to(6)), draw(one_to(6))
    theirs = lambda: keras.Sequential([  # noqa: E731 - as the others
        kl.Permute((1, 3, 4, 2)),
        kl.ConvLSTM2D(filters, kernel, padding="same", use_bias=bias, return_sequences=True),
        kl.Permute((1, 4, 2, 3)),
    ])  # fmt: skip
    return Pair(
        theirs, lambda: layers.ConvLSTM(filters, kernel_size=kernel, bias=bias), ((steps, channels, height, width),),
        image=False,
    )  # fmt: skip


def attention(draw: Draw) -> Pair:
    """Of Keras's own sizes those that torch has: the heads share the numbers of a token."""
    heads, each, bias = draw(one_to(3)), draw(one_to(4)), draw(st.booleans())
    width = heads * each
    tokens, sources, keys = draw(one_to(5)), draw(one_to(5)), draw(st.sampled_from([width, draw(one_to(6))]))
    return Pair(
        lambda: kl.MultiHeadAttention(heads, each, use_bias=bias),
        lambda: layers.MultiheadAttention(num_heads=heads, bias=bias), ((tokens, width), (sources, keys)), image=False,
    )  # fmt: skip


def grouped_attention(draw: Draw) -> Pair:
    shared, times, each, bias = draw(one_to(3)), draw(one_to(3)), draw(one_to(4)), draw(st.booleans())
    given = (draw(one_to(5)), draw(one_to(8)))
    asked = keras.Input(given)
    return Pair(
        lambda: keras.Model(asked, kl.GroupQueryAttention(each, shared * times, shared, use_bias=bias)(asked, asked)),
        lambda: layers.GroupedQueryAttention(shared * times, num_kv_heads=shared, head_dim=each, bias=bias), (given,),
        image=False,
    )  # fmt: skip


def slopes(draw: Draw) -> Pair:
    given = image(draw, 2)
    return Pair(lambda: kl.PReLU(shared_axes=[1, 2]), lambda: layers.PReLU(given[0]), (given,))


def seen(draw: Draw) -> Pair:
    return Pair(kl.Normalization, lambda: layers.Normalization(), (image(draw, 2),))
