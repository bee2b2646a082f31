"""Finite sums in closed form, exactly: powers of the index (Faulhaber), geometric sums, and products of the two."""

from __future__ import annotations

from fractions import Fraction
from math import comb, gcd, lcm

from symcount.core.expression import Expr, Operand, Series, Value, folded, written
from symcount.core.monomials import Form, Monomial, NoClosedForm, multiplied_out, number_of, value_of
from symcount.core.values import exact_div, power, product, total

Coefficients = list[Fraction]  # of a polynomial, the lowest degree first


def closed_form(series: Series) -> Expr | None:
    """The sum without its sign, where one is known; a base that is a name is taken to be other than one."""
    form = _form(series)
    return None if form is None else _summed(form, series.count)


def exact_form(series: Series) -> Expr | None:
    """The closed form where it holds whatever number each size has: no base in it may turn out to be one."""
    form = _form(series)
    return None if form is None or any(one.steps for one in form) else _summed(form, series.count)


def _form(series: Series) -> Form | None:
    try:
        return multiplied_out(series.body, series.index)
    except NoClosedForm:
        return None


def _summed(form: Form, count: Expr) -> Expr:
    """Monomials that differ in their degree alone are one polynomial in the index."""
    polynomials: dict[Monomial, Coefficients] = {}
    for one, times in form.items():
        kind = Monomial(0, one.factors, one.ratio, one.steps)
        polynomial = polynomials.setdefault(kind, [])
        polynomial.extend([Fraction(0)] * (one.degree + 1 - len(polynomial)))
        polynomial[one.degree] = times
    return written(total([_one_sum(kind, p, folded(count)) for kind, p in polynomials.items()]))


def _one_sum(kind: Monomial, polynomial: Coefficients, count: Value) -> Value:
    if kind.steps:
        return total([_over_a_name(kind, degree, times, count) for degree, times in enumerate(polynomial) if times])
    if kind.ratio == 1:
        number, factors = _factored(_faulhaber(polynomial), count)
    else:
        number, factors = _geometric(polynomial, kind.ratio, count)
    return _with(kind, number, factors)


def _with(kind: Monomial, number: Fraction, factors: list[Value], under: Value = 1) -> Value:
    """The number, the fixed factors of a monomial and what was summed, as one product over one divisor."""
    above = tuple(pair for pair in kind.factors if pair[1] > 0)
    below = tuple((base, -exponent) for base, exponent in kind.factors if exponent < 0)
    for factor in factors:
        number *= factor if isinstance(factor, int) else 1
    over = product([value_of(Fraction(number.numerator), above), *(one for one in factors if isinstance(one, Expr))])
    return exact_div(over, product([value_of(Fraction(number.denominator), below), under]))


def _faulhaber(polynomial: Coefficients) -> Coefficients:
    """The P with P(n + 1) - P(n) = p(n) and P(0) = 0, so that P(n) sums p over 0, ..., n - 1; from the top down."""
    degree = len(polynomial)
    sums = [Fraction(0)] * (degree + 1)
    for m in range(degree - 1, -1, -1):
        above = sum((comb(j, m) * sums[j] for j in range(m + 2, degree + 1)), Fraction(0))
        sums[m + 1] = (polynomial[m] - above) / (m + 1)
    return sums


def _geometric(polynomial: Coefficients, ratio: Fraction, count: Value) -> tuple[Fraction, list[Value]]:
    """The sum of p(i)*r**i is r**n*P(n) - P(0), with the P of `_weights` for each degree of p."""
    sums = [Fraction(0)] * len(polynomial)
    for degree, times in enumerate(polynomial):
        for m, weight in enumerate(_weights(degree, ratio)):
            sums[m] += times * number_of(weight) * (ratio - 1) ** (m - degree - 1)
    number = _content(sums)
    whole = [one / number for one in sums]
    grown = product([power(exact_div(ratio.numerator, ratio.denominator), count), _polynomial(whole, count)])
    return number, [folded(written(grown) - whole[0])]


def _over_a_name(kind: Monomial, degree: int, times: Fraction, count: Value) -> Value:
    """The same where the ratio r is an expression: everything over (r - 1)**(degree + 1)."""
    ratio = product([value_of(kind.ratio), *(power(base, step) for base, step in kind.steps)])
    less = folded(written(ratio) - 1)
    weights = _weights(degree, ratio)
    terms = [product([weight, power(less, m), power(count, m)]) for m, weight in enumerate(weights)]
    steps = (power(base, product([step, count])) for base, step in kind.steps)
    grown = product([power(value_of(kind.ratio), count), *steps, total([*terms])])
    return _with(kind, times, [folded(written(grown) - weights[0])], power(less, degree + 1))


def _weights(degree: int, ratio: Operand) -> list[Value]:
    """The w_m of the sum of i**d*r**i = (r**n*P(n) - P(0))/(r - 1)**(d + 1), P(n) = sum of w_m*(r - 1)**m*n**m.

    What r*P(n + 1) - P(n) = (r - 1)**(d + 1)*n**d says of each power of n, from the highest down.
    """
    weights: list[Value] = [*[0] * degree, 1]
    for m in range(degree - 1, -1, -1):
        later = [
            product([comb(j, m), weights[j], power(folded(written(ratio) - 1), j - m - 1)])
            for j in range(m + 1, degree + 1)
        ]
        weights[m] = folded(-product([ratio, total([*later])]))
    return weights


def _factored(polynomial: Coefficients, count: Value) -> tuple[Fraction, list[Value]]:
    """A polynomial in n as its content times n, n - 1, 2*n - 1 as often as they divide it, times the rest."""
    factors: list[Value] = []
    n = written(count)
    for root, factor in ((Fraction(0), n), (Fraction(1), n - 1), (Fraction(1, 2), 2 * n - 1)):
        often = 0
        while len(polynomial) > 1 and _at(polynomial, root) == 0:
            polynomial = [one / root.denominator for one in _without_root(polynomial, root)]
            often += 1
        factors += [power(folded(factor), often)] if often else []
    number = _content(polynomial)
    return number, [*factors, _polynomial([one / number for one in polynomial], count)]


def _at(polynomial: Coefficients, x: Fraction) -> Fraction:
    return sum((one * x**k for k, one in enumerate(polynomial)), Fraction(0))


def _without_root(polynomial: Coefficients, root: Fraction) -> Coefficients:
    """The polynomial divided by n - root, as Horner divides."""
    quotient: Coefficients = []
    carried = Fraction(0)
    for one in reversed(polynomial[1:]):
        carried = carried * root + one
        quotient.append(carried)
    return quotient[::-1]


def _content(polynomial: Coefficients) -> Fraction:
    """What all coefficients share, with the sign of the highest."""
    shared = Fraction(gcd(*(one.numerator for one in polynomial)), lcm(*(one.denominator for one in polynomial)))
    highest = next(one for one in reversed(polynomial) if one)
    return shared if highest > 0 else -shared


def _polynomial(whole: Coefficients, count: Value) -> Value:
    """A polynomial with whole coefficients as written, the highest power first."""
    terms = [product([abs(one.numerator), power(count, k)]) for k, one in enumerate(whole) if one]
    signs = [one < 0 for one in whole if one]
    return total([-term if below else term for term, below in zip(terms, signs, strict=True)][::-1])
