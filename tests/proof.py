"""How many random cases a test draws: few in a usual run, many where everything is to be proven (`make proof`)."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

PROOF = bool(os.environ.get("SYMCOUNT_PROOF"))

# A busy machine draws slowly, and the first call of a witness loads a part of it: no test is about time.
settings.register_profile("usual", max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("proof", settings.get_profile("usual"), max_examples=300)


def cases(usual: int, proof: int) -> settings:
    """So many random cases in a usual run, and so many in a proof."""
    return settings(settings.get_profile("proof" if PROOF else "usual"), max_examples=proof if PROOF else usual)
