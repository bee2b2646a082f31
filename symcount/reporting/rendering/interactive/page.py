"""The interactive page as one HTML file: its own script and style by their hashes, and nothing else."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from symcount.core.expression import ZERO, Expr, Size, Value
from symcount.core.plain import plain
from symcount.core.tree import substituted
from symcount.counting.telling import at_numbers
from symcount.notation.fonts import BOLD, ITALIC, MATHS, ROMAN, font_face_css
from symcount.notation.mathml import mathml_chain
from symcount.reporting.plan import shape_words
from symcount.reporting.rendering.environment import file_text, filled
from symcount.reporting.rendering.html import Native
from symcount.reporting.rendering.interactive.model import Interactive, LayerTold
from symcount.reporting.rendering.interactive.script import network_script
from symcount.reporting.rendering.web import markup_environment
from symcount.reporting.rendering.wording import grouped

STYLES = ("html/formula.css", "html/screen.css", "interactive/interactive.css", "html/custom.css")
SCRIPTS = ("exact", "working", "state", "drawing", "fields", "tables", "charts", "start")
PRIVATE = 0xE000  # letters that no name has stand for sizes until their numbers stand there
SHORT = 24  # a formula of so many letters is told wherever it stands
_PLAIN = re.compile(r' data-plain="[^"]*"')
SLIDER_LEAST, SLIDER_TIMES, SLIDER_MOST = 64, 4, 2**50  # beyond 2**53 a slider is not exact


def interactive_html(page: Interactive, templates: Path | None = None) -> str:
    """The whole page; `templates` is a folder whose files stand in for ours."""
    made = markup_environment(templates, Native())
    made.filters |= {
        "slider": lambda number: min(max(SLIDER_LEAST, SLIDER_TIMES * number), max(number, SLIDER_MOST)),
        "chain": lambda formula: Markup(_chain(formula)),
        "shape": lambda layer: _shape(page, layer),
        "times": lambda layer: _times(page, layer),
        "with_numbers": lambda formula: Markup(_with_numbers(page, formula)),
        "tenths": _tenths,
    }
    style = font_face_css(MATHS, ROMAN, ITALIC, BOLD) + "".join(file_text(made, name) for name in STYLES)
    script = _script(made, page)
    given = {
        "page": page,
        "formulas": _formulas(page),
        "style": Markup(style),
        "script": Markup(script),
        "policy": _policy(script, style),
    }
    return filled(made, "interactive/page.html.jinja", given)


def _script(made: ImmutableSandboxedEnvironment, page: Interactive) -> str:
    """All pieces in one function of their own, so that no name is left outside."""
    exact, *others = (file_text(made, f"interactive/{name}.js") for name in SCRIPTS)
    return f'"use strict";\n(() => {{\n{network_script(page)}{exact}{"".join(others)}}})();\n'


def _policy(script: str, style: str) -> str:
    """What the page may do: show itself with this style, and run this script."""
    return (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; "
        "font-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode("ascii")


def _chain(formula: Expr) -> str:
    """A formula whose plain text is left out: nothing on this page copies it."""
    return _PLAIN.sub("", mathml_chain(None, [formula]))


@dataclass(frozen=True, slots=True)
class LayerFormula:
    """What a layer has of a quantity: its formula, and an earlier layer where the same one stands."""

    title: str
    formula: Expr
    like: str


def _formulas(page: Interactive) -> list[tuple[LayerTold, list[LayerFormula]]]:
    """The formulas of every layer; a long one is told once, and what is zero is left out."""
    seen: dict[Expr, str] = {}
    told: list[tuple[LayerTold, list[LayerFormula]]] = []
    for layer in page.layers:
        own = [
            (one.quantity.title, count) for one, count in zip(page.totals, layer.counts, strict=True) if count != ZERO
        ]
        told.append((layer, [LayerFormula(title, count, seen.get(count, "")) for title, count in own]))
        for _, count in own:
            if len(plain(count)) > SHORT:
                seen.setdefault(count, layer.path)
    return told


def _with_numbers(page: Interactive, formula: Expr) -> str:
    """The formula with numbers in the places of the sizes, each of which the script finds again."""
    stands = {one.size: Size(chr(PRIVATE + place)) for place, one in enumerate(page.starts)}

    def number(found: re.Match[str]) -> str:
        place = ord(found[1]) - PRIVATE
        return f'<mn data-place="{place}">{grouped(page.starts[place].number)}</mn>'

    return re.sub(r"<mi[^>]*>([\ue000-\uf8ff])</mi>", number, _chain(substituted(formula, stands)))


def _times(page: Interactive, layer: LayerTold) -> Value | str:
    return "–" if page.broken else at_numbers(layer.times, page.numbers)


def _shape(page: Interactive, layer: LayerTold) -> str:
    """What a layer gives at the first numbers: in its first and its last repetition, where they differ."""
    if page.broken:
        return "–"
    ends = [tuple(at_numbers(dim, page.numbers) for dim in shape) for shape in (layer.first, layer.last)]
    return " … ".join(dict.fromkeys(map(shape_words, ends)))


def _tenths(value: int | None, whole: int | None) -> int | None:
    """The share of a value in tenths of a percent, rounded to the nearest."""
    return (2000 * value + whole) // (2 * whole) if whole and value is not None else None
