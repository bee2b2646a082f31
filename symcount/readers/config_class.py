"""What is known of a kind of model that a config.json may be of: its keys, its network, and the heads it may have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from symcount.readers.config_values import Values

Sizes = dict[str, "int | None"]
Options = dict[str, Any]
Key = tuple[str, "int | None"] | tuple[str, "int | None", int]  # names, default, and the least where it is not 1
Flag = tuple[str, bool]

LANGUAGE: Mapping[str, Options] = {
    "Model": {"head": False},
    "ForCausalLM": {},
    "LMHeadModel": {},
    "ForSequenceClassification": {"classes": "labels"},
    "ForTokenClassification": {"classes": "labels", "class_bias": True},
    "ForQuestionAnswering": {"classes": 2, "class_bias": True},
}


def no_rule(values: Values, sizes: Sizes) -> Options:
    """Everything is written, or has a default of its own."""
    return {}


@dataclass(frozen=True, slots=True)
class ConfigClass:
    """Models of one kind: how their classes are named, which network they are, and what their keys mean.

    `sizes` are letters of the network with the key (or several names of it) and its default, `flags` options
    that are true or false. `rule` works out what depends on other values. Without a class it is the `usual`
    one. `tokens` are the letters of what no config tells (numbers of tokens, the side of an image) with what
    they are unless told; there are no more tokens than positions.
    """

    prefix: str
    build: str
    sizes: Mapping[str, Key]
    flags: Mapping[str, Flag] = field(default_factory=dict)
    rule: Callable[[Values, Sizes], Options] = no_rule
    heads: Mapping[str, Options] = field(default_factory=lambda: LANGUAGE)
    usual: str = "ForCausalLM"
    tokens: tuple[str, ...] = ("s",)


def usual(V: int, d: int, L: int, h: int, f: int | None = None) -> dict[str, Key]:
    """The sizes that most classes name alike."""
    keys = {"vocab_size": V, "hidden_size": d, "num_hidden_layers": L, "num_attention_heads": h, "intermediate_size": f}
    return dict(zip("VdLhf", keys.items(), strict=True))


def grouped(V: int, d: int, L: int, h: int, f: int, g: int | None = None, d_k: int | None = None) -> dict[str, Key]:
    """The sizes of LLaMA."""
    return {**usual(V, d, L, h, f), "g": ("num_key_value_heads", g), "d_k": ("head_dim", d_k)}


def renamed(sizes: Mapping[str, Key], **names: str) -> dict[str, Key]:
    """The same sizes under other keys."""
    return {letter: (names.get(letter, key[0]), key[1]) for letter, key in sizes.items()}


TIED, UNTIED = {"tied": ("tie_word_embeddings", True)}, {"tied": ("tie_word_embeddings", False)}
BIAS = {"bias": ("attention_bias", False)}
