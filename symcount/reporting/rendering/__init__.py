"""A document shown: as text for a terminal, Markdown, LaTeX, HTML and PDF."""

from symcount.reporting.rendering.writing import check_target, markup, prove_document, write

__all__ = ["check_target", "markup", "prove_document", "write"]
