"""The design review of one architecture or several: the command review."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from symcount.commands.answering import whole_amount
from symcount.commands.pages import page, working
from symcount.commands.plans import load, plans_of, quantity_named
from symcount.commands.telling import keep_specs
from symcount.core.errors import InputError, shown
from symcount.design_review import reviewed
from symcount.reporting.document import Source


def review(
    specs: Sequence[str], at: Sequence[str], ways: Sequence[str], budgets: Mapping[str, str], batch: int,
    output: Path | None, templates: Path | None,
) -> int:  # fmt: skip
    """Print a design review, or write it to a file with its charts."""
    if batch < 1:
        raise InputError(f"--batch is at least 1, got {batch}")
    bounds = {quantity_named(key): whole_amount(key, text) for key, text in budgets.items()}
    if output is not None:
        from symcount.reporting.rendering import check_target

        _, place = check_target(output)
        keep_specs(specs, place, output)
    with working(f"reviewing {' and '.join(map(shown, specs))}"):
        read = [load(spec, ways) for spec in specs]
        sources = tuple(Source(spec.source_name, spec.source) for spec in read if spec.source)
        document = reviewed(plans_of(read, at, None), bounds, batch, sources, read[0].lang)
        if output is None:
            text = page(document, "table")
        else:
            from symcount.reporting.rendering.beside import write_with_charts

            write_with_charts(document, output, templates)
            text = ""
    sys.stdout.write(text)
    return 0
