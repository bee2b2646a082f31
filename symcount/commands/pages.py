"""A page on the terminal or in a pipe, and a sign of life while it is being made."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from symcount.reporting.document import Document


def page(document: Document, style: str) -> str:
    """A document as text: as wide as the terminal, or as Markdown or LaTeX."""
    from symcount.reporting.rendering.terminal import terminal

    if style in ("table", "text"):
        width = shutil.get_terminal_size((100, 24)).columns
        return terminal(document, width=width, colour=_styled())
    from symcount.reporting.rendering import markup

    return markup(document, style)


def _styled() -> bool:
    """Whether standard output is a terminal that shows bold letters, and may."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


@contextmanager
def working(what: str) -> Iterator[None]:
    """A sign of life on a terminal for work that takes over a second; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield
        return
    done = Event()
    thread = Thread(target=_show_until, args=(done, what), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _show_until(done: Event, what: str) -> None:
    if not done.wait(1.0):
        from rich.console import Console
        from rich.text import Text

        with Console(stderr=True).status(Text(what)):
            done.wait()
