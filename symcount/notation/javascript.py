"""The expression as JavaScript over BigInt: exact, by the functions of `templates/interactive/exact.js`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import assert_never

from symcount.core.adding import MOST_STEPS, nodes_in
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
from symcount.core.summing import exact_form
from symcount.core.values import MOST_BITS
from symcount.notation.setting import unsettled

VALUES = "v"  # the array of the sizes' values, in which each has its place: no name becomes an identifier
MOST_NATIVE = 8  # up to this exponent a power is written with the operator, which knows no bound

Names = Mapping[Size, str]


def slots(sizes: tuple[Size, ...]) -> dict[Size, str]:
    """Where the value of each size is found: its place in one array."""
    return {size: f"{VALUES}[{place}]" for place, size in enumerate(sizes)}


def limits() -> str:
    """How large a power and how long a sum may be: the bounds that hold in Python."""
    return f"const MOST_BITS = {MOST_BITS}n, MOST_STEPS = {MOST_STEPS}n;\n"


def javascript(value: Operand, names: Names) -> str:
    """The source of one expression; KeyError names a size that has no place.

    Where every part is surely whole the operators of BigInt stand; else, calls that know fractions.
    """
    node = node_of(written(value))
    match node:
        case Number(number):
            return f"{number}n" if number >= 0 else f"({number}n)"
        case Size():
            return names[node]
        case Group(inner):
            return javascript(inner, names)
        case Negative(of):
            return f"(-{javascript(of, names)})" if surely_whole(of) else _call("negative", (of,), names)
        case Sum(terms):
            return _chain("plus", " + ", terms, names)
        case Product(factors):
            return _chain("times", " * ", factors, names)
        case Quotient(over, under):
            return _call("divided", (over, under), names)
        case FloorDiv(over, under):
            return _call("floored", (over, under), names)
        case CeilDiv(over, under):
            return _call("raised", (over, under), names)
        case Power(base, exponent):
            if surely_whole(base) and isinstance(exponent, Number) and 0 <= exponent.value <= MOST_NATIVE:
                return f"({javascript(base, names)} ** {exponent.value}n)"
            return _call("power", (base, exponent), names)
        case Minimum(of):
            return _call("least", of, names)
        case Maximum(of):
            return _call("most", of, names)
        case Series():
            return _series(node, names)
        case Choice():
            raise unsettled(node)
    assert_never(node)


def text(value: object) -> str:
    """Any text, number or list as JavaScript that nothing in a page can end early."""
    return json.dumps(value).replace("<", "\\u003c").replace(">", "\\u003e")


def inner_name(names: Names) -> str:
    """A name for an index that no other index around it has."""
    return f"i{len(names)}"


def surely_whole(value: Operand) -> bool:
    """Whether the form alone says that every value is a whole number."""
    node = node_of(written(value))
    match node:
        case Number() | Size() | FloorDiv() | CeilDiv():
            return True
        case Group(inner) | Negative(inner):
            return surely_whole(inner)
        case Sum(parts) | Product(parts) | Minimum(parts) | Maximum(parts):
            return all(map(surely_whole, parts))
        case Power(base, exponent):
            return surely_whole(base) and isinstance(exponent, Number) and exponent.value >= 0
        case Quotient():
            return False
        case Series(body=body):
            return surely_whole(body)
        case Choice():
            raise unsettled(node)
    assert_never(node)


def _chain(name: str, sign: str, parts: tuple[Expr, ...], names: Names) -> str:
    if all(map(surely_whole, parts)):
        return f"({sign.join(javascript(part, names) for part in parts)})"
    return _call(name, parts, names)


def _call(name: str, parts: tuple[Expr, ...], names: Names) -> str:
    return f"{name}({', '.join(javascript(part, names) for part in parts)})"


def _series(node: Series, names: Names) -> str:
    """A sum by its closed form where one is known for all numbers, else added up term by term."""
    count, closed = javascript(node.count, names), exact_form(node)
    if closed is not None:
        return f"closed({count}, () => {javascript(closed, names)})"
    own = inner_name(names)
    body = javascript(node.body, {**names, node.index: own})
    return f"summed({count}, {nodes_in(node.body)}n, ({own}) => {body})"
