"""What an optimizer keeps for a network kind by kind: its running means, its tables, its counters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from symcount.core.expression import Value
from symcount.core.placing import Case
from symcount.core.values import product, total
from symcount.counting.optimizers.declaration import PARAM, Kept
from symcount.counting.optimizers.state import check_taken, kept_for, once_for
from symcount.counting.precision import NumberFormat, number_format
from symcount.counting.repetition import counted
from symcount.networks.signal import Row

Key = tuple[str, str]  # the name of a kind, and how it is stored


@dataclass(frozen=True, slots=True)
class Kind:
    """All tensors of state of one name and one number format: what they are, and the values of each.

    Layers that are repeated have one term together.
    """

    name: str
    kept: Kept
    terms: tuple[Value, ...]

    @property
    def values(self) -> Value:
        """How many values they have together."""
        return total(list(self.terms))

    def stored(self, params: NumberFormat) -> NumberFormat:
        """The format of its values, where those that follow the parameters are in this one."""
        return params if self.kept.stored == PARAM else number_format(self.kept.stored)


def kinds(rows: Sequence[Row], name: str, settings: Mapping[str, object], scalars: bool = True) -> tuple[Kind, ...]:
    """Every kind that an optimizer keeps for a network, those of its tensors first, then what it keeps once."""
    check_taken(rows, name, settings)

    def beside(case: Case) -> list[Kept]:
        return kept_for(case, name, settings, scalars)

    once = once_for(rows, name, settings, scalars)
    first: dict[Key, Kept] = {}
    for kept in (*(one for row in rows for variant in row.each for one in beside(variant.case)), *once):
        first.setdefault(_key(kept), kept)
    names = [each for each, _ in first]
    return tuple(
        Kind(
            key[0] if names.count(key[0]) == 1 else f"{key[0]} in {key[1]}",
            kept,
            (*(term for row in rows for term in _terms(row, key, beside)), *_values(once, key)),
        )
        for key, kept in first.items()
    )


def _terms(row: Row, key: Key, beside: Callable[[Case], list[Kept]]) -> list[Value]:
    if not row.repeated:
        return _values(beside(row.case), key)
    whole = counted(row, lambda case: total([*_values(beside(case), key)]))
    return [] if whole == 0 else [whole]


def _values(some: Iterable[Kept], key: Key) -> list[Value]:
    return [product(kept.shape) for kept in some if _key(kept) == key]


def _key(kept: Kept) -> Key:
    return kept.name, kept.stored
