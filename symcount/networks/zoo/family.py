"""A family of transformers: one function that builds them all, and members with their numbers and options."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from symcount.networks.composite import Sequential
from symcount.networks.zoo.declaration import Architecture, HyperParameter
from symcount.networks.zoo.transformer import TOKENS

MEANINGS: Mapping[str, str] = {
    "V": "words of the vocabulary",
    "P": "positions",
    "T": "kinds of tokens",
    "d": "width: numbers of a token",
    "w": "numbers of a token outside the layers",
    "L": "layers",
    "L_d": "layers of the decoder",
    "L_0": "layers without experts, before the others",
    "h": "heads",
    "h_d": "heads of the decoder",
    "g": "heads of keys and values",
    "d_k": "numbers of a query and a key in a head",
    "d_v": "numbers of a value in a head",
    "d_r": "numbers of a query and a key that turn with the position",
    "r_q": "numbers that all queries of a token are made of",
    "r": "numbers that all keys and values, or the lengths of all steps, of a token are made of",
    "f": "hidden units",
    "f_d": "hidden units of the decoder",
    "f_e": "hidden units of an expert",
    "f_s": "hidden units of the expert that every token goes through",
    "E": "experts",
    "k": "experts that a token goes through",
    "B": "distances that are told apart",
    "M": "frequencies of a sound",
    "A": "positions of a sound",
    "e": "inner width",
    "N": "numbers of a state",
    "c": "steps that a convolution sees",
    "s": "tokens of an example",
    "t": "tokens of the decoder",
}


@dataclass(frozen=True, slots=True)
class Family:
    """Networks that one function builds; `usual` are numbers that all members have unless told."""

    title: str
    about: str
    cite: str
    build: Callable[..., Sequential]
    usual: Mapping[str, int]

    def member(
        self, name: str, title: str = "", options: Mapping[str, Any] | None = None, **numbers: int
    ) -> Architecture:
        """One of them: its numbers by their letters, and what else tells it from the others."""
        letters = {**self.usual, **numbers, "s": TOKENS}
        return Architecture(
            name=name,
            title=title or f"{self.title} ({name})",
            about=self.about,
            cite=self.cite,
            sizes=tuple(HyperParameter(letter, MEANINGS[letter], value) for letter, value in letters.items()),
            build=partial(self.build, **(options or {})),
        )
