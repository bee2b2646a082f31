"""Names of sizes inside a sentence, such as `W_out`: found, so that a page can set them as mathematics."""

from __future__ import annotations

import re
from collections.abc import Iterator

from symcount.core.expression import Size
from symcount.notation.names import GREEK, name_of

_LETTER = "|".join(["[A-Za-z]", *GREEK])
# No part of a longer word, of a path or of a call: only the name itself, with blanks or marks around it.
_NAME = re.compile(rf"(?<![\w./\\-])((?:{_LETTER})_[A-Za-z]+(?:_[A-Za-z]+)*)(?![\w(/\\-]|\.\w)")


def told(text: str) -> Iterator[str | Size]:
    """The pieces of a sentence: text as it stands, and between it the names as sizes."""
    for place, part in enumerate(_NAME.split(text)):
        if place % 2 and name_of(part).is_letter:
            yield Size(part)
        elif part:
            yield part
