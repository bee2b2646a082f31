"""Classic mistakes as rewrites of the facts: every layer that a mistake fits has its wrong count at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from symcount.core.expression import ONE
from symcount.counting.quantities import Part

Parts = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong way to count parameters: its name, what is wrong with it, and what it makes of the addends.

    The rewrite gives the addends unchanged where the mistake does not fit.
    """

    key: str
    title: str
    why: str
    rewrite: Callable[[Parts], Parts]


def _without_channels(parts: Parts) -> Parts:
    """The last factor of what one filter holds, its input channels, is left out beside a window."""
    return tuple(replace(part, factors=part.factors[:-1]) if len(part.factors) > 1 else part for part in parts)


def _one_bias(parts: Parts) -> Parts:
    """The one number for each unit, beside weights of several, shrinks to one number in all."""
    if not any(part.factors for part in parts):
        return parts
    return tuple(replace(part, units=ONE) if not part.factors and not part.unit else part for part in parts)


MISTAKES: Mapping[str, Mistake] = {
    one.key: one
    for one in (
        Mistake(
            "input-channels-forgotten", "Input channels forgotten",
            "A filter reaches through all input channels, so its window is multiplied by their number",
            _without_channels,
        ),
        Mistake(
            "one-bias-for-the-layer", "One bias for the whole layer",
            "Every filter or output unit has a bias of its own, not the layer one in all",
            _one_bias,
        ),
    )
}  # fmt: skip
