"""What each command of the command line does: a SPEC read, a plan made, a page printed or written."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from symcount.core.errors import InputError, nearest, shown
from symcount.core.expression import Size, Value
from symcount.core.sizes import numbers_for
from symcount.counting.derivation import Form
from symcount.counting.derive import derive as derive_rows
from symcount.counting.derive import derive_layer
from symcount.counting.quantities import QUANTITIES, Quantity
from symcount.networks.sequential import sizes_of
from symcount.readers.locate import load
from symcount.readers.spec import Spec
from symcount.reporting.document import Document, Source
from symcount.reporting.plan import Plan, Request


def count(spec: str, at: Sequence[str], form: str | None, keys: Sequence[str], style: str) -> int:
    """Print how much of everything a network has."""
    from symcount.reporting import tally

    plan = _plan(load(spec), at, form)
    for key in keys:
        _quantity(key)
    if style == "json":
        sys.stdout.write(tally.as_json(plan, keys))
    elif style == "csv":
        sys.stdout.write(tally.as_csv(plan, keys))
    else:
        _print(tally.as_document(plan, keys), style)
    return 0


def derive(spec: str, at: Sequence[str], form: str | None, layer: str | None, key: str, style: str) -> int:
    """Print how a number of one layer, or of the whole network, comes about."""
    from symcount.reporting.why import Why

    plan, quantity = _plan(load(spec), at, form), _quantity(key)
    if layer is None:
        told = derive_rows(plan.rows, quantity, plan.form, plan.numbers, f"{quantity.title} of {plan.name}")
    else:
        found = {row.path: row for row in plan.rows}
        if layer not in found:
            raise InputError(f"{spec}: there is no layer {shown(layer)!r}{nearest(layer, found)}")
        told = derive_layer(found[layer], quantity, plan.form, plan.numbers)
        told = replace(told, title=f"{quantity.title} of {layer} ({told.title})")
    _print(Why(told).document(), style)
    return 0


def report(specs: Sequence[str], at: Sequence[str], form: str | None, output: Path, templates: Path | None) -> int:
    """Write a report on one network or several."""
    from symcount.reporting.book import collection, document
    from symcount.reporting.rendering import check_target, write

    check_target(output)
    read = [load(spec) for spec in specs]
    plans = [_plan(spec, at, form) for spec in read]
    sources = tuple(Source(spec.source_name, spec.source) for spec in read if spec.source)
    lang = read[0].lang
    made = document(plans[0], sources, lang) if len(plans) == 1 else collection(plans, sources, lang)
    write(made, output, templates)
    return 0


def schema() -> int:
    """Print the JSON Schema of spec files."""
    from symcount.readers.schema import spec_schema

    print(json.dumps(spec_schema(), indent=2))
    return 0


def _plan(spec: Spec, at: Sequence[str], form: str | None) -> Plan:
    return Plan(
        spec.name, spec.net, {**spec.numbers, **_numbers(spec, at)}, cast(Form, form or spec.form), spec.layout,
        spec.about, spec.budget or "",
        tuple(Request(wish.name, wish.options, wish.path) for wish in spec.extensions),
        None if spec.chapters is None else tuple(Request(w.name, w.options, w.path) for w in spec.chapters),
    )  # fmt: skip


def _numbers(spec: Spec, at: Sequence[str]) -> dict[Size, Value]:
    given: dict[str, object] = {}
    for text in at:
        name, equals, number = text.partition("=")
        if not equals or not number:
            raise InputError(f"--at takes NAME=NUMBER such as c=64, got {shown(text)!r}")
        given[name.strip()] = number.strip()
    return numbers_for(sizes_of(spec.net), given)


def _quantity(key: str) -> Quantity:
    if key not in QUANTITIES:
        raise InputError(f"unknown quantity {shown(key)!r}{nearest(key, QUANTITIES)}")
    return QUANTITIES[key]


def _print(document: Document, style: str) -> None:
    """A document on standard output: as wide as the terminal, or as Markdown or LaTeX."""
    from symcount.reporting.rendering.terminal import terminal

    if style in ("table", "text"):
        width = shutil.get_terminal_size((100, 24)).columns
        sys.stdout.write(terminal(document, width=width, colour=sys.stdout.isatty()))
        return
    from symcount.reporting.rendering import markup

    sys.stdout.write(markup(document, style))
