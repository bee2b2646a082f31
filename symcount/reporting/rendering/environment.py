"""Where templates are found and how they run: sandboxed, strict, and with one gate that every value passes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.runtime import Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

import symcount
from symcount.core.errors import InputError, shown
from symcount.reporting.document import Block
from symcount.reporting.rendering.replacing import LONGEST_PATH
from symcount.reporting.rendering.wording import percent

# LaTeX is full of braces and percent signs, so its templates mark their own places otherwise.
LATEX_MARKS = {
    "block_start_string": "<%", "block_end_string": "%>", "variable_start_string": "<<",
    "variable_end_string": ">>", "comment_start_string": "<#", "comment_end_string": "#>",
}  # fmt: skip


# What a template of the user's can do wrong while it runs.
_WRONG = (TemplateError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


class Ready(str):
    """Text that is already in the language of the page, and passes the gate as it is."""

    __slots__ = ()


class _Folder(FileSystemLoader):
    """A folder of templates; a file in it that is not text is told by its name."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as wrong:
            raise InputError("not UTF-8 text", template) from wrong


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
        told = shown(str(templates), LONGEST_PATH)
        raise InputError(f"the template folder {told} {'is a file' if templates.exists() else 'does not exist'}")
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
    loader: BaseLoader = ChoiceLoader([_Folder(folder) for folder in folders(templates)])
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
    """A template with its places filled in; a template that is wrong is told by name and line."""
    try:
        return made.get_template(name).render(values)
    except TemplateSyntaxError as wrong:
        raise InputError(f"line {wrong.lineno}: {shown(wrong.message or '', 200)}", wrong.name or name) from wrong
    except InputError:
        raise
    except _WRONG as wrong:
        line = _own_line(made, wrong)
        if line is None:
            raise
        raise InputError(f"{line[1]}{shown(str(wrong) or type(wrong).__name__, 200)}", line[0]) from wrong


def _own_line(made: ImmutableSandboxedEnvironment, wrong: Exception) -> tuple[str, str] | None:
    """The template of the user's, and its line, in which an error came up; None where it is one of ours."""
    loaders = made.loader.loaders if isinstance(made.loader, ChoiceLoader) else ()
    if len(loaders) < 2 or not isinstance(loaders[0], FileSystemLoader):
        return None
    found, trace = None, wrong.__traceback__
    while trace is not None:
        file = Path(trace.tb_frame.f_code.co_filename)
        if file.is_relative_to(loaders[0].searchpath[0]):
            found = (file.relative_to(loaders[0].searchpath[0]).as_posix(), f"line {trace.tb_lineno}: ")
        trace = trace.tb_next
    return found


def file_text(made: ImmutableSandboxedEnvironment, name: str) -> str:
    """A file of the template folders as it stands, such as a style sheet."""
    if made.loader is None:
        raise TemplateNotFound(name)
    return made.loader.get_source(made, name)[0]


def _through(gate: Callable[[Any], Any], value: Any) -> Any:
    """What is undefined stays so, and raises when it is printed."""
    return value if isinstance(value, (Ready, Undefined)) else gate(value)
