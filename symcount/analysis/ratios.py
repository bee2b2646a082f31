"""A ratio of two formulas in lowest terms, without the general greatest common divisor that can run for minutes.

What two polynomials have in common in a variable shows at once when the others take numbers: an image of
degree 0 proves that their greatest common divisor is free of that variable. What is left is a divisor in few
variables, which the coefficients of the others have in common.
"""

from __future__ import annotations

from functools import lru_cache, reduce
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import sympy

Terms: TypeAlias = dict[tuple[int, ...], Any]

MOST_ROUNDED = 6  # floors and the like, each of which is a variable of its own; with more a ratio stays as it is
MOST_TERMS = 400  # of both sides together; in larger ones no common divisor is looked for
MOST_TIDIED = 24  # a side with more terms stays a plain sum
POINTS = 3  # images that are tried before a variable is taken for common


def ratio(over: sympy.Expr, under: sympy.Expr) -> sympy.Expr:
    """The ratio in lowest terms, both its sides told with their numbers and common factors taken out."""
    if _rounded(over, under) > MOST_ROUNDED:
        return over / under
    top, bottom = map(_tidied, _lowest(over, under))
    if bottom.could_extract_minus_sign():
        top, bottom = -top, -bottom
    return top / bottom


@lru_cache(maxsize=512, typed=True)
def _parts_of(expr: sympy.Expr) -> frozenset[sympy.Expr]:
    """What in a formula is no polynomial."""
    import sympy

    return frozenset(expr.atoms(sympy.Function, sympy.Min, sympy.Max, sympy.Sum))


def _rounded(*sides: sympy.Expr) -> int:
    return len(frozenset.union(*map(_parts_of, sides)))


@lru_cache(maxsize=512, typed=True)
def sides(expr: sympy.Expr) -> tuple[sympy.Expr, sympy.Expr]:
    """Numerator and denominator of a formula over one denominator."""
    import sympy

    over, under = sympy.fraction(sympy.together(expr))
    return over, under


def _tidied(side: sympy.Expr) -> sympy.Expr:
    import sympy

    return side if len(sympy.Add.make_args(side)) > MOST_TIDIED else sympy.factor_terms(side)


def _lowest(over: sympy.Expr, under: sympy.Expr) -> tuple[sympy.Expr, sympy.Expr]:
    """Numerator and denominator, what they have in common taken out."""
    import sympy
    from sympy.polys.rings import sring

    (a, b), (c, d) = sides(over), sides(under)
    if not (a * b * c * d).free_symbols:
        p, q = sympy.fraction(a * d / (b * c))
        return p, q
    try:
        ring, (top, bottom) = sring((a * d, b * c))
    except sympy.PolynomialError:  # something that is no polynomial, such as a root
        return over, under
    if ring.domain != sympy.ZZ or not top:
        return top.as_expr(), bottom.as_expr()
    for one in _divisors(ring, top, bottom):
        top, bottom = top.exquo(one), bottom.exquo(one)
    return top.as_expr(), bottom.as_expr()


def _divisors(ring: Any, p: Any, q: Any) -> Iterator[Any]:
    """Common divisors one after the other: a number with powers of variables, then what is left of both."""
    import sympy

    number = sympy.igcd(p.content(), q.content())
    powers = tuple(map(min, zip(*p, *q, strict=True)))
    first = ring.from_dict({powers: ring.domain(number)})
    yield first
    p, q = p.exquo(first), q.exquo(first)
    common = [place for place in range(len(ring.gens)) if _is_common(p, q, place)]
    if common and len(p) + len(q) <= MOST_TERMS:
        yield reduce(lambda a, b: a.gcd(b), (*_coefficients(ring, p, common), *_coefficients(ring, q, common)))


def _is_common(p: Terms, q: Terms, place: int) -> bool:
    """Whether both may have a divisor with one variable in it."""
    if _degree(p, place) == 0 or _degree(q, place) == 0:
        return False
    return all(a.gcd(b).degree() > 0 for a, b in _images(p, q, place))


def _degree(poly: Terms, place: int) -> int:
    return max(powers[place] for powers in poly)


def _images(p: Terms, q: Terms, place: int) -> Iterator[tuple[Any, Any]]:
    """Both in one variable alone, at points where neither loses its degree."""
    import sympy

    for start in islice(range(2, 100), POINTS):
        values = [int(sympy.prime(2 * other + 3 * start)) for other in range(len(next(iter(p))))]
        a, b = (_image(one, place, values) for one in (p, q))
        if a.degree() == _degree(p, place) and b.degree() == _degree(q, place):
            yield a, b


def _image(poly: Terms, place: int, values: Sequence[int]) -> Any:
    import sympy

    found: dict[int, int] = {}
    for powers, factor in poly.items():
        number = int(factor)
        for other, power in enumerate(powers):
            if other != place and power:
                number *= values[other] ** power
        found[powers[place]] = found.get(powers[place], 0) + number
    return sympy.Poly({(power,): value for power, value in found.items()}, sympy.Symbol("x"), domain="ZZ")


def _coefficients(ring: Any, poly: Terms, common: Sequence[int]) -> list[Any]:
    """The coefficients of all other variables: polynomials in those that may be common."""
    found: dict[tuple[int, ...], Terms] = {}
    for powers, factor in poly.items():
        inside = tuple(power if place in common else 0 for place, power in enumerate(powers))
        outside = tuple(power for place, power in enumerate(powers) if place not in common)
        found.setdefault(outside, {})[inside] = factor
    return [ring.from_dict(one) for one in found.values()]
