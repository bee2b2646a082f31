"""A report on one network or several, or a page to change one on: the command report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from symcount.commands.pages import working
from symcount.commands.plans import load, located, plans_of
from symcount.core.errors import InputError, shown
from symcount.readers.spec import Spec
from symcount.reporting.document import Document, Source
from symcount.reporting.plan import Plan


def report(
    specs: Sequence[str], at: Sequence[str], form: str | None, ways: Sequence[str], output: Path,
    templates: Path | None,
) -> int:  # fmt: skip
    """Write a report on one network or several."""
    from symcount.reporting.rendering import check_target, write

    _, place = check_target(output)
    keep_specs(specs, place, output)
    with working(f"writing {shown(str(output))}"):
        read = [load(spec, ways) for spec in specs]
        write(_report_on(read, plans_of(read, at, form)), output, templates)
    return 0


def interactive(
    specs: Sequence[str], at: Sequence[str], form: str | None, ways: Sequence[str], output: Path,
    templates: Path | None,
) -> int:  # fmt: skip
    """Write a page on which the sizes of one network can be changed."""
    from symcount.reporting.rendering.interactive import check_page, interactive as page_on, write_interactive

    if len(specs) > 1:
        raise InputError(f"an interactive page is made of one network, with two sets of numbers; got {len(specs)}")
    keep_specs(specs, check_page(output), output)
    with working(f"writing {shown(str(output))}"):
        spec = load(specs[0], ways)
        (plan,) = plans_of([spec], at, form)
        with located(spec):
            page = page_on(plan, spec.lang)
        write_interactive(page, output, templates)
    return 0


def keep_specs(specs: Sequence[str], place: Path, output: Path) -> None:
    """A spec is never overwritten."""
    for spec in specs:
        if place == Path(spec).resolve():
            raise InputError(f"{shown(str(output), 200)} is a link to {shown(spec, 200)}, which would be lost")


def _report_on(read: Sequence[Spec], plans: Sequence[Plan]) -> Document:
    """The report on one network or several; what is wrong with one of them is told with its own file."""
    from symcount.reporting.book import collection, document

    sources = tuple(Source(spec.source_name, spec.source) for spec in read if spec.source)
    if len(plans) == 1:
        with located(read[0]):
            return document(plans[0], sources, read[0].lang)
    try:
        return collection(plans, sources, read[0].lang)
    except InputError:
        for spec, plan in zip(read, plans, strict=True):
            with located(spec):
                document(plan)
        raise
