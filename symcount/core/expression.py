"""The written expression: a small ordered tree that keeps its author's order and brackets.

Ordinary arithmetic builds it. Neutral elements (times one, plus nothing, over one) vanish as
they are written, so one piece of arithmetic serves numbers and symbols alike; beyond that the
tree does no algebra.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias, cast

if TYPE_CHECKING:
    import sympy


class Expr:
    """An expression in sizes. Values add, multiply and divide with it as numbers do."""

    __slots__ = ()

    # The rules of folding build the nodes below, so the operators reach for them when they run.
    def __add__(self, other: Operand) -> Expr:
        from symcount.core.folding import added

        return added(self, written(other))

    def __radd__(self, other: Operand) -> Expr:
        return written(other) + self

    def __sub__(self, other: Operand) -> Expr:
        return self + negated(written(other))

    def __rsub__(self, other: Operand) -> Expr:
        return written(other) + negated(self)

    def __neg__(self) -> Expr:
        return negated(self)

    def __mul__(self, other: Operand) -> Expr:
        from symcount.core.folding import multiplied

        return multiplied(self, written(other))

    def __rmul__(self, other: Operand) -> Expr:
        return written(other) * self

    def __truediv__(self, other: Operand) -> Expr:
        from symcount.core.folding import divided

        return divided(self, written(other))

    def __rtruediv__(self, other: Operand) -> Expr:
        return written(other) / self

    def __floordiv__(self, other: Operand) -> Expr:
        from symcount.core.folding import floored

        return floored(self, written(other))

    def __rfloordiv__(self, other: Operand) -> Expr:
        return written(other) // self

    def __pow__(self, other: Operand) -> Expr:
        from symcount.core.folding import raised

        return raised(self, written(other))

    def __str__(self) -> str:
        from symcount.core.plain import plain

        return plain(self)

    __repr__ = __str__

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
    symbol: sympy.Symbol | None = field(default=None, compare=False)  # the user's own, where there is one


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
        return signed(value)
    if isinstance(value, Fraction):
        top, bottom = signed(value.numerator), Number(value.denominator)
        return top if value.denominator == 1 else Quotient(top, bottom)
    if type(value).__module__.partition(".")[0] == "sympy":
        from symcount.core.algebra import from_sympy

        return from_sympy(value)
    raise TypeError(f"a size is a whole number, a name or a formula of them; got {value!r} ({type(value).__name__})")


def folded(value: Operand) -> Value:
    """The same value, as a Python int where it is a plain number."""
    if isinstance(value, Number):
        return value.value
    return -value.of.value if isinstance(value, Negative) and isinstance(value.of, Number) else value


def signed(value: int) -> Expr:
    """A whole number as an expression: below zero, the Negative of one."""
    return Number(value) if value >= 0 else Negative(Number(-value))


def signed_number(term: Expr) -> int | None:
    """The whole number that an expression is, or None."""
    if isinstance(term, Number):
        return term.value
    if isinstance(term, Negative) and isinstance(term.of, Number):
        return -term.of.value
    return None


def negated(a: Expr) -> Expr:
    """The opposite of an expression; of a Negative, what it is the opposite of."""
    if isinstance(a, Negative):
        return a.of
    if isinstance(a, Number):
        return signed(-a.value)
    return Negative(a)


def group(value: Operand) -> Expr:
    """Brackets around whatever has more than one part."""
    inner = written(value)
    return Group(inner) if isinstance(inner, (Sum, Product, Quotient)) else inner
