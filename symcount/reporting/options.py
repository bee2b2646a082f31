"""The options of a chapter or an extension, read from plain data: words, lists of words, whole numbers, mappings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from symcount.core.errors import InputError, nearest, shown


def words(options: object, what: str) -> tuple[str, ...]:
    """One word or several."""
    if options is None:
        return ()
    many = options if isinstance(options, (tuple, list)) else (options,)
    for one in many:
        if not isinstance(one, str):
            raise InputError(f"expected {what}, got {shown(one)}")
    return tuple(cast(Sequence[str], many))


def word(options: object, what: str) -> str:
    """Exactly one word."""
    found = words(options, what)
    if len(found) != 1:
        raise InputError(f"expected {what}, got {len(found) or 'nothing'}")
    return found[0]


def whole(options: object, what: str, least: int) -> int:
    """A whole number no smaller than asked."""
    text = str(options)
    if isinstance(options, bool) or not (text.isascii() and text.isdigit() and len(text) <= 18) or int(text) < least:
        raise InputError(f"{what} is a whole number of at least {least}, got {shown(options)}")
    return int(text)


def fields(options: object, known: Sequence[str], short: str = "") -> dict[str, object]:
    """A mapping with some of the known keys; a bare value stands under the `short` key."""
    if options is None:
        return {}
    if not isinstance(options, Mapping):
        if not short:
            raise InputError(f"expected {', '.join(known)} with values, got {shown(options)}")
        return {short: options}
    for key in options:
        if key not in known:
            raise InputError(f"unknown key {shown(key)!r}{nearest(str(key), known)}")
    return dict(options)
