"""A layer as a person writes it with an input, and the pieces from which random ones are drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

import symcount.layers as layers
from symcount.core.layer import Layer

Draw = Callable[[st.SearchStrategy[Any]], Any]


@dataclass(frozen=True)
class Call:
    """A layer as a person writes it, and the shape of one example."""

    name: str
    settings: Mapping[str, Any]
    shape: tuple[int, ...]

    def layer(self) -> Layer:
        """Our layer; InputError where the settings are wrong."""
        made: Layer = getattr(layers, self.name)(**self.settings)
        return made

    @property
    def axes(self) -> int:
        """Over how many axes a window of this layer moves."""
        return int(self.name[-2]) if self.name.endswith("d") and self.name[-2].isdigit() else 0


one_to = lambda most: st.integers(1, most)  # noqa: E731 - a strategy is data here


def per_axis(values: st.SearchStrategy[Any], axes: int) -> st.SearchStrategy[Any]:
    """One value for all axes, or one for each."""
    return st.one_of(values, st.tuples(*[values] * axes))


def extents(axes: int, most: int = 9) -> st.SearchStrategy[tuple[int, ...]]:
    """Sizes along the axes of an input."""
    return st.tuples(*[one_to(most)] * axes)


def some_of(**choices: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Some of these settings; the others stay at their defaults."""
    return st.fixed_dictionaries({}, optional=choices)
