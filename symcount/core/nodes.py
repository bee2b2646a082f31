"""The nodes of the written expression, and the operators that build them: numbers, sizes, sums, powers, ..."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias, TypeVar, cast

if TYPE_CHECKING:
    import sympy

Kind = TypeVar("Kind", bound="Expr")


class Expr:
    """An expression in sizes. Values add, multiply and divide with it as numbers do."""

    __slots__ = ("_hash",)

    # The rules of writing and folding build the nodes below, so the operators reach for them when they run.
    def __add__(self, other: Operand) -> Expr:
        from symcount.core.folding import added

        return added(self, _written(other))

    def __radd__(self, other: Operand) -> Expr:
        return _written(other) + self

    def __sub__(self, other: Operand) -> Expr:
        return self + -_written(other)

    def __rsub__(self, other: Operand) -> Expr:
        return _written(other) + -self

    def __neg__(self) -> Expr:
        from symcount.core.expression import negated

        return negated(self)

    def __mul__(self, other: Operand) -> Expr:
        from symcount.core.folding import multiplied

        return multiplied(self, _written(other))

    def __rmul__(self, other: Operand) -> Expr:
        return _written(other) * self

    def __truediv__(self, other: Operand) -> Expr:
        from symcount.core.folding import divided

        return divided(self, _written(other))

    def __rtruediv__(self, other: Operand) -> Expr:
        return _written(other) / self

    def __floordiv__(self, other: Operand) -> Expr:
        from symcount.core.folding import floored

        return floored(self, _written(other))

    def __rfloordiv__(self, other: Operand) -> Expr:
        return _written(other) // self

    def __pow__(self, other: Operand) -> Expr:
        from symcount.core.folding import raised

        return raised(self, _written(other))

    def __rpow__(self, other: Operand) -> Expr:
        return _written(other) ** self

    def __str__(self) -> str:
        from symcount.core.plain import plain

        return plain(self)

    __repr__ = __str__

    def _sympy_(self) -> sympy.Expr:
        from symcount.core.algebra import to_sympy

        return to_sympy(self)


def _written(value: Operand) -> Expr:
    from symcount.core.expression import written

    return written(value)


def _hashed(node: type[Kind]) -> type[Kind]:
    """The same kind of node, whose hash is worked out once: of a deep tree it takes as long as reading it."""
    work_out = node.__hash__

    def found(self: Kind) -> int:
        try:
            return self._hash  # type: ignore[attr-defined,no-any-return]
        except AttributeError:
            object.__setattr__(self, "_hash", value := work_out(self))
            return value

    node.__hash__ = found  # type: ignore[method-assign,assignment]
    return node


Value: TypeAlias = int | Fraction | Expr
Operand: TypeAlias = int | Fraction | Expr


@_hashed
@dataclass(frozen=True, slots=True, repr=False)
class Number(Expr):
    """An exact integer."""

    value: int


@_hashed
@dataclass(frozen=True, slots=True, repr=False)
class Sum(Expr):
    """Terms in their author's order; a subtracted term is a Negative."""

    terms: tuple[Expr, ...]


@_hashed
@dataclass(frozen=True, slots=True, repr=False)
class Negative(Expr):
    """The opposite of an expression."""

    of: Expr


@_hashed
@dataclass(frozen=True, slots=True, repr=False)
class Product(Expr):
    """Factors in their author's order."""

    factors: tuple[Expr, ...]


@_hashed
@dataclass(frozen=True, slots=True, repr=False)
class Quotient(Expr):
    """An exact division."""

    over: Expr
    under: Expr


@_hashed
@dataclass(frozen=True, slots=True, repr=False)
class Power(Expr):
    """A base to an exponent."""

    base: Expr
    exponent: Expr


@_hashed
@dataclass(frozen=True, slots=True, repr=False)
class FloorDiv(Expr):
    """A division rounded down."""

    over: Expr
    under: Expr


@_hashed
@dataclass(frozen=True, slots=True, repr=False)
class CeilDiv(Expr):
    """A division rounded up."""

    over: Expr
    under: Expr


@_hashed
@dataclass(frozen=True, slots=True, repr=False)
class Minimum(Expr):
    """The smallest of several."""

    of: tuple[Expr, ...]


@_hashed
@dataclass(frozen=True, slots=True, repr=False)
class Maximum(Expr):
    """The largest of several."""

    of: tuple[Expr, ...]


@_hashed
@dataclass(frozen=True, slots=True, repr=False)
class Series(Expr):
    """The sum of a body over index = 0, 1, ..., count - 1; the index is a name of the sum's own, bound in its body."""

    index: Size
    count: Expr
    body: Expr


@_hashed
@dataclass(frozen=True, slots=True, repr=False)
class Group(Expr):
    """Brackets that the author wants to see although no rule of precedence asks for them."""

    inner: Expr


@_hashed
@dataclass(frozen=True, slots=True, repr=False)
class Size(Expr):
    """A named whole number, at least one: the user's own when it has no owner."""

    name: str
    owner: str = ""
    symbol: sympy.Symbol | None = field(default=None, compare=False)  # the user's own, where there is one


@_hashed
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
    | FloorDiv | CeilDiv | Minimum | Maximum | Series | Choice
)  # fmt: skip

ZERO, ONE = Number(0), Number(1)


def node_of(expr: Expr) -> Node:
    """The expression as a member of the closed set of nodes, for `match` with `assert_never`."""
    return cast(Node, expr)
