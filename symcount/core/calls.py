"""Text from outside read as calls: a layer with its arguments, as Conv2d(8, kernel_size=f); nothing is evaluated."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from symcount.core.errors import InputError, shown
from symcount.core.expression import Operand
from symcount.core.parsing import FUNCTIONS, Formula
from symcount.core.tokens import CLOSING, DEEPEST, LONGEST

_WORDS: Mapping[str, bool | None] = {
    "True": True, "true": True, "False": False, "false": False, "None": None, "null": None,
}  # fmt: skip

_DECIMAL = re.compile(r"\s*(\d+\.|\d+[eE]|\.\d)")

Argument: TypeAlias = "Operand | float | bool | str | Call | tuple[Argument, ...] | None"


@dataclass(frozen=True, slots=True)
class Call:
    """A layer as it is written: its name, what stands in brackets, and the text itself."""

    name: str
    args: tuple[Argument, ...] = ()
    kwargs: Mapping[str, Argument] = field(default_factory=dict)
    text: str = ""


def parse_value(text: str) -> Argument:
    """Text as an argument of a layer: a formula, true or false, a quoted word, or a tuple of these."""
    reader = Arguments(text, LONGEST, DEEPEST)
    value = reader.argument()
    reader.finish()
    return value


def parse_call(text: str) -> Call:
    """Text such as `Conv2d(8, kernel_size=f)` as a call; brackets may be left out where nothing is asked."""
    reader = Arguments(text, LONGEST, DEEPEST)
    call = reader.call()
    reader.finish()
    return call


class Arguments(Formula):
    """Formulas, and beside them words, truth values, tuples, and keywords with values."""

    def argument(self) -> Argument:
        """One argument: a formula, a quoted word, true, false, nothing, a layer with its brackets, or a tuple."""
        if self.kind == "text":
            word = self.token[1:-1]
            self.step()
            return word
        if self.kind == "name" and self.token in _WORDS:
            word_value = _WORDS[self.token]
            self.step()
            return word_value
        if self.kind == "mark" and self.token == "[":
            self.step()
            return self.items("[")
        if self.kind == "decimal":  # a setting such as p=0.5; a size says itself that it is a whole number
            return self._decimal()
        if self.token == "-" and _DECIMAL.match(self.text[self.place :]):
            self.step()
            return -self._decimal()
        if self.kind == "name" and self._layer_ahead():
            with self.deeper("calls nest"):
                return self.call()
        return self.maybe_tuple()

    def _decimal(self) -> float:
        decimal = float(self.token)
        self.step()
        return decimal

    def _layer_ahead(self) -> bool:
        """Whether this name begins a layer in a layer: layers are written with a capital, functions are few."""
        bracket = re.match(r"\s*\(", self.text[self.place :])
        return self.token[0].isupper() and self.token.lower() not in (*FUNCTIONS, "ceiling") and bracket is not None

    def maybe_tuple(self) -> Argument:
        """A bracket is a tuple where a comma stands in it, else part of a formula."""
        if self.token != "(" or not self._comma_ahead():
            return self.expression()
        self.step()
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
        """The items of a tuple, to its closing bracket."""
        self.depth += 1
        if self.depth > self.deepest:
            raise InputError(f"brackets nest deeper than {self.deepest} in {shown(self.text)!r}")
        values: list[Argument] = []
        while not (self.kind == "mark" and self.token == CLOSING[opening]):
            values.append(self.argument())
            if not self.take(","):
                break
        self.close(opening)
        self.depth -= 1
        return tuple(values)

    def call(self) -> Call:
        """A name with its arguments."""
        name, start, end = self.token, self.start, self.place
        if self.kind != "name":
            raise self.wrong(f"expected a layer such as Linear(10), got {self.seen()}")
        self.step()
        args: list[Argument] = []
        kwargs: dict[str, Argument] = {}
        if self.take("("):
            self._arguments(args, kwargs)
            end = self.place
            self.close("(")
        return Call(name, tuple(args), kwargs, self.text[start:end])

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
        self.step()
        self.step()
        return word
