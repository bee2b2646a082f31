"""A layer class placed with letters in the place of numbers: what it has in its own symbols, as a textbook says it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from symcount.core.conventions import USUAL, Conventions
from symcount.core.errors import InputError
from symcount.core.expression import Expr, Size, Value, written
from symcount.core.formal import REQUIRED, Formal
from symcount.core.layer import Layer
from symcount.core.reading import substituted
from symcount.core.ready import Input
from symcount.core.stated import Each
from symcount.core.theory import Theory
from symcount.networks.calls import layer_from_call
from symcount.networks.rows import rows
from symcount.networks.signal import Row, Shape

# Settings that no letter can stand for: each layer gets the smallest that shows what it does.
_NUMBERS: Mapping[str, Mapping[str, Any]] = {
    "FractionalMaxPool2d": {"output_size": ("h", "w")},
    "FractionalMaxPool3d": {"output_size": ("t", "h", "w")},
    "Permute": {"dims": (0, 2, 1)},
    "Unflatten": {"dim": 1, "unflattened_size": ("u_1", "u_2")},
    "Upsample": {"scale_factor": 2},
    "UpsamplingBilinear2d": {"scale_factor": 2},
    "UpsamplingNearest2d": {"scale_factor": 2},
}
_LAYERS: Mapping[str, str] = {
    "encoder_layer": "TransformerEncoderLayer(nhead=h, dim_feedforward=F)",
    "decoder_layer": "TransformerDecoderLayer(nhead=h, dim_feedforward=F)",
    "layer": "Linear(m)",
}
SMALL = 2  # a default up to here is no size that anybody chose: one stride, no padding, two directions
_RUNS = (1, 0, 2, 3)  # how many dimensions stand for any number of them: one, where the layer takes it


def letter_of(formal: Formal) -> str:
    """The letter of a size of a theory, whichever axis it is on; empty where it has none."""
    return formal.name.replace("{}", "").strip("_")


def letter(formal: Formal) -> Size:
    """The symbol of a size of a theory, as a size that a person could have written."""
    return Size(letter_of(formal) or formal.attribute)


def in_letters(kind: type[Layer], ways: Conventions = USUAL) -> tuple[Layer, tuple[Shape, ...], tuple[Row, ...]]:
    """A layer with letters for what must be given, its inputs in letters, and its rows inside a network.

    Settings with a small default keep it; its input needs a gradient. InputError where no letters fit.
    """
    layer = kind(**dict(_settings(kind.theory)))
    problem: InputError | None = None
    for run in _RUNS:
        shapes = tuple(_shapes(kind.theory, run))
        try:
            return layer, shapes, rows(layer, inputs=shapes, conventions=ways, input_gradient=True)
        except InputError as wrong:
            problem = problem or wrong
    assert problem is not None
    raise problem


def _settings(theory: Theory) -> Iterator[tuple[str, Any]]:
    given = _NUMBERS.get(theory.name, {})
    yield from given.items()
    for name, formal in theory.settings.items():
        if name in given or not (formal.default is REQUIRED or _chosen(formal)):
            continue
        if formal.role == "layer":
            yield name, layer_from_call(_LAYERS[name])
        elif formal.role == "option":
            yield name, 1
        else:
            yield name, (letter(formal),) if formal.role == "shape" else letter(formal)


def _chosen(formal: Formal) -> bool:
    """Whether the default of a setting is a size like any other: 2048 hidden units."""
    return formal.role == "size" and type(formal.default) is int and formal.default > SMALL


def _shapes(theory: Theory, run: int) -> Iterator[Shape]:
    """The inputs that must be there; two where there may be any number of them."""
    needed = [one for one in theory.inputs if one.like is None and not one.fact.optional]
    own: dict[Size, Size] = {one: letter(one) for formal in theory.formals for one in theory.spread[formal]}
    for one in needed * 2 if needed[0].fact.repeated else needed:
        yield tuple(_dims(theory, one, own, run))


def _dims(theory: Theory, one: Input, own: Mapping[Size, Size], run: int) -> Iterator[Value]:
    for dim in one.fact.dims:
        inner: Expr = dim.of if isinstance(dim, Each) else written(dim)
        if isinstance(inner, Formal) and inner.role == "many":
            name = letter(inner).name
            yield from (Size(name if run == 1 else f"{name}_{place}") for place in range(1, run + 1))
        elif isinstance(dim, Each):
            for axis in range(len(theory.letters)):
                yield substituted(theory.on_axis(inner, axis), own)
        else:
            yield substituted(inner, own)
