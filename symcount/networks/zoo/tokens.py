"""Layers for sequences of tokens that torch.nn lacks: tables of positions and distances, and pieces of a signal."""

from __future__ import annotations

from symcount.core.facts import at_least, gives, incoming, rest, saves_input, shift, size, takes, weights
from symcount.core.layer import Layer


class PositionEmbedding(Layer):
    """Give the learned vector of every position: of a table of p positions as many as the input has."""

    part = "embedding"

    num_positions = size("p", "positions of the table")

    tokens = incoming("n", "tokens")
    width = incoming("d", "numbers of a vector")
    shape = takes(tokens, width)
    output = gives(tokens, width)

    enough = at_least(num_positions, tokens, "every token needs a position of its own")
    weight = weights(
        num_positions, width, unit="position", cite="vaswani2017", why="each position has a learned vector of its own",
    )  # fmt: skip


class RelativePositionBias(Layer):
    """Give a learned number for every distance between two tokens (far ones share theirs) and every head."""

    part = "embedding"

    num_buckets = size("b", "distances that are told apart")
    num_heads = size("h", "heads")

    tokens = incoming("n", "tokens")
    shape = takes(tokens)
    output = gives(num_buckets, num_heads)

    weight = weights(
        num_buckets, num_heads, unit="distance", cite="raffel2020",
        why="each distance has a learned number for every head, added before the softmax",
    )  # fmt: skip


class FirstToken(Layer):
    """Go on with the vector of the first token only."""

    view = True

    tokens = incoming("n", "tokens")
    width = incoming("d", "numbers of a vector")
    shape = takes(tokens, width)
    output = gives(width)


class MeanToken(Layer):
    """Go on with the mean of the vectors of all tokens."""

    tokens = incoming("n", "tokens")
    width = incoming("d", "numbers of a vector")
    shape = takes(tokens, width)
    output = gives(width)


class LayerMix(Layer):
    """Tokens as so many layers gave them, weighted with a learned number of each layer."""

    num_layers = size("l", "layers")

    leading = rest("r", "leading dimensions")
    shape = takes(leading)
    output = gives(leading)

    weight = weights(num_layers, unit="layer", why="what each layer gives has a learned weight")


class SpareTable(Layer):
    """A table of vectors that a model has and never reads: what comes goes on as it is."""

    view = True
    part = "embedding"

    num_embeddings = size("V", "vectors of the table")
    embedding_dim = size("D", "numbers of a vector")

    leading = rest("r", "leading dimensions")
    shape = takes(leading)
    output = gives(leading)

    weight = weights(num_embeddings, embedding_dim, unit="vector", why="each vector of the table has learned numbers")


class Narrow(Layer):
    """Go on with some of the numbers of the last dimension only."""

    view = True

    length = size("l", "numbers that go on")

    leading = rest("r", "leading dimensions")
    values = incoming("n", "numbers of the last dimension")
    shape = takes(leading, values)
    output = gives(leading, length)

    enough = at_least(values, length, "no more numbers go on than come")


class Transpose(Layer):
    """Swap the two dimensions of an example."""

    view = True

    rows = incoming("n", "first dimension")
    columns = incoming("m", "second dimension")
    shape = takes(rows, columns)
    output = gives(columns, rows)


class Bias(Layer):
    """Add a learned number to every number of the last dimension."""

    leading = rest("r", "leading dimensions")
    values = incoming("n", "numbers of the last dimension")
    shape = takes(leading, values)
    output = gives(leading, values)

    bias = shift(values, why="each number has a bias")


class Weighted(Layer):
    """Multiply every vector by a number of its own."""

    leading = rest("r", "leading dimensions")
    values = incoming("n", "numbers of a vector")
    vectors = takes(leading, values)
    factors = takes(leading, 1)
    output = gives(leading, values)

    kept = saves_input("the gradient of each factor is the other one")
