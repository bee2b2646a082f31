"""Repeated layers: placed once or twice for any number of times, or one by one where each differs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, count, zip_longest
from typing import TYPE_CHECKING

from symcount.core.assuming import Assumption
from symcount.core.errors import InputError
from symcount.core.expression import Expr, Number, Power, Product, Size, Sum, Value, folded, written
from symcount.core.placing import Case
from symcount.core.reading import sizes_in
from symcount.networks.composite import Repeat
from symcount.networks.growing import at_index, entering
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
    start = len(walk.rows)
    given = _placed(walk, node, signals, path)
    if not _at_least_once(written(node.times)):
        walk.rows[start:] = _once_assumed(walk.rows[start:], node.times)
    return given


def _placed(walk: Walk, node: Repeat, signals: Signals, path: str) -> Signal:
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


def _at_least_once(times: Expr) -> bool:
    """Whether the form alone says that a number of repetitions is one at least: every size is."""
    match times:
        case Number():
            return times.value >= 1
        case Sum():
            return all(map(_at_least_once, times.terms))
        case Product():
            return all(map(_at_least_once, times.factors))
        case Power():
            return _at_least_once(times.base)
        case _:
            return isinstance(times, Size)


def _once_assumed(rows: list[Row], times: Value) -> list[Row]:
    """Rows of a first repetition and the others, with the assumption that there is a first one."""
    rest = folded(written(times) - 1)
    for place, row in enumerate(rows):
        if any(one.count == rest for variant in row.each for one in variant.over):
            once = Assumption("at_least", times, 1, "the first of the repetitions is unlike the others")
            variants = tuple(replace(one, case=_assuming(one.case, once)) for one in row.variants)
            return [*rows[:place], replace(row, case=_assuming(row.case, once), variants=variants), *rows[place + 1 :]]
    return rows


def _assuming(case: Case, one: Assumption) -> Case:
    return replace(case, assumed=(*case.assumed, one))


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
    came_in = _entering(walk, node, signals, index, path)
    at_start = tuple(at_index(dim, index, 0) for dim in came_in)
    start = len(walk.rows)
    again = replace(begun, shape=came_in)
    if begun.data and not walk.aside().in_turn(LATER, node.parts, (again, *signals[1:]), path).data:
        return _begun_later(walk, node, (begun, *signals[1:]), path, index, first)
    given = walk.in_turn(LATER, node.parts, (again, *signals[1:]), path)
    whole = at_start == signals[0].shape
    walk.rows += _all_summed(first, walk.take_rows(start), node.times, index, whole)
    last = folded(written(node.times) - 1)
    return replace(given, shape=tuple(at_index(dim, index, last) for dim in given.shape))


def _begun_later(walk: Walk, node: Repeat, signals: Signals, path: str, index: Size, first: list[Row]) -> Signal:
    """Training changes nothing in the first repetition: the second one is the first among the others."""
    times = folded(written(node.times) - 1)
    others = Repeat(times, *[(name, part.at({index: index + 1})) for name, part in node.parts], index=index)
    start = len(walk.rows)
    given = _placed(walk, others, signals, path)
    later = {row.path: row for row in _once_assumed(walk.take_rows(start), times)}
    begun = {row.path: _over(row, Over(1)) for row in first}
    walk.rows += [one for path, one in begun.items() if path not in later]
    walk.rows += [
        replace(row, variants=(*begun[path].each, *row.each)) if path in begun else row for path, row in later.items()
    ]
    return given


def _entering(walk: Walk, node: Repeat, signals: Signals, index: Size, path: str) -> Shape:
    """The shape that enters repetition i, tried beside the walk."""

    def through(shape: Shape) -> Shape:
        return walk.aside().chain(node.parts, (Signal(shape, -1, path), *signals[1:]), path).shape

    try:
        return entering(signals[0].shape, through, index)
    except InputError as wrong:
        raise wrong if wrong.path else InputError(wrong.message, path) from None


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
