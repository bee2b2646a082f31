"""How an optimizer is declared: its settings, what it keeps beside one trained tensor, and what it keeps once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from symcount.core.errors import InputError, nearest, shown
from symcount.core.expression import Size, Value
from symcount.core.values import product
from symcount.counting.optimizers.settings import Setting

Shape = tuple[Value, ...]
Settings = Mapping[str, Any]
PARAM = "param"  # stored as the parameter itself is


@dataclass(frozen=True, slots=True)
class Trained:
    """A tensor that is trained: its name, its dimensions as they are told, and the sizes behind them.

    Both are the same shape; where a formula is told in a layer's own letters, `sizes` still holds the
    numbers that are known, so that a rule for large or small tensors can be decided.
    """

    name: str
    dims: Shape
    sizes: Shape

    @property
    def values(self) -> Value:
        """How many values it has."""
        return product(self.dims)


@dataclass(frozen=True, slots=True)
class Kept:
    """A tensor of state: its name, its shape (axes of one value left out), why it is kept and how it is stored.

    `stored` is "param" for the parameter's own number format, or the key of a format that stays the same
    whatever the parameters are in; `scalar` marks what is one value a tensor, such as a counter of steps.
    """

    name: str
    shape: Shape
    why: str
    cite: str = ""
    stored: str = PARAM
    scalar: bool = False


def _nothing(tensors: Sequence[Trained], settings: Settings) -> tuple[Kept, ...]:
    """Most optimizers keep nothing that belongs to no single tensor."""
    return ()


def _content(settings: Settings) -> str:
    """Most settings go together."""
    return ""


@dataclass(frozen=True, slots=True)
class Optimizer:
    """An optimizer: its settings, and what it keeps for one tensor.

    `once` is what it keeps a single time for all its tensors; `conflict` says in one clause what is wrong
    with settings that are each right but do not go together, or nothing.
    """

    name: str
    settings: Mapping[str, Setting]
    state: Callable[[Trained, Settings], tuple[Kept, ...]]
    meaning: str
    cite: str
    once: Callable[[Sequence[Trained], Settings], tuple[Kept, ...]] = _nothing
    conflict: Callable[[Settings], str] = _content

    def chosen(self, settings: Mapping[str, object]) -> dict[str, object]:
        """All its settings, those given checked; unknown keywords offer the nearest.

        A bare name that is one of a setting's words is that word: proj_type=left.
        """
        given: dict[str, object] = {}
        for key, value in settings.items():
            if key not in self.settings:
                raise InputError(f"{self.name}: unknown keyword {shown(key)!r}{nearest(key, self.settings)}")
            accepts = self.settings[key].accepts
            word = isinstance(value, Size) and not accepts(value) and accepts(value.name)
            given[key] = value.name if word and isinstance(value, Size) else value
            if not accepts(given[key]):
                raise InputError(f"{self.name}: {key} is {self.settings[key].expected}, got {shown(str(value))}")
        found = {key: one.default for key, one in self.settings.items()} | given
        if wrong := self.conflict(found):
            raise InputError(f"{self.name}: {wrong}")
        return found


def like(one: Trained, name: str, why: str, cite: str = "") -> Kept:
    """A tensor of state of the parameter's own shape."""
    return Kept(name, one.dims, f"{why}, one number for every weight", cite)


def counter(name: str, why: str, stored: str = "fp32") -> Kept:
    """A tensor of one value for every parameter tensor; torch stores those in fp32 whatever the parameters are in."""
    return Kept(name, (1,), f"{why}, one for every tensor", stored=stored, scalar=True)


STEP = counter("step", "a count of the steps so far")


def reaches(sizes: Shape, least: int) -> bool | None:
    """Whether so many values are there: surely, surely not, or not told while a size has no number."""
    numbers = [size for size in sizes if isinstance(size, int)]
    if product(numbers) >= least:  # type: ignore[operator]
        return True  # every size is at least one
    return False if len(numbers) == len(sizes) else None
