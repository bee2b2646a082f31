"""Worked examples: single layers on inputs of their own, each derived by itself."""

from __future__ import annotations

from symcount.core.binding import shape_text
from symcount.core.errors import InputError
from symcount.counting.derive import derive_layer
from symcount.counting.quantities import PARAMS
from symcount.networks.calls import layer_from_call
from symcount.networks.composite import Sequential
from symcount.networks.rows import rows, sizes_of
from symcount.reporting.chapters.layerwise import blocks_of
from symcount.reporting.document import Section
from symcount.reporting.options import fields, word, words
from symcount.reporting.plan import Plan

KEYS = ("title", "layer", "input")


def examples(plan: Plan, options: object) -> Section:
    """The parameters of several layers, each with an input of its own."""
    many = options if isinstance(options, (tuple, list)) else ()
    if not many:
        raise InputError("expected a list of examples: [{layer: 'Conv2d(1, kernel_size=5)', input: [1, 32, 32]}]")
    sections = tuple(_example(plan, place, fields(one, KEYS)) for place, one in enumerate(many, 1))
    return Section("examples", "Worked examples", (), sections)


def _example(plan: Plan, place: int, found: dict[str, object]) -> Section:
    text = word(found.get("layer"), "a layer such as Conv2d(1, kernel_size=5)")
    shape = words(found.get("input"), "an input such as [1, 32, 32]")
    net = Sequential((text, layer_from_call(text)), input=shape)
    row, names = rows(net)[0], sizes_of(net)
    told = derive_layer(row, PARAMS, plan.form, {size: value for size, value in plan.numbers.items() if size in names})
    title = word(found.get("title", f"{text} on {shape_text(row.case.input)}"), "a title")
    return Section(f"example-{place}", title, blocks_of(told))
