"""compare(a, b): one quantity of two networks, as formulas, with the sizes at which one overtakes the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from symcount.amount import Amount
from symcount.analysis.comparing import Comparison, Slice, matched
from symcount.analysis.crossing import crossings
from symcount.analysis.ratios import ratio
from symcount.analysis.smooth import symbol_in
from symcount.analysis.solving import exact_roots
from symcount.core.algebra import to_sympy
from symcount.core.errors import InputError, nearest, shown
from symcount.counts import params
from symcount.networks.composite import Network

if TYPE_CHECKING:
    import sympy

Difference: TypeAlias = Callable[..., int]

AGAINST = tuple(2**power for power in range(11))  # numbers of a second size in a table of regions
SEARCHED = 512  # sizes tried one by one in each row of such a table


def compare(
    a: Network | Amount,
    b: Network | Amount,
    over: object = None,
    *,
    numbers: Mapping[Any, object] | None = None,
) -> Comparison:
    """Two networks (by their parameters) or two amounts of one quantity, side by side.

    `over` is the size that runs through the whole numbers to find where one overtakes the other, or a pair of
    sizes: then the second one takes some numbers, a row of the table of regions each. Other sizes need
    numbers, from the amounts or from `numbers`. Without it the only size that has no number is taken, or both.
    """
    given = [one if isinstance(one, Amount) else params(one) for one in (a, b)]
    if given[0].quantity.key != given[1].quantity.key:
        keys = " and ".join(one.quantity.key for one in given)
        raise InputError(f"compare takes two amounts of one quantity, got {keys}")
    asked = [str(one) for one in (over if isinstance(over, (tuple, list)) else [] if over is None else [over])]
    _check_known((*asked, *map(str, numbers or {})), {size.name for one in given for size in one.sizes})
    left, right = (_numbered(one, numbers or {}, asked) for one in given)
    difference = _short(left.expr - right.expr)
    name, against = _running(difference, asked)
    at = _difference(left, right)
    found = crossings(difference, name, partial(_at, at, name, {})) if not against else ((), (), None)
    here = (_values(given[0], numbers or {}), _values(given[1], numbers or {}))
    layers = matched(_layers(left), _layers(right), here)
    return Comparison(
        left.quantity.title, left.expr, right.expr, difference, ratio(left.expr, right.expr), name, *found, layers,
        against, _slices(difference, name, against, at, (left, right)),
        exact_roots(difference, name) if against else (),
    )  # fmt: skip


def _check_known(names: Sequence[str], known: set[str]) -> None:
    for name in names:
        if name not in known:
            raise InputError(f"unknown size {shown(name)!r}{nearest(name, known)}")


def _numbered(amount: Amount, numbers: Mapping[Any, object], running: Sequence[str]) -> Amount:
    """The amount with the numbers of its own sizes, those of the running ones left open."""
    given = {str(size): value for size, value in {**amount.numbers, **numbers}.items()}
    free = amount.open()
    names = {size.name for size in free.sizes}
    known = {name: value for name, value in given.items() if name in names and name not in running}
    return free.at(known) if known else free


def _values(amount: Amount, numbers: Mapping[Any, object]) -> Mapping[str, int]:
    """What each layer has at the numbers at hand, where that is a number."""
    here = _numbered(amount, numbers, ())
    return {path: value for path, value in here.by_layer().items() if isinstance(value, int)}


def _layers(amount: Amount) -> dict[str, sympy.Expr]:
    return {path: to_sympy(value) for path, value in amount.by_layer().items()}


def _short(difference: sympy.Expr) -> sympy.Expr:
    import sympy

    return sympy.factor_terms(sympy.expand(difference))


def _running(difference: sympy.Expr, asked: Sequence[str]) -> tuple[str, str]:
    """The size that runs, and the second one where two vary; none where the difference is a number."""
    free = sorted(str(one) for one in difference.free_symbols)
    rest = [one for one in free if one not in asked]
    names = [*asked, *rest]
    if len(names) > 2:
        if asked:
            raise InputError(f"there is no number for {', '.join(rest or names[2:])}")
        raise InputError(f"there are several sizes: say which one runs, over={free[0]!r}; the others need numbers")
    varying = [one for one in names if one in free] or names[:1]
    over, against = (*varying, "", "")[:2]
    return over, against


def _difference(left: Amount, right: Amount) -> Difference:
    """The exact difference as a function of the sizes left open; one that it does not depend on may be anything."""
    sides = [(one.to_callable(), {str(name) for name in one.expr.free_symbols}) for one in (left, right)]

    def at(**numbers: int) -> int:
        a, b = (call(**{name: numbers.get(name, 1) for name in names}) for call, names in sides)
        return a - b

    return at


def _at(difference: Difference, over: str, others: Mapping[str, int], size: int) -> int:
    return difference(**others, **{over: size})


def _slices(
    difference: sympy.Expr, over: str, against: str, at: Difference, sides: Sequence[Amount]
) -> tuple[Slice, ...]:
    """The table of regions: what holds over one size at some numbers of the other, those that both networks allow."""
    if not against:
        return ()
    symbol = symbol_in(difference, against)
    rows = []
    for number in AGAINST:
        if not all(_allows(one, against, number) for one in sides):
            continue
        here = difference.xreplace({symbol: number})
        found = crossings(here, over, partial(_at, at, over, {against: number}), SEARCHED)
        rows.append(Slice(number, *found))
    return tuple(rows)


def _allows(amount: Amount, name: str, number: int) -> bool:
    """Whether a network can have this number for a size."""
    if name not in {size.name for size in amount.sizes}:
        return True
    try:
        return bool(amount.at({name: number}).rows)
    except InputError:
        return False
