"""A document as a tagged PDF, the same bytes in each run."""

from __future__ import annotations

from base64 import b64encode
from datetime import datetime
from pathlib import Path

from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup
from weasyprint import HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from symcount.core.errors import InputError
from symcount.core.expression import Expr
from symcount.counting.derivation import Step
from symcount.notation.fonts import BOLD, ITALIC, MATHS, ROMAN, font_face_css
from symcount.notation.svg import Image, formula_image, formula_images
from symcount.reporting.document import Document, Source, Table
from symcount.reporting.drawings import Plot
from symcount.reporting.rendering.charts import Drawn, charts
from symcount.reporting.rendering.environment import file_text, filled, folders
from symcount.reporting.rendering.fetching import Fetcher
from symcount.reporting.rendering.web import crowding, markup_environment, page
from symcount.reporting.rendering.wording import legible

# In pixels of 1/96 inch; they repeat what print.css says: 160 mm of text, formulas indented by 5 mm.
MILLIMETRE = 96 / 25.4
MEASURE, INDENT = 160 * MILLIMETRE, 5 * MILLIMETRE
TEXT, LETTERS, CELL, SMALL_CELL = 14.0, 12.67, 12.67, 10.67
# No clock: the sources carry the day they were given in no run.
UNDATED = datetime(2000, 1, 1)


def pdf(document: Document, templates: Path | None = None) -> bytes:
    """The whole document as a PDF with its sources attached."""
    printed = HTML(string=printed_page(document, templates), url_fetcher=Fetcher(folders(templates)))
    attachments = [_attachment(source) for source in document.sources]
    try:
        made = printed.write_pdf(font_config=FontConfiguration(), pdf_tags=True, attachments=attachments)
    except FatalURLFetchingError as wrong:
        raise InputError(str(wrong.__cause__ or wrong)) from wrong
    assert isinstance(made, bytes)
    return made


def printed_page(document: Document, templates: Path | None = None) -> str:
    """The page that becomes a PDF."""
    made = markup_environment(templates, _Drawn(templates))
    made.filters["address"] = address
    return page(made, "pdf/page.html.jinja", document, {"fonts": Markup(font_face_css(MATHS, ROMAN, ITALIC, BOLD))})


def address(svg: str) -> str:
    """A drawing as an address that holds it."""
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode("ascii")


def _attachment(source: Source) -> Attachment:
    name = legible(source.name.replace("\\", "/").rpartition("/")[2]) or "source"
    return Attachment(
        string=source.content, name=name, description="What this report was made from", created=UNDATED,
        modified=UNDATED, relationship="Source",
    )  # fmt: skip


def drawing(plot: Plot, templates: Path | None = None) -> bytes:
    """A chart as a page of its own size."""
    made = markup_environment(templates, _Drawn(templates))
    made.filters["address"] = address
    (chart,) = charts(plot)
    svg = filled(made, chart.template, {"chart": chart, "style": Markup(file_text(made, chart.style))})
    fonts = Markup(font_face_css(MATHS, ROMAN, ITALIC, BOLD))
    page_of_it = filled(made, "pdf/figure.html.jinja", {"chart": chart, "svg": svg, "fonts": fonts})
    found = HTML(string=page_of_it, url_fetcher=Fetcher(folders(templates))).write_pdf(font_config=FontConfiguration())
    assert isinstance(found, bytes)
    return found


class _Drawn:
    """Formulas and charts as images, one a printed line, each with its words."""

    def __init__(self, templates: Path | None) -> None:
        self.made = markup_environment(templates, self)
        self.made.filters["address"] = address

    def inline(self, expr: Expr) -> str:
        return self._one(expr, MEASURE, LETTERS)

    def cell(self, expr: Expr, table: Table) -> str:
        """A column with formulas may be twice as wide as one without; several of them leave room for the words."""
        rows = (*table.rows, table.total or ())
        wide = {place for row in rows for place, cell in enumerate(row) if isinstance(cell, Expr)}
        size = CELL if crowding(table) == "roomy" else SMALL_CELL
        shares = (len(table.columns) + 1.5 * len(wide) - 0.5) / 2
        return self._one(expr, MEASURE / shares - INDENT, size)

    def chain(self, step: Step) -> str:
        left = step.left if isinstance(step.left, Expr) else None
        exprs = [line.expr for line in step.lines]
        return self._lines(formula_images(left, exprs, width=MEASURE - INDENT, size=TEXT))

    def drawing(self, made: ImmutableSandboxedEnvironment, chart: Drawn) -> str:
        style = Markup(file_text(made, chart.style))
        svg = filled(made, chart.template, {"chart": chart, "style": style})
        return filled(made, "pdf/chart.html.jinja", {"chart": chart, "svg": svg})

    def _one(self, expr: Expr, width: float, size: float) -> str:
        """One image in the line of text where it fits, else lines of their own."""
        image = formula_image(expr, size=size)
        if image.width <= width:
            return filled(self.made, "pdf/formula.html.jinja", {"image": image})
        return self._lines(formula_images(None, [expr], width=width, size=size))

    def _lines(self, images: list[Image]) -> str:
        return filled(self.made, "pdf/lines.html.jinja", {"images": images})
