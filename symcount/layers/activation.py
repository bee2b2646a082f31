"""Activations that change every number by itself: nothing is learned, no shape changes."""

from __future__ import annotations

from symcount.core.errors import InputError, shown
from symcount.core.facts import option, picked, saves, saves_input, saves_output
from symcount.core.formal import REQUIRED
from symcount.layers.allowed import not_zero, number, one_of, zero_or_more
from symcount.layers.elementwise import SETTING, Elementwise
from symcount.layers.passes import ANSWERED, ASKED, activated


def rising(lower: float, upper: float) -> int:
    """1, where the lower bound is not above the upper one."""
    if lower > upper:
        raise InputError(f"lower is at most upper, got {shown(lower)} and {shown(upper)}")
    return 1


def apart(min_val: float, max_val: float) -> int:
    """1, where the smallest number is below the largest."""
    if min_val >= max_val:
        raise InputError(f"min_val is smaller than max_val, got {shown(min_val)} and {shown(max_val)}")
    return 1


class Activation(Elementwise, abstract=True):
    """Going back, most need what came in."""

    operations = activated(Elementwise.values)
    needed = saves_input(ASKED)


class ReLU(Activation):
    """Negative numbers become zero."""

    needed = saves_output(ANSWERED)
    inplace = option(SETTING, default=False)


class LeakyReLU(Activation):
    """Negative numbers are multiplied by a small slope."""

    negative_slope = option(SETTING, default=0.01)
    inplace = option(SETTING, default=False)


class RReLU(Activation):
    """A LeakyReLU whose slope is drawn at random while training."""

    beside = saves(Elementwise.values, label="slopes", why="the slopes were drawn at random")
    lower = option(SETTING, default=1 / 8, allowed=number)
    upper = option(SETTING, default=1 / 3, allowed=number)
    in_order = picked("u", "whether the slopes have a range", rising, lower, upper)
    inplace = option(SETTING, default=False)


class ReLU6(Activation):
    """Numbers below zero become zero and above six become six."""

    inplace = option(SETTING, default=False)


class ELU(Activation):
    """Negative numbers bend smoothly towards a floor."""

    alpha = option(SETTING, default=1.0)
    inplace = option(SETTING, default=False)


class SELU(Activation):
    """A scaled ELU that keeps mean and variance."""

    inplace = option(SETTING, default=False)


class CELU(Activation):
    """An ELU that is smooth for every alpha."""

    alpha = option(SETTING, default=1.0, allowed=not_zero)
    inplace = option(SETTING, default=False)


class GELU(Activation):
    """Every number times the probability that a normal one is smaller."""

    approximate = option(SETTING, default="none", allowed=one_of("none", "tanh"))


class SiLU(Activation):
    """Every number times its sigmoid."""

    inplace = option(SETTING, default=False)


class Mish(Activation):
    """Every number times the tanh of its softplus."""

    inplace = option(SETTING, default=False)


class Sigmoid(Activation):
    """Every number is squeezed between 0 and 1."""

    needed = saves_output(ANSWERED)


class LogSigmoid(Activation):
    """The logarithm of the sigmoid."""

    beside = saves(Elementwise.values, label="powers", why="the slope is worked out from the powers that were taken")


class Hardsigmoid(Activation):
    """A sigmoid made of straight lines."""

    inplace = option(SETTING, default=False)


class Hardswish(Activation):
    """A SiLU made of straight lines."""

    inplace = option(SETTING, default=False)


class Tanh(Activation):
    """Every number is squeezed between -1 and 1."""

    needed = saves_output(ANSWERED)


class Hardtanh(Activation):
    """Numbers are cut off below and above."""

    min_val = option(SETTING, default=-1.0, allowed=number)
    max_val = option(SETTING, default=1.0, allowed=number)
    in_order = picked("u", "whether the numbers have a range", apart, min_val, max_val)
    inplace = option(SETTING, default=False)


class Threshold(Activation):
    """Numbers up to a threshold are replaced by one value."""

    threshold = option(SETTING, default=REQUIRED)
    value = option(SETTING, default=REQUIRED)
    inplace = option(SETTING, default=False)


class Softplus(Activation):
    """A smooth ReLU."""

    beta = option(SETTING, default=1.0)
    threshold = option(SETTING, default=20.0)


class Softsign(Activation):
    """Every number over one plus its absolute value."""

    beside = saves(Elementwise.values, label="divisors", why="the slope is worked out from what was divided by")


class Hardshrink(Activation):
    """Numbers near zero become zero."""

    lambd = option(SETTING, default=0.5)


class Softshrink(Activation):
    """Every number moves towards zero by a fixed step, at most to zero."""

    lambd = option(SETTING, default=0.5, allowed=zero_or_more)


class Tanhshrink(Activation):
    """Every number minus its tanh."""

    needed = saves(Elementwise.values, label="their tanh", why=ANSWERED)
