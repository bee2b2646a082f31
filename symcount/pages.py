"""Pages on a network, written from Python: a report of any kind, and a page on which the sizes can be changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from symcount.amount import Words, network_of
from symcount.core.conventions import conventions
from symcount.core.sizes import numbers_for
from symcount.networks.composite import Network
from symcount.networks.rows import sizes_of

if TYPE_CHECKING:
    from symcount.reporting.plan import Plan

Numbers = Mapping[Any, object]


def report(
    net: Network,
    path: str | Path,
    *,
    name: str = "Network",
    input: object = None,
    chapters: object = None,
    extensions: object = (),
    numbers: Numbers | None = None,
    convention: Words = (),
    **plan: Any,
) -> None:
    """Write a report on a network: .html, .pdf, .md, .tex, .txt or .xlsx by the ending of the path.

    Keywords are those of a spec: chapters and extensions (names, or mappings from names to options),
    form, layout, budget, about; `numbers` for sizes, by name or by the size itself.
    """
    from symcount.reporting.book import document
    from symcount.reporting.plan import requests
    from symcount.reporting.rendering import write

    asked = None if chapters is None else requests(chapters)
    made = _plan(net, name, input, numbers, convention, chapters=asked, extensions=requests(extensions), **plan)
    write(document(made), Path(path))


def interactive(
    net: Network,
    path: str | Path,
    *,
    name: str = "Network",
    input: object = None,
    numbers: Numbers | None = None,
    convention: Words = (),
    **plan: Any,
) -> None:
    """Write an .html page on which every size of a network can be changed; `numbers` are those it begins with.

    Formulas, totals, shares and charts follow, exactly; the page is one file and asks nothing of any network.
    """
    from symcount.reporting.rendering.interactive import check_page, interactive as page_on, write_interactive

    page = page_on(_plan(net, name, input, numbers, convention, **plan))
    check_page(Path(path))
    write_interactive(page, Path(path))


def _plan(
    net: Network, name: str, input: object, numbers: Numbers | None, convention: Words, **plan: Any
) -> Plan:  # fmt: skip
    """What is asked for, with the numbers by the sizes of the network."""
    from symcount.reporting.plan import Plan

    found = network_of(net, input, None)
    known = numbers_for(sizes_of(found), {str(size): number for size, number in (numbers or {}).items()})
    return Plan(name, found, known, conventions=conventions(convention, found.conventions), **plan)
