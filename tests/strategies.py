"""Random written expressions of every kind but a choice; none divides by zero anywhere, and every sum is short."""

from __future__ import annotations

from hypothesis import strategies as st

from symcount.core.expression import (
    CeilDiv,
    Expr,
    FloorDiv,
    Group,
    Maximum,
    Minimum,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Series,
    Size,
    Sum,
)

NAMES = ("c", "k", "f", "H_out", "alpha", "num_heads", "beta_1")
TIMES = Size("n")  # how often something is repeated: it counts sums and stands in exponents, so it is small
GROWTH = Size("g")  # what a sum grows by each time: its closed form divides by g - 1
SIZES = (*map(Size, NAMES), GROWTH, TIMES)
INDICES = (Size("i"), Size("j"))


def values() -> st.SearchStrategy[dict[Size, int]]:
    """A number for every size, so that any expression can be worked out."""
    ranges = {GROWTH: (2, 50), TIMES: (1, 5)}
    return st.fixed_dictionaries({size: st.integers(*ranges.get(size, (1, 50))) for size in SIZES})


def divisors() -> st.SearchStrategy[Expr]:
    """Positive whatever the sizes are."""
    leaves = st.one_of(st.integers(2, 9).map(Number), st.sampled_from(SIZES))
    return st.one_of(leaves, st.lists(leaves, min_size=2, max_size=3).map(lambda fs: Product(tuple(fs))))


def expressions(*, whole: bool = False) -> st.SearchStrategy[Expr]:
    """Expressions of some depth; `whole` leaves out exact divisions, so that every value is a whole number."""
    leaves = st.one_of(st.integers(0, 99_999).map(Number), st.sampled_from(SIZES))
    wholes = st.recursive(leaves, _larger, max_leaves=8)
    return wholes if whole else st.recursive(wholes, _larger_still, max_leaves=4)


def _larger(parts: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    """Nodes whose parts may stand under a floor."""
    return st.one_of(_closed(parts), st.builds(FloorDiv, parts, divisors()), st.builds(CeilDiv, parts, divisors()))


def _larger_still(parts: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    return st.one_of(_closed(parts), st.builds(Quotient, parts, divisors()))


def _closed(parts: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    several = st.lists(parts, min_size=2, max_size=4).map(tuple)
    return st.one_of(
        several.map(Sum),
        several.map(Product),
        several.map(Minimum),
        several.map(Maximum),
        parts.map(Negative),
        parts.map(Group),
        st.builds(Power, parts, st.integers(2, 4).map(Number)),
        st.builds(_grown, st.sampled_from((*SIZES[:3], Number(2), Number(3))), st.just(TIMES)),
        sums(parts),
    )


def sums(parts: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    """Sums over an index that stands in the body as a factor, a term, a base or an exponent, or nowhere."""
    counts = st.sampled_from((TIMES, TIMES + 1, 2 * TIMES, TIMES - 1))
    return st.builds(_sum_over, st.sampled_from(INDICES), counts, parts, st.integers(0, 5))


def _sum_over(index: Size, count: Expr, part: Expr, form: int) -> Series:
    bodies = (part, Sum((part, index)), Product((part, index)), Product((_grown(Number(2), index), part)),
              Product((_grown(GROWTH, index), index)), Minimum((index, part)))  # fmt: skip
    return Series(index, count, bodies[form])


def _grown(base: Expr, times: Expr) -> Expr:
    return Power(base, Sum((times, Number(1))))
