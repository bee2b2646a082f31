"""How the layers of transformers are put together: attention, hidden units, dense and sparse ones in turn, stacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

from symcount.core.expression import Value, folded, written
from symcount.networks.composite import Branch, Network, Repeat, Residual, Sequential
from symcount.networks.graph import Graph
from symcount.networks.zoo.transformer import Norm, Part, around, normed

Order = Literal["before", "after", "parallel", "parallel-two", "sandwich"]


def layer(attend: Network, through: Network, norm: Norm, order: Order) -> list[Part]:
    """Attention and what follows it, one behind the other or side by side, with normalizations in their places."""
    match order:
        case "before":
            return [("attention", around(attend)), ("mlp", around(through))]
        case "after":
            return [("attention", around(attend, norm)), ("mlp", around(through, norm))]
        case "sandwich":
            bodies = (("attention", attend), ("mlp", through))
            return [(name, Residual(("", body), ("after", norm()))) for name, body in bodies]
        case "parallel" | "parallel-two":
            both = Branch(("attention", attend), ("mlp", through), join="add")
            return [("", Residual(*normed(norm if order == "parallel" else None), ("", both)))]


def looking_back(
    own: Network, back: Network, through: Network, after: Norm | None = None, *, relative: bool = False
) -> Graph:
    """A layer of a decoder: attention to its own tokens, to those of the encoder (memory), and hidden units."""
    extra = ("bias",) if relative else ()
    return Graph(
        {
            "attention": (around(own, after), "input", *extra),
            "cross": (around(back, after), "attention", "memory"),
            "mlp": (around(through, after), "cross"),
        },
        inputs=("input", "memory", *extra),
    )


def stack(before: Network, layers: Network, behind: Sequence[Part], *memory: str) -> Graph:
    """Layers with what stands before and behind them; they may look back at a memory."""
    last: dict[str, object] = dict(behind)
    return Graph(
        {"embedded": (before, "input"), "layers": (layers, "embedded", *memory), **last}, inputs=("input", *memory)
    )


def alternating(L: Value, dense: Sequence[Part], sparse: Sequence[Part], step: int) -> list[Part]:
    """Of L layers the last of every `step` ones is sparse, the others are dense."""
    rounds = folded(written(L) // step)
    rest = folded(written(L) - written(step) * written(rounds))
    turn = [("dense", Repeat(step - 1, *dense)), ("sparse", Sequential(*sparse))]
    return [("layers", Repeat(rounds, *turn)), ("last", Repeat(rest, *dense))]


def chosen(L: int, dense: Sequence[Part], sparse: Sequence[Part], step: int, dense_at: Sequence[int]) -> list[Part]:
    """The same, but the layers of some numbers (from 0 on) are dense in any case."""
    return [
        (f"layers{number}", Repeat(times, *(sparse if scarce else dense)))
        for number, (scarce, times) in enumerate(_runs(L, step, frozenset(dense_at)))
    ]


def _runs(L: int, step: int, dense_at: frozenset[int]) -> Iterator[tuple[bool, int]]:
    """Whether layers that follow each other are sparse, and how many they are."""
    kinds = (number not in dense_at and (number + 1) % step == 0 for number in range(L))
    for scarce, run in groupby(kinds):
        yield scarce, sum(1 for _ in run)
