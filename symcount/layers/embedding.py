"""Embeddings: a table of learned vectors, one for every word; looking one up multiplies nothing."""

from __future__ import annotations

from symcount.core.facts import (
    at_least,
    either,
    equal,
    flag,
    gives,
    incoming,
    is_,
    is_not,
    option,
    picked,
    rest,
    saves,
    size,
    takes,
    weights,
)
from symcount.core.layer import Layer
from symcount.layers.allowed import one_of, whole_or_none

LOOKED_UP = "the gradient goes to the vectors that were looked up"
WITHIN = "padding_idx is a word of the vocabulary, counted from either end"
BELONGS = "the gradient of a bag goes to the vectors of its words"


class Table(Layer, abstract=True):
    """A learned vector for every word of a vocabulary."""

    part = "embedding"

    num_embeddings = size("v", "words of the vocabulary")
    embedding_dim = size("d", "numbers of a vector")
    padding_idx = option("the word whose vector is not learned further", default=None, allowed=whole_or_none)
    max_norm = option("the length to which longer vectors are cut", default=None)
    norm_type = option("the norm that measures the length", default=2.0)
    scale_grad_by_freq = option("whether gradients are divided by how often a word occurs", default=False)
    sparse = option("whether the gradient holds only the words that occurred", default=False)

    there = at_least(num_embeddings, either(padding_idx, None, 0, padding_idx) + 1, WITHIN)
    there_from_behind = at_least(num_embeddings, -1 * either(padding_idx, None, 0, padding_idx), WITHIN)

    weight = weights(
        num_embeddings, embedding_dim, unit="word", cite="bengio2003",
        why="each word has a learned vector of its own",
    )  # fmt: skip


class Embedding(Table):
    """Give the vector of every word of the input: a lookup, which multiplies nothing and so has no MACs."""

    words = rest("n", "words of an example")
    shape = takes(words)
    output = gives(words, Table.embedding_dim)
    looked_up = saves(words, label="words", stored="int64", learned=True, why=LOOKED_UP)


def _told(mode: object, padding_idx: object) -> int:
    """1, where some words of a bag count otherwise than others: PyTorch then keeps the bag of each."""
    return int(mode != "sum" or padding_idx is not None)


class EmbeddingBag(Table):
    """Give one vector for a bag of words, their mean, sum or maximum: additions and comparisons only, no MACs.

    With a second input, offsets, the words are those of several bags and the offsets say where each begins.
    """

    mode = option("how the vectors become one: mean, sum or max", default="mean", allowed=one_of("max", "mean", "sum"))
    include_last_offset = flag("the offsets end with where the last bag ends", default=False)

    unscaled = equal(
        either(mode, "max", either(Table.scale_grad_by_freq, True, 1, 0), 0),
        0,
        "the maximum knows no scale_grad_by_freq",
    )
    dense = equal(either(mode, "max", either(Table.sparse, True, 1, 0), 0), 0, "the maximum knows no sparse gradient")

    words = incoming("n", "words of a bag")
    bags = incoming("b", "offsets")
    shape = takes(words)
    offsets = takes(bags, optional=True)
    output = gives(Table.embedding_dim)
    several = gives(bags, Table.embedding_dim, when=is_not(bags, None))
    without_end = gives(bags - 1, Table.embedding_dim, when=(is_not(bags, None), include_last_offset))

    looked_up = saves(words, label="words", stored="int64", learned=True, why=LOOKED_UP)
    told = picked("u", "whether every word is told its bag", _told, mode, Table.padding_idx)
    places = saves(words, label="the bag of every word", stored="int64", learned=True, when=told, why=BELONGS)
    alone = saves(
        2 + either(mode, "max", Table.embedding_dim, 1), label="offset, size and places of the bag", stored="int64",
        learned=True, when=is_(bags, None), why=BELONGS,
    )  # fmt: skip
    together = saves(
        2 + either(mode, "max", Table.embedding_dim, 1), bags, label="offsets, sizes and places of the bags",
        stored="int64", learned=True, when=is_not(bags, None), why=BELONGS,
    )  # fmt: skip
