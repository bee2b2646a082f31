"""The shape that enters one repetition of layers, as a formula of its number."""

from __future__ import annotations

from collections.abc import Callable

from symcount.core.collecting import collected
from symcount.core.errors import InputError
from symcount.core.expression import Expr, FloorDiv, Operand, Size, Sum, Value, folded, written
from symcount.core.monomials import Monomial, NoClosedForm, multiplied_out, value_of
from symcount.core.reading import evaluated, sizes_in
from symcount.core.values import exact_div, power, product, series, total
from symcount.networks.signal import Shape

OWNER = "repeat"  # of the names that stand for what enters a repetition


def entering(came: Shape, through: Callable[[Shape], Shape], index: Size) -> Shape:
    """The shape that enters repetition i, from what came and what one repetition makes of a shape.

    InputError where no formula of i is known for a dimension.
    """
    stand_ins = tuple(Size(f"{index.name}_{place}", OWNER) for place in range(len(came)))
    given = tuple(collected(dim) for dim in through(stand_ins))
    if len(given) != len(came):
        raise InputError("repeated layers must give as many dimensions as they take")
    return tuple(_dimension(*one, index) for one in zip(given, stand_ins, came, strict=True))


def at_index(value: Value, index: Size, number: Operand) -> Value:
    """A value of repetition i at a number, or a formula, in the place of i."""
    return folded(evaluated(value, {index: number})) if isinstance(value, Expr) else value


def _dimension(given: Value, stand_in: Size, came: Value, index: Size) -> Value:
    """One dimension of the shape that enters repetition i, from what one repetition makes of it."""
    if given == stand_in:
        return came
    if not _enters(given):
        return at_index(given, index, index - 1)
    window = _window(given, stand_in)
    if window is not None and index not in _sizes(window[1]):
        return _halved(came, *window, index)
    line = _line(given, stand_in)
    if line is not None and index not in _sizes(line[0]) and (line[0] == 1 or index not in _sizes(line[1])):
        return _grown(came, *line, index)
    told = at_index(given, stand_in, Size("n"))
    raise InputError(f"the shape changes from one repetition to the next (n becomes {told}); give times a number")


def _sizes(value: Value) -> tuple[Size, ...]:
    return sizes_in(value) if isinstance(value, Expr) else ()


def _enters(*values: Value) -> bool:
    """Whether what enters the repetition is still in some values."""
    return any(size.owner == OWNER for value in values for size in _sizes(value))


def _window(given: Value, stand_in: Size) -> tuple[Value, Value] | None:
    """(A, S) where the dimension becomes (n + A) // S, as windows make of it; (n + a) // S + b is one as well."""
    terms = given.terms if isinstance(given, Sum) else (given,)
    floors = [term for term in terms if isinstance(term, FloorDiv)]
    if len(floors) != 1:
        return None
    stride = folded(floors[0].under)
    others = [product((stride, folded(term))) for term in terms if term is not floors[0]]
    added = total([folded(written(floors[0].over) - stand_in), *others])
    return None if _enters(added, stride) else (added, stride)


def _halved(came: Value, added: Value, stride: Value, index: Size) -> Value:
    """(n + A) // S, done i times over, is one floor: n and each A*S**j for j before i, over S**i."""
    return folded(written(total([came, _added(added, stride, index)])) // written(power(stride, index)))


def _line(given: Value, stand_in: Size) -> tuple[Value, Value] | None:
    """(a, b) where the dimension becomes a*n + b."""
    added = folded(written(given) - stand_in)
    if not _enters(added):
        return 1, added
    try:
        form = multiplied_out(written(given), stand_in)
    except NoClosedForm:
        return None
    if any(one.degree > 1 or one != Monomial(one.degree, one.factors) for one in form):
        return None
    slope, offset = (
        total([value_of(times, one.factors) for one, times in form.items() if one.degree == degree])
        for degree in (1, 0)
    )
    return None if _enters(slope, offset) else (slope, offset)


def _grown(came: Value, slope: Value, added: Value, index: Size) -> Value:
    """a*n + b, done i times over: n*a**i and each b*a**j for j before i."""
    return total([product((came, power(slope, index))), _added(added, slope, index)])


def _added(added: Value, ratio: Value, index: Size) -> Value:
    """What is added in each repetition before the i-th, each times a power of the ratio."""
    if ratio == 1 or not isinstance(ratio, int) or index in _sizes(added):
        return series(index, index, product((added, power(ratio, index))))
    return product((added, exact_div(folded(written(power(ratio, index)) - 1), ratio - 1)))
