"""The written expression: a small ordered tree that keeps its author's order and brackets.

Ordinary arithmetic builds it. Neutral elements (times one, plus nothing, over one) vanish as
they are written, so one piece of arithmetic serves numbers and symbols alike; beyond that the
tree does no algebra.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias, cast

from symcount.core.errors import InputError, shown

if TYPE_CHECKING:
    import sympy

type_error = "a size is a whole number, a name or a formula of them; got {} ({})"


MOST_BITS = 100_000  # of a power: far above any count, far below what takes time


class Expr:
    """An expression in sizes. Values add, multiply and divide with it as numbers do."""

    __slots__ = ()

    def __add__(self, other: Operand) -> Expr:
        return _added(self, written(other))

    def __radd__(self, other: Operand) -> Expr:
        return _added(written(other), self)

    def __sub__(self, other: Operand) -> Expr:
        return _added(self, _negated(written(other)))

    def __rsub__(self, other: Operand) -> Expr:
        return _added(written(other), _negated(self))

    def __neg__(self) -> Expr:
        return _negated(self)

    def __mul__(self, other: Operand) -> Expr:
        return _multiplied(self, written(other))

    def __rmul__(self, other: Operand) -> Expr:
        return _multiplied(written(other), self)

    def __truediv__(self, other: Operand) -> Expr:
        return _divided(self, written(other))

    def __rtruediv__(self, other: Operand) -> Expr:
        return _divided(written(other), self)

    def __floordiv__(self, other: Operand) -> Expr:
        return _floored(self, written(other))

    def __rfloordiv__(self, other: Operand) -> Expr:
        return _floored(written(other), self)

    def __pow__(self, other: Operand) -> Expr:
        return _raised(self, written(other))

    def __str__(self) -> str:
        from symcount.core.plain import plain

        return plain(self)

    def _sympy_(self) -> sympy.Expr:
        from symcount.core.algebra import to_sympy

        return to_sympy(self)


Value: TypeAlias = int | Fraction | Expr
Operand: TypeAlias = int | Fraction | Expr


@dataclass(frozen=True, slots=True, repr=False)
class Number(Expr):
    """An exact integer."""

    value: int


@dataclass(frozen=True, slots=True, repr=False)
class Sum(Expr):
    """Terms in their author's order; a subtracted term is a Negative."""

    terms: tuple[Expr, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Negative(Expr):
    """The opposite of an expression."""

    of: Expr


@dataclass(frozen=True, slots=True, repr=False)
class Product(Expr):
    """Factors in their author's order."""

    factors: tuple[Expr, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Quotient(Expr):
    """An exact division."""

    over: Expr
    under: Expr


@dataclass(frozen=True, slots=True, repr=False)
class Power(Expr):
    """A base to an exponent."""

    base: Expr
    exponent: Expr


@dataclass(frozen=True, slots=True, repr=False)
class FloorDiv(Expr):
    """A division rounded down."""

    over: Expr
    under: Expr


@dataclass(frozen=True, slots=True, repr=False)
class CeilDiv(Expr):
    """A division rounded up."""

    over: Expr
    under: Expr


@dataclass(frozen=True, slots=True, repr=False)
class Minimum(Expr):
    """The smallest of several."""

    of: tuple[Expr, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Maximum(Expr):
    """The largest of several."""

    of: tuple[Expr, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Group(Expr):
    """Brackets that the author wants to see although no rule of precedence asks for them."""

    inner: Expr


@dataclass(frozen=True, slots=True, repr=False)
class Size(Expr):
    """A named whole number, at least one: the user's own when it has no owner."""

    name: str
    owner: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Choice(Expr):
    """One of two expressions, by what a setting of the layer is; settled before anything is printed."""

    setting: Size
    value: object
    yes: Expr
    no: Expr
    why: str = ""  # why it is the first one, where that needs a reason of its own


Node: TypeAlias = (
    Number | Size | Group | Sum | Negative | Product | Quotient | Power
    | FloorDiv | CeilDiv | Minimum | Maximum | Choice
)  # fmt: skip

ZERO, ONE = Number(0), Number(1)


def node_of(expr: Expr) -> Node:
    """The expression as a member of the closed set of nodes, for `match` with `assert_never`."""
    return cast(Node, expr)


def written(value: Operand) -> Expr:
    """A number or expression as an expression (below zero: a Negative); SymPy's expressions are read too."""
    if isinstance(value, Expr):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return _signed(value)
    if isinstance(value, Fraction):
        return _divided(Number(value.numerator), Number(value.denominator))
    if type(value).__module__.partition(".")[0] == "sympy":
        from symcount.core.algebra import from_sympy

        return from_sympy(value)
    raise TypeError(type_error.format(repr(value), type(value).__name__))


def folded(value: Operand) -> Value:
    """The same value, as a Python int where it is a plain number."""
    if isinstance(value, Number):
        return value.value
    return -value.of.value if isinstance(value, Negative) and isinstance(value.of, Number) else value


def group(value: Operand) -> Expr:
    """Brackets around whatever has more than one part."""
    inner = written(value)
    return Group(inner) if isinstance(inner, (Sum, Product, Quotient)) else inner


def floor_div(over: Operand, under: Operand) -> Value:
    """Division rounded down, of numbers or of expressions."""
    if isinstance(over, Expr) or isinstance(under, Expr):
        return folded(_floored(written(over), written(under)))
    return over // under


def ceil_div(over: Operand, under: Operand) -> Value:
    """Division rounded up, of numbers or of expressions."""
    if not isinstance(over, Expr) and not isinstance(under, Expr):
        return -(-over // under)
    over, under = written(over), written(under)
    if under == ONE and is_whole(over):
        return folded(over)
    both = _both(over, under, lambda a, b: -(-a // b))
    return folded(both if both is not None else CeilDiv(over, under))


def exact_div(over: Operand, under: Operand) -> Value:
    """Exact division: an int where it comes out even, else a fraction."""
    if under == 1:
        return folded(over)
    if isinstance(over, Expr) or isinstance(under, Expr):
        return folded(_divided(written(over), written(under)))
    if type(over) is type(under) is int and over % under == 0:
        return over // under
    ratio = Fraction(over) / under
    return ratio.numerator if ratio.denominator == 1 else ratio


def power(base: Operand, exponent: Operand) -> Value:
    """A power, exact: a fraction where the exponent is below zero; one too large for any network is an error."""
    if isinstance(base, Expr) or isinstance(exponent, Expr):
        return folded(_raised(written(base), written(exponent)))
    if not isinstance(exponent, int):
        raise InputError(f"an exponent is a whole number, got {exponent}")
    if base not in (-1, 0, 1) and Fraction(base).numerator.bit_length() * abs(exponent) > MOST_BITS:
        raise InputError(f"the power {shown(str(base), 20)}**{shown(str(exponent), 20)} is too large")
    raised: int | Fraction = Fraction(base) ** exponent
    return raised.numerator if raised.denominator == 1 else raised


def minimum(*values: Operand) -> Value:
    """The smallest of numbers or expressions."""
    return _extreme(Minimum, min, values)


def maximum(*values: Operand) -> Value:
    """The largest of numbers or expressions."""
    return _extreme(Maximum, max, values)


def product(values: tuple[Operand, ...] | list[Operand]) -> Value:
    """All the values multiplied in their order; of none, one."""
    if not values:
        return 1
    result = values[0]
    for value in values[1:]:
        result = result * value
    return folded(result)


def total(values: list[Operand]) -> Value:
    """All the values added: numbers first into one, terms side by side in one flat sum."""
    number: int | Fraction = 0
    terms: list[Expr] = []
    for value in values:
        if isinstance(value, Expr):
            terms.extend(value.terms if isinstance(value, Sum) else (value,))
        else:
            number += value
    if not terms:
        return number
    if number:
        terms.append(written(number))
    return folded(terms[0] if len(terms) == 1 else Sum(tuple(terms)))


def _both(a: Expr, b: Expr, rule: Callable[[int, int], int]) -> Expr | None:
    x, y = _signed_number(a), _signed_number(b)
    return None if x is None or y is None else _signed(rule(x, y))


def _added(a: Expr, b: Expr) -> Expr:
    terms = a.terms if isinstance(a, Sum) else (a,)
    x, y = _signed_number(terms[-1]), _signed_number(b)
    if y == 0:
        return a
    if x == 0 and len(terms) == 1:
        return b
    if x is not None and y is not None:
        number = _signed(x + y)
        terms = terms[:-1] if number == ZERO and len(terms) > 1 else (*terms[:-1], number)
    elif _negated(b) in terms:
        terms = _without(terms, _negated(b)) or (ZERO,)
    else:
        terms = (*terms, b)
    return terms[0] if len(terms) == 1 else Sum(terms)


def is_whole(expr: Expr) -> bool:
    """Whether the form alone says that an expression is a whole number for whole sizes."""
    match expr:
        case Number() | Size() | FloorDiv() | CeilDiv():
            return True
        case Group(inner) | Negative(inner):
            return is_whole(inner)
        case Sum(many) | Product(many) | Minimum(many) | Maximum(many):
            return all(map(is_whole, many))
        case Power(base, exponent):
            return is_whole(base) and isinstance(exponent, (Number, Size))
        case Choice(_, _, yes, no):
            return is_whole(yes) and is_whole(no)
    return False


def _without(terms: tuple[Expr, ...], term: Expr) -> tuple[Expr, ...]:
    place = terms.index(term)
    return terms[:place] + terms[place + 1 :]


def _signed_number(term: Expr) -> int | None:
    if isinstance(term, Number):
        return term.value
    if isinstance(term, Negative) and isinstance(term.of, Number):
        return -term.of.value
    return None


def _signed(value: int) -> Expr:
    return Number(value) if value >= 0 else Negative(Number(-value))


def _negated(a: Expr) -> Expr:
    if isinstance(a, Negative):
        return a.of
    if isinstance(a, Number):
        return _signed(-a.value)
    return Negative(a)


def _multiplied(a: Expr, b: Expr) -> Expr:
    x, y = _signed_number(a), _signed_number(b)
    if x == 1:
        return b
    if y == 1:
        return a
    if x == 0 or y == 0:
        return ZERO
    if x is not None and y is not None:
        return _signed(x * y)
    return Product((*(a.factors if isinstance(a, Product) else (a,)), b))


def _divided(a: Expr, b: Expr) -> Expr:
    x, y = _signed_number(a), _signed_number(b)
    if y == 0:
        raise ZeroDivisionError(f"{a} divided by zero")
    if y == 1 or x == 0:
        return a
    if x is not None and y is not None:
        ratio = Fraction(x, y)
        top, bottom = _signed(ratio.numerator), Number(ratio.denominator)
        return top if ratio.denominator == 1 else Quotient(top, bottom)
    return ONE if a == b else Quotient(a, b)


def _floored(a: Expr, b: Expr) -> Expr:
    x, y = _signed_number(a), _signed_number(b)
    if y == 0:
        raise ZeroDivisionError(f"{a} divided by zero")
    if y == 1 and is_whole(a):
        return a
    if x is not None and y is not None:
        return _signed(x // y)
    return _one_floor(a, b) or FloorDiv(a, b)


def _one_floor(a: Expr, b: Expr) -> Expr | None:
    """A floor of (a floor plus whole numbers) is one floor: (x//S + B)//s = (x + B*S)//(S*s).

    True for whole B and positive S and s; it keeps any chain of windows one level deep.
    """
    terms = a.terms if isinstance(a, Sum) else (a,)
    floors = [term for term in terms if isinstance(term, FloorDiv)]
    if len(floors) != 1 or not all(map(is_whole, terms)):
        return None
    inner = floors[0]
    rest = _without(terms, inner)
    over = inner.over
    for term in rest:
        over = over + (_negated(_negated(term) * inner.under) if isinstance(term, Negative) else term * inner.under)
    return FloorDiv(over, inner.under * b)


def _raised(a: Expr, b: Expr) -> Expr:
    if b == ONE or a == ONE:
        return a
    return ONE if b == ZERO else Power(a, b)


def _extreme(node: type[Minimum] | type[Maximum], rule: Callable[..., int], values: tuple[Operand, ...]) -> Value:
    if not any(isinstance(value, Expr) for value in values):
        return rule(values)
    parts: list[Expr] = []
    for part in map(written, values):
        if part not in parts:
            parts.append(part)
    numbers = [p.value for p in parts if isinstance(p, Number)]
    if len(numbers) > 1:
        parts = [p for p in parts if not isinstance(p, Number)] + [Number(rule(numbers))]
    return folded(parts[0] if len(parts) == 1 else node(tuple(parts)))
