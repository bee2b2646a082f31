"""Stochastic depth: while training, a whole branch is left out at random."""

from __future__ import annotations

from symcount.core.facts import is_not, option, saves
from symcount.layers.allowed import one_of, share
from symcount.layers.elementwise import SETTING, Elementwise
from symcount.layers.passes import MASK


class StochasticDepth(Elementwise):
    """While training, leave out the whole branch of an example at random; nothing is learned."""

    rests = True

    p = option("the share of the branches that is left out", default=0.5, allowed=share)
    mode = option(SETTING, default="row", allowed=one_of("batch", "row"))

    @property
    def view(self) -> bool:
        """Where nothing is left out, what came goes on."""
        return bool(self.p == 0)

    mask = saves(1, label="mask", stored="mask", when=is_not(p, 0), why=MASK)
