"""A document as one HTML file that needs nothing else: no network, no script to read it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from symcount.core.expression import Expr
from symcount.core.plain import plain
from symcount.counting.derivation import Step
from symcount.notation.fonts import BOLD, ITALIC, MATHS, ROMAN, font_face_css
from symcount.notation.mathml import mathml, mathml_chain
from symcount.reporting.document import Block, Document, Table
from symcount.reporting.drawings import Plot
from symcount.reporting.rendering.charts import Drawn, charts
from symcount.reporting.rendering.environment import file_text, filled
from symcount.reporting.rendering.web import markup_environment, page

# A formula of more signs than this may break, even in running text.
LONGEST_INLINE = 24


def html(document: Document, templates: Path | None = None) -> str:
    """The whole document as a page for browsers."""
    made = markup_environment(templates, Native())
    script = file_text(made, "html/copy.js")
    fonts = font_face_css(MATHS, ROMAN, ITALIC, BOLD)
    given = {"fonts": Markup(fonts), "script": Markup(script), "policy": _policy(script)}
    return page(made, "html/page.html.jinja", document, given)


def fragment(document: Document) -> str:
    """The document as a part of someone else's page, such as a notebook: no fonts, no contents, no script."""
    return page(markup_environment(None, Native()), "html/fragment.html.jinja", document, {})


def answered(blocks: Sequence[Block]) -> str:
    """Blocks alone, as a notebook shows them."""
    return filled(markup_environment(None, Native()), "html/answer.html.jinja", {"blocks": blocks, "cited": {}})


def drawing(plot: Plot, templates: Path | None = None) -> str:
    """A chart as a drawing that needs no page."""
    made = markup_environment(templates, Native())
    (chart,) = charts(plot)
    return filled(made, chart.template, {"chart": chart, "style": Markup(file_text(made, chart.style))})


def _policy(script: str) -> str:
    """What the page may do: show itself, and run the one script whose hash is here."""
    digest = b64encode(sha256(script.encode()).digest()).decode("ascii")
    return (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
        f"script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


class Native:
    """Formulas as MathML, charts as drawings in the page."""

    def inline(self, expr: Expr) -> str:
        return mathml(expr) if len(plain(expr)) <= LONGEST_INLINE else mathml_chain(None, [expr])

    def cell(self, expr: Expr, table: Table) -> str:
        return self.inline(expr)

    def chain(self, step: Step) -> str:
        left = step.left if isinstance(step.left, Expr) else None
        return mathml_chain(left, [line.expr for line in step.lines])

    def drawing(self, made: ImmutableSandboxedEnvironment, chart: Drawn) -> str:
        return filled(made, chart.template, {"chart": chart, "style": ""})
