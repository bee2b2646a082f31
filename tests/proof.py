"""How many random cases a test draws: few in a usual run, many where everything is to be proven (`make proof`)."""

from __future__ import annotations

import os

from hypothesis import settings


def cases(usual: int, proof: int) -> settings:
    """So many random cases in a usual run, and so many in a proof; all else as the profile has it."""
    return settings(max_examples=proof if os.environ.get("SYMCOUNT_PROOF") else usual)
