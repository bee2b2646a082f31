"""How an answer is shown where it is asked for: a line as repr, a table for print, HTML and LaTeX in a notebook."""

from __future__ import annotations

import shutil
from functools import singledispatch
from typing import Any, Literal, TypeAlias

Style: TypeAlias = Literal["text", "html", "latex"]


@singledispatch
def display(thing: object, style: Style, width: int) -> str:
    """The thing as a table of at most so many letters a line; who knows tables registers how for each kind."""
    return repr(thing)


class Displayed:
    """Something that is one line as repr, and a table where it is printed or shown by a notebook."""

    __slots__ = ()

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        cls._repr_pretty_ = cls._repr_pretty_  # type: ignore[method-assign]  # IPython asks a class before its bases

    def __str__(self) -> str:
        return display(self, "text", shutil.get_terminal_size((100, 24)).columns)

    def _repr_html_(self) -> str:
        return display(self, "html", 0)

    def _repr_latex_(self) -> str:
        return display(self, "latex", 0)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """Every form at once: a notebook shows the HTML, and its LaTeX is there when it becomes a PDF."""
        forms = {
            "text/plain": str(self), "text/html": self._repr_html_(), "text/latex": self._repr_latex_(),
        }  # fmt: skip
        return {kind: form for kind, form in forms.items() if _wanted(kind, include, exclude)}

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """The table as wide as IPython prints, and the line where it stands inside something else."""
        alone = len(getattr(printer, "stack", ())) <= 1 and not cycle
        printer.text(display(self, "text", printer.max_width) if alone else repr(self))


def _wanted(kind: str, include: Any, exclude: Any) -> bool:
    return (not include or kind in include) and not (exclude and kind in exclude)
