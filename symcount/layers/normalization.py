"""Normalization of each example over its last dimensions, or every number by its neighbours in other channels."""

from __future__ import annotations

from symcount.core.facts import (
    flag,
    gives,
    incoming,
    option,
    rest,
    saves,
    saves_input,
    saves_output,
    shape_setting,
    shift,
    size,
    takes,
    volume,
    weights,
)
from symcount.core.layer import Layer
from symcount.layers.allowed import number, number_or_none
from symcount.layers.passes import ASKED, STATISTICS, normalized as every_value

NEIGHBOURS = "the gradient goes through the neighbours in other channels too"
SCALE = "each normalized place is multiplied by a learned number of its own"


class OverLast(Layer, abstract=True):
    """The last dimensions are normalized together (the last one unless normalized_shape says more)."""

    normalized_shape = shape_setting("d", "normalized dimensions", default=None)

    leading = rest("r", "leading dimensions")
    normalized = rest("d", "normalized places", like=normalized_shape)
    shape = takes(leading, normalized)
    places = volume("d", normalized, why="the places that are normalized together")
    output = gives(leading, normalized)
    operations = every_value(leading, normalized)
    deviations = saves_input(ASKED)


class LayerNorm(OverLast):
    """Normalize each example over its last dimensions (the last one unless normalized_shape says more)."""

    eps = option("a small number against division by zero", default=1e-05, allowed=number)
    elementwise_affine = flag("a learned scale for every normalized place")
    bias = flag("a learned shift for every normalized place, beside the scale")
    statistics = saves(2, OverLast.leading, label="means and inverse deviations", stored="fp32", why=STATISTICS)

    weight = weights(
        OverLast.normalized, unit="place", when=elementwise_affine, cite="ba2016", label="scales", why=SCALE,
    )  # fmt: skip
    offset = shift(
        OverLast.normalized, when=(elementwise_affine, bias), name="bias", cite="ba2016", label="shifts",
        why="each normalized place is shifted by a learned number of its own",
    )  # fmt: skip


class RMSNorm(OverLast):
    """Divide each example by its root mean square over the last dimensions (the last one unless told more)."""

    eps = option(
        "a small number against division by zero; of None the smallest that counts",
        default=None,
        allowed=number_or_none,
    )
    elementwise_affine = flag("a learned scale for every normalized place")
    statistics = saves(OverLast.leading, label="inverse root mean squares", stored="fp32", why=STATISTICS)
    scaled = saves(
        OverLast.leading, OverLast.normalized, label="normalized values", when=elementwise_affine, learned=True,
        why="the gradient of the scales needs what they multiplied",
    )  # fmt: skip

    weight = weights(
        OverLast.normalized, unit="place", when=elementwise_affine, cite="zhang2019", label="scales", why=SCALE,
    )  # fmt: skip


class ResponseNorm(Layer, abstract=True):
    """Every number is divided by how strong its neighbours in other channels are; nothing is learned."""

    size = size("s", "channels that are taken together")
    alpha = option("how much the neighbours count", default=1e-04)
    beta = option("the power of what is divided by", default=0.75)
    k = option("what is added before", default=1.0)

    channels = incoming("c", "channels")
    deviations = saves_input(ASKED)


class LocalResponseNorm(ResponseNorm):
    """Every number is divided by how strong its neighbours in other channels are, in inputs (c, L, ...)."""

    length = incoming("L", "first extent")
    further = rest("n", "further extents")
    shape = takes(ResponseNorm.channels, length, further)
    output = gives(ResponseNorm.channels, length, further)
    operations = every_value(ResponseNorm.channels, length, further)
    squares = saves(
        ResponseNorm.channels + ResponseNorm.size - 1, length, further, label="squares, padded", why=NEIGHBOURS
    )
    powers = saves(2, ResponseNorm.channels, length, further, label="sums and their powers", why=NEIGHBOURS)


class CrossMapLRN2d(ResponseNorm):
    """Local response normalization of images (c, H, W), under an older name."""

    height = incoming("H", "height")
    width = incoming("W", "width")
    shape = takes(ResponseNorm.channels, height, width)
    output = gives(ResponseNorm.channels, height, width)
    operations = every_value(ResponseNorm.channels, height, width)
    given = saves_output(NEIGHBOURS)
