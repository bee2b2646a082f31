"""review(net, "review.html"): the design review of one architecture or several, as a page or as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from symcount.amount import Amount, Words, network_of
from symcount.core.conventions import conventions
from symcount.core.errors import InputError, shown
from symcount.core.sizes import numbers_for
from symcount.counting.quantities import QUANTITIES, Quantity
from symcount.networks.composite import Network
from symcount.networks.rows import sizes_of
from symcount.reporting.document import Document, Source
from symcount.reporting.plan import Plan
from symcount.reporting.review.reviewing import BATCH, review_document
from symcount.reporting.review.subject import TOLD, Subject


def review(
    nets: Network | Mapping[str, Network],
    path: str | Path,
    *,
    input: object = None,
    numbers: Mapping[Any, object] | None = None,
    batch: int = BATCH,
    convention: Words = (),
    **budgets: int,
) -> None:
    """Write the design review of a network, or of several by their names: .html, .pdf, .md, .tex or .txt.

    Charts of .md and .tex lie beside the page as files. `budgets` are quantities by their names with what may
    be used at most; `batch` is that of training.
    """
    from symcount.reporting.rendering.beside import write_with_charts

    named = nets if isinstance(nets, Mapping) else {"Network": nets}
    ways = conventions(convention)
    plans = []
    for name, net in named.items():
        found = network_of(net, input, None)
        own = sizes_of(found)
        given = {str(size): value for size, value in (numbers or {}).items()}
        known = numbers_for(own, {key: value for key, value in given.items() if key in {one.name for one in own}})
        plans.append(Plan(name, found, known, conventions=ways))
    bounds = {QUANTITIES[key]: most for key, most in budgets.items() if key in QUANTITIES}
    if unknown := [key for key in budgets if key not in QUANTITIES]:
        raise InputError(f"unknown quantity {shown(unknown[0])!r}")
    write_with_charts(reviewed(plans, bounds, batch), Path(path))


def reviewed(
    plans: Sequence[Plan],
    budgets: Mapping[Quantity, int] | None = None,
    batch: int = BATCH,
    sources: tuple[Source, ...] = (),
    lang: str = "en",
) -> Document:
    """The review of some plans as a document."""
    subjects = [
        Subject(
            name,
            plan,
            {quantity.key: Amount(plan.net, quantity, plan.numbers, plan.conventions) for quantity in TOLD},
            alone=len(plans) == 1,
        )
        for plan, name in zip(plans, _names(plans), strict=True)
    ]
    return review_document(subjects, budgets, batch, sources, lang)


def _names(plans: Sequence[Plan]) -> list[str]:
    """The names of the plans; one that comes twice gets a number."""
    seen: dict[str, int] = {}
    found = []
    for plan in plans:
        seen[plan.name] = seen.get(plan.name, 0) + 1
        found.append(plan.name if seen[plan.name] == 1 else f"{plan.name} ({seen[plan.name]})")
    return found
