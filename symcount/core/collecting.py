"""Like terms of a sum put together: h + 2 - f + 3 - f becomes h - 2*f + 5; for values, not for what an author wrote."""

from __future__ import annotations

from functools import lru_cache

from symcount.core.expression import (
    Expr,
    FloorDiv,
    Negative,
    Number,
    Product,
    Sum,
    Value,
    folded,
    negated,
    signed,
    written,
)
from symcount.core.values import product


def collected(value: Value) -> Value:
    """The same value with its like terms put together, also inside its floors; the number comes last."""
    return _collected(value) if isinstance(value, (FloorDiv, Sum)) else value


@lru_cache(maxsize=1024)
def _collected(value: FloorDiv | Sum) -> Value:
    """Extents are the same along both axes, and behind every layer that keeps them."""
    if isinstance(value, FloorDiv):
        return folded(FloorDiv(written(collected(value.over)), value.under))
    counts: dict[Expr, int] = {}
    number = _counted(value, 1, counts)
    terms = [_times(count, base) for base, count in counts.items() if count]
    terms.sort(key=lambda term: isinstance(term, Negative))  # a sum starts with what is added
    if number or not terms:
        terms.insert(0 if number > 0 and terms and isinstance(terms[0], Negative) else len(terms), signed(number))
    return folded(terms[0] if len(terms) == 1 else Sum(tuple(terms)))


def terms_of(value: Expr) -> tuple[frozenset[tuple[Expr, int]], int]:
    """How often each term stands in a value, and the plain number in it; values a number apart share the first."""
    counts: dict[Expr, int] = {}
    number = _counted(value if isinstance(value, Sum) else Sum((value,)), 1, counts)
    return frozenset((base, count) for base, count in counts.items() if count), number


def _counted(whole: Sum, times: int, counts: dict[Expr, int]) -> int:
    """Count the terms of a sum that stands so many times, those of sums inside it as well; the plain number in it."""
    number = 0
    for term in whole.terms:
        count, base = _split(term)
        if base is not None and not isinstance(base, Sum):
            base = written(collected(base))
        if base is None:
            number += times * count
        elif isinstance(base, Sum):
            number += _counted(base, times * count, counts)
        else:
            counts[base] = counts.get(base, 0) + times * count
    return number


def _split(term: Expr) -> tuple[int, Expr | None]:
    """A term as a whole number times the rest; of a plain number there is no rest."""
    if isinstance(term, Negative):
        count, base = _split(term.of)
        return -count, base
    if isinstance(term, Number):
        return term.value, None
    if not isinstance(term, Product):
        return 1, term
    count = 1
    rest: list[Expr] = []
    for factor in term.factors:
        if isinstance(factor, Number):
            count *= factor.value
        else:
            rest.append(factor)
    return count, written(product(rest)) if rest else None


def _times(count: int, base: Expr) -> Expr:
    if count < 0:
        return negated(_times(-count, base))
    return written(product((count, *(base.factors if isinstance(base, Product) else (base,)))))
