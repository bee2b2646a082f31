"""A mixture of experts: a router sends every token to a few of many networks of the same shape."""

from __future__ import annotations

from symcount.core.expression import Operand
from symcount.core.facts import (
    at_least,
    flag,
    gives,
    incoming,
    is_,
    is_not,
    rest,
    saves,
    size,
    takes,
    volume,
    weights,
    work,
)
from symcount.core.layer import Layer
from symcount.core.stated import Tensor, When, Work
from symcount.layers.attention import PROBABILITIES
from symcount.layers.passes import multiplied_input

TO_HIDDEN = "each hidden unit of an expert is connected with every number of a token"
TO_GATE = "each hidden unit of an expert has a gate, which is connected with every number of a token"
TO_OUTPUT = "each number that an expert gives is connected with all its hidden units"


class Routed(Layer, abstract=True):
    """Tokens and the experts that they may go through."""

    part = "experts"

    num_experts = size("E", "experts")
    num_experts_per_token = size("k", "experts that a token goes through")
    hidden_features = size("F", "hidden units of an expert")
    gated = flag("every hidden unit has a gate")
    num_shared_experts = size("E_s", "experts that every token goes through", default=0, least=0)

    leading = rest("r", "leading dimensions")
    features = incoming("d", "numbers of a token")
    shape = takes(leading, features)
    tokens = volume("r", leading, why="every token is sent to its experts by itself")
    output = gives(leading, features)

    enough = at_least(num_experts, num_experts_per_token, "a token goes through different experts")


SHARED = is_not(Routed.num_shared_experts, 0)
OUT, IN = Routed.features, Routed.hidden_features
EXPERTS = Routed.num_experts_per_token + Routed.num_shared_experts


def chosen(out: Operand, into: Operand, name: str, what: str, why: str, *when: When) -> Tensor:
    """A tensor of all experts, of which a token uses those of the experts that it goes through."""
    return weights(
        Routed.num_experts, out, into, active=(Routed.num_experts_per_token, out, into), name=f"experts.{name}",
        unit="expert", label=f"{what} weights", cite="shazeer2017", why=why, when=when,
    )  # fmt: skip


def shared(out: Operand, into: Operand, name: str, what: str, why: str, *when: When) -> Tensor:
    """A tensor of the experts that every token goes through."""
    return weights(
        Routed.num_shared_experts, out, into, name=f"shared_experts.{name}", unit="shared expert",
        label=f"shared {what} weights", why=why, when=(SHARED, *when),
    )  # fmt: skip


def through(out: Operand, into: Operand, why: str, *when: When, within: bool = False) -> Work:
    """The work of one matrix of all experts that a token goes through."""
    return work(into, times=(out, EXPERTS, Routed.leading), within=within, why=why, when=when, unit="expert value")


class MixtureOfExperts(Routed):
    """Every token (d,) goes through k of E networks with F hidden units, which its scores choose: (d,) again.

    A gated expert multiplies its hidden units with gates. Shared experts are as large, and see every token.
    """

    router = weights(
        Routed.num_experts, Routed.features, name="router.weight", unit="expert", label="router weights",
        cite="shazeer2017", why="the score of each expert is made of all numbers of a token",
    )  # fmt: skip
    gate = chosen(IN, OUT, "gate_proj", "gate", TO_GATE, Routed.gated)
    up = chosen(IN, OUT, "up_proj", "hidden", TO_HIDDEN)
    down = chosen(OUT, IN, "down_proj", "output", TO_OUTPUT)
    shared_gate = shared(IN, OUT, "gate_proj", "gate", TO_GATE, Routed.gated)
    shared_up = shared(IN, OUT, "up_proj", "hidden", TO_HIDDEN)
    shared_down = shared(OUT, IN, "down_proj", "output", TO_OUTPUT)

    scoring = work(
        Routed.features, times=(Routed.num_experts, Routed.leading), why="every expert gets a score for every token", unit="score"
    )  # fmt: skip
    gating = through(IN, OUT, TO_GATE, Routed.gated)
    hiding = through(IN, OUT, TO_HIDDEN)
    giving = through(OUT, IN, TO_OUTPUT, within=True)

    scored = multiplied_input()
    scores = saves(Routed.num_experts, Routed.leading, label="scores", why=PROBABILITIES)
    sent = saves(
        Routed.num_experts_per_token, Routed.features, Routed.leading, label="tokens sent", learned=True,
        why="each expert multiplies its own tokens with its weights",
    )  # fmt: skip
    gated_units = saves(
        4 * Routed.hidden_features, EXPERTS, Routed.leading, when=Routed.gated, label="hidden units and gates",
        why="gates as they were and as they open, what they are multiplied with, and what that gives",
    )  # fmt: skip
    units = saves(
        2 * Routed.hidden_features, EXPERTS, Routed.leading, when=is_(Routed.gated, False), label="hidden units",
        why="hidden units before and behind their activation",
    )  # fmt: skip
    outputs = saves(
        Routed.num_experts_per_token, Routed.features + 1, Routed.leading, label="what experts give, with its score",
        why="the gradient of each factor of a product is the other one",
    )  # fmt: skip
