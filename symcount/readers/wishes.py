"""Extensions, chapters and conventions: what a report is asked for, read and bounded here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from symcount.core.conventions import CONVENTIONS, Conventions, conventions
from symcount.core.errors import InputError, nearest
from symcount.readers.tree import Tree, below, kind_of
from symcount.readers.words import free_text, part_name

MOST_WISHES, LONGEST_OPTION = 100, 400
# A word as the value of a setting, such as GaLore(proj_type='left'): it needs no quotes, and is read without.
_QUOTED = re.compile(r"\s*=\s*(['\"])([^\W\d]\w*)\1")


@dataclass(frozen=True, slots=True)
class Wish:
    """One extension or chapter by its name, with its options as plain text, tuples and mappings."""

    name: str
    options: object
    path: str


def read_wishes(tree: Tree, path: str) -> tuple[Wish, ...]:
    """A list of names, each alone or with its options behind a colon."""
    if tree is None:
        return ()
    if not isinstance(tree, list):
        raise InputError(f"expected a list of names, each with its options or without, got {kind_of(tree)}", path)
    if len(tree) > MOST_WISHES:
        raise InputError(f"at most {MOST_WISHES} entries, got {len(tree):,}", path)
    return tuple(_wish(item, f"{path}[{place}]") for place, item in enumerate(tree))


def read_conventions(tree: Tree, path: str, usual: Sequence[str] = ()) -> Conventions:
    """The names of conventions, in a list or one alone; the usual choice stands for every other topic."""
    many = tree if isinstance(tree, list) else [] if tree is None else [tree]
    for place, one in enumerate(many[: len(CONVENTIONS) + 1]):
        if not isinstance(one, str) or one.strip() not in CONVENTIONS:
            known = nearest(one, CONVENTIONS) if isinstance(one, str) else ""
            where = f"{path}[{place}]" if isinstance(tree, list) else path
            raise InputError(f"expected the name of a convention, got {kind_of(one)}{known}", where)
    keys = [one.strip() for one in many[: len(CONVENTIONS) + 1] if isinstance(one, str)]
    topics = {CONVENTIONS[key].topic for key in keys}
    try:
        return conventions([*keys, *(key for key in usual if CONVENTIONS[key].topic not in topics)])
    except InputError as wrong:
        raise InputError(wrong.message, path) from None


def _wish(item: Tree, path: str) -> Wish:
    if isinstance(item, str):
        return Wish(part_name(item, path, "an entry"), None, path)
    if not isinstance(item, dict) or not item:
        raise InputError(f"expected a name or NAME: options, got {kind_of(item)}", path)
    if len(item) > 1:
        raise InputError(f"expected one name, got {len(item)}: begin each with a dash of its own", path)
    name, options = next(iter(item.items()))
    return Wish(part_name(name, path, "an entry"), _options(options, where := below(path, name)), where)


def _options(tree: Tree, path: str) -> object:
    if isinstance(tree, dict):
        return {free_text(key, path): _options(one, below(path, key)) for key, one in tree.items()}
    if isinstance(tree, list):
        return tuple(_options(one, f"{path}[{place}]") for place, one in enumerate(tree))
    return None if tree is None else free_text(_QUOTED.sub(r"=\2", tree), path, LONGEST_OPTION)
