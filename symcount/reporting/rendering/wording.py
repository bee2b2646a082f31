"""How names, numbers and shares are worded, the same on every page."""

from __future__ import annotations

import re

ELLIPSIS = "…"
# A word longer than this may break, behind its marks, or anywhere else after so many letters.
LONGEST_WORD, LONGEST_PART, CHUNK = 18, 14, 8
# Where a long word breaks: behind marks, and before a capital as in GlobalAvgPool2d.
_SEAMS = re.compile(r"[^_./,-]+?(?:[_./,-]+|(?<=[a-z0-9])(?=[A-Z])|$)|[_./,-]+")
_KEPT_BLANKS = "\u00a0\u2009\u202f"


def legible(text: str) -> str:
    """Text from outside with everything invisible spelt out, so that nothing can hide or reorder a line."""
    if text.isprintable():
        return text
    blank = text.replace("\n", " ").replace("\t", " ")
    return "".join(c if c.isprintable() or c in _KEPT_BLANKS else f"\\u{ord(c):04x}" for c in blank)


def grouped(number: int) -> str:
    """A whole number with its thousands apart, and a true minus sign."""
    return f"{number:,}".replace("-", "−")


def percent(share: int) -> str:
    """Tenths of a percent as a percentage with its one decimal."""
    whole, tenths = divmod(abs(share), 10)
    return f"{'−' if share < 0 else ''}{whole}.{tenths}\u00a0%"


def shortened(text: str, longest: int) -> str:
    """A long text with its middle left out: the ends of a path tell layers apart."""
    if len(text) <= longest:
        return text
    kept = longest - len(ELLIPSIS)
    return text[: kept - kept // 2] + ELLIPSIS + text[len(text) - kept // 2 :]


def chunks(word: str, longest: int = LONGEST_WORD, chunk: int = CHUNK) -> list[str]:
    """A word in the pieces that a line may break between; a short one is one piece."""
    if len(word) <= longest:
        return [word]
    whole = chunk if longest < LONGEST_PART else LONGEST_PART
    return [piece for part in _SEAMS.findall(word) for piece in ([part] if len(part) <= whole else _cut(part, chunk))]


def _cut(part: str, chunk: int) -> list[str]:
    return [part[place : place + chunk] for place in range(0, len(part), chunk)]
