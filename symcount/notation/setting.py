"""An expression set as marks: the author's order and brackets, fractions with a bar, dots for products."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from symcount.core.expression import (
    CeilDiv,
    Choice,
    Expr,
    FloorDiv,
    Group,
    Maximum,
    Minimum,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Series,
    Size,
    Sum,
    node_of,
)
from symcount.core.plain import ATOM, BASE, FACTOR, SUMMAND, binding
from symcount.notation.marks import DOT, MINUS, SIGMA, Fenced, Kind, Limits, Mark, Ratio, Row, Script, Token, row
from symcount.notation.names import name_of

SLASH, COMMA = Token("/", "slash"), Token(",", "comma")
PLUS, TAKEN, TIMES = Token("+", "binary"), Token(MINUS, "binary"), Token(DOT, "binary")
OPPOSITE, EQUALS, SUMMED = Token(MINUS, "prefix"), Token("=", "relation"), Token(SIGMA, "operator")


def marks(expr: Expr, *, flat: bool = False) -> Mark:
    """The expression as marks; `flat` writes every fraction on one line, as in an exponent."""
    node = node_of(expr)
    match node:
        case Number(value):
            number = Token(f"{abs(value):,}", "number")
            return number if value >= 0 else row(OPPOSITE, number)
        case Size(name):
            return name_marks(name)
        case Group(inner):
            return Fenced("(", marks(inner, flat=flat), ")")
        case Negative(of):
            return _joined(OPPOSITE, _at_least(of, BASE, flat))
        case Sum(terms):
            return _sum(terms, flat)
        case Product(factors):
            return _product(factors, flat)
        case Quotient(over, under):
            return _flat_ratio(over, under) if flat else _ratio(over, under)
        case FloorDiv(over, under):
            return Fenced("⌊", _flat_ratio(over, under) if flat else _ratio(over, under), "⌋")
        case CeilDiv(over, under):
            return Fenced("⌈", _flat_ratio(over, under) if flat else _ratio(over, under), "⌉")
        case Power(base, exponent):
            return _power(base, exponent, flat)
        case Minimum(of):
            return _call("min", of, flat)
        case Maximum(of):
            return _call("max", of, flat)
        case Series():
            return _series(node, flat)
        case Choice():
            raise unsettled(node)
    assert_never(node)


def unsettled(choice: Choice) -> TypeError:
    """What every printer raises for a choice, which must be settled before printing."""
    return TypeError(f"{choice.setting.name} is not settled, so the formula cannot be printed")


def name_marks(name: str) -> Mark:
    """A name as marks: an italic letter with its subscript, or an upright word."""
    parts = name_of(name)
    base = Token(parts.base, "letter" if parts.is_letter else "word")
    if not parts.sub:
        return base
    return Script(base, sub=Token(parts.sub, _subscript_kind(parts.sub)))


def _subscript_kind(text: str) -> Kind:
    if text.isdigit():
        return "number"
    return "letter" if len(text) == 1 and text.isalpha() else "word"


def signed_term(term: Expr) -> tuple[bool, Expr]:
    """A later term of a sum as its sign (true for minus) and what stands behind the sign."""
    if isinstance(term, Negative):
        return True, term.of
    if isinstance(term, Number) and term.value < 0:
        return True, Number(-term.value)
    return False, term


def held(expr: Expr) -> int:
    """How tightly an expression holds together on paper: a floor by its brackets, a sum sign up to the next plus."""
    if isinstance(expr, Series):
        return SUMMAND
    return ATOM if isinstance(expr, FloorDiv) else binding(expr)


def places(terms: Sequence[Expr]) -> tuple[int, ...]:
    """How tightly each term of a sum must hold: a sum sign stands bare only at the end, where nothing follows."""
    return (*(FACTOR for _ in terms[1:]), SUMMAND)


def _starts_with_sign(mark: Mark) -> bool:
    """Whether a minus comes first: such a term is bracketed behind another sign."""
    return mark == OPPOSITE or (isinstance(mark, Row) and mark.items[0] == OPPOSITE)


def _bracketed(mark: Mark) -> Mark:
    return Fenced("(", mark, ")")


def _at_least(expr: Expr, place: int, flat: bool) -> Mark:
    """A fraction with a bar holds itself together everywhere but under an exponent."""
    mark = marks(expr, flat=flat)
    if isinstance(expr, Quotient) and not flat and isinstance(mark, Ratio) and place < ATOM:
        return mark if place <= FACTOR else Ratio(mark.over, mark.under, _bracketed(mark.flat))
    return mark if held(expr) >= place else _bracketed(mark)


def _joined(*parts: Mark) -> Mark:
    """One row of rows, so that a line may break at any of their signs."""
    items: list[Mark] = []
    for part in parts:
        items.extend(part.items if isinstance(part, Row) else (part,))
    return row(*items)


def _sum(terms: tuple[Expr, ...], flat: bool) -> Mark:
    first, *later = places(terms)
    items = [_at_least(terms[0], first, flat)]
    for term, place in zip(terms[1:], later, strict=True):
        minus, rest = signed_term(term)
        mark = _at_least(rest, place, flat)
        items += [TAKEN if minus else PLUS, _bracketed(mark) if _starts_with_sign(mark) else mark]
    return _joined(*items)


def _product(factors: tuple[Expr, ...], flat: bool) -> Mark:
    # Python reads a/b*c from the left; a person may not, so a fraction on one line is bracketed here.
    items = [_at_least(factors[0], BASE if isinstance(factors[0], Quotient) else FACTOR, flat)]
    for factor in factors[1:]:
        items += [TIMES, _at_least(factor, BASE, flat)]
    return _joined(*items)


def _ratio(over: Expr, under: Expr) -> Mark:
    """A fraction inside a fraction is written on one line: two bars above one another are hard to read."""
    return Ratio(marks(over, flat=True), marks(under, flat=True), _flat_ratio(over, under))


def _flat_ratio(over: Expr, under: Expr) -> Mark:
    return _joined(_at_least(over, FACTOR, True), SLASH, _at_least(under, BASE, True))


def _power(base: Expr, exponent: Expr, flat: bool) -> Mark:
    below = _at_least(base, ATOM, flat)
    above = marks(exponent, flat=True)
    if isinstance(below, Script):
        return Script(below.base, below.sub, above)
    return Script(below, sup=above)


def _series(series: Series, flat: bool) -> Mark:
    """The sign with its limits, and the product that it sums: anything looser in brackets."""
    low = _joined(marks(series.index), EQUALS, Token("0", "number"))
    body = _at_least(series.body, SUMMAND, flat)
    sign = Limits(SUMMED, low, marks(series.count - 1, flat=True))
    return _joined(sign, _bracketed(body) if _starts_with_sign(body) else body)


def _call(name: str, of: tuple[Expr, ...], flat: bool) -> Mark:
    items = [marks(of[0], flat=flat)]
    for part in of[1:]:
        items += [COMMA, marks(part, flat=flat)]
    return Row((Token(name, "word"), Fenced("(", _joined(*items), ")")))
