"""The sizes of a spec: their names and their numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from keyword import iskeyword

from symcount.core.errors import InputError, nearest, shown
from symcount.core.expression import Size
from symcount.core.reading import sizes_in
from symcount.core.sizes import checked_name
from symcount.readers.formulas import formula, settled
from symcount.readers.tree import Tree, below, kind_of
from symcount.readers.words import legible

MOST_SIZES = 200


@dataclass(frozen=True, slots=True)
class Names:
    """The sizes that a spec declares, in their order, and the numbers of those that have one."""

    declared: tuple[str, ...]
    numbers: Mapping[Size, int]


def read_names(tree: Tree, path: str) -> Names:
    """The `sizes` of a spec: a number, a formula of the names before it, or nothing for each name."""
    if tree is None:
        return Names((), {})
    if not isinstance(tree, dict):
        raise InputError(f"expected names with numbers such as {{f: 5, c: 3}}, got {kind_of(tree)}", path)
    if len(tree) > MOST_SIZES:
        raise InputError(f"at most {MOST_SIZES} sizes, got {len(tree):,}", path)
    numbers: dict[Size, int] = {}
    for name, value in tree.items():
        where = below(path, name)
        try:
            checked_size_name(name)
            if value not in (None, ""):  # TOML has no word for nothing
                numbers[Size(name)] = _number(name, value, Names(tuple(tree), numbers))
        except InputError as wrong:
            raise InputError(wrong.message, where) from None
    return Names(tuple(tree), numbers)


def checked_size_name(name: str) -> str:
    """A name that formulas can use here, in Python and in SymPy."""
    if iskeyword(name) or name in ("true", "false", "null") or name.startswith("__"):
        raise InputError(f"{shown(name)!r} is reserved and cannot name a size")
    return checked_name(legible(name, ""))


def check_known(value: object, names: Names, words: tuple[str, ...] = ()) -> None:
    """Refuse a name that is almost a declared one: a slip of the pen would silently stay a symbol."""
    for size in sizes_in(value):
        if size.name in names.declared:
            continue
        close = _almost(checked_size_name(size.name), (*words, *names.declared))
        if close:
            raise InputError(
                f"unknown size {size.name!r}; did you mean {close}? "
                "(to keep it as a symbol of its own, write it under sizes)"
            )


@lru_cache(maxsize=1024)  # the same few names stand in every layer
def _almost(name: str, known: tuple[str, ...]) -> str:
    folded_names = {other.casefold(): other for other in known}
    close = get_close_matches(name.casefold(), folded_names, n=1, cutoff=0.6)
    return folded_names[close[0]] if close else ""


def _number(name: str, value: Tree, names: Names) -> int:
    if not isinstance(value, str):
        raise InputError(f"expected a whole number or a formula, got {kind_of(value)}")
    expr = formula(value, name)
    for size in sizes_in(expr):
        if size.name not in names.declared:
            others = [other for other in names.declared if other != name]
            raise InputError(f"unknown size {size.name!r}{nearest(size.name, others)}")
        if size not in names.numbers:
            raise InputError(f"{shown(value)} needs a number for {size.name}, written above {name}")
    number = settled(expr, names.numbers, name)
    assert isinstance(number, int)
    if number < 1:
        raise InputError(f"{name} is at least 1, got {number}")
    return number
