"""Activations without weights, and dropout: the shape that comes is the shape that goes."""

from __future__ import annotations

from symcount.core.facts import gives, option, rest, takes
from symcount.core.layer import Layer

SETTING = "changes no count"


class Elementwise(Layer, abstract=True):
    """Every number is changed by itself; nothing is learned."""

    values = rest("n", "values of an example")
    shape = takes(values)
    output = gives(values)


class ReLU(Elementwise):
    """Negative numbers become zero."""

    inplace = option(SETTING, default=False)


class LeakyReLU(Elementwise):
    """Negative numbers are multiplied by a small slope."""

    negative_slope = option(SETTING, default=0.01)
    inplace = option(SETTING, default=False)


class ReLU6(Elementwise):
    """Numbers below zero become zero and above six become six."""

    inplace = option(SETTING, default=False)


class ELU(Elementwise):
    """Negative numbers bend smoothly towards a floor."""

    alpha = option(SETTING, default=1.0)
    inplace = option(SETTING, default=False)


class SELU(Elementwise):
    """A scaled ELU that keeps mean and variance."""

    inplace = option(SETTING, default=False)


class CELU(Elementwise):
    """An ELU that is smooth for every alpha."""

    alpha = option(SETTING, default=1.0)
    inplace = option(SETTING, default=False)


class GELU(Elementwise):
    """Every number times the probability that a normal one is smaller."""

    approximate = option(SETTING, default="none")


class SiLU(Elementwise):
    """Every number times its sigmoid."""

    inplace = option(SETTING, default=False)


class Mish(Elementwise):
    """Every number times the tanh of its softplus."""

    inplace = option(SETTING, default=False)


class Sigmoid(Elementwise):
    """Every number is squeezed between 0 and 1."""


class LogSigmoid(Elementwise):
    """The logarithm of the sigmoid."""


class Hardsigmoid(Elementwise):
    """A sigmoid made of straight lines."""

    inplace = option(SETTING, default=False)


class Hardswish(Elementwise):
    """A SiLU made of straight lines."""

    inplace = option(SETTING, default=False)


class Tanh(Elementwise):
    """Every number is squeezed between -1 and 1."""


class Hardtanh(Elementwise):
    """Numbers are cut off below and above."""

    min_val = option(SETTING, default=-1.0)
    max_val = option(SETTING, default=1.0)
    inplace = option(SETTING, default=False)


class Softplus(Elementwise):
    """A smooth ReLU."""

    beta = option(SETTING, default=1.0)
    threshold = option(SETTING, default=20.0)


class Softsign(Elementwise):
    """Every number over one plus its absolute value."""


class Softmax(Elementwise):
    """The numbers along one dimension become probabilities."""

    dim = option(SETTING, default=None)


class LogSoftmax(Elementwise):
    """The logarithms of the softmax."""

    dim = option(SETTING, default=None)


class Dropout(Elementwise):
    """While training, numbers are set to zero at random."""

    p = option("the share that is set to zero", default=0.5)
    inplace = option(SETTING, default=False)


class Dropout1d(Elementwise):
    """While training, whole channels of a sequence are set to zero at random."""

    p = option("the share that is set to zero", default=0.5)
    inplace = option(SETTING, default=False)


class Dropout2d(Elementwise):
    """While training, whole channels of an image are set to zero at random."""

    p = option("the share that is set to zero", default=0.5)
    inplace = option(SETTING, default=False)


class Dropout3d(Elementwise):
    """While training, whole channels of a volume are set to zero at random."""

    p = option("the share that is set to zero", default=0.5)
    inplace = option(SETTING, default=False)


class AlphaDropout(Elementwise):
    """A dropout that keeps the mean and variance of SELU."""

    p = option("the share that is set to zero", default=0.5)
    inplace = option(SETTING, default=False)
