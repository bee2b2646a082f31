"""Formulas to print: two that everybody knows, and derivations that tend to run off the page, by name."""

from __future__ import annotations

from symcount.core.expression import Expr, FloorDiv, Group, Number, Product, Quotient, Series, Size, Sum, written
from symcount.notation.rows import Left

f, c, k, H, p, s = (Size(name) for name in "fckHps")
FILTERS = Product((Group(Sum((Group(Product((f, f, c))), Number(1)))), k))
WINDOW = written((H + 2 * p - f) // s + 1)

i, n, w = (Size(name) for name in "inw")
WIDER = Series(i, n, 9 * w * 2**i * w * 2 ** (i + 1))  # convolutions that double their width n times

_NAMES = ("C_out", "k_h", "d_model", "num_heads", "beta", "alpha_1")
LONG_NAME = "a_name_that_is_sixty_characters_long_so_that_it_must_break_1"


def _term(place: int) -> Expr:
    return Product((Number(place + 2), Size(_NAMES[place % len(_NAMES)]), Size("w")))


def _factor(place: int) -> Expr:
    size = Size(_NAMES[place % len(_NAMES)])
    return Group(Sum((size, Number(place + 1)))) if place % 3 else size


_SIXTY = Sum(tuple(map(_term, range(60))))
_HALF = Quotient(H, Number(2))

NASTY: dict[str, tuple[Left, list[Expr]]] = {
    "60 terms": ("total", [_SIXTY]),
    "60 terms in brackets": (Size("P"), [Product((Group(_SIXTY), k))]),
    "a floor of 60 terms": (Size("H_out"), [FloorDiv(_SIXTY, s) + 1]),
    "40 factors": ("volume", [Product(tuple(map(_factor, range(40))))]),
    "a number of 121 digits": ("count", [Number(int("123456789" * 13 + "1234"))]),
    "a number of 40 digits": (None, [Number(10**39 + 7), Number(10**39 + 8)]),
    "a name of 60 characters": (Size(LONG_NAME), [Size("x" * 60) + 1, Product((Number(3), Size(LONG_NAME)))]),
    "a long text on the left": ("everything that is learned in the first of all the layers", [_HALF]),
    "a sum of 60 terms": ("total", [Series(i, n, _SIXTY), Product((Series(i, n, Product((_HALF, i))), k))]),
    "sums inside a sum": (Size("P"), [Series(i, n, Series(Size("j"), i * k, WIDER)) + WIDER]),
    "tall brackets across lines": ("sum", [Product((Group(_HALF + _SIXTY), k))]),
}
