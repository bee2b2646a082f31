"""A formula as marks on paper: the one tree that LaTeX, MathML and SVG set, with every bracket decided.

An expression becomes marks once (see `setting.py`), so no notation knows a rule of precedence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal[
    "number", "letter", "word", "text", "binary", "prefix", "relation", "slash", "comma", "operator"
]
MINUS, DOT, SIGMA = "−", "·", "∑"


@dataclass(frozen=True, slots=True)
class Token:
    """The smallest mark: a number, a name, a sign."""

    text: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Row:
    """Marks side by side."""

    items: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Ratio:
    """A fraction with its bar, which holds no other; `flat` is the same on one line, where there is no room."""

    over: Mark
    under: Mark
    flat: Mark


@dataclass(frozen=True, slots=True)
class Script:
    """A base with a subscript, a superscript or both."""

    base: Mark
    sub: Mark | None = None
    sup: Mark | None = None


@dataclass(frozen=True, slots=True)
class Fenced:
    """A mark between two brackets, which are as tall as it is."""

    opening: str
    inner: Mark
    closing: str


@dataclass(frozen=True, slots=True)
class Fence:
    """One bracket alone, where its partner may stand on another line: as tall as `like`."""

    text: str
    opens: bool
    like: Mark


@dataclass(frozen=True, slots=True)
class Limits:
    """A large sign with what stands below and above it; beside it where there is little room."""

    sign: Token
    below: Mark
    above: Mark


Mark: TypeAlias = Token | Row | Ratio | Script | Fenced | Fence | Limits


def row(*items: Mark) -> Mark:
    """Marks side by side; one alone stays itself."""
    return items[0] if len(items) == 1 else Row(items)


def inside(mark: Mark) -> tuple[Mark, ...]:
    """The marks that a mark directly holds, in reading order."""
    match mark:
        case Token() | Fence():
            return ()
        case Row(items):
            return items
        case Ratio(over, under):
            return (over, under)
        case Script(base, sub, sup):
            return tuple(part for part in (base, sub, sup) if part is not None)
        case Fenced(_, inner, _):
            return (inner,)
        case Limits(sign, below, above):
            return (sign, below, above)


def tokens(mark: Mark) -> Iterator[Token]:
    """Every token of a mark, in reading order."""
    if isinstance(mark, Token):
        yield mark
    for part in inside(mark):
        yield from tokens(part)


def is_tall(mark: Mark) -> bool:
    """Whether a fraction or a sign with limits stands in it, so that brackets around it must stretch."""
    return isinstance(mark, (Ratio, Limits)) or any(map(is_tall, inside(mark)))


_EMS = {"number": 0.5, "letter": 0.55, "word": 0.55, "text": 0.5}
_SIGN_EMS = {"binary": 1.2, "prefix": 0.75, "relation": 1.3, "slash": 0.5, "comma": 0.45, "operator": 1.3}


def breadth(mark: Mark) -> float:
    """About how wide a mark is, in ems: for notations whose font is not ours to measure."""
    match mark:
        case Token(text, kind):
            return _SIGN_EMS.get(kind) or _EMS[kind] * len(text)
        case Row(items):
            return sum(map(breadth, items))
        case Ratio(over, under):
            return max(breadth(over), breadth(under)) + 0.2
        case Script(base, sub, sup):
            scripts = [breadth(part) for part in (sub, sup) if part is not None]
            return breadth(base) + 0.72 * max(scripts)
        case Fenced(_, inner, _):
            return breadth(inner) + 0.8 + 0.3 * is_tall(inner)
        case Limits(sign, below, above):
            return max(breadth(sign), *(0.72 * breadth(part) for part in (below, above)))
        case Fence(like=like):
            return 0.4 + 0.15 * is_tall(like)
