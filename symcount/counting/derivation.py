"""A derivation: the only way a number is made. Lines that equal each other, each step with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from symcount.core.expression import Expr, Value
from symcount.core.placing import Assumption

Form: TypeAlias = Literal["per-filter", "weights-plus-biases"]
FORMS: tuple[Form, ...] = ("per-filter", "weights-plus-biases")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: an expression, and what each of its names stands for in the user's own sizes."""

    expr: Expr
    where: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Step:
    """Lines that all equal one value, under a name, with the reason why they say what they say."""

    left: str | Expr
    lines: tuple[Line, ...]
    value: Value
    reason: str
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a letter of a formula means, and what it is here."""

    symbol: Expr
    meaning: str
    value: Value


@dataclass(frozen=True, slots=True)
class Derivation:
    """A number with its whole story: parts first, then the steps that put them together."""

    title: str
    path: str
    steps: tuple[Step, ...]
    value: Value
    unit: str
    meanings: tuple[Meaning, ...] = ()
    parts: tuple[Derivation, ...] = ()
    assumed: tuple[Assumption, ...] = ()
    conventions: tuple[str, ...] = ()

    def every_step(self) -> Iterator[Step]:
        """All steps in reading order, those of the parts first."""
        for part in self.parts:
            yield from part.every_step()
        yield from self.steps
