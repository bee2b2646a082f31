"""What a layer states of itself: settings, incoming shape, weights, buffers, work, needs; each with its reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from symcount.core.conventions import TOPICS
from symcount.core.expression import Choice, Operand, written
from symcount.core.formal import REQUIRED, Formal
from symcount.core.saving import saves as saves, saves_input as saves_input, saves_output as saves_output
from symcount.core.stated import (
    OUTPUT_VALUE,
    Condition,
    Dim,
    Each,
    Gives,
    Needs,
    Nested,
    Takes,
    Tensor,
    When,
    Work,
)


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


def ratio(symbol: str, meaning: str, *, default: object = REQUIRED, along: bool = False) -> Formal:
    """A setting that is a number, whole or not: a factor; taken exactly as it is written."""
    return Formal(symbol, meaning, "ratio", default=default, along=along)


def layer_setting(meaning: str, *, default: object = REQUIRED) -> Formal:
    """A setting that is itself a layer."""
    return Formal("", meaning, "layer", default=default)


def convention(topic: str) -> Formal:
    """What the conventions in use choose for a topic: a word, for `either` and `when`."""
    return Formal("", topic, "convention", default=TOPICS[topic][0].key)


def flag(meaning: str, *, default: bool = True) -> Formal:
    """A setting that is true or false."""
    return Formal("", meaning, "flag", default=default)


def option(meaning: str, *, default: object, allowed: Callable[[str, object], None] | None = None) -> Formal:
    """A setting that changes no count (a rate, a slope, a mode): kept, shown and otherwise passed by.

    `allowed` is told the name of the setting and its value, and raises InputError where it may not be that.
    """
    return Formal("", meaning, "option", default=default, allowed=allowed)


def shape_setting(symbol: str, meaning: str, *, default: object = REQUIRED, least: int = 1) -> Formal:
    """A setting that is a shape: one whole number or several."""
    return Formal(symbol, meaning, "shape", default=default, least=least)


def incoming(symbol: str, meaning: str, *, along: bool = False, keyword: bool = False) -> Formal:
    """A dimension that the incoming shape tells; with `keyword` it may be written all the same, and is checked."""
    return Formal(symbol, meaning, "incoming", along=along, default=None if keyword else REQUIRED)


def rest(
    symbol: str,
    meaning: str,
    *,
    like: Formal | None = None,
    most: int | None = None,
    until: Formal | None = None,
    through: Formal | None = None,
) -> Formal:
    """Any number of dimensions of the incoming shape, none included, or at `most` so many.

    `like` a shape setting, they are as many as it has. `until` or `through` an option that names a
    dimension as torch does (the batch is 0, the last one -1), they end before it or with it.
    """
    return Formal(symbol, meaning, "many", many=like, most=most, until=until, through=through)


def apart(symbol: str, meaning: str) -> Formal:
    """The one dimension in which the inputs of a layer that takes any number of them may differ."""
    return Formal(symbol, meaning, "apart")


def tally(symbol: str, many: Formal, why: str) -> Formal:
    """The sum of several dimensions, under a symbol of its own."""
    return Formal(symbol, many.meaning, "tally", many=many, why=why)


def volume(symbol: str, many: Formal, why: str) -> Formal:
    """The product of several dimensions, under a symbol of its own."""
    return Formal(symbol, many.meaning, "volume", many=many, why=why)


def let(symbol: str, meaning: str, expr: Operand, *, why: str, along: bool = False, cite: str = "") -> Formal:
    """A named intermediate result, derived before what uses it."""
    return Formal(symbol, meaning, "let", expr=written(expr), along=along, why=why, cite=cite)


def across(symbol: str, meaning: str, expr: Operand, *, why: str) -> Formal:
    """A named intermediate result: the product of an expression over all axes."""
    return Formal(symbol, meaning, "let", expr=written(expr), across=True, why=why)


def picked(
    symbol: str, meaning: str, how: Callable[..., Any], *by: Formal, along: bool = False, several: bool = False
) -> Formal:
    """A size that no formula tells, picked by a function from the values of settings and sizes.

    With `along` there is one for every axis, and the function is told which axis of how many; `several`
    are a run of dimensions, for an outgoing shape.
    """
    return Formal(symbol, meaning, "many" if several else "let", how=how, by=by, along=along)


def each(of: Operand) -> Each:
    """One dimension for every axis."""
    return Each(written(of))


def takes(*dims: Dim, like: Takes | None = None, optional: bool = False, repeated: bool = False) -> Takes:
    """The shape of one input of the layer, batch left out."""
    return Takes(dims, like, optional, repeated)


def gives(*dims: Nested, when: When | tuple[When, ...] = ()) -> Gives:
    """The outgoing shape of the layer, batch left out; nested tuples where it gives several."""
    return Gives(dims, _all(when))


def is_(of: Formal, value: object) -> Condition:
    """A condition: the setting has this value, or the two sizes are equal."""
    return Condition(of, value)


def is_not(of: Formal, value: object) -> Condition:
    """A condition: the setting has another value, or the two sizes differ."""
    return Condition(of, value, holds=False)


def weights(
    *dims: Dim,
    why: str,
    unit: str,
    when: When | tuple[When, ...] = (),
    cite: str = "",
    label: str = "weights",
    active: tuple[Dim, ...] | None = None,
    name: str = "",
) -> Tensor:
    """A learned tensor: its shape, the dimension of its units (filters, output units, channels) first.

    `active` is the shape of what one example uses of it, where that is less than all (experts).
    """
    return Tensor(dims, "weight", why, _all(when), cite, name, label, unit, active=active)


def shift(
    *dims: Dim, why: str, when: When | tuple[When, ...] = (), cite: str = "", label: str = "biases", name: str = "",
    unit: str = "",
) -> Tensor:  # fmt: skip
    """A learned tensor with one number for each unit, which is named where no weights have the same units."""
    return Tensor(dims, "shift", why, _all(when), cite, name, label, unit)


def buffer(
    *dims: Dim,
    why: str,
    label: str,
    when: When | tuple[When, ...] = (),
    cite: str = "",
    integer: bool = False,
    name: str = "",
) -> Tensor:
    """A tensor that is kept with the network but not learned."""
    return Tensor(dims, "buffer", why, _all(when), cite, name, label, integer=integer)


def cache(*dims: Dim, why: str, label: str, cite: str = "", when: When | tuple[When, ...] = ()) -> Tensor:
    """Values that generating text keeps of the tokens so far, so that they are not worked out again."""
    return Tensor(dims, "cache", why, _all(when), cite, label=label)


def work(
    *each_output: Dim,
    times: Sequence[Dim],
    why: str,
    cite: str = "",
    kind: Literal["weights", "values", "bias", "elementwise"] = "weights",
    when: When | tuple[When, ...] = (),
    constant: Sequence[Dim] = (),
    within: bool = False,
    unit: str = OUTPUT_VALUE,
) -> Work:
    """Multiply-accumulates: the factors of one value, of the output unless its `unit` says other, then their shape.

    Of another `kind` than weights or values, operations that conventions may count. `constant` are the
    factors of those whose input is a constant, the zeros that a recurrence starts from: it needs no gradient.
    What is `within` reads what the layer has made itself, which needs one also where the layer reads the data.
    """
    return Work(each_output, tuple(times), why, cite, kind, _all(when), tuple(constant), within, unit)


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


def _all(when: When | tuple[When, ...]) -> tuple[When, ...]:
    return when if isinstance(when, tuple) else (when,)
