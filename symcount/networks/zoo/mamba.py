"""Mamba: in the place of attention a state of N numbers for every channel, which each token changes."""

from __future__ import annotations

from typing import Any

from symcount.core.expression import Value
from symcount.core.facts import at_least, cache, gives, incoming, saves, saves_input, shift, size, takes, weights, work
from symcount.core.layer import Layer
from symcount.layers import Conv1d, Linear, Multiply, SiLU
from symcount.networks.composite import Repeat, Sequential
from symcount.networks.graph import Graph
from symcount.networks.zoo.decoder import language_model
from symcount.networks.zoo.family import Family
from symcount.networks.zoo.tokens import Narrow, Transpose
from symcount.networks.zoo.transformer import around, rms_norm


class SelectiveScan(Layer):
    """Change a state of N numbers for every channel with every token, and give one number of it.

    Takes the channels (t, e), how long each step is (t, e), and what tells in and out of the state: the last
    2N of (t, m) numbers.
    """

    part = "state"

    state_size = size("N", "numbers of a state")

    tokens = incoming("t", "tokens")
    channels = incoming("e", "channels")
    chosen = incoming("m", "numbers of a token that choose")
    values = takes(tokens, channels)
    steps = takes(tokens, channels)
    choice = takes(tokens, chosen)
    output = gives(tokens, channels)

    decay = weights(
        channels, state_size, name="A_log", unit="channel", cite="gu2023", label="decays",
        why="each number of each state fades at a learned rate of its own",
    )  # fmt: skip
    past = shift(channels, name="D", label="shortcuts", why="each channel adds a learned share of what came")
    reading = work(
        state_size, times=(tokens, channels), kind="values", cite="gu2023",
        why="every output number multiplies the numbers of its state with what the token asks of them",
    )  # fmt: skip
    kept = cache(
        channels, state_size, label="cached states", cite="gu2023", why="the next token changes the states as they are"
    )  # fmt: skip
    factors = saves_input("the gradient of each factor of a product is the other one")
    states = saves(tokens, channels, state_size, label="states", why="the gradient of each state needs it")


class LastSteps(Layer):
    """Go on with the first of the steps, as many as there are tokens; generation keeps those that a filter sees."""

    view = True

    last = size("l", "steps that go on")
    kernel_size = size("c", "steps that a filter sees")

    channels = incoming("e", "channels")
    steps = incoming("n", "steps")
    shape = takes(channels, steps)
    output = gives(channels, last)

    enough = at_least(steps, last, "no more steps go on than come")

    kept = cache(
        channels, kernel_size, label="cached steps", cite="gu2023", why="the next token is convolved with the last ones"
    )  # fmt: skip


def mamba(
    *,
    V: Value,
    d: Value,
    L: Value,
    e: Value,
    N: Value,
    c: Value,
    r: Value,
    s: Value,
    bias: bool = False,
    conv_bias: bool = True,
    tied: bool = True,
    **ending: Any,
) -> Sequential:
    """L layers of e channels, each convolved over c steps, then read from states of N numbers."""
    inner = Graph(
        {
            "norm": (rms_norm(), "input"),
            "in_proj": Linear(2 * e, bias=bias),
            "values": (Narrow(e), "in_proj"),
            "gate": (Sequential(("", Narrow(e)), ("activation", SiLU())), "in_proj"),
            "conv": (_convolved(e, c, s, conv_bias), "values"),
            "x_proj": Linear(r + 2 * N, bias=False),
            "dt_proj": (Sequential(("low", Narrow(r)), ("", Linear(e))), "x_proj"),
            "scan": (SelectiveScan(N), "conv", "dt_proj", "x_proj"),
            "gated": (Multiply(), "scan", "gate"),
            "out_proj": Linear(d, bias=bias),
        }
    )
    layers = Repeat(L, ("", around(inner)))
    return language_model(("layers", layers), V=V, d=d, s=s, tied=tied, **ending)


def _convolved(e: Value, c: Value, s: Value, bias: bool) -> Sequential:
    """A filter of its own for every channel; the steps that only see what is padded are left out again."""
    return Sequential(
        ("channels", Transpose()), ("", Conv1d(e, kernel_size=c, groups=e, padding=c - 1, bias=bias)),
        ("steps", LastSteps(s, kernel_size=c)), ("tokens", Transpose()), ("activation", SiLU()),
    )  # fmt: skip


_MAMBA = Family(
    "Mamba", "A language model with states instead of attention.", "gu2023", mamba, {"V": 50280, "N": 16, "c": 4}
)

ARCHITECTURES = (
    _MAMBA.member("mamba-130m", d=768, L=24, e=1536, r=48),
    _MAMBA.member("mamba-370m", d=1024, L=48, e=2048, r=64),
    _MAMBA.member("mamba-790m", d=1536, L=48, e=3072, r=96),
    _MAMBA.member("mamba-1.4b", d=2048, L=48, e=4096, r=128),
    _MAMBA.member("mamba-2.8b", d=2560, L=64, e=5120, r=160),
)
