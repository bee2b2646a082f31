"""A document whose charts lie beside it as files: drawings for Markdown, pages for LaTeX; all of them whole or none."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from symcount.reporting.document import Document, Section
from symcount.reporting.drawings import Plot
from symcount.reporting.rendering.environment import Ready
from symcount.reporting.rendering.replacing import ready_place, replaced
from symcount.reporting.rendering.writing import check_target, prove_document

Rendered = Callable[[Plot, Path | None], bytes]


def write_with_charts(document: Document, path: Path, templates: Path | None = None) -> tuple[Path, ...]:
    """Write a document, and where its format cannot hold charts, these as files beside it; the paths of all files.

    Everything is rendered before anything is written.
    """
    rendering, place = check_target(path)
    placed = placed_beside(document, path)
    plots = [one for one in placed.every_plot() if one.file]
    places = [ready_place(path.with_name(str(one.file))) for one in plots]
    prove_document(placed)
    draw = CHARTS.get(path.suffix.lower())
    drawn = [draw(one, templates) for one in plots] if draw else []
    content = rendering(placed, templates)
    for file, chart in zip(places, drawn, strict=True):
        replaced(file, chart)
    replaced(place, content)
    return (path, *(path.with_name(str(one.file)) for one in plots))


def placed_beside(document: Document, path: Path) -> Document:
    """The same document with the name of a file for each chart, where its format cannot hold charts."""
    ending = ENDINGS.get(path.suffix.lower())
    if ending is None:
        return document
    stem = re.sub(r"[^A-Za-z0-9]+", "-", path.stem).strip("-") or "review"
    return replace(document, sections=tuple(_placed(one, stem, ending) for one in document.sections))


def _placed(section: Section, stem: str, ending: str) -> Section:
    blocks = tuple(
        replace(one, file=Ready(f"{stem}-{one.key}{ending}")) if isinstance(one, Plot) else one
        for one in section.blocks
    )
    return replace(section, blocks=blocks, sections=tuple(_placed(one, stem, ending) for one in section.sections))


def _svg(plot: Plot, templates: Path | None) -> bytes:
    from symcount.reporting.rendering.html import drawing

    return drawing(plot, templates).encode()


def _pdf(plot: Plot, templates: Path | None) -> bytes:
    from symcount.reporting.rendering.writing import needing_pango

    with needing_pango():
        from symcount.reporting.rendering.pdf import drawing
    return drawing(plot, templates)


ENDINGS: Mapping[str, str] = {".md": ".svg", ".tex": ".pdf"}
CHARTS: Mapping[str, Rendered] = {".md": _svg, ".tex": _pdf}
