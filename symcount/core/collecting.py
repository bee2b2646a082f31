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
    number = 0
    for term in value.terms:
        count, base = _split(term)
        if base is None:
            number += count
        else:
            base = written(collected(base))
            counts[base] = counts.get(base, 0) + count
    terms = [_times(count, base) for base, count in counts.items() if count]
    terms.sort(key=lambda term: isinstance(term, Negative))  # a sum starts with what is added
    if number or not terms:
        terms.append(signed(number))
    return folded(terms[0] if len(terms) == 1 else Sum(tuple(terms)))


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
