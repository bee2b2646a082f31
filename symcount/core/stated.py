"""The kinds of facts that a layer states of itself, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import Literal, TypeAlias

from symcount.core.expression import Expr, Operand
from symcount.core.formal import Formal
from symcount.core.reading import sizes_in

Rule: TypeAlias = Literal["divides", "at_least", "equal"]


@dataclass(frozen=True, slots=True)
class Each:
    """One dimension for every axis of the layer: a place of a shape."""

    of: Expr


Dim: TypeAlias = Operand | Each
Nested: TypeAlias = "Dim | tuple[Nested, ...]"
OUTPUT_VALUE = "output value"
Stored: TypeAlias = Literal["value", "fp32", "int64", "mask"]


@dataclass(frozen=True, slots=True)
class Takes:
    """The shape of one input, batch left out; a layer of several inputs states several, in their order.

    A size that an earlier input has told, or a formula, is checked. `like` another input, this one may
    be missing and is then that one again; `optional`, it may be missing. `repeated`, any number of inputs.
    """

    dims: tuple[Dim, ...]
    like: Takes | None = None
    optional: bool = False
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Gives:
    """The outgoing shape, batch left out; of several outputs nested tuples, the first of which goes on.

    A layer may state several; the last whose conditions hold is what it gives.
    """

    dims: tuple[Nested, ...]
    when: tuple[When, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """Whether a setting (on all axes) or a formula is, or is not, some value here."""

    of: Expr
    value: object
    holds: bool = True


When: TypeAlias = Formal | Condition


@dataclass(frozen=True, slots=True)
class Tensor:
    """A tensor that the layer owns; its shape is its count, its bytes and its gradient.

    `role` is what it is to the counter: weights are learned and belong to one unit each
    (their first dimension), a shift is one number per unit, buffers are kept but not learned, a cache is
    kept of the tokens so far. `active` is the shape of what one example uses of it, where that is less.
    """

    dims: tuple[Dim, ...]
    role: Literal["weight", "shift", "buffer", "cache"]
    why: str
    when: tuple[When, ...] = ()
    cite: str = ""
    name: str = ""
    label: str = ""
    unit: str = ""
    integer: bool = False
    active: tuple[Dim, ...] | None = None

    def __set_name__(self, owner: type, name: str) -> None:
        if not self.name:
            object.__setattr__(self, "name", name)


@dataclass(frozen=True, slots=True)
class Work:
    """Operations: what one value takes, the `unit`, times the number of such values.

    `kind` says whether they are multiply-accumulates with weights, or of values with values (attention),
    additions of biases, or what is done to every value by itself. `within`, what it reads was made by the
    layer itself, and needs a gradient wherever the layer stands.
    """

    each: tuple[Dim, ...]
    times: tuple[Dim, ...]
    why: str
    cite: str = ""
    kind: Literal["weights", "values", "bias", "elementwise"] = "weights"
    when: tuple[When, ...] = ()
    constant: tuple[Dim, ...] = ()
    within: bool = False
    unit: str = OUTPUT_VALUE


@dataclass(frozen=True, slots=True)
class Saves:
    """What training keeps of the forward pass until the backward pass: the input, the output, or values of its own.

    `zeros` are values of its own that stand for an input which may be missing, where it is.

    `learned`, only the gradient of the layer's own tensors needs it; `once`, it is kept for a whole batch
    together and does not grow with the number of examples.
    """

    what: Literal["input", "output", "own", "zeros"]
    dims: tuple[Dim, ...]
    why: str
    label: str = ""
    stored: Stored = "value"
    when: tuple[When, ...] = ()
    learned: bool = False
    once: bool = False


@dataclass(frozen=True, slots=True)
class Needs:
    """A condition that the sizes must meet, with its reason; undecided, it becomes a printed assumption."""

    rule: Rule
    a: Expr
    b: Expr
    why: str
    along: bool = False


def mentions(fact: object, symbol: Formal) -> bool:
    """Whether a fact, in any of its formulas or conditions, speaks of a symbol."""
    if isinstance(fact, Formal):
        return fact == symbol or mentions(fact.expr, symbol)
    if isinstance(fact, Expr):
        return any(mentions(size, symbol) for size in sizes_in(fact) if isinstance(size, Formal))
    if isinstance(fact, tuple):
        return any(mentions(one, symbol) for one in fact)
    return is_dataclass(fact) and any(mentions(getattr(fact, one.name), symbol) for one in fields(fact))
