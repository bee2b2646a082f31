"""The sizes of a spec: their names and their numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
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
    """The sizes that a spec declares, in their order, and the numbers of those that have one.

    `local` are the names that hold inside a repetition only; `free` are the names met so far that are
    neither: symbols of their own.
    """

    declared: tuple[str, ...]
    numbers: Mapping[Size, int]
    local: tuple[str, ...] = ()
    free: set[str] = field(default_factory=set)

    @property
    def known(self) -> tuple[str, ...]:
        """Every name that may be written here without a second thought."""
        return (*self.declared, *self.local)

    def inside(self, local: Sequence[str]) -> Names:
        """The names inside a repetition, with those of its own."""
        return replace(self, local=(*self.local, *local))


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


def read_local(tree: Tree, names: Names, path: str) -> str:
    """A name that a repetition counts with or gives values to; nothing else may bear it."""
    if not isinstance(tree, str):
        raise InputError(f"expected a name such as i, got {kind_of(tree)}", path)
    try:
        name = checked_size_name(tree.strip())
    except InputError as wrong:
        raise InputError(wrong.message, path) from None
    if name in names.declared:
        raise InputError(f"{name} is one of the sizes of this file; a repetition needs names of its own", path)
    if name in names.local:
        raise InputError(f"{name} is taken by this Repeat or one around it; a repetition needs names of its own", path)
    return name


def checked_size_name(name: str) -> str:
    """A name that formulas can use here, in Python and in SymPy."""
    if iskeyword(name) or name in ("true", "false", "null") or name.startswith("__"):
        raise InputError(f"{shown(name)!r} is reserved and cannot name a size")
    return checked_name(legible(name, ""))


def check_known(value: object, names: Names, words: tuple[str, ...] = ()) -> None:
    """Refuse a name that is almost a declared one: a slip of the pen would silently stay a symbol."""
    for size in sizes_in(value):
        if size.name in names.known:
            continue
        names.free.add(size.name)
        close = _almost(checked_size_name(size.name), (*words, *names.known))
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
