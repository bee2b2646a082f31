"""The one error that wrong input raises, and the nearest right word."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class InputError(ValueError):
    """What came in is wrong: one line that says what, where, and what was expected."""

    def __init__(self, message: str, path: str = "") -> None:
        super().__init__(f"{path}: {message}" if path else message)
        self.message = message
        self.path = path

    def inside(self, path: str) -> InputError:
        """The same error, told from one level further out."""
        return InputError(self.message, f"{path}.{self.path}" if self.path else path)


class Unproven(AssertionError):
    """A printed line does not say what its step claims: our own fault, and nothing is printed or written."""


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint behind an unknown word: the nearest known one, else the known ones when they are few."""
    words = sorted(set(known))
    folded = {name.casefold(): name for name in words}
    close = get_close_matches(word[:80].casefold(), folded, n=1, cutoff=0.55)
    if close:
        return f"; did you mean {folded[close[0]]}?"
    if words and len(words) <= 12:
        return f"; known: {', '.join(words)}"
    return ""


def shown(value: object, limit: int = 60) -> str:
    """A value from outside as one printable, bounded piece of a message."""
    text = value if isinstance(value, str) else repr(value)
    text = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text[: limit + 1])
    return text if len(text) <= limit else text[: limit - 1] + "…"
