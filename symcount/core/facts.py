"""What a layer states of itself: settings, incoming shape, weights, buffers, work, needs; each with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from symcount.core.expression import Choice, Expr, Operand, written
from symcount.core.formal import REQUIRED, Formal

Rule: TypeAlias = Literal["divides", "at_least", "equal"]


@dataclass(frozen=True, slots=True)
class Each:
    """One dimension for every axis of the layer: a place of a shape."""

    of: Expr


Dim: TypeAlias = Operand | Each


@dataclass(frozen=True, slots=True)
class Takes:
    """The incoming shape, batch left out; at most one entry stands for several dimensions."""

    dims: tuple[Dim, ...]


@dataclass(frozen=True, slots=True)
class Gives:
    """The outgoing shape, batch left out."""

    dims: tuple[Dim, ...]


@dataclass(frozen=True, slots=True)
class Tensor:
    """A tensor that the layer owns; its shape is its count, its bytes and its gradient.

    `role` is what it is to the counter: weights are learned and belong to one unit each
    (their first dimension), a shift is one number per unit, buffers are kept but not learned.
    """

    dims: tuple[Dim, ...]
    role: Literal["weight", "shift", "buffer"]
    why: str
    when: tuple[Formal, ...] = ()
    cite: str = ""
    name: str = ""
    label: str = ""
    unit: str = ""
    integer: bool = False

    def __set_name__(self, owner: type, name: str) -> None:
        if not self.name:
            object.__setattr__(self, "name", name)


@dataclass(frozen=True, slots=True)
class Work:
    """Multiply-accumulates: what one output value takes, times the number of output values."""

    each: tuple[Dim, ...]
    times: tuple[Dim, ...]
    why: str
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Needs:
    """A condition that the sizes must meet, with its reason; undecided, it becomes a printed assumption."""

    rule: Rule
    a: Expr
    b: Expr
    why: str
    along: bool = False


def size(
    symbol: str,
    meaning: str,
    *,
    default: object = REQUIRED,
    least: int = 1,
    along: bool = False,
    words: Mapping[object, object] | None = None,
) -> Formal:
    """A setting that is a whole number; `along` gives one for every axis, `words` are accepted in its place."""
    return Formal(symbol, meaning, "size", default=default, least=least, along=along, words=words)


def flag(meaning: str, *, default: bool = True) -> Formal:
    """A setting that is true or false."""
    return Formal("", meaning, "flag", default=default)


def option(meaning: str, *, default: object) -> Formal:
    """A setting that changes no count (a rate, a slope, a mode): kept, shown and otherwise passed by."""
    return Formal("", meaning, "option", default=default)


def shape_setting(symbol: str, meaning: str, *, default: object = REQUIRED) -> Formal:
    """A setting that is a shape: one whole number or several."""
    return Formal(symbol, meaning, "shape", default=default)


def incoming(symbol: str, meaning: str, *, along: bool = False, keyword: bool = False) -> Formal:
    """A dimension that the incoming shape tells; with `keyword` it may be written all the same, and is checked."""
    return Formal(symbol, meaning, "incoming", along=along, default=None if keyword else REQUIRED)


def rest(symbol: str, meaning: str, *, like: Formal | None = None, most: int | None = None) -> Formal:
    """Any number of dimensions of the incoming shape, none included, or at `most` so many.

    `like` a shape setting, they are as many as it has.
    """
    return Formal(symbol, meaning, "many", many=like, most=most)


def volume(symbol: str, many: Formal, why: str) -> Formal:
    """The product of several dimensions, under a symbol of its own."""
    return Formal(symbol, many.meaning, "volume", many=many, why=why)


def let(symbol: str, meaning: str, expr: Operand, *, why: str, along: bool = False, cite: str = "") -> Formal:
    """A named intermediate result, derived before what uses it."""
    return Formal(symbol, meaning, "let", expr=written(expr), along=along, why=why, cite=cite)


def each(of: Operand) -> Each:
    """One dimension for every axis."""
    return Each(written(of))


def takes(*dims: Dim) -> Takes:
    """The incoming shape of the layer, batch left out."""
    return Takes(dims)


def gives(*dims: Dim) -> Gives:
    """The outgoing shape of the layer, batch left out."""
    return Gives(dims)


def weights(
    *dims: Dim,
    why: str,
    unit: str,
    when: Formal | tuple[Formal, ...] = (),
    cite: str = "",
    label: str = "weights",
) -> Tensor:
    """A learned tensor: its shape, the dimension of its units (filters, output units, channels) first."""
    return Tensor(dims, "weight", why, _all(when), cite, label=label, unit=unit)


def shift(
    *dims: Dim, why: str, when: Formal | tuple[Formal, ...] = (), cite: str = "", label: str = "biases", name: str = ""
) -> Tensor:
    """A learned tensor with one number for each unit."""
    return Tensor(dims, "shift", why, _all(when), cite, name, label)


def buffer(
    *dims: Dim,
    why: str,
    label: str,
    when: Formal | tuple[Formal, ...] = (),
    cite: str = "",
    integer: bool = False,
) -> Tensor:
    """A tensor that is kept with the network but not learned."""
    return Tensor(dims, "buffer", why, _all(when), cite, integer=integer, label=label)


def work(*each_output: Dim, times: Sequence[Dim], why: str, cite: str = "") -> Work:
    """Multiply-accumulates: the factors of one output value, then the shape of the outputs."""
    return Work(each_output, tuple(times), why, cite)


def divides(a: Operand, b: Operand, why: str) -> Needs:
    """`a` divides `b` without remainder."""
    return Needs("divides", written(a), written(b), why)


def at_least(a: Operand, b: Operand, why: str, *, along: bool = False) -> Needs:
    """`a` is not smaller than `b`."""
    return Needs("at_least", written(a), written(b), why, along)


def equal(a: Operand, b: Operand, why: str) -> Needs:
    """`a` is `b`."""
    return Needs("equal", written(a), written(b), why)


def either(setting: Formal, value: object, yes: Operand, no: Operand, *, why: str = "") -> Choice:
    """One expression where the setting has this value (with a reason of its own), another where it has not."""
    return Choice(setting, value, written(yes), written(no), why)


def _all(when: Formal | tuple[Formal, ...]) -> tuple[Formal, ...]:
    return when if isinstance(when, tuple) else (when,)
