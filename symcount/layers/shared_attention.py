"""Attention that keeps less in generation: heads of queries that share keys and values, and latents that make them."""

from __future__ import annotations

from symcount.core.expression import Operand, Value
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
    picked,
    saves,
    shift,
    size,
    takes,
    weights,
    work,
)
from symcount.core.layer import Layer
from symcount.core.stated import Tensor, When, Work
from symcount.core.values import minimum
from symcount.layers.attention import EQUAL_HEADS, FACTORS, HALF_MIXED, MIXED, PROBABILITIES
from symcount.layers.passes import MULTIPLIED, bias_added, multiplied_input, shared_out

GIVING = "each number of an output token is made of what all heads found"


class SelfAttention(Layer, abstract=True):
    """Tokens (t, d) that attend to each other."""

    part = "attention"

    num_heads = size("h", "heads of queries")
    embed_dim = incoming("d", "numbers of a token", keyword=True)
    attention = convention("attention")
    tokens = incoming("t", "tokens")
    shape = takes(tokens, embed_dim)
    output = gives(tokens, embed_dim)


FULL, CAUSAL = is_(SelfAttention.attention, "full"), is_(SelfAttention.attention, "causal")


def matrix(out: Operand, into: Operand, name: str, what: str, *when: When, cite: str = "") -> Tensor:
    """The weights of a projection, in torch's order."""
    why = f"each number of {what} is made of all numbers that it is projected from"
    return weights(
        out, into, name=f"{name}.weight", when=when, unit="number", label=f"weights of {what}", cite=cite, why=why
    )


def vector(out: Operand, name: str, what: str, when: When) -> Tensor:
    """The biases of a projection."""
    why = f"each number of {what} has a bias"
    return shift(out, name=f"{name}.bias", when=when, unit="number", label=f"biases of {what}", why=why)


def scale(of: Operand, name: str, what: str, *when: When) -> Tensor:
    """The scales of a normalization by the root mean square."""
    why = f"each number of {what} is normalized and multiplied by a learned number of its own"
    return weights(
        of, name=f"{name}.weight", when=when, unit="number", label=f"scales of {what}", cite="zhang2019", why=why
    )


def projecting(into: Operand, out: Operand, what: str, *when: When, within: bool = False) -> Work:
    """The work of a projection."""
    why = f"every number of {what} is made of all numbers that it is projected from"
    return work(into, times=(out, SelfAttention.tokens), when=when, within=within, why=why, unit="projected value")


def _either(bias: Value, qkv_bias: Value) -> int:
    """Whether queries, keys and values have biases."""
    return int(bool(bias) or bool(qkv_bias))


class GroupedQueryAttention(SelfAttention):
    """Tokens (t, d) attend to each other, several heads of queries to the same keys and values: (t, d).

    With as many heads of keys as of queries it is multi-head, with one multi-query attention. Through a
    window a token sees so many tokens at most, itself included, and no more are cached.
    """

    num_kv_heads = size("h_k", "heads of keys and values", default=SelfAttention.num_heads)
    head_dim = size("e", "numbers of a head", default=None)
    bias = flag("biases of all projections", default=False)
    qkv_bias = flag("biases of queries, keys and values", default=False)
    window = size("w", "tokens that a token sees", default=None)

    own = let(
        "d_h", "numbers of a head", either(head_dim, None, SelfAttention.embed_dim / SelfAttention.num_heads, head_dim),
        why="the heads share the embedding, unless they are told how wide they are",
    )  # fmt: skip
    queries = let(
        "d_q", "numbers of all queries of a token", SelfAttention.num_heads * own, why="every head has its own"
    )
    shared = let("d_kv", "numbers of all keys of a token", num_kv_heads * own, why="fewer heads have their own")
    seen = let(
        "t_w", "tokens that are kept",
        either(window, None, SelfAttention.tokens, minimum(SelfAttention.tokens, window)),
        why="no more tokens are kept than the window shows",
    )  # fmt: skip
    biased = picked("u", "whether queries, keys and values have biases", _either, bias, qkv_bias)

    equal_groups = divides(num_kv_heads, SelfAttention.num_heads, "as many heads of queries share each head of keys")
    equal_heads = divides(
        either(head_dim, None, SelfAttention.num_heads, 1), SelfAttention.embed_dim, EQUAL_HEADS
    )  # fmt: skip

    q_proj = matrix(queries, SelfAttention.embed_dim, "q_proj", "a query", cite="ainslie2023")
    q_bias = vector(queries, "q_proj", "a query", biased)
    k_proj = matrix(shared, SelfAttention.embed_dim, "k_proj", "a key")
    k_bias = vector(shared, "k_proj", "a key", biased)
    v_proj = matrix(shared, SelfAttention.embed_dim, "v_proj", "a value")
    v_bias = vector(shared, "v_proj", "a value", biased)
    o_proj = matrix(SelfAttention.embed_dim, queries, "o_proj", "an output token")
    o_bias = vector(SelfAttention.embed_dim, "o_proj", "an output token", bias)

    asking = projecting(SelfAttention.embed_dim, queries, "a query")
    keying = projecting(SelfAttention.embed_dim, shared, "a key")
    valuing = projecting(SelfAttention.embed_dim, shared, "a value")
    mixing = work(
        2,
        seen,
        times=(SelfAttention.tokens, queries),
        kind="values",
        within=True,
        when=FULL,
        why=MIXED,
        unit="mixed value",
    )
    half = work(
        SelfAttention.tokens, times=(SelfAttention.tokens, queries), kind="values", within=True,
        when=(CAUSAL, is_(window, None)), why=HALF_MIXED, unit="mixed value",
    )  # fmt: skip
    through_window = work(
        seen, 2 * SelfAttention.tokens - seen, times=(queries,), kind="values", within=True,
        when=(CAUSAL, is_not(window, None)), unit="mixed value",
        why=f"{MIXED}, of earlier tokens only, as many as the window shows; the first tokens see fewer",
    )  # fmt: skip
    giving = projecting(queries, SelfAttention.embed_dim, "an output token", within=True)

    additions = bias_added(SelfAttention.tokens, queries + 2 * shared, when=biased)
    output_additions = bias_added(SelfAttention.tokens, SelfAttention.embed_dim, when=bias)
    shares = shared_out(SelfAttention.num_heads, SelfAttention.tokens, seen)

    projected = multiplied_input()
    asked = saves(SelfAttention.tokens, queries, label="queries", why=FACTORS)
    answering = saves(2, SelfAttention.tokens, shared, label="keys and values", why=FACTORS)
    probabilities = saves(SelfAttention.num_heads, SelfAttention.tokens, seen, label="attention", why=PROBABILITIES)
    mixed = saves(SelfAttention.tokens, queries, label="mixed values", learned=True, why=MULTIPLIED)

    kept = cache(
        2, seen, shared, label="cached keys and values", cite="ainslie2023",
        why="the next token is compared with the keys of the tokens that it sees, and mixes their values",
    )  # fmt: skip
