"""Parameters kept in another number format."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from symcount.networks.changes.freezing import wrapped
from symcount.networks.changes.places import with_input, words
from symcount.networks.composite import InFormat, Network


def with_format(
    network: Network, format: str, parts: str | Sequence[str | int] | None = None, input: object = None
) -> Network:
    """The network whose parameters, or those of some parts, are kept in a number format: only their bytes change.

    `format` is fp32, bf16, int8, ... as precision policies have it; `parts` as freeze takes them.
    """
    return wrapped(with_input(network, input), words(parts), partial(InFormat, format))
