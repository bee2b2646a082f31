"""The score of one class among many, taken from the scores of all."""

from __future__ import annotations

from symcount.core.facts import apart, gives, takes
from symcount.core.layer import Layer


class ClassScore(Layer):
    """Of the scores of the classes and of clusters of classes, the logarithm of the probability of one class."""

    scores = apart("k", "scores")
    shape = takes(scores, repeated=True)
    output = gives()
