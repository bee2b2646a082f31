"""Text from outside as tokens: the marks, names and numbers that formulas and calls are written with, bounded."""

from __future__ import annotations

import re

from symcount.core.errors import InputError, shown

# Bounds on what text may ask for: far above any real network, far below what could hurt.
LONGEST, DEEPEST, MOST_DIGITS, LONGEST_NAME = 20_000, 60, 200, 64

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<decimal>\d+\.\d*(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+|\.\d+)
    | (?P<number>\d+)
    | (?P<name>[^\W\d]\w*)
    | (?P<text>'[^']*'|"[^"]*")
    | (?P<mark>\*\*|//|[-+*/(),=\[\]^×·−⌊⌋⌈⌉∑…])
    | (?P<end>$)
    )""",
    re.VERBOSE,
)
_SAME_MARK = {"×": "*", "·": "*", "−": "-"}
CLOSING = {"(": ")", "[": "]", "⌊": "⌋", "⌈": "⌉"}


def is_name(text: str) -> bool:
    """Whether text can name a size: letters, digits and underscores, not starting with a digit."""
    return text.isidentifier() and len(text) <= LONGEST_NAME and not text.startswith("__")


class Tokens:
    """One pass over the tokens of a text."""

    def __init__(self, text: str, longest: int, deepest: int) -> None:
        if len(text) > longest:
            raise InputError(f"the text has {len(text):,} characters; at most {longest:,} are read")
        self.text, self.place, self.depth, self.deepest = text, 0, 0, deepest
        self.step()

    def step(self) -> None:
        """Go on to the next token."""
        match = _TOKEN.match(self.text, self.place)
        if match is None:
            rest = self.text[self.place :].lstrip()
            raise self.wrong(f"unexpected {shown(rest[:1])!r}")
        self.kind = match.lastgroup or "end"
        self.token = _SAME_MARK.get(match[self.kind], match[self.kind])
        self.start, self.place = match.start(self.kind), match.end()

    def wrong(self, what: str) -> InputError:
        """The error that quotes the text."""
        return InputError(f"{what} in {shown(self.text)!r}")

    def take(self, mark: str) -> bool:
        """Go on if this mark comes next."""
        if self.kind == "mark" and self.token == mark:
            self.step()
            return True
        return False

    def close(self, opening: str) -> None:
        """Take the bracket that closes an opening one."""
        self.need(CLOSING[opening])

    def need(self, mark: str) -> None:
        """Take a mark that has to come next."""
        if not self.take(mark):
            raise self.wrong(f"expected {mark!r}, got {self.seen()}")

    def seen(self) -> str:
        """What comes next, in words."""
        return "the end" if self.kind == "end" else repr(shown(self.token, 20))

    def finish(self) -> None:
        """Nothing may be left."""
        if self.kind != "end":
            raise self.wrong(f"expected the end, got {self.seen()}")
