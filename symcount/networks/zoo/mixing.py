"""What a transformer does besides multiplying with matrices: queries meet keys."""

from __future__ import annotations

from symcount.core.expression import Product, Value, written
from symcount.core.facts import (
    at_least,
    cache,
    convention,
    divides,
    equal,
    flag,
    gives,
    incoming,
    is_,
    picked,
    saves,
    saves_input,
    size,
    takes,
    work,
)
from symcount.core.layer import Layer
from symcount.core.values import exact_div, product

COMPARED = "every query multiplies its numbers with those of the key of each token"
MIXED = "every number of an output is the values of all tokens, each multiplied with its share"
HALF = ", of earlier tokens only, which is half of them"
KEPT = "the next token is compared with all tokens so far"


def _over_heads(numbers: Value, heads: Value, others: Value) -> Value:
    """What as many other heads have, each with as many numbers as one of these."""
    if heads == others:
        return numbers
    if isinstance(numbers, Product) and heads in numbers.factors:  # m*h numbers in h heads: m in each
        left = list(numbers.factors)
        left.remove(written(heads))
        return product((*left, others))
    return product((exact_div(numbers, heads), others))


class ScaledDotProductAttention(Layer):
    """Mix the values (s, p) by how well the queries (t, n) fit the keys (s, m), in h heads; nothing is learned.

    With fewer heads of keys and values than of queries, several heads of queries share one (Ainslie 2023).
    A bias (s, h) of every distance and head may come as a fourth input. Only where tokens are masked, the
    convention of causal attention halves the work.
    """

    part = "attention"

    num_heads = size("h", "heads")
    num_kv_heads = size("g", "heads of keys and values", default=num_heads)
    cached = flag("keys and values are kept in generation")
    masked = flag("a token sees no later ones")
    attention = convention("attention")

    tokens = incoming("t", "tokens that ask")
    sources = incoming("s", "tokens that answer")
    asked = incoming("n", "numbers of a query, over all heads")
    told = incoming("m", "numbers of a key, over all its heads")
    brought = incoming("p", "numbers of a value, over all its heads")
    query = takes(tokens, asked)
    key = takes(sources, told)
    value = takes(sources, brought)
    distances = incoming("b", "distances that have a bias")
    bias = takes(distances, num_heads, optional=True)
    mixed = picked("n_v", "numbers of an output, over all heads", _over_heads, brought, num_kv_heads, num_heads)
    expected = picked("n_k", "numbers of a key, as the queries need it", _over_heads, asked, num_heads, num_kv_heads)
    output = gives(tokens, mixed)

    equal_heads = divides(num_heads, asked, "every head takes an equal share of the numbers")
    equal_groups = divides(num_kv_heads, num_heads, "every head of keys serves as many heads of queries")
    same_width = equal(told, expected, "a head of queries is as wide as a head of keys")

    comparing = work(
        asked, times=(tokens, sources), kind="values", when=is_(attention, "full"), cite="vaswani2017", why=COMPARED
    )  # fmt: skip
    half_comparing = work(
        asked / 2, times=(tokens, sources), kind="values", when=(is_(attention, "causal"), masked), why=COMPARED + HALF
    )  # fmt: skip
    always_comparing = work(
        asked, times=(tokens, sources), kind="values", when=(is_(attention, "causal"), is_(masked, False)), why=COMPARED
    )  # fmt: skip
    blending = work(
        sources, times=(tokens, mixed), kind="values", when=is_(attention, "full"), cite="vaswani2017", why=MIXED
    )  # fmt: skip
    half_blending = work(
        sources / 2, times=(tokens, mixed), kind="values", when=(is_(attention, "causal"), masked), why=MIXED + HALF
    )  # fmt: skip
    always_blending = work(
        sources, times=(tokens, mixed), kind="values", when=(is_(attention, "causal"), is_(masked, False)), why=MIXED
    )  # fmt: skip

    kept_keys = cache(sources, told, when=cached, label="cached keys", cite="shazeer2019", why=KEPT)
    kept_values = cache(sources, brought, when=cached, label="cached values", cite="shazeer2019", why=KEPT)
    factors = saves_input("the gradient of each factor of a product is the other one")
    shares = saves(
        num_heads, tokens, sources, label="attention", why="the gradient of a softmax is worked out from what it gave"
    )  # fmt: skip


class LatentAttention(Layer):
    """Attention of h heads whose keys and values came out of the same r numbers of a token.

    Takes queries (t, n), what the heads make of the r numbers (s, m), keys without a position and values, and
    the r numbers with the d_r of a key that turn with the position, which all heads share: (s, r + d_r).
    """

    part = "attention"

    num_heads = size("h", "heads")
    value_dim = size("d_v", "numbers of a value in a head")
    latent_dim = size("r", "numbers that keys and values are made of")
    attention = convention("attention")

    tokens = incoming("t", "tokens that ask")
    sources = incoming("s", "tokens that answer")
    asked = incoming("n", "numbers of a query, over all heads")
    made = incoming("m", "numbers of keys and values, over all heads")
    kept = incoming("l", "numbers that are kept of a token")
    query = takes(tokens, asked)
    key_value = takes(sources, made)
    latent = takes(sources, kept)
    output = gives(tokens, num_heads * value_dim)

    enough = at_least(kept, latent_dim, "what is kept holds what keys and values are made of")

    comparing = work(
        asked, times=(tokens, sources), kind="values", when=is_(attention, "full"), cite="vaswani2017", why=COMPARED
    )  # fmt: skip
    half_comparing = work(
        asked / 2, times=(tokens, sources), kind="values", when=is_(attention, "causal"), why=COMPARED + HALF
    )  # fmt: skip
    blending = work(
        sources, times=(tokens, num_heads * value_dim), kind="values", when=is_(attention, "full"), why=MIXED
    )  # fmt: skip
    half_blending = work(
        sources / 2, times=(tokens, num_heads * value_dim), kind="values", when=is_(attention, "causal"),
        why=MIXED + HALF,
    )  # fmt: skip

    remembered = cache(
        sources, kept, label="cached latent numbers", cite="deepseek2024",
        why="the keys and values of a token so far can be made of these again",
    )  # fmt: skip
    factors = saves_input("the gradient of each factor of a product is the other one")
    shares = saves(
        num_heads, tokens, sources, label="attention", why="the gradient of a softmax is worked out from what it gave"
    )  # fmt: skip
