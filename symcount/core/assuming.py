"""What a layer needs of its sizes: decided where numbers or the form decide it, else an assumption that is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from symcount.core.errors import InputError
from symcount.core.expression import Expr, Number, Product, Size, Value, written
from symcount.core.reading import evaluated
from symcount.core.ready import Need
from symcount.core.stated import Rule


@dataclass(frozen=True, slots=True)
class Assumption:
    """A condition between two sides that no number has decided yet, with its reason."""

    rule: Rule
    a: Value
    b: Value
    why: str

    def text(self, printer: Callable[[Expr], str] = str) -> str:
        """The condition as it is written, with its reason: g divides c, because ..."""
        sides = [printer(side) if isinstance(side, Expr) else side for side in (self.a, self.b)]
        return f"{_RULES[self.rule].format(*sides)}: {self.why}."


def still_open(assumed: Iterable[Assumption], numbers: Mapping[Size, Value]) -> tuple[Assumption, ...]:
    """The assumptions that the numbers at hand leave undecided, with those numbers put in."""
    left: dict[Assumption, None] = {}
    for one in assumed:
        a, b = (evaluated(side, numbers) if isinstance(side, Expr) else side for side in (one.a, one.b))
        if isinstance(a, Expr) or isinstance(b, Expr):
            left[replace(one, a=a, b=b)] = None
    return tuple(left)


def needed(need: Need, values: list[Any], known: dict[Any, Any]) -> Assumption | None:
    """What is assumed of sizes that no number decides; InputError where a number decides against the layer.

    `known` holds what was decided for the same values before, on another axis or in another layer.
    """
    key = (id(need.fact), need.read(values)) if need.read is not None else None
    if (before := known.get(key, known)) is not known:
        return before  # type: ignore[no-any-return]
    a, b = need.a_reading(values), need.b_reading(values)
    verdict = _verdict(need.fact.rule, a, b)
    if verdict is False:
        raise InputError(BROKEN[need.fact.rule].format(a, b) + f": {need.fact.why}")
    found = Assumption(need.fact.rule, a, b, need.fact.why) if verdict is None else None
    if key is not None:
        known[key] = found
    return found


def _verdict(rule: str, a: Any, b: Any) -> bool | None:
    if type(a) is type(b) is int:
        return a >= b if rule == "at_least" else b % a == 0 if rule == "divides" else a == b
    if not isinstance(a, (int, Expr)) or not isinstance(b, (int, Expr)):
        return True  # a word such as padding="same" stands for itself
    return True if _surely(rule, a, b) else None


def _surely(rule: str, a: Value, b: Value) -> bool:
    """What the form alone decides: equal sides, one, and a divisor that stands among the factors."""
    if a == b or (rule == "divides" and a == 1):
        return True
    if rule == "divides" and isinstance(b, Product):
        return any(
            factor == written(a) or (isinstance(factor, Number) and isinstance(a, int) and factor.value % a == 0)
            for factor in b.factors
        )
    return rule == "at_least" and isinstance(b, int) and b <= 1


_RULES = {"divides": "{} divides {}", "at_least": "{} ≥ {}", "equal": "{} = {}"}
BROKEN = {"divides": "{} does not divide {}", "at_least": "{} is smaller than {}", "equal": "{} is not {}"}


def noted(assumed: list[Assumption], one: Assumption) -> None:
    """Keep an assumption, once."""
    if one not in assumed:
        assumed.append(one)
