"""An interactive page written to its file: whole or not at all."""

from __future__ import annotations

from pathlib import Path

from symcount.core.errors import InputError, shown
from symcount.reporting.rendering.interactive.model import Interactive
from symcount.reporting.rendering.interactive.page import interactive_html
from symcount.reporting.rendering.replacing import LONGEST_PATH, ready_place, replaced


def write_interactive(page: Interactive, path: Path, templates: Path | None = None) -> Path:
    """Write a page; only a path that ends in .html can hold it."""
    place = check_page(path)
    replaced(place, interactive_html(page, templates).encode())
    return path


def check_page(path: Path) -> Path:
    """Where the page will be written; an error, before any work, where it cannot be."""
    if path.suffix.lower() != ".html":
        told = shown(str(path), LONGEST_PATH)
        raise InputError(f"an interactive page is written to a file that ends in .html, got {told}")
    return ready_place(path)
