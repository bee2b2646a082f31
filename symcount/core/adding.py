"""How many terms a sum has, and how many are added up one by one where no closed form is known: bounded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from symcount.core.errors import InputError
from symcount.core.expression import Expr, Value
from symcount.core.tree import parts

MOST_STEPS = 300_000  # terms times the nodes of what is summed: a fraction of a second


def count_of_terms(count: Value) -> int:
    """How many terms a sum has; InputError where that is not a whole number or is below zero."""
    if not isinstance(count, int) or count < 0:
        raise InputError(f"a sum has a whole number of terms, at least 0; got {count}")
    return count


_left: ContextVar[list[int] | None] = ContextVar("_left", default=None)


@contextmanager
def one_allowance() -> Iterator[list[int]]:
    """One bound on all that is added up inside, however many sums there are and however deeply they nest."""
    known = _left.get()
    if known is not None:
        yield known
        return
    token = _left.set([MOST_STEPS])
    try:
        yield _left.get() or []
    finally:
        _left.reset(token)


def nodes_in(expr: Expr) -> int:
    """How many nodes an expression has."""
    return 1 + sum(map(nodes_in, parts(expr)))


@contextmanager
def terms_to_add(terms: int, body: Expr) -> Iterator[None]:
    """While the terms of a sum are added up one by one; InputError where they are too many."""
    with one_allowance() as left:
        left[0] -= terms * nodes_in(body)
        if left[0] < 0:
            raise InputError(f"a sum of {terms:,} terms without a closed form is too long to add up")
        yield
