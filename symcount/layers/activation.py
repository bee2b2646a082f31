"""Activations that change every number by itself: nothing is learned, no shape changes."""

from __future__ import annotations

from symcount.core.facts import option
from symcount.core.formal import REQUIRED
from symcount.layers.elementwise import SETTING, Elementwise


class ReLU(Elementwise):
    """Negative numbers become zero."""

    inplace = option(SETTING, default=False)


class LeakyReLU(Elementwise):
    """Negative numbers are multiplied by a small slope."""

    negative_slope = option(SETTING, default=0.01)
    inplace = option(SETTING, default=False)


class RReLU(Elementwise):
    """A LeakyReLU whose slope is drawn at random while training."""

    lower = option(SETTING, default=1 / 8)
    upper = option(SETTING, default=1 / 3)
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


class Threshold(Elementwise):
    """Numbers up to a threshold are replaced by one value."""

    threshold = option(SETTING, default=REQUIRED)
    value = option(SETTING, default=REQUIRED)
    inplace = option(SETTING, default=False)


class Softplus(Elementwise):
    """A smooth ReLU."""

    beta = option(SETTING, default=1.0)
    threshold = option(SETTING, default=20.0)


class Softsign(Elementwise):
    """Every number over one plus its absolute value."""


class Hardshrink(Elementwise):
    """Numbers near zero become zero."""

    lambd = option(SETTING, default=0.5)


class Softshrink(Elementwise):
    """Every number moves towards zero by a fixed step, at most to zero."""

    lambd = option(SETTING, default=0.5)


class Tanhshrink(Elementwise):
    """Every number minus its tanh."""
