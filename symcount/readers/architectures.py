"""A named architecture as a spec: its network in symbols, with the numbers and conventions of its paper."""

from __future__ import annotations

from symcount.core.conventions import conventions
from symcount.core.errors import InputError
from symcount.networks.zoo.known import architecture
from symcount.readers.spec import Spec

PREFIX = "zoo:"


def read_architecture(spec: str) -> Spec:
    """The architecture that `zoo:NAME` names; InputError with the nearest name where it is unknown."""
    try:
        found = architecture(spec.removeprefix(PREFIX))
    except InputError as wrong:
        raise InputError(wrong.message, PREFIX.rstrip(":")) from None
    return Spec(
        name=found.title,
        net=found.network(),
        numbers={one.size: one.value for one in found.sizes},
        declared=tuple(one.name for one in found.sizes),
        form="per-filter",
        layout="channels_first",
        about=found.about,
        lang="en",
        budget=None,
        extensions=(),
        chapters=None,
        conventions=conventions(found.conventions),
        source_name=spec,
        source=b"",
        lines={},
    )
