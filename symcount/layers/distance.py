"""Distances: two inputs of one shape become one number for each pair of vectors; nothing is learned."""

from __future__ import annotations

from symcount.core.facts import flag, gives, incoming, option, rest, saves, saves_input, saves_output, takes
from symcount.core.layer import Layer

STEPS = "the gradient goes back through each step"
EPS = "a small number against division by zero"


class CosineSimilarity(Layer):
    """The cosine of the angle between the vectors along one dimension."""

    dim = option("the dimension of the vectors, counted with the batch as in torch.nn", default=1)
    eps = option(EPS, default=1e-08)

    before = rest("r", "dimensions before it", until=dim)
    features = incoming("n", "numbers of a vector")
    behind = rest("t", "dimensions behind it")
    first = takes(before, features, behind)
    second = takes(before, features, behind)
    output = gives(before, behind)
    vectors = saves_input("the gradient of each vector needs the other one")
    lengths = saves(4, before, behind, label="lengths", why=STEPS)
    directions = saves(2, before, features, behind, label="vectors of length one", why=STEPS)


class PairwiseDistance(Layer):
    """The distance between the vectors along the last dimension."""

    p = option("the norm that measures the distance", default=2.0)
    eps = option(EPS, default=1e-06)
    keepdim = flag("the dimension of the vectors is kept with one number", default=False)

    leading = rest("r", "leading dimensions")
    features = incoming("n", "numbers of a vector")
    first = takes(leading, features)
    second = takes(leading, features)
    output = gives(leading)
    differences = saves(leading, features, label="differences", why=STEPS)
    distances = saves_output(STEPS)
    kept = gives(leading, 1, when=keepdim)
