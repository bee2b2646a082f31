"""The settings of optimizers: their kinds, their ranges, and the keywords that many of them share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from symcount.core.expression import Expr


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting: its default, which values it accepts, and those values in words."""

    default: object
    accepts: Callable[[Any], bool]
    expected: str


def number(
    default: object, *, least: float | None = 0, above: float | None = None, most: float | None = None,
    below: float | None = None,
) -> Setting:  # fmt: skip
    """A number inside bounds; of at least 0 where nothing else is said."""
    least = least if above is None else None

    def accepts(value: Any) -> bool:
        return (
            isinstance(value, (int, float, Fraction))
            and not isinstance(value, bool)
            and (value >= least if least is not None else True)
            and (value > above if above is not None else True)
            and (value <= most if most is not None else True)
            and (value < below if below is not None else value == value)  # NaN is no number
        )

    bounds = ((least, "of at least"), (above, "above"), (most, "of at most"), (below, "below"))
    told = " and ".join(f"{word} {bound}" for bound, word in bounds if bound is not None)
    return Setting(default, accepts, f"a number {told}".rstrip())


def whole(default: object, least: int = 1, below: int | None = None, symbol: bool = False) -> Setting:
    """A whole number of at least so much; with `symbol`, a size of the user's own as well."""

    def accepts(value: Any) -> bool:
        if symbol and isinstance(value, Expr):
            return True
        return type(value) is int and value >= least and (below is None or value < below)

    under = f" and below {below}" if below is not None else ""
    return Setting(default, accepts, f"a whole number of at least {least}{under}")


def flag(default: bool = False) -> Setting:
    """A setting that is on or off."""
    return Setting(default, lambda value: isinstance(value, bool), "true or false")


def word(default: str, *words: str) -> Setting:
    """One of a few words."""
    return Setting(default, lambda value: value in (default, *words), f"one of {', '.join((default, *words))}")


def maybe(one: Setting, default: object = None) -> Setting:
    """A setting that may also be none."""
    return Setting(default, lambda value: value is None or one.accepts(value), f"{one.expected}, or none")


def several(default: tuple[object, ...], *each: Setting, told: str) -> Setting:
    """So many settings at once, each of its own kind."""

    def accepts(value: Any) -> bool:
        if not isinstance(value, Sequence) or isinstance(value, str) or len(value) != len(each):
            return False
        return all(one.accepts(part) for one, part in zip(each, value, strict=True))

    return Setting(default, accepts, told)


def only(default: object, why: str) -> Setting:
    """A setting that can be left as it is and no more, with the reason."""
    return Setting(default, lambda value: value is default, f"always {default} ({why})")


def betas(*defaults: float) -> Setting:
    """Rates at which running means forget."""
    rate = number(0, below=1)
    count = {2: "two", 3: "three"}[len(defaults)]
    told = f"{count} numbers of at least 0 and below 1"
    return several(defaults, *[rate] * len(defaults), told=told)


SWITCH = maybe(flag())
# Keywords that choose how a step is computed: they change nothing that is kept.
PLAIN: Mapping[str, Setting] = {"foreach": SWITCH, "maximize": flag(), "differentiable": flag()}
CAPTURED: Mapping[str, Setting] = {**PLAIN, "capturable": flag()}
FUSED: Mapping[str, Setting] = {**PLAIN, "fused": SWITCH}


def computing_conflict(settings: Mapping[str, Any]) -> str:
    """What torch refuses of the keywords that choose how a step is computed."""
    return next(_conflicts(settings), "")


def _conflicts(settings: Mapping[str, Any]) -> Iterator[str]:
    if settings.get("fused") and settings.get("differentiable"):
        yield "fused does not go with differentiable"
    if settings.get("fused") and settings.get("foreach"):
        yield "fused does not go with foreach"
