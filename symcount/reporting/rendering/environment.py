"""Where templates are found and how they run: sandboxed, strict, and with one gate that every value passes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.runtime import Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

import symcount
from symcount.core.errors import InputError
from symcount.reporting.document import Block
from symcount.reporting.rendering.wording import percent

# LaTeX is full of braces and percent signs, so its templates mark their own places otherwise.
LATEX_MARKS = {
    "block_start_string": "<%", "block_end_string": "%>", "variable_start_string": "<<",
    "variable_end_string": ">>", "comment_start_string": "<#", "comment_end_string": "#>",
}  # fmt: skip


class Ready(str):
    """Text that is already in the language of the page, and passes the gate as it is."""

    __slots__ = ()


def template_folder() -> Path:
    """Our own templates: inside the package once installed, at the top of a checkout."""
    package = Path(symcount.__file__).parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def folders(templates: Path | None) -> tuple[Path, ...]:
    """The folders that files are looked for in: the user's first, if there is one."""
    if templates is None:
        return (template_folder(),)
    if not templates.is_dir():
        raise InputError(f"the template folder {templates} does not exist")
    return (templates, template_folder())


def environment(
    templates: Path | None,
    gate: Callable[[Any], Any],
    filters: Mapping[str, Callable[..., Any]],
    *,
    html: bool,
    marks: Mapping[str, str] | None = None,
) -> ImmutableSandboxedEnvironment:
    """Templates in which every printed value goes through `gate`, so that no escape can be forgotten."""
    loader: BaseLoader = ChoiceLoader([FileSystemLoader(folder) for folder in folders(templates)])
    made = ImmutableSandboxedEnvironment(
        loader=loader, undefined=StrictUndefined, autoescape=html, trim_blocks=True, lstrip_blocks=True,
        keep_trailing_newline=True, finalize=lambda value: _through(gate, value), **(marks or {}),
    )  # fmt: skip
    made.filters |= {"kind": kind, "percent": percent, **filters}
    return made


def kind(block: Block) -> str:
    """The name of a block's kind, which is the name of its template."""
    return type(block).__name__.lower()


def filled(made: ImmutableSandboxedEnvironment, name: str, values: Mapping[str, Any]) -> str:
    """A template with its places filled in; a template that does not parse is told by name and line."""
    try:
        return made.get_template(name).render(values)
    except TemplateSyntaxError as wrong:
        raise InputError(f"line {wrong.lineno}: {wrong.message}", wrong.name or name) from wrong


def file_text(made: ImmutableSandboxedEnvironment, name: str) -> str:
    """A file of the template folders as it stands, such as a style sheet."""
    if made.loader is None:
        raise TemplateNotFound(name)
    return made.loader.get_source(made, name)[0]


def _through(gate: Callable[[Any], Any], value: Any) -> Any:
    """What is undefined stays so, and raises when it is printed."""
    return value if isinstance(value, (Ready, Undefined)) else gate(value)
