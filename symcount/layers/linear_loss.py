"""A loss that owns weights: it makes the scores of the classes itself."""

from __future__ import annotations

from symcount.core.errors import InputError
from symcount.core.expression import Value
from symcount.core.facts import (
    buffer,
    either,
    equal,
    flag,
    gives,
    incoming,
    is_,
    is_not,
    option,
    picked,
    rest,
    saves,
    shape_setting,
    shift,
    size,
    takes,
    volume,
    weights,
    work,
)
from symcount.core.layer import Layer
from symcount.core.values import product
from symcount.layers.allowed import one_of, share
from symcount.layers.attention import PROBABILITIES
from symcount.layers.passes import bias_added, multiplied_input

RIGHT = "the gradient goes to the scores of the classes that are right"
SCORED = "every class, for each number that is told, has a score"


def probabilities(told: tuple[Value, ...], targets: tuple[Value, ...] | None) -> int:
    """1, where the target has a dimension more, with a probability for every class."""
    more = 0 if targets is None else len(targets) - len(told)
    if more not in (0, 1):
        raise InputError(
            f"the target has {len(told)} dimensions, or one more for probabilities, got {more + len(told)}"
        )
    return more


def together(targets: tuple[Value, ...] | None, told: tuple[Value, ...]) -> Value:
    """The values of the target; of one that is not given, those that there should be."""
    return product(told if targets is None else targets)


class LinearCrossEntropyLoss(Layer):
    """An example (n,) and its class () to how unlikely a linear layer takes that class, ().

    With out_features (m,) an example has m classes, and reduction="none" gives a loss for each.
    """

    part = "softmax"

    num_classes = size("N", "classes")
    out_features = shape_setting("m", "dimensions of what has a class", default=())
    bias = flag("one bias for every score", default=False)
    reduction = option(
        "how losses become one: mean or sum; none keeps them", default="mean", allowed=one_of("mean", "none", "sum")
    )
    weight = option("the weights of the classes in the loss", default=None)
    ignore_index = option("the class that is passed over", default=None)
    label_smoothing = option("the share of the probability that all classes have", default=0.0, allowed=share)
    options = option("how the work is cut into pieces", default=None)

    in_features = incoming("n", "numbers of an example", keyword=True)
    targets = rest("t", "dimensions of the classes that are right")
    shape = takes(in_features)
    target = takes(targets, optional=True)
    probable = picked("u", "whether every class has a probability", probabilities, out_features, targets)
    values = picked("v", "values of the target", together, targets, out_features)
    told = volume("m", out_features, why="each of these has a class of its own")
    output = gives()
    losses = gives(out_features, when=is_(reduction, "none"))

    one_of_each = equal(
        values,
        either(probable, 1, num_classes * told, told),
        "what has a class has one class, or a probability for each",
    )

    linear = weights(
        num_classes * told, in_features, name="linear.weight", unit="score",
        why="each score of a class is made of all numbers of an example",
    )  # fmt: skip
    offset = shift(
        num_classes * told, when=bias, name="linear.bias", why="each score adds one number of its own, its bias"
    )
    class_weights = buffer(
        num_classes, name="weight", label="weights of the classes", when=is_not(weight, None),
        why="a number for each class says how much it counts in the loss",
    )  # fmt: skip
    dots = work(in_features, times=(num_classes, told), why=SCORED, unit="score")
    additions = bias_added(num_classes, told, when=bias)

    multiplied = multiplied_input()
    logarithms = saves(num_classes, told, label="logarithms of the probabilities", why=PROBABILITIES)
    right = saves(told, label="classes", stored="int64", when=is_(targets, None), why=RIGHT)
    divisor = saves(1, label="sum of the losses' weights", stored="fp32", once=True, why="the mean is divided by it")
