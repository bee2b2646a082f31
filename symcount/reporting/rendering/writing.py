"""A document written to a file: proven first, then rendered, then put in place whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from symcount.core.errors import InputError, nearest, shown
from symcount.notation import pretty as printing
from symcount.notation.proof import prove_line
from symcount.reporting.document import Document
from symcount.reporting.rendering.replacing import LONGEST_PATH, ready_place, replaced

TEXT_WIDTH = 88
PANGO = (
    "PDF needs the library Pango, which is missing; install it with: "
    "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 (Debian, Ubuntu) "
    "or: brew install pango (macOS); HTML works without it"
)
NO_XLSXWRITER = "a spreadsheet needs XlsxWriter, which is missing; install it with: pip install 'symcount[xlsx]'"
NO_WEASYPRINT = "PDF needs WeasyPrint, which is missing; install it with: pip install weasyprint; HTML works without it"

Rendering = Callable[[Document, Path | None], bytes]


def write(document: Document, path: Path, templates: Path | None = None) -> Path:
    """Write a document in the format that the ending of its path names; a line that is not proven refuses it."""
    rendering, place = check_target(path)
    prove_document(document)
    replaced(place, rendering(document, templates))
    return path


def check_target(path: Path) -> tuple[Rendering, Path]:
    """How and where a file will be written; an error, before any work, where it cannot be."""
    found = RENDERINGS.get(path.suffix.lower())
    if found is None:
        hint = nearest(path.suffix.lower(), RENDERINGS) or f"; known: {', '.join(RENDERINGS)}"
        raise InputError(f"{shown(str(path), LONGEST_PATH)} has the unknown ending {shown(path.suffix)!r}{hint}")
    return found, ready_place(path)


def markup(document: Document, style: str) -> str:
    """A document as source text for standard output: `md` or `latex`."""
    rendering = {"md": _markdown, "latex": _latex}[style]
    prove_document(document)
    return rendering(document, None).decode()


def prove_document(document: Document) -> None:
    """Every printed line of every step, read back from its text; Unproven is raised for the first that is wrong."""
    for step in document.every_step():
        for line in step.lines:
            prove_line(line, step, printing.pretty)


def _html(document: Document, templates: Path | None) -> bytes:
    from symcount.reporting.rendering.html import html

    return html(document, templates).encode()


def _pdf(document: Document, templates: Path | None) -> bytes:
    with needing_pango():
        from symcount.reporting.rendering.pdf import pdf
    return pdf(document, templates)


@contextmanager
def needing_pango() -> Iterator[None]:
    """What makes a PDF is loaded inside; what of it is missing is told."""
    try:
        yield
    except ModuleNotFoundError as missing:
        if missing.name != "weasyprint":
            raise
        raise InputError(NO_WEASYPRINT) from missing
    except OSError as missing:  # the Python part is there, the native one is not
        raise InputError(PANGO) from missing


def _markdown(document: Document, templates: Path | None) -> bytes:
    from symcount.reporting.rendering.markdown import markdown

    return markdown(document, templates).encode()


def _latex(document: Document, templates: Path | None) -> bytes:
    from symcount.reporting.rendering.latex import latex

    return latex(document, templates).encode()


def _text(document: Document, templates: Path | None) -> bytes:
    from symcount.reporting.rendering.terminal import terminal

    return terminal(document, width=TEXT_WIDTH).encode()


def _xlsx(document: Document, templates: Path | None) -> bytes:
    try:
        from symcount.reporting.rendering.xlsx import xlsx
    except ModuleNotFoundError as missing:
        if missing.name != "xlsxwriter":
            raise
        raise InputError(NO_XLSXWRITER) from missing
    return xlsx(document, templates)


RENDERINGS: Mapping[str, Rendering] = {
    ".html": _html, ".pdf": _pdf, ".md": _markdown, ".tex": _latex, ".txt": _text, ".xlsx": _xlsx,
}  # fmt: skip
