"""The written expression as a tree: its parts and its sizes, and the same tree over other parts or values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, assert_never

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
    node_of,
    written,
)


def substituted(expr: Expr, values: Mapping[Size, Operand]) -> Expr:
    """The same tree with the values in the places of the sizes and nothing worked out."""
    if isinstance(expr, Size):
        return written(values[expr]) if expr in values else expr
    if isinstance(expr, Choice) and isinstance(setting := values.get(expr.setting), Size):
        expr = replace(expr, setting=setting)
    if isinstance(expr, Series):
        return _substituted_series(expr, values)
    return rebuilt(expr, tuple(substituted(part, values) for part in parts(expr)))


def _substituted_series(series: Series, values: Mapping[Size, Operand]) -> Series:
    """The index is the sum's own: nothing takes its place, and where a value has a size of its name, it yields."""
    free = {size: value for size, value in values.items() if size != series.index}
    index = clear_of(series.index, (value for size, value in free.items() if size in sizes_in(series.body)))
    if index != series.index:
        free[series.index] = index
    return Series(index, substituted(series.count, values), substituted(series.body, free))


def clear_of(index: Size, values: Iterable[object]) -> Size:
    """The index, renamed where a value has a size of the same name."""
    taken = {size.name for size in sizes_in(*values)}
    if index.name not in taken:
        return index
    names = (f"{index.name}_{number}" for number in range(1, len(taken) + 2))
    return Size(next(name for name in names if name not in taken))


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
        case Series():
            return replace(node, count=inner[0], body=inner[1])
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
        case Series(_, count, body):
            return (count, body)
        case Choice(yes=yes, no=no):
            return (yes, no)
    assert_never(node)


def sizes_in(*exprs: object) -> tuple[Size, ...]:
    """Every size in the expressions, each once, in reading order, but no index of a sum; numbers have none."""
    found: dict[Size, None] = {}
    for expr in exprs:
        if isinstance(expr, Expr):
            found.update(dict.fromkeys(_leaves(expr)))
    return tuple(found)


def decided_by(expr: Expr) -> Iterator[Size]:
    """The sizes of a formula, and the settings that choose between its parts, in reading order."""
    if isinstance(expr, Choice):
        yield expr.setting
    if isinstance(expr, Size):
        yield expr
    for part in parts(expr):
        yield from decided_by(part)


def _leaves(expr: Expr) -> Iterator[Size]:
    stack = [expr]
    while stack:
        node = stack.pop()
        if isinstance(node, Size):
            yield node
        if isinstance(node, Series):
            yield from _leaves(node.count)
            yield from (size for size in _leaves(node.body) if size != node.index)
        else:
            stack.extend(reversed(parts(node)))
