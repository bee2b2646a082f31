"""Text from outside read as formulas: our own grammar, bounded, nothing is ever evaluated."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from symcount.core.adding import one_allowance
from symcount.core.errors import InputError, nearest, shown
from symcount.core.expression import Expr, Number, Quotient, Size, Sum, Value, folded, written
from symcount.core.folding import is_whole
from symcount.core.reading import evaluated
from symcount.core.tokens import DEEPEST, LONGEST, MOST_DIGITS, Tokens, is_name
from symcount.core.values import ceil_div, exact_div, floor_div, maximum, minimum, series, total

# Far above any real formula, far below what could hurt: of names, and in bits the power of a number.
HIGHEST_EXPONENT, MOST_BITS = 64, 4096
FUNCTIONS = ("min", "max", "floor", "ceil", "sum")


def parse_expression(text: str, *, longest: int = LONGEST, deepest: int = DEEPEST) -> Expr:
    """Text such as `2*c + (k//4)` as an expression; names become the user's own sizes."""
    with one_allowance():
        reader = Formula(text, longest, deepest)
        value = reader.expression()
        reader.finish()
    return written(value)


class Formula(Tokens):
    """Sums, products, powers and functions, by recursive descent."""

    def expression(self) -> Value:
        """A sum of terms."""
        with self.deeper("brackets nest"):
            value = self.term()
            while self.kind == "mark" and self.token in "+-":
                mark = self.token
                self.step()
                value = folded(value + self.term() if mark == "+" else value - self.term())
        return value

    @contextmanager
    def deeper(self, what: str) -> Iterator[None]:
        """While something is read inside something; InputError where that goes too deep."""
        self.depth += 1
        if self.depth > self.deepest:
            raise InputError(f"{what} deeper than {self.deepest} in {shown(self.text)!r}")
        yield
        self.depth -= 1

    def term(self) -> Value:
        """A product of factors."""
        value = self.signed()
        while self.kind == "mark" and self.token in ("*", "/", "//"):
            mark = self.token
            self.step()
            value = self._combine(mark, value, self.signed())
        return value

    def _combine(self, mark: str, a: Value, b: Value) -> Value:
        if mark == "*":
            return folded(a * b)
        if b == 0:
            raise self.wrong("division by zero")
        return exact_div(a, b) if mark == "/" else floor_div(a, b)

    def signed(self) -> Value:
        """A power with its sign."""
        negative = False
        while self.kind == "mark" and self.token in "+-":
            negative ^= self.token == "-"
            self.step()
        value = self.power()
        return folded(-value) if negative else value

    def power(self) -> Value:
        """A base with its exponent."""
        base = self.atom()
        if self.kind == "mark" and self.token == "^":
            raise self.wrong("a power is written **, not ^")
        if not self.take("**"):
            return base
        with self.deeper("powers nest"):
            exponent = self.signed()
        return self.raised(base, exponent)

    def raised(self, base: Value, exponent: Value) -> Value:
        """A power that is safe to work out."""
        if isinstance(exponent, Expr):
            return folded(written(base) ** exponent)
        highest = MOST_BITS if isinstance(base, int) else HIGHEST_EXPONENT
        if not isinstance(exponent, int) or exponent < 0 or (exponent > highest and base not in (0, 1)):
            raise self.wrong(f"an exponent is a whole number from 0 to {highest} or a name")
        if isinstance(base, int) and base.bit_length() * exponent > MOST_BITS:
            raise self.wrong("the power is too large")
        return folded(base**exponent if not isinstance(base, Expr) else base ** Number(exponent))

    def atom(self) -> Value:
        """A number, a name, a function or a bracket."""
        kind, token = self.kind, self.token
        if kind == "decimal":
            raise self.wrong(f"{shown(token)} is not a whole number")
        if kind == "number":
            if len(token) > MOST_DIGITS:
                raise InputError(f"a number has {len(token):,} digits; at most {MOST_DIGITS} are read")
            self.step()
            return int(token)
        if kind == "name":
            self.step()
            return self.function(token) if self.take("(") else self.name(token)
        if self.take("∑"):
            return self.sign()
        if kind == "mark" and token in "(⌊⌈":
            self.step()
            return self.bracket(token)
        raise self.wrong(f"expected a number or a name, got {self.seen()}")

    def bracket(self, opening: str) -> Value:
        """What stands in brackets, rounded where they say so."""
        value = self.expression()
        self.close(opening)
        return value if opening == "(" else _rounded(value, up=opening == "⌈")

    def sign(self) -> Value:
        """A sum as the terminal shows it: ∑[i = 0 … n - 1] and the product that it sums."""
        self.need("[")
        index = self.index()
        self.need("=")
        low = self.expression()
        self.need("…")
        high = self.expression()
        self.close("[")
        with self.deeper("sums nest"):
            return _summed(index, low, high, self.term())

    def index(self) -> Size:
        """The name that a sum counts with."""
        if self.kind != "name":
            raise self.wrong(f"expected the name that the sum counts with, got {self.seen()}")
        index = self.name(self.token)
        self.step()
        return index

    def sum(self) -> Value:
        """What stands in the brackets of `sum(i**2, i, 0, n - 1)`."""
        body = self.expression()
        self.need(",")
        index = self.index()
        self.need(",")
        low = self.expression()
        self.need(",")
        high = self.expression()
        self.close("(")
        return _summed(index, low, high, body)

    def name(self, token: str) -> Size:
        """A name, as a size of the user's own."""
        if not is_name(token):
            raise self.wrong(f"{shown(token)!r} is not a name for a size")
        return Size(token)

    def function(self, name: str) -> Value:
        """One of the few functions, of what stands in its brackets."""
        lowered = name.lower()
        if lowered == "ceiling":
            lowered = "ceil"
        if lowered not in FUNCTIONS:
            raise self.wrong(f"unknown function {shown(name)!r}{nearest(name, FUNCTIONS)}")
        if lowered == "sum":
            return self.sum()
        values = [self.expression()]
        while self.take(","):
            values.append(self.expression())
        self.close("(")
        if lowered in ("min", "max"):
            return (minimum if lowered == "min" else maximum)(*values)
        if len(values) != 1:
            raise self.wrong(f"{name} takes one value, got {len(values)}")
        return _rounded(values[0], up=lowered == "ceil")


def _summed(index: Size, low: Value, high: Value, body: Value) -> Value:
    """A sum from one number to another: counted from 0, as we write it."""
    if low != 0 and isinstance(body, Expr):
        body = evaluated(body, {index: written(index + low)})
    return series(index, written(high) - low + 1, body)


def _rounded(value: Value, *, up: bool) -> Value:
    """A value rounded: a division at once, and whole terms beside one as (a/b + r) = (a + r*b)/b."""
    rule = ceil_div if up else floor_div
    if isinstance(value, Quotient):
        return rule(value.over, value.under)
    terms = value.terms if isinstance(value, Sum) else ()
    divided = [term for term in terms if isinstance(term, Quotient)]
    whole = [term for term in terms if is_whole(term)]
    if len(divided) != 1 or len(whole) + 1 < len(terms):
        return rule(value, 1)
    under = divided[0].under
    return rule(total([divided[0].over, *(written(term * under) for term in whole)]), under)
