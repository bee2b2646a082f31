"""The written expression read as a value: exact in Python ints, or folded where a size has no number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import add, floordiv, mul
from typing import Any, TypeAlias, assert_never

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
    Size,
    Sum,
    Value,
    ceil_div,
    exact_div,
    folded,
    group,
    maximum,
    minimum,
    node_of,
    written,
)

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
            return _chain(pow, (base, exponent), slots)
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
        case Choice(setting, value, yes, no):
            at, first, second = slots[setting], compiled(yes, slots), compiled(no, slots)
            return lambda v: first(v) if v[at] == value else second(v)
    assert_never(node)


def evaluated(expr: Expr, values: Mapping[Size, Operand]) -> Value:
    """The value of an expression with some of its sizes known; numbers fold, brackets and order stay."""
    slots = {size: place for place, size in enumerate(values)}
    return folded(compiled(expr, slots)(list(values.values())))


def substituted(expr: Expr, values: Mapping[Size, Operand]) -> Expr:
    """The same tree with the values in the places of the sizes and nothing worked out."""
    node = node_of(expr)

    def put(part: Expr) -> Expr:
        return substituted(part, values)

    match node:
        case Number():
            return node
        case Size():
            return written(values[node]) if node in values else node
        case Group(inner):
            return Group(put(inner))
        case Negative(of):
            return Negative(put(of))
        case Sum(terms):
            return Sum(tuple(map(put, terms)))
        case Product(factors):
            return Product(tuple(map(put, factors)))
        case Power(base, exponent):
            return Power(put(base), put(exponent))
        case Quotient(over, under):
            return Quotient(put(over), put(under))
        case FloorDiv(over, under):
            return FloorDiv(put(over), put(under))
        case CeilDiv(over, under):
            return CeilDiv(put(over), put(under))
        case Minimum(of):
            return Minimum(tuple(map(put, of)))
        case Maximum(of):
            return Maximum(tuple(map(put, of)))
        case Choice(setting, value, yes, no):
            now = values.get(setting, setting)
            if isinstance(now, Size):
                return Choice(now, value, put(yes), put(no))
            return put(yes) if now == value else put(no)
    assert_never(node)


def parts(expr: Expr) -> tuple[Expr, ...]:
    """The direct parts of an expression, in their order."""
    node = node_of(expr)
    match node:
        case Number() | Size():
            return ()
        case Group(part) | Negative(part):
            return (part,)
        case Sum(many) | Product(many) | Minimum(many) | Maximum(many):
            return many
        case Power(a, b) | Quotient(a, b) | FloorDiv(a, b) | CeilDiv(a, b):
            return (a, b)
        case Choice(_, _, yes, no):
            return (yes, no)
    assert_never(node)


def sizes_in(*exprs: object) -> tuple[Size, ...]:
    """Every size in the expressions, each once, in reading order; numbers have none."""
    found: dict[Size, None] = {}
    for expr in exprs:
        if isinstance(expr, Expr):
            found.update(dict.fromkeys(_leaves(expr)))
    return tuple(found)


def _leaves(expr: Expr) -> Iterator[Size]:
    stack = [expr]
    while stack:
        node = stack.pop()
        if isinstance(node, Size):
            yield node
        stack.extend(reversed(parts(node)))


def _slot(size: Size, slots: Slots) -> Reading:
    if size not in slots:
        return lambda v: size
    at = slots[size]
    return lambda v: v[at]


def _chain(rule: Callable[..., Any], exprs: tuple[Expr, ...], slots: Slots) -> Reading:
    reads = tuple(compiled(expr, slots) for expr in exprs)
    if len(reads) == 2:
        first, second = reads
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
