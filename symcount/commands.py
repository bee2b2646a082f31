"""What each command of the command line does: a SPEC read, a plan made, a page printed or written."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
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

    (plan,) = _plans([load(spec)], at, form)
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

    (plan,), quantity = _plans([load(spec)], at, form), _quantity(key)
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
    plans = _plans(read, at, form)
    sources = tuple(Source(spec.source_name, spec.source) for spec in read if spec.source)
    lang = read[0].lang
    if len(plans) == 1:
        with _located(read[0]):
            made = document(plans[0], sources, lang)
    else:
        made = collection(plans, sources, lang)
    with _working(f"writing {shown(str(output))}"):
        write(made, output, templates)
    return 0


@contextmanager
def _working(what: str) -> Iterator[None]:
    """A sign of life on a terminal while a longer piece of work runs; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(what):
        yield


def schema() -> int:
    """Print the JSON Schema of spec files."""
    from symcount.readers.schema import spec_schema

    print(json.dumps(spec_schema(), indent=2))
    return 0


def _plans(specs: Sequence[Spec], at: Sequence[str], form: str | None) -> list[Plan]:
    """A plan for every spec; a number given by --at goes to each spec that has the size."""
    given = _given(at)
    everywhere = {size: None for spec in specs for size in sizes_of(spec.net)}
    try:
        numbers = numbers_for(tuple(everywhere), given)
    except InputError as wrong:
        raise InputError(str(wrong), "--at") from None
    return [_plan(spec, {s: v for s, v in numbers.items() if s in sizes_of(spec.net)}, form) for spec in specs]


def _plan(spec: Spec, numbers: Mapping[Size, Value], form: str | None) -> Plan:
    plan = Plan(
        spec.name, spec.net, {**spec.numbers, **numbers}, cast(Form, form or spec.form), spec.layout,
        spec.about, spec.budget or "",
        tuple(Request(wish.name, wish.options, wish.path) for wish in spec.extensions),
        None if spec.chapters is None else tuple(Request(w.name, w.options, w.path) for w in spec.chapters),
    )  # fmt: skip
    with _located(spec):
        _ = plan.rows
    return plan


def _given(at: Sequence[str]) -> dict[str, object]:
    given: dict[str, object] = {}
    for text in at:
        name, equals, number = text.partition("=")
        if not equals or not number:
            raise InputError(f"--at takes NAME=NUMBER such as c=64, got {shown(text)!r}")
        given[name.strip()] = number.strip()
    return given


@contextmanager
def _located(spec: Spec) -> Iterator[None]:
    """Whatever is wrong inside is told with the spec's file, and its line where that is known."""
    try:
        yield
    except InputError as wrong:
        line = spec.lines.get(wrong.path.partition(":")[0])
        place = f"{spec.source_name}:{line}" if line else spec.source_name
        raise InputError(str(wrong), place) from None


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
