"""Parameters kept in another number format: a change to a network that only its bytes tell."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from symcount.counting.policies import policy_named
from symcount.networks.changes import wrapped
from symcount.networks.changes.places import with_input, words
from symcount.networks.composite import InFormat, Network


def with_format(
    network: Network, format: str, parts: str | Sequence[str | int] | None = None, input: object = None
) -> Network:
    """The network whose parameters, or those of some parts, are kept as a policy has them: only their bytes change.

    `format` is the name of a policy (fp32, bf16, int8, int4, ...), `parts` are as freeze takes them; what
    `weight_bytes` is asked for holds everywhere else. InputError where the policy or a part is unknown.
    """
    stored = policy_named(format)
    return wrapped(with_input(network, input), words(parts), partial(InFormat, stored.key))
