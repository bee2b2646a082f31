"""Tensors that several places share: which of them have been counted where they first stood."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from symcount.core.errors import InputError
from symcount.core.expression import Value
from symcount.core.placing import Case
from symcount.core.ready import many_values
from symcount.networks.signal import Shape

Key = tuple[str, str]  # the name under which tensors are shared, and where they stand inside


@dataclass(slots=True)
class Sharing:
    """What is known of shared tensors on the way through a network.

    `name` is the one under which the layers at hand are shared, `start` the length of the path to there, and
    `turn` says which repetitions inside it they stand in: each repetition has tensors of its own.
    """

    name: str | None = None
    start: int = 0
    turn: str = ""
    owners: dict[Key, dict[str, Shape]] = field(default_factory=dict)
    times: dict[Key, Value] = field(default_factory=dict)

    def aside(self) -> Sharing:
        """The same, of which changes leave nothing behind."""
        owners = {key: dict(tensors) for key, tensors in self.owners.items()}
        return replace(self, owners=owners, times=dict(self.times))

    def adopt(self, other: Sharing) -> None:
        """Go on where another one from here has come to; everyone who knows these owners knows it."""
        self.owners.update(other.owners)
        self.times.update(other.times)

    def under(self, name: str, start: int) -> Sharing:
        """What is shared under a name from a path of this length on; its owners are those of everything."""
        return replace(self, name=name, start=start, turn="")

    def in_turn(self, turn: str) -> Sharing:
        """The same one repetition further in."""
        return replace(self, turn=f"{self.turn}/{turn}")

    def repeats(self, times: Value, path: str) -> None:
        """Keep how often shared layers repeat; InputError where they do so another number of times elsewhere."""
        if self.name is None:
            return
        known = self.times.setdefault(self._key(path), times)
        if known != times:
            told = f"layers that share {self.name} repeat {known} times where they first stand"
            raise InputError(f"{told}; expected as many here, got {times}", path)

    def elsewhere(self, case: Case, path: str) -> frozenset[str]:
        """The tensors of a shared layer that have been counted where they first stood."""
        if self.name is None:
            return frozenset()
        shapes = {
            one.fact.name: many_values(case.values, one.readings) for one in case.owned("weight", "shift", "buffer")
        }
        known = self.owners.setdefault(self._key(path), {})
        found = frozenset(name for name, shape in shapes.items() if known.get(name) == shape)
        known.update({name: shape for name, shape in shapes.items() if name not in known})
        return found

    def _key(self, path: str) -> Key:
        assert self.name is not None
        return self.name, path[self.start :] + self.turn
