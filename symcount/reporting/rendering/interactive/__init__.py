"""A page on which every size can be changed: formulas, totals, shares and charts follow, exactly."""

from symcount.reporting.rendering.interactive.model import interactive
from symcount.reporting.rendering.interactive.page import interactive_html
from symcount.reporting.rendering.interactive.writing import check_page, write_interactive

__all__ = ["check_page", "interactive", "interactive_html", "write_interactive"]
