"""The expression as MathML, which every browser sets; a derivation as rows that break at their signs."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import assert_never

from symcount.core.expression import Expr
from symcount.notation.flow import Piece, flowed
from symcount.notation.marks import Fence, Fenced, Limits, Mark, Ratio, Row, Script, Token, breadth, is_tall
from symcount.notation.rows import ChainRow, Left, left_marks, rows
from symcount.notation.setting import marks

# In ems: the widest fraction, unbroken term and left side that a narrow window shows.
WIDEST_RATIO, WIDEST_TERM, WIDEST_LEFT = 16.0, 18.0, 9.0

_SPACES = {
    "binary": ("infix", ".222em", ".222em"), "relation": ("infix", ".278em", ".278em"),
    "slash": ("infix", ".056em", ".056em"), "comma": ("postfix", "0em", ".222em"),
    "prefix": ("prefix", "0em", ".056em"),
}  # fmt: skip
_TIGHT = ("0em", "0em")
_TALL = ' minsize="2.5em"'  # a bracket that reaches round a fraction, where its partner stands in another run


def mathml(expr: Expr) -> str:
    """The expression as one inline `<math>`."""
    return f"<math>{_set(marks(expr))}</math>"


def mathml_chain(left: Left, chain: Sequence[Expr]) -> str:
    """`left = e1 = e2 = ...` as HTML: a row an expression, the signs in one column, nothing wider than its place."""
    head = left_marks(left)
    made = [_row(head if place == 0 else None, row) for place, row in enumerate(rows(left, chain))]
    return f'<div class="formula-chain">{"".join(made)}</div>'


def _row(head: Mark | None, row: ChainRow) -> str:
    sign = _run('<mo form="infix" lspace="0em" rspace="0em">=</mo>') if row.has_sign else ""
    wide = head is not None and breadth(head) > WIDEST_LEFT
    first = f'<span class="formula-left{" formula-wide" if wide else ""}">{_flow(head)}</span>' if head else ""
    return (
        f'<div class="formula-row" data-plain="{escape(row.plain)}">{first}'
        f'<span class="formula-sign">{sign}</span><span class="formula-right">{_flow(row.right)}</span></div>'
    )


def _flow(mark: Mark) -> str:
    """Runs with a possible break between them."""
    return _together(flowed(mark, lambda part: breadth(part) <= WIDEST_RATIO))


def _together(pieces: Sequence[Piece]) -> str:
    """Pieces cut at their cheapest breaks, and again inside what is still too wide to stay on one line."""
    cheapest = min(piece.price for piece in pieces[1:]) if len(pieces) > 1 else 0
    starts = [place for place, piece in enumerate(pieces) if place == 0 or piece.price == cheapest]
    return "<wbr>".join(_part(pieces[a:b]) for a, b in zip(starts, [*starts[1:], len(pieces)], strict=True))


def _part(pieces: Sequence[Piece]) -> str:
    if len(pieces) == 1:
        return _run("".join(map(_set, pieces[0].items)))
    narrow = sum(breadth(piece.mark) for piece in pieces) <= WIDEST_TERM
    return f'<span class="formula-term">{_together(pieces)}</span>' if narrow else _together(pieces)


def _run(content: str) -> str:
    return f'<math displaystyle="true">{content}</math>'


def _set(mark: Mark, tight: bool = False) -> str:
    match mark:
        case Token():
            return _token(mark, tight)
        case Row(items):
            return f"<mrow>{''.join(_set(item, tight) for item in items)}</mrow>"
        case Ratio(over, under):
            return f"<mfrac>{_set(over, tight)}{_set(under, tight)}</mfrac>"
        case Script(base, sub, sup):
            return _script(base, sub, sup, tight)
        case Fenced(opening, inner, closing):
            tall = is_tall(inner)
            left, right = _bracket(opening, "prefix", tall), _bracket(closing, "postfix", tall)
            return f"<mrow>{left}{_set(inner, tight)}{right}</mrow>"
        case Limits(sign, below, above):
            return f"<munderover>{_token(sign, tight)}{_set(below, True)}{_set(above, True)}</munderover>"
        case Fence(text, opens, like):
            tall = is_tall(like)
            bracket = _bracket(text, "prefix" if opens else "postfix", tall, _TALL if tall else "")
            return f"<mrow>{bracket}</mrow>"
    assert_never(mark)


def _bracket(text: str, form: str, tall: bool, least: str = "") -> str:
    stretches = "true" if tall else "false"
    return f'<mo form="{form}" stretchy="{stretches}" lspace="0em" rspace="0em"{least}>{text}</mo>'


def _script(base: Mark, sub: Mark | None, sup: Mark | None, tight: bool) -> str:
    body = _set(base, tight)
    if sub is not None and sup is not None:
        return f"<msubsup>{body}{_set(sub, True)}{_set(sup, True)}</msubsup>"
    tag, script = ("msub", sub) if sub is not None else ("msup", sup)
    return f"<{tag}>{body}{_set(script, True) if script is not None else ''}</{tag}>"


def _token(token: Token, tight: bool) -> str:
    text = escape(token.text)
    match token.kind:
        case "number":
            return f"<mn>{text}</mn>"
        case "letter":
            return f"<mi>{text}</mi>"
        case "word":
            upright = ' mathvariant="normal"' if len(token.text) == 1 else ""
            return f"<mi{upright}>{text}</mi>"
        case "operator":
            return f'<mo form="prefix" largeop="true" movablelimits="true" lspace="0em" rspace=".167em">{text}</mo>'
        case "text":
            return f"<mtext>{_kept_spaces(text)}</mtext>"
        case "binary" | "relation" | "slash" | "comma" | "prefix":
            form, before, after = _SPACES[token.kind]
            before, after = _TIGHT if tight else (before, after)
            return f'<mo form="{form}" lspace="{before}" rspace="{after}">{text}</mo>'
    assert_never(token.kind)


def _kept_spaces(text: str) -> str:
    """MathML drops spaces at the ends of a text, where a long one was cut."""
    inner = text.strip(" ")
    before, after = len(text) - len(text.lstrip(" ")), len(text) - len(text.rstrip(" "))
    return "\u00a0" * before + inner + "\u00a0" * after if inner else "\u00a0"
