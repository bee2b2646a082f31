"""The document of a design review: its sections in order, for one architecture or several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from symcount.counting.quantities import Quantity
from symcount.reporting.document import Document, Section, Source, referenced
from symcount.reporting.review.assuming import assuming
from symcount.reporting.review.fitting import fitting
from symcount.reporting.review.growing import growing
from symcount.reporting.review.opposing import opposing
from symcount.reporting.review.remembering import remembering
from symcount.reporting.review.sharing import sharing
from symcount.reporting.review.subject import Subject
from symcount.reporting.review.summing import answer, closed_forms, glance, rests_on

BATCH = 32


def review_document(
    subjects: Sequence[Subject],
    budgets: Mapping[Quantity, int] | None = None,
    batch: int = BATCH,
    sources: tuple[Source, ...] = (),
    lang: str = "en",
) -> Document:
    """What all of them have, then each by itself, then every pair, then memory and assumptions."""
    several = len(subjects) > 1
    sections: list[Section] = [glance(subjects), rests_on(subjects)]
    if any(one.named for one in subjects):
        sections.append(closed_forms(subjects))
    for place, one in enumerate(subjects, 1):
        key = f"n{place}-" if several else ""
        sections += [sharing(one, key)] if not one.open else []
        sections += [growing(one, key), fitting(one, budgets or {}, key)] if one.named else []
    for (i, a), (j, b) in combinations(enumerate(subjects, 1), 2):
        sections.append(opposing(a, b, f"n{i}-n{j}-"))
    sections += [remembering(subjects, batch), assuming(subjects)]
    names = " and ".join(one.name for one in subjects) if len(subjects) < 4 else f"{len(subjects)} networks"
    return referenced(
        Document(f"Design review: {names}", answer(subjects), tuple(sections), (), sources, lang,
                 tuple(one.plan for one in subjects))
    )  # fmt: skip
