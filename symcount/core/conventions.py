"""Conventions on which sources differ: named choices, one of each topic, the first being what we use unless told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from symcount.core.errors import InputError, nearest, shown


@dataclass(frozen=True, slots=True)
class Convention:
    """One way to count among several in use: its topic, its name, and what it says."""

    topic: str
    key: str
    meaning: str


_ALL = (
    Convention(
        "framework", "torch",
        "Layers are built as PyTorch builds them: running statistics are buffers, "
        "a recurrent layer has two bias vectors",
    ),
    Convention(
        "framework", "keras",
        "Layers are built and counted as Keras does: running statistics are parameters that do not train, "
        "a recurrent layer has one bias vector",
    ),
    Convention("flop", "two-flops", "One multiply-accumulate is two floating-point operations (FLOPs)"),
    Convention("flop", "one-flop", "One multiply-accumulate is one floating-point operation (FLOP)"),
    Convention("bias", "bias-free", "Adding biases counts no operations"),
    Convention("bias", "bias-counted", "Adding a bias is one floating-point operation for every output value"),
    Convention("elementwise", "products-only", "Pooling, normalization, activations and softmax count no operations"),
    Convention(
        "elementwise", "elementwise-counted",
        "Every value that goes through a normalization counts 7 operations, through a softmax 5 and through an "
        "activation 2; pooling counts none",
    ),
    Convention("attention", "full", "Every query is compared with every key"),
    Convention("attention", "causal", "A query sees no later key, which halves the work between queries and keys"),
)  # fmt: skip

CONVENTIONS: Mapping[str, Convention] = {one.key: one for one in _ALL}
TOPICS: Mapping[str, tuple[Convention, ...]] = {
    topic: tuple(one for one in _ALL if one.topic == topic) for topic in dict.fromkeys(one.topic for one in _ALL)
}
# Topics that say how to count any layer; the others matter where a layer follows them.
EVERYWHERE = ("flop", "bias", "elementwise")


@dataclass(frozen=True, slots=True)
class Conventions:
    """One choice for every topic."""

    chosen: Mapping[str, str] = field(
        default_factory=lambda: MappingProxyType({topic: choices[0].key for topic, choices in TOPICS.items()})
    )

    def __getitem__(self, topic: str) -> str:
        return self.chosen[topic]

    @property
    def unusual(self) -> tuple[str, ...]:
        """The names of the choices that are not the usual ones."""
        return tuple(key for topic, key in self.chosen.items() if key != TOPICS[topic][0].key)

    def told(self, *topics: str) -> tuple[str, ...]:
        """What is chosen for some topics, a sentence each."""
        return tuple(f"{CONVENTIONS[self.chosen[topic]].meaning}." for topic in topics)

    def __hash__(self) -> int:
        return hash(tuple(self.chosen.values()))


USUAL = Conventions()


def conventions(keys: Iterable[str] | str = (), base: Conventions = USUAL) -> Conventions:
    """The usual choices, or those of a base, with some others in their places, by their names.

    >>> conventions("keras causal")["attention"]
    'causal'
    """
    if not isinstance(keys, Iterable):
        raise InputError(f"conventions are given by their names, got {shown(keys)}")
    chosen: dict[str, str] = {}
    for key in keys.replace(",", " ").split() if isinstance(keys, str) else keys:
        topic = convention(key).topic
        if chosen.setdefault(topic, key) != key:
            raise InputError(f"{chosen[topic]} and {key} are two choices of one convention, {topic}")
    return Conventions(MappingProxyType({**base.chosen, **chosen}))


def convention(key: str) -> Convention:
    """A convention by its name."""
    if not isinstance(key, str) or key not in CONVENTIONS:
        raise InputError(f"unknown convention {shown(key)!r}{nearest(str(key), CONVENTIONS)}")
    return CONVENTIONS[key]
