"""How often a window fits along an axis: the one formula behind convolutions and pools."""

from __future__ import annotations

from symcount.core.expression import CeilDiv, Expr, Minimum, Operand, written


def span(kernel: Operand, dilation: Operand = 1) -> Expr:
    """The steps that a window reaches over from its first to its last."""
    return dilation * (written(kernel) - 1) + 1


def places(extent: Expr, reach: Operand, stride: Expr, padding: Expr) -> Expr:
    """The places at which a window of this reach stands inside the padded input."""
    return (extent + 2 * padding - reach) // stride + 1


def places_rounded_up(extent: Expr, reach: Operand, stride: Expr, padding: Expr) -> Expr:
    """The same with ceil_mode: a last window may reach over the end if it starts inside the input or its left padding."""
    over_the_end = CeilDiv(extent + 2 * padding - reach, stride) + 1
    return Minimum((over_the_end, CeilDiv(extent + padding, stride)))
