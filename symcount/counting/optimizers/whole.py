"""Optimizers that see the whole network as one vector: LBFGS."""

from __future__ import annotations

from collections.abc import Sequence

from symcount.counting.optimizers.declaration import Kept, Optimizer, Settings, Trained, like
from symcount.counting.optimizers.settings import maybe, number, whole, word


def iterations(settings: Settings) -> int:
    """Iterations of so many calls of `step()` that no tolerance and no line search ends early.

    One evaluation of the loss stands before the first iteration and one after each but the last, so that
    `max_eval` (5/4 of `max_iter` where it is none) ends a call after `max_eval - 1` iterations.
    """
    most: int = settings["max_iter"]
    evaluations: int = most * 5 // 4 if settings["max_eval"] is None else settings["max_eval"]
    calls: int = settings["steps"]
    return calls * min(most, max(1, evaluations - 1))


def pairs(settings: Settings) -> int:
    """Pairs in the history: one from every two iterations in a row, and no more than it holds."""
    held: int = min(settings["history_size"], iterations(settings) - 1)
    return held


def _lbfgs(one: Trained, settings: Settings) -> tuple[Kept, ...]:
    kept = (
        like(one, "d", "the direction of the last step"),
        like(one, "prev_flat_grad", "the last gradient, whose change is the next pair's first half"),
    )
    count = pairs(settings)
    if not count:
        return kept
    return (
        *kept,
        Kept("old_dirs", (count, *one.dims), "how the gradient changed, for every pair of the history"),
        Kept("old_stps", (count, *one.dims), "how the weights moved, for every pair of the history"),
    )


def _once(tensors: Sequence[Trained], settings: Settings) -> tuple[Kept, ...]:
    """Numbers of the history; before there is one, the step length, a tensor where the gradient's 1-norm is above 1."""
    count = pairs(settings)
    if not count:
        return (Kept("t", (1,), "the length of the first step, which the gradient decides", scalar=True),)
    return (
        Kept("al", (count,), "a working number for every pair of the history"),
        Kept("ro", (count,), "one over the product of both halves, for every pair of the history"),
        Kept("H_diag", (1,), "the curvature that the history starts from", scalar=True),
    )


OPTIMIZERS = (
    Optimizer(
        "LBFGS",
        {
            "lr": number(1), "max_iter": whole(20), "max_eval": maybe(whole(25)),
            "tolerance_grad": number(1e-7, least=None), "tolerance_change": number(1e-9, least=None),
            "history_size": whole(100), "line_search_fn": maybe(word("strong_wolfe")), "steps": whole(1),
        },
        _lbfgs,
        "The whole network is one vector that moves by its gradient times a curvature known from its last steps; the "
        "history grows by a pair in each iteration until it is full, and is told after as many calls as `steps` says.",
        "liu1989", _once,
    ),
)  # fmt: skip
