"""What each command of the command line does: a SPEC read, a plan made, a page printed or written."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from typing import cast

from symcount.core.errors import InputError, nearest, shown
from symcount.core.expression import Expr, Size, Value
from symcount.core.sizes import numbers_for
from symcount.counting.derivation import Derivation, Form
from symcount.counting.derive import derive as derive_rows
from symcount.counting.derive import derive_layer
from symcount.counting.precision import read_bytes
from symcount.counting.quantities import QUANTITIES, Quantity
from symcount.networks.rows import rows, sizes_of
from symcount.networks.signal import Row
from symcount.readers.formulas import check_numbers, formula
from symcount.readers.locate import load
from symcount.readers.spec import Spec
from symcount.reporting.document import Document, Source
from symcount.reporting.plan import Plan, Request


def count(spec: str, at: Sequence[str], form: str | None, keys: Sequence[str], style: str) -> int:
    """Print how much of everything a network has."""
    from symcount.reporting import tally

    for key in keys:
        _quantity(key)
    with _working(f"counting {shown(spec)}"):
        (plan,) = _plans([load(spec)], at, form)
        texts = {"json": tally.as_json, "csv": tally.as_csv}
        text = texts[style](plan, keys) if style in texts else _page(tally.as_document(plan, keys), style)
    sys.stdout.write(text)
    return 0


def derive(spec: str, at: Sequence[str], form: str | None, layer: str | None, key: str, style: str) -> int:
    """Print how a number of one layer, or of the whole network, comes about."""
    from symcount.reporting.why import Why

    quantity = _quantity(key)
    with _working(f"deriving {shown(spec)}"):
        (plan,) = _plans([load(spec)], at, form)
        text = _page(Why(_derivation(plan, spec, layer, quantity)).document(), style)
    sys.stdout.write(text)
    return 0


def _derivation(plan: Plan, spec: str, layer: str | None, quantity: Quantity) -> Derivation:
    """The derivation of one layer, or of the whole network."""
    if layer is None:
        return derive_rows(plan.rows, quantity, plan.form, plan.numbers, f"{quantity.title} of {plan.name}")
    found = {row.path: row for row in plan.rows}
    if layer not in found:
        raise InputError(f"{spec}: there is no layer {shown(layer)!r}{nearest(layer, found)}")
    told = derive_layer(found[layer], quantity, plan.form, plan.numbers)
    return replace(told, title=f"{quantity.title} of {layer} ({told.title})")


def report(specs: Sequence[str], at: Sequence[str], form: str | None, output: Path, templates: Path | None) -> int:
    """Write a report on one network or several."""
    from symcount.reporting.rendering import check_target, write

    _, place = check_target(output)
    for spec in specs:
        if place == Path(spec).resolve():
            raise InputError(f"{shown(str(output), 200)} is a link to {shown(spec, 200)}, which would be lost")
    with _working(f"writing {shown(str(output))}"):
        read = [load(spec) for spec in specs]
        write(_report_on(read, _plans(read, at, form)), output, templates)
    return 0


def _report_on(read: Sequence[Spec], plans: Sequence[Plan]) -> Document:
    """The report on one network or several; what is wrong with one of them is told with its own file."""
    from symcount.reporting.book import collection, document

    sources = tuple(Source(spec.source_name, spec.source) for spec in read if spec.source)
    if len(plans) == 1:
        with _located(read[0]):
            return document(plans[0], sources, read[0].lang)
    try:
        return collection(plans, sources, read[0].lang)
    except InputError:
        for spec, plan in zip(read, plans, strict=True):
            with _located(spec):
                document(plan)
        raise


@contextmanager
def _working(what: str) -> Iterator[None]:
    """A sign of life on a terminal for work that takes over a second; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield
        return
    done = Event()
    thread = Thread(target=_show_until, args=(done, what), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _show_until(done: Event, what: str) -> None:
    if not done.wait(1.0):
        from rich.console import Console
        from rich.text import Text

        with Console(stderr=True).status(Text(what)):
            done.wait()


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
        if spec.budget:
            _budget(spec.budget)
        for row in rows(spec.net.at(plan.numbers)) if numbers else plan.rows:
            _check_row(row)
    return plan


def _budget(text: str) -> None:
    try:
        read_bytes(text)
    except InputError as wrong:
        raise InputError(wrong.message, "budget") from None


def _check_row(row: Row) -> None:
    """What --at makes of a size is held to the same bound as a size of a spec."""
    try:
        check_numbers((*(value for value in row.case.values if isinstance(value, (int, Expr))), *row.case.output))
    except InputError as wrong:
        raise InputError(wrong.message, row.path) from None


def _given(at: Sequence[str]) -> dict[str, object]:
    """The numbers of --at by the names of their sizes."""
    given: dict[str, object] = {}
    for text in at:
        name, equals, number = text.partition("=")
        if not equals or not number:
            raise InputError(f"--at takes NAME=NUMBER such as c=64, got {shown(text)!r}")
        if name.strip() in given:
            raise InputError(f"--at gives {shown(name.strip())} twice")
        try:
            given[name.strip()] = formula(number.strip(), shown(name.strip()))
        except InputError as wrong:
            raise InputError(wrong.message, "--at") from None
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


def _page(document: Document, style: str) -> str:
    """A document as text: as wide as the terminal, or as Markdown or LaTeX."""
    from symcount.reporting.rendering.terminal import terminal

    if style in ("table", "text"):
        width = shutil.get_terminal_size((100, 24)).columns
        return terminal(document, width=width, colour=_styled())
    from symcount.reporting.rendering import markup

    return markup(document, style)


def _styled() -> bool:
    """Whether standard output is a terminal that shows bold letters, and may."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
