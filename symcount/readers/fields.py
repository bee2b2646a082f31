"""The fields of a spec file, one declaration each: the reader and the JSON Schema are made from these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal[
    "title", "text", "language", "word", "sizes", "shape", "shapes", "layers", "architecture", "wishes", "conventions"
]


@dataclass(frozen=True, slots=True)
class Field:
    """A key of a spec file: what it holds, what it means, how it is written, what it is when left out.

    `instead` are other keys that may stand in the place of one that is required.
    """

    name: str
    kind: Kind
    meaning: str
    example: object
    default: str | None = None
    words: tuple[str, ...] = ()
    required: bool = False
    instead: tuple[str, ...] = ()


_LAYERS = [{"CONV1": "Conv2d(8, kernel_size=f)"}, "ReLU", "Flatten", "Linear(10)"]

FIELDS: Mapping[str, Field] = {
    field.name: field
    for field in (
        Field("name", "title", "The title of the report; the name of the file when left out.", "A LeNet variant"),
        Field("about", "text", "A sentence or two on the network, printed under the title.", "Images of 32 by 32.", ""),
        Field("lang", "language", "The language of the texts in this file, as a BCP 47 tag.", "en", "en"),
        Field(
            "sizes", "sizes",
            "Names for sizes: a whole number, a formula of names above it, or nothing (the name stays a symbol).",
            {"f": 5, "c": 3, "k": None},
        ),
        Field(
            "input", "shape", "The shape of one example, channels first, the batch left out.", ["c", 32, 32],
            required=True, instead=("inputs", "architecture"),
        ),
        Field(
            "inputs", "shapes", "The shapes of several inputs of one example, each as under input.",
            [["c", 32, 32], [10]],
        ),
        Field("layers", "layers", "The layers from the input to the output, each with a name or without.", _LAYERS,
              required=True, instead=("architecture",)),
        Field(
            "architecture", "architecture",
            "A network by its name, such as `symcount zoo` lists them, in the place of input and layers; "
            "sizes change its hyper-parameters, and one without a number stays a symbol.", "resnet50",
        ),
        Field(
            "form", "word", "How a derivation is told: per filter, or weights plus biases.", "per-filter",
            "per-filter", ("per-filter", "weights-plus-biases"),
        ),
        Field(
            "layout", "word", "How shapes are shown; they are written channels first in either case.", "channels_first",
            "channels_first", ("channels_first", "channels_last"),
        ),
        Field(
            "conventions", "conventions", "The conventions to count by, where they are not the usual ones.",
            ["keras", "causal"],
        ),
        Field("budget", "title", "The memory that the model must fit into.", "64 KiB"),
        Field(
            "extensions", "wishes", "What the report adds to the network at hand: an optimizer, batch normalization.",
            [{"optimizer": "Adam"}],
        ),
        Field("chapters", "wishes", "The chapters that the report has beside the derivation.", ["weight-sharing"]),
    )
}  # fmt: skip
