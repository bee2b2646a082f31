"""Repeated layers: placed once or twice for any number of times, or one by one where each differs."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from symcount.core.errors import InputError
from symcount.core.expression import Expr, FloorDiv, Operand, Size, Sum, Value, folded, written
from symcount.core.reading import evaluated, sizes_in
from symcount.core.values import exact_div, power, product, series, total
from symcount.networks.composite import Repeat
from symcount.networks.signal import Over, Row, Shape, Signal, Variant

if TYPE_CHECKING:
    from symcount.networks.walk import Signals, Walk


def repeated(walk: Walk, node: Repeat, signals: Signals, path: str) -> Signal:
    """Place the layers of a Repeat for all its repetitions; what the last one gives."""
    if node.times == 0:
        return signals[0]
    if isinstance(node.times, int) and (node.varies or node.times == 1):
        return _one_by_one(walk, node, signals, path)
    if not node.varies:
        ahead = walk.aside()
        given = ahead.chain(node.parts, signals, path)
        if given.shape == signals[0].shape:
            return _steady(walk, node, (given, *signals[1:]), path, walk.adopt(ahead))
        if isinstance(node.times, int):
            return _one_by_one(walk, node, signals, path)
        return _by_index(walk, node, signals, path, given, walk.adopt(ahead))
    start = len(walk.rows)
    begun = walk.chain(tuple((name, part.at({_index(node): 0})) for name, part in node.parts), signals, path)
    return _by_index(walk, node, signals, path, begun, walk.take_rows(start))


def _index(node: Repeat) -> Size:
    return node.index or Size("i")


def _one_by_one(walk: Walk, node: Repeat, signals: Signals, path: str) -> Signal:
    assert isinstance(node.times, int)
    for number in range(node.times):
        own = path if node.times == 1 else f"{path}.{number}" if path else str(number)
        signals = (walk.chain(tuple(node.once(number)), signals, own), *signals[1:])
    return signals[0]


def _steady(walk: Walk, node: Repeat, signals: Signals, path: str, first: list[Row]) -> Signal:
    """The shape stays: the first repetition stands in its own surroundings, the others are alike."""
    start = len(walk.rows)
    given = walk.chain(node.parts, signals, path)
    later = walk.take_rows(start)
    walk.rows += [_together(a, b, node.times) for a, b in zip(first, later, strict=True)]
    return given


def _together(first: Row, later: Row, times: Value) -> Row:
    """One row for the first repetition and the later ones."""
    rest = folded(written(times) - 1)
    variants: list[Variant] = []
    for a, b in zip_longest(first.each, later.each):
        if a is not None and b is not None and a.over == b.over and a.case.around == b.case.around:
            variants.append(Variant(b.case, (*b.over, Over(times))))
            continue
        if a is not None:
            variants.append(Variant(a.case, (*a.over, Over(1))))
        if b is not None:
            variants.append(Variant(b.case, (*b.over, Over(rest))))
    return Row(later.path, later.case, tuple(variants))


def _by_index(walk: Walk, node: Repeat, signals: Signals, path: str, begun: Signal, first: list[Row]) -> Signal:
    """The number of repetitions is a size, and they differ: everything as a formula of the repetition's number."""
    index = _index(node)
    entering = _entering(walk, node, signals, index, path)
    at_start = tuple(_put(dim, index, 0) for dim in entering)
    start = len(walk.rows)
    again = Signal(entering, begun.tensor, begun.path)
    given = walk.chain(node.parts, (again, *signals[1:]), path)
    all_rows = walk.take_rows(start)
    whole = at_start == signals[0].shape
    walk.rows += [_summed(a, b, node.times, index, whole) for a, b in zip(first, all_rows, strict=True)]
    last = folded(written(node.times) - 1)
    return Signal(tuple(_put(dim, index, last) for dim in given.shape), given.tensor, given.path)


def _summed(first: Row, later: Row, times: Value, index: Size, whole: bool) -> Row:
    """All repetitions under one sum where the first is like the others, else the first by itself."""
    variants: list[Variant] = []
    rest = folded(written(times) - 1)
    for a, b in zip(first.each, later.each, strict=True):
        if whole and a.case.around == b.case.around:
            variants.append(Variant(b.case, (*b.over, Over(times, index))))
        elif whole:
            variants.append(Variant(replace(b.case, around=a.case.around), (*b.over, Over(1, index))))
            variants.append(Variant(b.case, (*b.over, Over(rest, index, 1))))
        else:
            variants.append(Variant(a.case, (*a.over, Over(1))))
            variants.append(Variant(b.case, (*b.over, Over(rest, index, 1))))
    return Row(later.path, later.case, tuple(variants))


def _entering(walk: Walk, node: Repeat, signals: Signals, index: Size, path: str) -> Shape:
    """The shape that enters repetition i, as a formula of i."""
    shape = signals[0].shape
    stand_ins = tuple(Size(f"{index.name}_{place}", "repeat") for place in range(len(shape)))
    probe = Signal(stand_ins, -1, path)
    given = walk.aside().chain(node.parts, (probe, *signals[1:]), path)
    if len(given.shape) != len(shape):
        raise InputError("repeated layers must give as many dimensions as they take", path)
    return tuple(
        _dimension(dim, stand_in, came, index, path)
        for dim, stand_in, came in zip(given.shape, stand_ins, shape, strict=True)
    )


def _dimension(given: Value, stand_in: Size, came: Value, index: Size, path: str) -> Value:
    """One dimension of the shape that enters repetition i, from what one repetition makes of it."""
    if given == stand_in:
        return came
    names = sizes_in(given) if isinstance(given, Expr) else ()
    if not any(size.owner == "repeat" for size in names):
        return _put(given, index, index - 1)
    grown = folded(written(given) - stand_in)
    if stand_in not in (sizes_in(grown) if isinstance(grown, Expr) else ()):
        return total([came, series(index, index, grown)])
    window = _window(given, stand_in)
    if window is not None:
        return _halved(came, *window, index)
    raise InputError(
        f"the shape changes from one repetition to the next ({stand_in} becomes {given}); give times a number", path
    )


def _window(given: Value, stand_in: Size) -> tuple[Value, int] | None:
    """(A, S) where the dimension becomes (n + A) // S, as windows make of it; (n + a) // S + b is one as well."""
    terms = given.terms if isinstance(given, Sum) else (given,)
    floors = [term for term in terms if isinstance(term, FloorDiv)]
    if len(floors) != 1:
        return None
    stride = folded(floors[0].under)
    if not isinstance(stride, int):
        return None
    others = [product((stride, folded(term))) for term in terms if term is not floors[0]]
    added = total([folded(written(floors[0].over) - stand_in), *others])
    return None if isinstance(added, Expr) and stand_in in sizes_in(added) else (added, stride)


def _halved(came: Value, added: Value, stride: int, index: Size) -> Value:
    """(n + A) // S, done i times over, is one floor: (n + A*(S**i - 1)/(S - 1)) // S**i."""
    strides = power(stride, index)
    offsets = product((added, exact_div(folded(written(strides) - 1), folded(written(stride) - 1))))
    return folded(written(total([came, offsets])) // written(strides))


def _put(value: Value, index: Size, number: Operand) -> Value:
    return folded(evaluated(value, {index: number})) if isinstance(value, Expr) else value
