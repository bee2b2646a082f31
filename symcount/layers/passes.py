"""What many layers state alike of the forward and the backward pass."""

from __future__ import annotations

from symcount.core.facts import saves, saves_input, work
from symcount.core.stated import Dim, Saves, When, Work

# Operations of one value, as LLM-Viewer counts them.
OF_NORMS, OF_ACTIVATIONS, OF_SOFTMAX = 7, 2, 5

ASKED = "the slope at every number is worked out again from what came in"
ANSWERED = "the slope at every number follows from what was given"
STATISTICS = "mean and spread are not worked out again going back"
LARGEST = "what comes back goes to the place of each largest number"
PLACES = "the places of the largest are given too"
GATES = "the gradient of each factor of a product is the other one, that of a gate follows from what it gave"
STATES = "the weights of the state were multiplied with it, and its slope follows from what was given"
MULTIPLIED = "the gradient of the weights behind them needs what they were multiplied with"
NORMALIZED = "what is normalized, what that gives, and that times its scales, which weights are multiplied with"
MASK = "what was set to zero gets no gradient"
SHAPE = "the input is kept by PyTorch, although its shape would do"


def bias_added(*values: Dim, when: When | tuple[When, ...]) -> Work:
    """One addition for every output value."""
    return work(times=values, kind="bias", when=when, why="a bias is added to every output value")


def normalized(*values: Dim, when: When | tuple[When, ...] = ()) -> Work:
    """What a normalization does to every value."""
    why = "a sum, a difference, a square, another sum, a division, a product and a sum for every value"
    return work(OF_NORMS, times=values, kind="elementwise", when=when, cite="yuan2024", why=why)


def activated(*values: Dim, when: When | tuple[When, ...] = ()) -> Work:
    """What an activation does to every value."""
    why = "an activation takes two operations for every value"
    return work(OF_ACTIVATIONS, times=values, kind="elementwise", when=when, cite="yuan2024", why=why)


def shared_out(*values: Dim) -> Work:
    """What a softmax does to every value."""
    why = "the largest is found and taken away, a power taken, all added up, and each divided by the sum"
    return work(OF_SOFTMAX, times=values, kind="elementwise", cite="yuan2024", why=why)


def saves_dropped(*values: Dim, when: When) -> tuple[Saves, Saves]:
    """What a dropout in the middle of a layer leaves behind: what it set to zero, and what came of it."""
    thinned = "the gradient of what is mixed needs what it was multiplied with, some of it set to zero"
    return (
        saves(*values, label="mask", stored="mask", when=when, why=MASK),
        saves(*values, label="attention with zeros", when=when, why=thinned),
    )


def multiplied_input() -> Saves:
    """The input of weights that are learned."""
    why = "the gradient of every weight is what it was multiplied with, times what comes back"
    return saves_input(why, learned=True)


def convolved_input() -> Saves:
    """The input of a convolution: PyTorch keeps it for one backward function, which makes both gradients."""
    return saves_input("PyTorch's one backward function of a convolution takes it, whether or not the weights train")
