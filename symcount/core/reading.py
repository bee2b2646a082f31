"""The written expression read as a value: exact in Python ints, or folded where a size has no number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import add, floordiv, itemgetter, mul
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
    folded,
    group,
    node_of,
    written,
)
from symcount.core.values import ceil_div, exact_div, maximum, minimum, power

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
        case Choice(setting, value, yes, no, _):
            at, first, second = slots[setting], compiled(yes, slots), compiled(no, slots)
            return lambda v: first(v) if v[at] == value else second(v)
    assert_never(node)


def evaluated(expr: Expr, values: Mapping[Size, Operand]) -> Value:
    """The value of an expression with some of its sizes known; numbers fold, brackets and order stay."""
    slots = {size: place for place, size in enumerate(values)}
    return folded(compiled(expr, slots)(list(values.values())))


def substituted(expr: Expr, values: Mapping[Size, Operand]) -> Expr:
    """The same tree with the values in the places of the sizes and nothing worked out."""
    if isinstance(expr, Size):
        return written(values[expr]) if expr in values else expr
    if isinstance(expr, Choice) and isinstance(setting := values.get(expr.setting), Size):
        expr = replace(expr, setting=setting)
    return rebuilt(expr, tuple(substituted(part, values) for part in parts(expr)))


def chosen(expr: Expr, values: Mapping[Size, Any]) -> Expr:
    """The same tree with one side of every choice, the one that the settings' values choose."""
    node = node_of(expr)
    if isinstance(node, Choice):
        return chosen(node.yes if values[node.setting] == node.value else node.no, values)
    return rebuilt(node, tuple(chosen(part, values) for part in parts(node)))


def rebuilt(expr: Expr, inner: tuple[Expr, ...]) -> Expr:
    """The same operator over other parts."""
    node = node_of(expr)
    match node:
        case Number() | Size():
            return node
        case Sum() | Product() | Minimum() | Maximum():
            return type(node)(inner)
        case Group() | Negative():
            return type(node)(inner[0])
        case Power() | Quotient() | FloorDiv() | CeilDiv():
            return type(node)(*inner)
        case Choice():
            return replace(node, yes=inner[0], no=inner[1])
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
        case Choice(yes=yes, no=no):
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
