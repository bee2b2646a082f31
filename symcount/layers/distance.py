"""Distances: two inputs become one number for each pair of vectors; where one has 1, it is repeated. Nothing is learned."""

from __future__ import annotations

from symcount.core.binding import Shape, axis
from symcount.core.errors import InputError
from symcount.core.expression import Value, written
from symcount.core.facts import equal, flag, gives, option, picked, rest, saves, saves_input, saves_output, takes
from symcount.core.layer import Layer
from symcount.core.values import product

STEPS = "the gradient goes back through each step"
EPS = "a small number against division by zero"
TOGETHER = "a dimension is the same in both inputs, or 1 in one of them"


def fitted(first: Shape, second: Shape) -> Shape:
    """The shape of two inputs together: a dimension that is 1 in one of them is repeated for the other."""
    if len(first) != len(second):
        raise InputError(f"inputs of {len(first)} and of {len(second)} dimensions do not fit together")
    return tuple(b if a == 1 else a for a, b in zip(first, second, strict=True))


def open_to_doubt(here: Shape, there: Shape) -> Value:
    """Of one input the dimension that does not fit, else the product of those that may not; 1 where all do."""
    pairs = [(a, b) for a, b in zip(here, there, strict=True) if a != 1 and b != 1 and written(a) != written(b)]
    wrong = (a for a, b in pairs if isinstance(a, int) and isinstance(b, int))
    return next(wrong, product([a for a, _ in pairs]))


def beside(shape: Shape, dim: object) -> Shape:
    """The dimensions beside that of the vectors."""
    place = axis("dim", dim, len(shape))
    return (*shape[:place], *shape[place + 1 :])


def before_last(shape: Shape) -> Shape:
    """The dimensions before the last one, which is that of the vectors."""
    if not shape:
        raise InputError("the inputs have a last dimension, the numbers of a vector, got ()")
    return shape[:-1]


class Distance(Layer, abstract=True):
    """Two inputs of one shape, but for dimensions of 1."""

    values = rest("a", "dimensions of the first input")
    others = rest("b", "dimensions of the second input")
    first = takes(values)
    second = takes(others)
    both = picked("n", "dimensions of both inputs together", fitted, values, others, several=True)
    asked = picked("u", "of the first input, what is not known to fit", open_to_doubt, values, others)
    told = picked("v", "of the second input, what is not known to fit", open_to_doubt, others, values)
    fits = equal(asked, told, TOGETHER)


class CosineSimilarity(Distance):
    """The cosine of the angle between the vectors along one dimension."""

    dim = option("the dimension of the vectors, counted with the batch as in torch.nn", default=1)
    eps = option(EPS, default=1e-08)

    pairs = picked("r", "pairs of vectors", beside, Distance.both, dim, several=True)
    output = gives(pairs)
    vectors = saves_input("the gradient of each vector needs the other one")
    lengths = saves(4, pairs, label="lengths", why=STEPS)
    directions = saves(2, Distance.both, label="vectors of length one", why=STEPS)


class PairwiseDistance(Distance):
    """The distance between the vectors along the last dimension."""

    p = option("the norm that measures the distance", default=2.0)
    eps = option(EPS, default=1e-06)
    keepdim = flag("the dimension of the vectors is kept with one number", default=False)

    pairs = picked("r", "pairs of vectors", before_last, Distance.both, several=True)
    output = gives(pairs)
    kept = gives(pairs, 1, when=keepdim)
    differences = saves(Distance.both, label="differences", why=STEPS)
    distances = saves_output(STEPS)
