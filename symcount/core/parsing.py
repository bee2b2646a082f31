"""Text from outside read as formulas and calls: our own grammar, bounded, nothing is ever evaluated."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from symcount.core.errors import InputError, nearest, shown
from symcount.core.expression import (
    Expr,
    Number,
    Operand,
    Power,
    Quotient,
    Size,
    Sum,
    Value,
    ceil_div,
    exact_div,
    floor_div,
    folded,
    is_whole,
    maximum,
    minimum,
    total,
    written,
)

# Bounds on what text may ask for: far above any real network, far below what could hurt.
LONGEST, DEEPEST, MOST_DIGITS, HIGHEST_EXPONENT, LONGEST_NAME = 20_000, 60, 200, 64, 64

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<decimal>\d+\.\d*(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+|\.\d+)
    | (?P<number>\d+)
    | (?P<name>[^\W\d]\w*)
    | (?P<text>'[^']*'|"[^"]*")
    | (?P<mark>\*\*|//|[-+*/(),=\[\]^×·−⌊⌋⌈⌉])
    | (?P<end>$)
    )""",
    re.VERBOSE,
)
_SAME_MARK = {"×": "*", "·": "*", "−": "-"}
_CLOSING = {"(": ")", "[": "]", "⌊": "⌋", "⌈": "⌉"}
_FUNCTIONS = ("min", "max", "floor", "ceil")
_WORDS: Mapping[str, bool | None] = {
    "True": True, "true": True, "False": False, "false": False, "None": None, "null": None,
}  # fmt: skip

Argument: TypeAlias = "Operand | float | bool | str | tuple[Argument, ...] | None"


@dataclass(frozen=True, slots=True)
class Call:
    """A layer as it is written: its name, what stands in brackets, and the text itself."""

    name: str
    args: tuple[Argument, ...] = ()
    kwargs: Mapping[str, Argument] = field(default_factory=dict)
    text: str = ""


def parse_expression(text: str, *, longest: int = LONGEST, deepest: int = DEEPEST) -> Expr:
    """Text such as `2*c + (k//4)` as an expression; names become the user's own sizes."""
    reader = _Reader(text, longest, deepest)
    value = reader.expression()
    reader.finish()
    return written(value)


def parse_value(text: str) -> Argument:
    """Text as an argument of a layer: a formula, true or false, a quoted word, or a tuple of these."""
    reader = _Reader(text, LONGEST, DEEPEST)
    value = reader.argument()
    reader.finish()
    return value


def parse_call(text: str) -> Call:
    """Text such as `Conv2d(8, kernel_size=f)` as a call; brackets may be left out where nothing is asked."""
    reader = _Reader(text, LONGEST, DEEPEST)
    call = reader.call()
    reader.finish()
    return call


def is_name(text: str) -> bool:
    """Whether text can name a size: letters, digits and underscores, not starting with a digit."""
    return text.isidentifier() and len(text) <= LONGEST_NAME and not text.startswith("__")


class _Reader:
    """One pass over the tokens of a text, by recursive descent."""

    def __init__(self, text: str, longest: int, deepest: int) -> None:
        if len(text) > longest:
            raise InputError(f"the text has {len(text):,} characters; at most {longest:,} are read")
        self.text, self.place, self.depth, self.deepest = text, 0, 0, deepest
        self._step()

    def _step(self) -> None:
        match = _TOKEN.match(self.text, self.place)
        if match is None:
            rest = self.text[self.place :].lstrip()
            raise self.wrong(f"unexpected {shown(rest[:1])!r}")
        self.kind = match.lastgroup or "end"
        self.token = _SAME_MARK.get(match[self.kind], match[self.kind])
        self.start, self.place = match.start(self.kind), match.end()

    def wrong(self, what: str) -> InputError:
        return InputError(f"{what} in {shown(self.text)!r}")

    def take(self, mark: str) -> bool:
        if self.kind == "mark" and self.token == mark:
            self._step()
            return True
        return False

    def close(self, opening: str) -> None:
        if not self.take(_CLOSING[opening]):
            raise self.wrong(f"expected {_CLOSING[opening]!r}, got {self.seen()}")

    def seen(self) -> str:
        return "the end" if self.kind == "end" else repr(shown(self.token, 20))

    def finish(self) -> None:
        if self.kind != "end":
            raise self.wrong(f"expected the end, got {self.seen()}")

    def expression(self) -> Value:
        self.depth += 1
        if self.depth > self.deepest:
            raise InputError(f"brackets nest deeper than {self.deepest} in {shown(self.text)!r}")
        value = self.term()
        while self.kind == "mark" and self.token in "+-":
            mark = self.token
            self._step()
            value = folded(value + self.term() if mark == "+" else value - self.term())
        self.depth -= 1
        return value

    def term(self) -> Value:
        value = self.factor()
        while self.kind == "mark" and self.token in ("*", "/", "//"):
            mark = self.token
            self._step()
            value = self._combine(mark, value, self.factor())
        return value

    def _combine(self, mark: str, a: Value, b: Value) -> Value:
        if mark == "*":
            return folded(a * b)
        if b == 0:
            raise self.wrong("division by zero")
        return exact_div(a, b) if mark == "/" else floor_div(a, b)

    def factor(self) -> Value:
        negative = False
        while self.kind == "mark" and self.token in "+-":
            negative ^= self.token == "-"
            self._step()
        value = self.power()
        return folded(-value) if negative else value

    def power(self) -> Value:
        base = self.atom()
        if self.kind == "mark" and self.token == "^":
            raise self.wrong("a power is written **, not ^")
        if not self.take("**"):
            return base
        exponent = self.factor()
        if isinstance(exponent, Expr) and not isinstance(exponent, Power):
            return folded(written(base) ** exponent)
        if not isinstance(exponent, int) or not 0 <= exponent <= HIGHEST_EXPONENT:
            raise self.wrong(f"an exponent is a whole number from 0 to {HIGHEST_EXPONENT} or a name")
        if isinstance(base, int) and base.bit_length() * exponent > 4096:
            raise self.wrong("the power is too large")
        return folded(base**exponent if not isinstance(base, Expr) else base ** Number(exponent))

    def atom(self) -> Value:
        kind, token = self.kind, self.token
        if kind == "decimal":
            raise self.wrong(f"{shown(token)} is not a whole number")
        if kind == "number":
            if len(token) > MOST_DIGITS:
                raise InputError(f"a number has {len(token):,} digits; at most {MOST_DIGITS} are read")
            self._step()
            return int(token)
        if kind == "name":
            self._step()
            return self.function(token) if self.take("(") else self.name(token)
        if kind == "mark" and token in "(⌊⌈":
            self._step()
            return self.bracket(token)
        raise self.wrong(f"expected a number or a name, got {self.seen()}")

    def bracket(self, opening: str) -> Value:
        value = self.expression()
        self.close(opening)
        return value if opening == "(" else _rounded(value, up=opening == "⌈")

    def name(self, token: str) -> Size:
        if not is_name(token):
            raise self.wrong(f"{shown(token)!r} is not a name for a size")
        return Size(token)

    def function(self, name: str) -> Value:
        lowered = name.lower()
        if lowered == "ceiling":
            lowered = "ceil"
        if lowered not in _FUNCTIONS:
            raise self.wrong(f"unknown function {shown(name)!r}{nearest(name, _FUNCTIONS)}")
        values = [self.expression()]
        while self.take(","):
            values.append(self.expression())
        self.close("(")
        if lowered in ("min", "max"):
            return (minimum if lowered == "min" else maximum)(*values)
        if len(values) != 1:
            raise self.wrong(f"{name} takes one value, got {len(values)}")
        return _rounded(values[0], up=lowered == "ceil")

    def argument(self) -> Argument:
        if self.kind == "text":
            word = self.token[1:-1]
            self._step()
            return word
        if self.kind == "name" and self.token in _WORDS:
            word_value = _WORDS[self.token]
            self._step()
            return word_value
        if self.kind == "mark" and self.token == "[":
            self._step()
            return self.items("[")
        if self.kind == "decimal":  # a setting such as p=0.5; a size says itself that it is a whole number
            decimal = float(self.token)
            self._step()
            return decimal
        return self.maybe_tuple()

    def maybe_tuple(self) -> Argument:
        """A bracket is a tuple where a comma stands in it, else part of a formula."""
        if self.token != "(" or not self._comma_ahead():
            return self.expression()
        self._step()
        return self.items("(")

    def _comma_ahead(self) -> bool:
        depth = 0
        for char in self.text[self.start :]:
            depth += (char in "([") - (char in ")]")
            if char == "," and depth == 1:
                return True
            if depth == 0:
                return False
        return False

    def items(self, opening: str) -> tuple[Argument, ...]:
        self.depth += 1
        if self.depth > self.deepest:
            raise InputError(f"brackets nest deeper than {self.deepest} in {shown(self.text)!r}")
        values: list[Argument] = []
        while not (self.kind == "mark" and self.token == _CLOSING[opening]):
            values.append(self.argument())
            if not self.take(","):
                break
        self.close(opening)
        self.depth -= 1
        return tuple(values)

    def call(self) -> Call:
        name = self.token
        if self.kind != "name":
            raise self.wrong(f"expected a layer such as Linear(10), got {self.seen()}")
        self._step()
        args: list[Argument] = []
        kwargs: dict[str, Argument] = {}
        if self.take("("):
            self._arguments(args, kwargs)
            self.close("(")
        return Call(name, tuple(args), kwargs, self.text.strip())

    def _arguments(self, args: list[Argument], kwargs: dict[str, Argument]) -> None:
        while not (self.kind == "mark" and self.token == ")"):
            word = self._keyword()
            if word is None:
                if kwargs:
                    raise self.wrong("a value without a name stands after one with a name")
                args.append(self.argument())
            elif word in kwargs:
                raise self.wrong(f"{shown(word)!r} is given twice")
            else:
                kwargs[word] = self.argument()
            if not self.take(","):
                return

    def _keyword(self) -> str | None:
        if self.kind != "name" or not re.match(r"\s*=", self.text[self.place :]):
            return None
        word = self.token
        self._step()
        self._step()
        return word


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
