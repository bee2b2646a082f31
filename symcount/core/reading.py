"""The written expression read as a value: exact in Python ints, or folded where a size has no number."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import add, floordiv, itemgetter, mul
from typing import Any, TypeAlias, assert_never

from symcount.core.adding import count_of_terms, terms_to_add
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
    Operand,
    Power,
    Product,
    Quotient,
    Series,
    Size,
    Sum,
    Value,
    folded,
    group,
    node_of,
)
from symcount.core.summing import exact_form
from symcount.core.tree import chosen, clear_of, parts, rebuilt, sizes_in, substituted
from symcount.core.values import ceil_div, exact_div, maximum, minimum, power, series, total

__all__ = ["Reading", "Slots", "chosen", "compiled", "evaluated", "parts", "rebuilt", "sizes_in", "substituted"]

Slots: TypeAlias = Mapping[Size, int]
Reading: TypeAlias = Callable[[Sequence[Any]], Any]


def compiled(expr: Expr, slots: Slots) -> Reading:
    """A function of the slots' values; a size without a slot stands for itself."""
    node = node_of(expr)
    match node:
        case Number(value):
            return lambda v: value
        case Size():
            return _slot(node, slots)
        case Group(inner):
            read = compiled(inner, slots)
            return lambda v: group(x) if isinstance(x := read(v), Expr) else x
        case Negative(of):
            read = compiled(of, slots)
            return lambda v: -read(v)
        case Sum(terms):
            return _chain(add, terms, slots)
        case Product(factors):
            return _chain(mul, factors, slots)
        case Power(base, exponent):
            return _chain(power, (base, exponent), slots)
        case Quotient(over, under):
            return _chain(exact_div, (over, under), slots)
        case FloorDiv(over, under):
            return _chain(floordiv, (over, under), slots)
        case CeilDiv(over, under):
            return _chain(ceil_div, (over, under), slots)
        case Minimum(of):
            return _chain(minimum, of, slots)
        case Maximum(of):
            return _chain(maximum, of, slots)
        case Series():
            return _series(node, slots)
        case Choice(setting, value, yes, no, _):
            at, first, second = slots[setting], compiled(yes, slots), compiled(no, slots)
            return lambda v: first(v) if v[at] == value else second(v)
    assert_never(node)


def evaluated(expr: Expr, values: Mapping[Size, Operand]) -> Value:
    """The value of an expression with some of its sizes known; numbers fold, brackets and order stay."""
    slots = {size: place for place, size in enumerate(values)}
    return folded(compiled(expr, slots)(list(values.values())))


def _slot(size: Size, slots: Slots) -> Reading:
    if size not in slots:
        return lambda v: size
    return itemgetter(slots[size])


def _chain(rule: Callable[..., Any], exprs: tuple[Expr, ...], slots: Slots) -> Reading:
    reads = tuple(compiled(expr, slots) for expr in exprs)
    if len(reads) == 2:
        first, second = reads
        if isinstance(last := exprs[1], Number):
            number = last.value
            return lambda v: rule(first(v), number)
        return lambda v: rule(first(v), second(v))
    if rule in (add, mul):
        return _chain_of(rule, reads)
    return lambda v: rule(*(read(v) for read in reads))


def _chain_of(rule: Callable[..., Any], reads: tuple[Reading, ...]) -> Reading:
    first, *rest = reads

    def read(v: Sequence[Any]) -> Any:
        result = first(v)
        for following in rest:
            result = rule(result, following(v))
        return result

    return read


def _series(node: Series, slots: Slots) -> Reading:
    """A sum with a number of terms: by its closed form, else added up; without, a sum over what its body comes to."""
    count, closed = compiled(node.count, slots), exact_form(node)
    read = compiled(closed, slots) if closed is not None else None
    inner = {size: place + 1 for size, place in slots.items()} | {node.index: 0}
    body = compiled(node.body, inner)

    def reading(v: Sequence[Any]) -> Any:
        number = folded(count(v))
        if isinstance(number, Expr):
            index = clear_of(node.index, v)
            return series(index, number, body((index, *v)))
        terms = count_of_terms(number)
        if terms == 0 or read is not None:
            return read(v) if read is not None and terms else 0
        with terms_to_add(terms, node.body):
            return total([folded(body((place, *v))) for place in range(terms)])

    return reading
