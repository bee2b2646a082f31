"""What a change altered in a network: layers that are new, gone or otherwise, each told in a clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from symcount.core.expression import written
from symcount.core.placing import Case
from symcount.networks.signal import Row

KEPT = ("weight", "shift", "buffer")


@dataclass(frozen=True, slots=True)
class Pair:
    """What stands at a path before a change and after it; nothing where the layer is new or gone."""

    path: str
    before: tuple[Row, ...]
    after: tuple[Row, ...]

    @property
    def same(self) -> bool:
        """Whether the same layers stand there, whatever the network around them makes of them."""
        return [row.case.layer for row in self.before] == [row.case.layer for row in self.after]

    def why(self) -> str:
        """What became of the layer, in clauses."""
        return "; ".join(dict.fromkeys(_clauses(self.path, self.before, self.after)))


def pairs(before: Sequence[Row], after: Sequence[Row]) -> list[Pair]:
    """The layers of both networks by their paths; one that has become several goes with all of these."""
    first, second = {row.path: row for row in before}, {row.path: row for row in after}
    gone = [path for path in first if path not in second]
    new = [path for path in second if path not in first]
    owner = {path: start for path in new for start in gone if path.startswith(start + ".")}
    owner |= {path: start for path in gone for start in new if path.startswith(start + ".")}
    order = dict.fromkeys(owner.get(path, path) for path in _merged(list(first), list(second)))
    return [Pair(path, _at(path, first, owner), _at(path, second, owner)) for path in order]


def _at(path: str, rows: dict[str, Row], owner: dict[str, str]) -> tuple[Row, ...]:
    return tuple(row for own, row in rows.items() if own == path or owner.get(own) == path)


def _merged(first: list[str], second: list[str]) -> Iterator[str]:
    """The paths of both in the order of the network after, what is gone before what came next."""
    left = iter(first)
    known = set(second)
    waiting = next(left, None)
    for path in second:
        while waiting is not None and waiting not in known:
            yield waiting
            waiting = next(left, None)
        if path == waiting:
            waiting = next(left, None)
        yield path
    while waiting is not None:
        yield waiting
        waiting = next(left, None)


def _clauses(path: str, before: Sequence[Row], after: Sequence[Row]) -> Iterator[str]:
    if len(before) == len(after) == 1 and type(before[0].case.layer) is type(after[0].case.layer):
        yield from _otherwise(before[0].case, after[0].case)
        return
    if not before:
        yield f"{_kinds(path, after)} is new"
    elif not after:
        yield f"{_kinds(path, before)} is gone"
    else:
        yield f"{_kinds(path, before)} becomes {_kinds(path, after)}"
    old = {why for row in before for why in _tensors(row.case).values()}
    yield from (why for row in after for why in _tensors(row.case).values() if why not in old)
    for row in before:
        for now in after:
            if now.case.layer == row.case.layer:
                yield from (f"{now.path}: {clause}" for clause in _surroundings(row.case, now.case))


def _kinds(path: str, rows: Sequence[Row]) -> str:
    """The kinds of some layers, with their names where they stand inside the path."""
    told = [(row.path.removeprefix(path).removeprefix("."), row.case.theory.name) for row in rows]
    named = [f"{name} ({kind})" if name else kind for name, kind in told]
    return ", ".join(named[:-1]) + (" and " if named[1:] else "") + named[-1]


def _tensors(case: Case) -> dict[str, str]:
    """The tensors of a layer by their names in a sentence, each with its reason."""
    return {one.fact.label or one.fact.name: one.fact.why for one in case.owned(*KEPT)}


def _otherwise(before: Case, after: Case) -> Iterator[str]:
    """What is otherwise with a layer of the same kind."""
    for name, formal in before.theory.settings.items():
        old, new = before.layer.setting(name), after.layer.setting(name)
        if old != new and not isinstance(new, type(formal)):
            yield f"{name} is {_told(new)} instead of {_told(old)}"
    old_tensors, new_tensors = _tensors(before), _tensors(after)
    yield from (why for label, why in new_tensors.items() if label not in old_tensors)
    if before.input != after.input and [*map(written, before.input)] != [*map(written, after.input)]:
        yield f"what comes is ({_told(after.input)}) instead of ({_told(before.input)})"
    yield from _surroundings(before, after)


def _surroundings(before: Case, after: Case) -> Iterator[str]:
    """What is otherwise around a layer."""
    a, b = before.around, after.around
    if a.frozen != b.frozen:
        yield "training does not change it any more" if b.frozen else "training changes it now"
    if a.elsewhere != b.elsewhere:
        yield "its weights are those of another layer, where they count" if b.elsewhere else "its weights are its own"
    if a.stored != b.stored:
        yield f"it is kept in {b.stored}" if b.stored else f"it is not kept in {a.stored} any more"


def _told(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
