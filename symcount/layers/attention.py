"""Attention as in torch.nn: every query is compared with every key, and the values are mixed by what comes out."""

from __future__ import annotations

from symcount.core.expression import Value
from symcount.core.facts import (
    cache,
    convention,
    divides,
    either,
    flag,
    gives,
    incoming,
    is_,
    is_not,
    let,
    option,
    picked,
    saves,
    saves_input,
    shift,
    size,
    takes,
    weights,
    work,
)
from symcount.core.layer import Layer
from symcount.layers.allowed import share
from symcount.layers.passes import bias_added, saves_dropped, shared_out

EQUAL_HEADS = "every head takes an equal share of the embedding"
MIXED = "every query multiplies its numbers with those of each key, and every value with what comes out"
HALF_MIXED = f"{MIXED}, of earlier tokens only, which is half of them"
ADDED = "a learned {} stands beside those that the tokens make"
PROBABILITIES = "the gradient of a softmax is worked out from what it gave"
FACTORS = "the gradient of each factor of a product is the other one"


def _one_matrix(embed_dim: Value, kdim: Value, vdim: Value) -> int:
    """Whether queries, keys and values are made by one matrix, as torch does where all are as wide."""
    return int(embed_dim == kdim == vdim)


class MultiheadAttention(Layer):
    """Queries (t, d), keys (s, d_k) and values (s, d_v) to tokens (t, d) and the attention paid, (t, s).

    One input attends to itself; of two, the second is keys and values. Under the convention of causal
    attention the work between queries and keys is halved, whatever the keys are made of.
    """

    part = "attention"

    embed_dim = incoming("d", "numbers of a token", keyword=True)
    num_heads = size("h", "heads")
    dropout = option("the share of the attention that is set to zero in training", default=0.0, allowed=share)
    bias = flag("biases of all projections")
    add_bias_kv = flag("a learned key and value are added", default=False)
    add_zero_attn = flag("a key and value of zeros are added", default=False)
    kdim = incoming("d_k", "numbers of a key before it is projected", keyword=True)
    vdim = incoming("d_v", "numbers of a value before it is projected", keyword=True)
    batch_first = option("whether the batch comes before the tokens", default=False)
    attention = convention("attention")

    tokens = incoming("t", "tokens that ask")
    sources = incoming("s", "tokens that answer")
    query = takes(tokens, embed_dim)
    key = takes(sources, kdim, like=query)
    value = takes(sources, vdim, like=key)
    keys = let(
        "s_all", "keys", sources + either(add_bias_kv, True, 1, 0) + either(add_zero_attn, True, 1, 0),
        why="every token that answers has a key, and some may be added",
    )  # fmt: skip
    packed = picked("u", "whether one matrix makes queries, keys and values", _one_matrix, embed_dim, kdim, vdim)
    output = gives((tokens, embed_dim), (tokens, keys))

    equal_heads = divides(num_heads, embed_dim, EQUAL_HEADS)

    in_proj = weights(
        3 * embed_dim, embed_dim, when=packed, name="in_proj_weight", unit="number", cite="vaswani2017",
        label="query, key and value weights",
        why="each number of a query, a key and a value is made of all numbers of a token",
    )  # fmt: skip
    q_proj = weights(
        embed_dim, embed_dim, when=is_(packed, 0), name="q_proj_weight", unit="number", cite="vaswani2017",
        label="query weights", why="each number of a query is made of all numbers of a token",
    )  # fmt: skip
    k_proj = weights(
        embed_dim, kdim, when=is_(packed, 0), name="k_proj_weight", unit="number", label="key weights",
        why="each number of a key is made of all numbers that a token brings for it",
    )  # fmt: skip
    v_proj = weights(
        embed_dim, vdim, when=is_(packed, 0), name="v_proj_weight", unit="number", label="value weights",
        why="each number of a value is made of all numbers that a token brings for it",
    )  # fmt: skip
    in_proj_bias = shift(
        3 * embed_dim, when=bias, unit="number", label="query, key and value biases",
        why="each number of a query, a key and a value has a bias",
    )  # fmt: skip
    bias_k = shift(1, 1, embed_dim, when=add_bias_kv, unit="key", label="added key", why=ADDED.format("key"))
    bias_v = shift(1, 1, embed_dim, when=add_bias_kv, unit="value", label="added value", why=ADDED.format("value"))
    out_proj = weights(
        embed_dim, embed_dim, name="out_proj.weight", unit="number", label="output weights",
        why="each number of an output token is made of what all heads found",
    )  # fmt: skip
    out_bias = shift(
        embed_dim, when=bias, name="out_proj.bias", label="output biases", why="each number of an output token has a bias"
    )  # fmt: skip

    asking = work(
        embed_dim,
        times=(embed_dim, tokens),
        why="every number of a query is made of all numbers of its token",
        unit="projected value",
    )
    keying = work(
        kdim,
        times=(embed_dim, sources),
        why="every number of a key is made of all numbers of its token",
        unit="projected value",
    )
    valuing = work(
        vdim,
        times=(embed_dim, sources),
        why="every number of a value is made of all numbers of its token",
        unit="projected value",
    )
    mixing = work(
        2,
        keys,
        times=(tokens, embed_dim),
        kind="values",
        within=True,
        when=is_(attention, "full"),
        why=MIXED,
        unit="mixed value",
    )
    half = work(
        keys,
        times=(tokens, embed_dim),
        kind="values",
        within=True,
        when=is_(attention, "causal"),
        why=HALF_MIXED,
        unit="mixed value",
    )
    giving = work(
        embed_dim, times=(embed_dim, tokens), within=True, why="every output number is made of what all heads found"
    )

    additions = bias_added(embed_dim, 2 * tokens + 2 * sources, when=bias)
    shares = shared_out(num_heads, tokens, keys)

    kept = cache(
        2, sources, embed_dim, label="cached keys and values", cite="shazeer2019",
        why="the next token is compared with the key of every token so far, and mixes all their values",
    )  # fmt: skip

    projected = saves_input("the gradient of the projections' weights needs what they were multiplied with")
    queries = saves(tokens, embed_dim, label="queries", why=FACTORS)
    keys_and_values = saves(2, keys, embed_dim, label="keys and values", why=FACTORS)
    probabilities = saves(num_heads, tokens, keys, label="attention", why=PROBABILITIES)
    mask, thinned = saves_dropped(num_heads, tokens, keys, when=is_not(dropout, 0))
    mixed = saves(
        tokens, embed_dim, label="mixed values", why="the gradient of the output weights needs what they were multiplied with"
    )  # fmt: skip
