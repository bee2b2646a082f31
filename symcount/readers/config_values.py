"""The values of a config.json, each read as what it has to be, in one line of error where it is not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from symcount.core.errors import InputError, shown
from symcount.readers.tree import Tree, kind_of

LARGEST = 10**9
BY_RULE = frozenset({"num_key_value_heads", "q_lora_rank"})  # what may be null though it has another default
MOST = 10_000  # numbers of a list
NEARLY = 0.9  # how alike a word is to one that it was meant to be
_WHOLE = re.compile(r"\d{1,10}")
_FLAGS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Values:
    """The keys of a config with their values; what is left out has the default of its class.

    `asked` are the keys that were looked for.
    """

    tree: Mapping[str, Tree]
    asked: set[str] = field(default_factory=set)

    def misspelt(self) -> None:
        """InputError where a key that nobody looked for is nearly one that somebody did."""
        for key in self.tree.keys() - self.asked:
            near = get_close_matches(key[:80], self.asked, n=1, cutoff=NEARLY)
            if near:
                raise InputError(f"no such key is read; did you mean {near[0]}?", shown(key))

    def _get(self, name: str) -> Tree:
        self.asked.add(name)
        return self.tree.get(name)

    def first(self, names: str) -> str:
        """Of several names of one key, parted by |, the first that is written; the first one where none is."""
        known = names.split("|")
        self.asked.update(known)
        return next((name for name in known if name in self.tree), known[0])

    def whole(self, names: str, default: int | None, least: int = 1) -> int | None:
        """A whole number; None where null is written and the class has a rule for it."""
        name = self.first(names)
        if name not in self.tree:
            return default
        value = self.tree[name]
        if value is None and (default is None or name in BY_RULE):
            return None
        return _number(value, name, least)

    def numbers(self, name: str, default: tuple[int, ...], least: int = 1) -> tuple[int, ...]:
        """A list of whole numbers; null is the default."""
        found = self._get(name)
        if found is None:
            return default
        if not isinstance(found, list) or len(found) > MOST or (default and not found):
            raise InputError(f"expected a list of whole numbers, at most {MOST:,}, got {kind_of(found)}", name)
        return tuple(_number(each, name, least) for each in found)

    def flag(self, name: str, default: bool) -> bool:
        """true or false; null is the default."""
        value = self._get(name)
        if value is None:
            return default
        if isinstance(value, str) and value in _FLAGS:
            return _FLAGS[value]
        raise InputError(f"expected true or false, got {kind_of(value)}", name)

    def word(self, name: str, default: str) -> str:
        """A text."""
        value = self._get(name)
        if value is None:
            return default
        if isinstance(value, str):
            return value
        raise InputError(f"expected a text, got {kind_of(value)}", name)

    def many(self, name: str) -> int | None:
        """How many a list or a mapping has; None where it is left out."""
        value = self._get(name)
        return len(value) if isinstance(value, (list, dict)) else None


def _number(value: Tree, name: str, least: int) -> int:
    if isinstance(value, str) and _WHOLE.fullmatch(value) and least <= int(value) <= LARGEST:
        return int(value)
    raise InputError(f"expected a whole number from {least} to {LARGEST:,}, got {kind_of(value)}", name)
