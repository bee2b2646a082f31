r"""The expression as LaTeX: \frac, \lfloor, \cdot, and thousands set apart as 26{,}926."""

from __future__ import annotations

from typing import assert_never

from symcount.core.expression import Expr
from symcount.notation.escapes import greek_command, latex_text
from symcount.notation.marks import Fence, Fenced, Limits, Mark, Ratio, Row, Script, Token, is_tall
from symcount.notation.setting import marks, name_marks

__all__ = ["latex", "latex_mark", "latex_name", "latex_text"]

_SIGNS = {"−": "-", "·": r"\cdot"}
_BRACKETS = {"(": "(", ")": ")", "⌊": r"\lfloor", "⌋": r"\rfloor", "⌈": r"\lceil", "⌉": r"\rceil"}
_OPERATORS = {"min": r"\min", "max": r"\max", "∑": r"\sum"}


def latex(expr: Expr) -> str:
    """The expression as LaTeX mathematics, for between dollars."""
    return latex_mark(marks(expr))


def latex_name(name: str) -> str:
    """The name of a size as LaTeX mathematics: C_{\\mathrm{out}}."""
    return latex_mark(name_marks(name))


def latex_mark(mark: Mark) -> str:
    """Marks as LaTeX mathematics."""
    match mark:
        case Token():
            return _token(mark)
        case Row(items):
            return _spaced([latex_mark(item) for item in items])
        case Ratio(over, under):
            return rf"\frac{{{latex_mark(over)}}}{{{latex_mark(under)}}}"
        case Script(base, sub, sup):
            below = f"_{{{latex_mark(sub)}}}" if sub is not None else ""
            above = f"^{{{latex_mark(sup)}}}" if sup is not None else ""
            return latex_mark(base) + below + above
        case Fenced(opening, inner, closing):
            return _fenced(_BRACKETS[opening], latex_mark(inner), _BRACKETS[closing], is_tall(inner))
        case Limits(sign, below, above):
            return f"{_token(sign)}_{{{latex_mark(below)}}}^{{{latex_mark(above)}}} "
        case Fence(text, opens, like):
            return _fence(_BRACKETS[text], opens, is_tall(like))
    assert_never(mark)


def _spaced(parts: list[str]) -> str:
    """Parts side by side; a command needs a space before a letter."""
    text = ""
    for part in parts:
        ends_in_command = text[-1:].isalpha() and "\\" in text.rpartition(" ")[2]
        text += " " + part if ends_in_command and part[:1].isalpha() else part
    return text


def _fenced(opening: str, inner: str, closing: str, tall: bool) -> str:
    left, right = (r"\left", r"\right") if tall else ("", "")
    return _spaced([left + opening, inner, right + closing])


def _fence(bracket: str, opens: bool, tall: bool) -> str:
    r"""A bracket whose partner is on another line cannot measure what lies between: \bigg reaches round a fraction."""
    if not tall:
        return bracket
    return (r"\biggl" if opens else r"\biggr") + bracket


def _token(token: Token) -> str:
    text = token.text
    match token.kind:
        case "number":
            return text.replace(",", "{,}")
        case "binary" | "relation":
            return f" {_SIGNS.get(text, text)} "
        case "comma":
            return ", "
        case "operator":
            return _OPERATORS[text]
        case "prefix" | "slash":
            return _SIGNS.get(text, text)
        case "text":
            return rf"\text{{{latex_text(text)}}}"
        case "letter" | "word":
            return _name(text)
    assert_never(token.kind)


def _name(text: str) -> str:
    command = greek_command(text) or _OPERATORS.get(text)
    if command is not None:
        return command
    if not text.isascii():
        return rf"\text{{{latex_text(text)}}}"
    return text if len(text) == 1 and text.isalpha() else rf"\mathrm{{{latex_text(text)}}}"
