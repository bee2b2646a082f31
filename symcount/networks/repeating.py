"""Repeated layers: placed once or twice for any number of times, or one by one where each differs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, count, zip_longest
from typing import TYPE_CHECKING

from symcount.core.errors import InputError
from symcount.core.expression import Expr, FloorDiv, Operand, Size, Sum, Value, folded, written
from symcount.core.reading import evaluated, sizes_in
from symcount.core.values import exact_div, power, product, series, total
from symcount.networks.composite import Repeat
from symcount.networks.signal import Over, Row, Shape, Signal, Variant, sizes_among

# The repetitions whose shared tensors are told apart: the first one, and all others.
FIRST, LATER = "first", "later"

if TYPE_CHECKING:
    from symcount.networks.walk import Signals, Walk


def repeated(walk: Walk, node: Repeat, signals: Signals, path: str) -> Signal:
    """Place the layers of a Repeat for all its repetitions; what the last one gives."""
    if node.times == 0:
        return signals[0]
    walk.sharing.repeats(node.times, path)
    if isinstance(node.times, int) and (node.varies or node.times == 1):
        return _one_by_one(walk, node, signals, path)
    if not node.varies:
        ahead = walk.aside()
        given = ahead.in_turn(FIRST, node.parts, signals, path)
        if given.shape == signals[0].shape:
            return _steady(walk, node, (given, *signals[1:]), path, walk.adopt(ahead))
        if isinstance(node.times, int):
            return _one_by_one(walk, node, signals, path)
        return _by_index(walk, node, signals, path, given, walk.adopt(ahead))
    return _varying(walk, node, signals, path)


def _varying(walk: Walk, node: Repeat, signals: Signals, path: str) -> Signal:
    """The repetitions depend on their number, under a name that stands for nothing else in what comes."""
    assert node.index is not None
    came = sizes_in(*[dim for signal in signals for dim in signal.shape])
    if node.index in came:
        ahead = walk.aside()
        ahead.chain(node.parts, signals, path)
        free = _free((*came, *_sizes(ahead.rows)))
        node = Repeat(node.times, *[(name, part.at({node.index: free})) for name, part in node.parts], index=free)
    start = len(walk.rows)
    begun = walk.in_turn(FIRST, tuple(node.once(0)), signals, path)
    return _by_index(walk, node, signals, path, begun, walk.take_rows(start))


def _sizes(rows: Sequence[Row]) -> tuple[Size, ...]:
    """Every size in some rows, and the indices of what repeats inside."""
    indices = [one.index for row in rows for variant in row.each for one in variant.over if one.index is not None]
    return (*sizes_among(rows), *indices)


def _free(taken: Iterable[Size]) -> Size:
    """The first letter for an index that stands for nothing else."""
    names = {size.name for size in taken}
    return Size(next(name for name in chain("ijlmpq", (f"i{number}" for number in count(1))) if name not in names))


def _one_by_one(walk: Walk, node: Repeat, signals: Signals, path: str) -> Signal:
    assert isinstance(node.times, int)
    for number in range(node.times):
        own = path if node.times == 1 else f"{path}.{number}" if path else str(number)
        signals = (walk.chain(tuple(node.once(number)), signals, own), *signals[1:])
    return signals[0]


def _steady(walk: Walk, node: Repeat, signals: Signals, path: str, first: list[Row]) -> Signal:
    """The shape stays: the first repetition stands in its own surroundings, the others are alike."""
    start = len(walk.rows)
    given = walk.in_turn(LATER, node.parts, signals, path)
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
    came = sizes_in(*[dim for signal in signals for dim in signal.shape])
    index = node.index or _free((*came, *_sizes(first)))
    entering = _entering(walk, node, signals, index, path)
    at_start = tuple(_put(dim, index, 0) for dim in entering)
    start = len(walk.rows)
    again = replace(begun, shape=entering)
    given = walk.in_turn(LATER, node.parts, (again, *signals[1:]), path)
    whole = at_start == signals[0].shape
    walk.rows += _all_summed(first, walk.take_rows(start), node.times, index, whole)
    last = folded(written(node.times) - 1)
    return replace(given, shape=tuple(_put(dim, index, last) for dim in given.shape))


def _all_summed(first: list[Row], later: list[Row], times: Value, index: Size, whole: bool) -> list[Row]:
    """The rows of all repetitions; the first one may have other layers, where the number says how many there are."""
    if [row.path for row in first] == [row.path for row in later]:
        return [_summed(a, b, times, index, whole) for a, b in zip(first, later, strict=True)]
    begun, again = {row.path: row for row in first}, {row.path: row for row in later}
    alone = [_over(row, Over(1)) for path, row in begun.items() if path not in again]
    rest = Over(folded(written(times) - 1), index, 1)
    return alone + [
        _summed(begun[path], row, times, index, whole=False) if path in begun else _over(row, rest)
        for path, row in again.items()
    ]


def _over(row: Row, over: Over) -> Row:
    """A row that is repeated as a whole."""
    return replace(row, variants=tuple(Variant(one.case, (*one.over, over)) for one in row.each))


def _summed(first: Row, later: Row, times: Value, index: Size, whole: bool) -> Row:
    """All repetitions under one sum where the first is like the others, else the first by itself."""
    rest = Over(folded(written(times) - 1), index, 1)
    if not whole or len(first.each) != len(later.each):
        return replace(later, variants=(*_over(first, Over(1)).each, *_over(later, rest).each))
    variants: list[Variant] = []
    for a, b in zip(first.each, later.each, strict=True):
        if a.case.around == b.case.around:
            variants.append(Variant(b.case, (*b.over, Over(times, index))))
        else:
            variants.append(Variant(replace(b.case, around=a.case.around), (*b.over, Over(1, index))))
            variants.append(Variant(b.case, (*b.over, rest)))
    return replace(later, variants=tuple(variants))


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
