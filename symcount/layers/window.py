"""Windows that move: the span of one, how often it fits along an axis, and what every layer with a window states."""

from __future__ import annotations

from collections.abc import Mapping

from symcount.core.expression import CeilDiv, Expr, Minimum, Operand, written
from symcount.core.facts import at_least, either, let
from symcount.core.formal import Formal
from symcount.core.stated import Needs

PADDING_WORDS: Mapping[object, object] = {"valid": 0, "same": "same"}
SAME = "padding 'same' adds as many zeros as the filter takes away; only a stride leaves places out"
FILLED = "padding 'same' adds as many places as the window takes away; only a stride leaves places out"
KERAS_ALONE = "PyTorch knows padding='same' for convolutions only; Keras knows it here too (convention keras)"
OVER = "with ceil_mode a last window may reach over the end, if it starts inside the input or its left padding"
MIRRORED = "a mirror image leaves out the end itself, so the padding is smaller than the extent"
AROUND = "the padding goes around once at most"
HALF = "padding is at most half of the window"
FITS = "the window must fit into the padded input"


def span(kernel: Operand, dilation: Operand = 1) -> Expr:
    """The steps that a window reaches over from its first to its last."""
    return dilation * (written(kernel) - 1) + 1


def places(extent: Expr, reach: Operand, stride: Expr, padding: Operand = 0) -> Expr:
    """The places at which a window of this reach stands inside the padded input."""
    return (extent + 2 * padding - reach) // stride + 1


def places_rounded_up(extent: Expr, reach: Operand, stride: Expr, padding: Operand = 0) -> Expr:
    """The same with ceil_mode: a last window may reach over the end if it starts inside the input or its left padding."""
    over_the_end = CeilDiv(extent + 2 * padding - reach, stride) + 1
    return Minimum((over_the_end, CeilDiv(extent + padding, stride)))


def room(extent: Expr, stride: Expr, padding: Operand, ceil_mode: Formal) -> Expr:
    """What the first window has to fit into: the padded input, and with ceil_mode less than a stride beyond it."""
    return extent + 2 * padding + either(ceil_mode, True, stride - 1, 0)


def filtered(extent: Expr, reach: Operand, stride: Expr, padding: Formal) -> Formal:
    """The output extent of a convolution."""
    return let(
        "{}_out", "output extent",
        either(padding, "same", CeilDiv(extent, stride), places(extent, reach, stride, padding), why=SAME), along=True,
        why="the filter fits this many times along the axis", cite="dumoulin2016",
    )  # fmt: skip


def pooled(extent: Expr, reach: Operand, stride: Expr, ceil_mode: Formal, padding: Formal | None = None) -> Formal:
    """The output extent of a pool, with or without a padding."""
    around = 0 if padding is None else padding
    rounded_up = places_rounded_up(extent, reach, stride, around)
    fitting = either(ceil_mode, True, rounded_up, places(extent, reach, stride, around), why=OVER)
    return let(
        "{}_out", "output extent",
        fitting if padding is None else either(padding, "same", CeilDiv(extent, stride), fitting, why=FILLED),
        along=True, why="the window fits this many times along the axis", cite="dumoulin2016",
    )  # fmt: skip


def window_fits(extent: Expr, reach: Expr, stride: Expr, padding: Formal, ceil_mode: Formal) -> Needs:
    """The first window has room; "same" makes room for every window."""
    room_ = either(padding, "same", reach, room(extent, stride, padding, ceil_mode))
    return at_least(room_, reach, FITS, along=True)


def at_most_half(kernel: Formal, padding: Formal) -> Needs:
    """No window sees more padding than input."""
    return at_least(kernel, either(padding, "same", 0, 2 * padding), HALF, along=True)


def keras_alone(padding: Formal, framework: Formal) -> Needs:
    """Only Keras takes the word "same" here."""
    return at_least(1, either(framework, "torch", either(padding, "same", 2, 1), 1), KERAS_ALONE, along=True)


def filter_fits(extent: Expr, reach: Expr, padding: Formal) -> Needs:
    """The filter has room; "same" makes room for every filter."""
    made = either(padding, "same", reach, extent + 2 * padding)
    return at_least(made, reach, "the filter must fit into the padded input", along=True)


def added_behind(reach: Expr, padding: Formal) -> Expr:
    """The padding behind an axis; "same" puts what is left of an odd number of places there."""
    return either(padding, "same", reach // 2, padding)


def same_is_unstrided(stride: Expr, padding: Formal, framework: Formal) -> Needs:
    """PyTorch takes the word "same" only where no stride leaves places out; Keras takes it with any stride."""
    why = "padding='same' keeps the extent only with stride 1; Keras takes it with any stride (convention keras)"
    return at_least(1, either(framework, "torch", either(padding, "same", stride, 1), 1), why, along=True)
