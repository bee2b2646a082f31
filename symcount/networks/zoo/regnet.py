"""RegNets: residual stages whose widths follow from four numbers, by the rule of their paper."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from math import log

from symcount.core.expression import Value
from symcount.core.values import floor_div
from symcount.layers import GlobalAvgPool2d, Linear, ReLU
from symcount.networks.composite import Repeat, Residual, Sequential
from symcount.networks.zoo.declaration import Architecture, HyperParameter
from symcount.networks.zoo.efficientnet import SQUEEZE, gate
from symcount.networks.zoo.pieces import CLASSES, COLOURS, SIDE, Parts, conv, depths, normed

UNIT = HyperParameter("w", "unit of width, of which all numbers of filters are multiples", 8)
STEM = HyperParameter("s", "filters of the first convolution", 32)
Stages = Sequence[tuple[int, int]]  # of each its width and the width of a group, in units


def _block(width: Value, came: Value, groups: int, gated: bool, stride: int = 1, projected: bool = False) -> Sequential:
    """A grouped convolution between two pointwise ones, with or without a gate, around a shortcut."""
    gates: Parts = [("se", gate(floor_div(came, SQUEEZE), width, ReLU()))] if gated else []
    shortcut = normed(conv(width, 1, stride)) if projected else None
    body = Residual(
        ("a", normed(conv(width, 1), ReLU())),
        ("b", normed(conv(width, 3, stride, groups=groups), ReLU())),
        *gates,
        ("c", normed(conv(width, 1))),
        shortcut=shortcut,
    )
    return Sequential(("", body), ("act", ReLU()))


def regnet(*, units: Stages, gated: bool, w: Value, s: Value, r: Value, c: Value, k: Value, **n: Value) -> Sequential:
    """Every stage halves the extent in its first block, which has a projection."""
    stages: Parts = []
    came = s
    for (unit, group), (name, blocks) in zip(units, n.items(), strict=True):
        width, groups = unit * w, unit // group
        first = _block(width, came, groups, gated, 2, projected=True)
        rest = Repeat(blocks - 1, ("", _block(width, width, groups, gated)))
        stages.append((f"stage{name[1:]}", Sequential(("first", first), ("rest", rest))))
        came = width
    return Sequential(
        ("stem", normed(conv(s, 3, 2), ReLU())),
        *stages,
        ("avgpool", GlobalAvgPool2d()),
        ("fc", Linear(k)),
        input=(c, r, r),
    )


def _widths(depth: int, first: int, slope: float, factor: float) -> list[int]:
    """The width of every block: on a line, rounded to the first one times a power of the factor, then to units."""
    powers = (round(log((first + slope * block) / first) / log(factor)) for block in range(depth))
    return [round(first * factor**power / UNIT.value) * UNIT.value for power in powers]


def _whole(width: int, group: int) -> int:
    """A width as a multiple of the width of a group: the nearest, or the next where a tenth would be lost."""
    near = max(group, (width + group // 2) // group * group)
    return near + group if near < 0.9 * width else near


def _regnet(
    kind: str, name: str, depth: int, first: int, slope: float, factor: float, group: int
) -> Architecture:  # fmt: skip
    """One of kind x, without gates, or y, with them, by the numbers that its paper states."""
    stages = [(width, len(list(alike))) for width, alike in groupby(_widths(depth, first, slope, factor))]
    groups = [min(group, width) for width, _ in stages]
    units = tuple(
        (_whole(width, one) // UNIT.value, one // UNIT.value) for (width, _), one in zip(stages, groups, strict=True)
    )
    with_gates = "with" if kind == "y" else "without"
    about = (
        f"{depth} residual blocks of grouped convolutions, {with_gates} squeeze-and-excitation; the widths of stages "
        f"follow from w_0 = {first}, w_a = {slope} and w_m = {factor}, the groups are {group} channels wide."
    )
    sizes = (COLOURS, SIDE, STEM, UNIT, *depths(*(blocks for _, blocks in stages)), CLASSES)
    build = partial(regnet, units=units, gated=kind == "y")
    title = f"RegNet{kind.upper()}-{name.replace('_', '.').upper()}"
    return Architecture(f"regnet_{kind}_{name}", title, about, "radosavovic2020", sizes, build)


ARCHITECTURES = tuple(
    _regnet(*one)
    for one in (
        ("y", "400mf", 16, 48, 27.89, 2.09, 8), ("y", "800mf", 14, 56, 38.84, 2.4, 16),
        ("y", "1_6gf", 27, 48, 20.71, 2.65, 24), ("y", "3_2gf", 21, 80, 42.63, 2.66, 24),
        ("y", "8gf", 17, 192, 76.82, 2.19, 56), ("y", "16gf", 18, 200, 106.23, 2.48, 112),
        ("y", "32gf", 20, 232, 115.89, 2.53, 232), ("y", "128gf", 27, 456, 160.83, 2.52, 264),
        ("x", "400mf", 22, 24, 24.48, 2.54, 16), ("x", "800mf", 16, 56, 35.73, 2.28, 16),
        ("x", "1_6gf", 18, 80, 34.01, 2.25, 24), ("x", "3_2gf", 25, 88, 26.31, 2.25, 48),
        ("x", "8gf", 23, 80, 49.56, 2.88, 120), ("x", "16gf", 22, 216, 55.59, 2.1, 128),
        ("x", "32gf", 23, 320, 69.86, 2.0, 168),
    )
)  # fmt: skip
