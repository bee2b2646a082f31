"""The softmax over many classes that spends less on rare ones, as in torch.nn: a head, and clusters behind it."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from symcount.core.errors import InputError
from symcount.core.expression import Operand, Value, folded, written
from symcount.core.facts import flag, gives, incoming, ratio, shape_setting, size, takes
from symcount.core.placing import Case
from symcount.core.values import floor_div, product
from symcount.layers.choosing import ClassScore
from symcount.layers.linear import Linear
from symcount.networks.block import Block
from symcount.networks.composite import Network, Sequential
from symcount.networks.graph import Graph


class AdaptiveLogSoftmaxWithLoss(Block):
    """An example (n,) and its class () to the logarithm of that class's probability and the loss, ((), ()).

    The head tells the frequent classes and the clusters of the others apart; the further behind a
    cluster stands, the fewer numbers its classes are told apart by (arXiv:1609.04309). Counted are the
    head and all clusters: torch computes only those clusters that have classes in the batch.
    """

    part = "softmax"

    n_classes = size("N", "classes", least=2)
    cutoffs = shape_setting("c", "classes before each cluster begins")
    div_value = ratio("v", "how many times fewer numbers each cluster has", default=4)
    head_bias = flag("biases of the head", default=False)
    in_features = incoming("n", "numbers of an example", keyword=True)

    shape = takes(in_features)
    target = takes(optional=True)
    output = gives((), ())

    def inside(self, case: Case) -> Network:
        """The head, and for every cluster two linear layers without biases."""
        ends = (*self.cutoffs, self.n_classes)
        clusters = [self._between(start, end) for start, end in pairwise(ends)]
        head = Linear(folded(written(ends[0]) + len(clusters)), bias=self.head_bias)
        nodes: dict[str, object] = {"head": (head, "input")}
        for place, classes in enumerate(clusters):
            narrow = Linear(self._narrowed(case.value(AdaptiveLogSoftmaxWithLoss.in_features), place + 1), bias=False)
            nodes[f"tail.{place}"] = (Sequential(narrow, Linear(classes, bias=False)), "input")
        nodes["score"] = (ClassScore(), *nodes)
        return Graph(nodes, inputs=("input", "target")[: len(case.inputs)])

    def _between(self, start: Value, end: Value) -> Value:
        """The classes of one cluster."""
        if isinstance(start, int) and isinstance(end, int) and start >= end:
            raise InputError(f"cutoffs grow and stay below n_classes, got {start} before {end}")
        return folded(written(end) - start)

    def _narrowed(self, features: Value, times: int) -> Value:
        """The numbers that are left of an example's after so many divisions, rounded down.

        Where all is known they are divided as PyTorch does it, in double precision.
        """
        by = self.div_value
        if isinstance(features, int) and isinstance(by, Fraction):
            return int(features // float(by) ** times)
        if not isinstance(by, (int, Fraction)):
            return floor_div(features, product((by,) * times))
        power = Fraction(by) ** times
        over: Operand = product((features, power.denominator))
        return floor_div(over, power.numerator)
