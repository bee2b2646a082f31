"""What each assumption costs: every convention in use, and what the others of its topic would make of the totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import MappingProxyType

from symcount.core.conventions import CONVENTIONS, TOPICS, Conventions
from symcount.core.errors import InputError
from symcount.core.placing import still_open
from symcount.notation.pretty import pretty
from symcount.reporting.document import Block, Cell, Column, Paragraph, Points, Section, Table
from symcount.reporting.review.subject import TOLD, Subject
from symcount.reporting.review.words import decimal


def assuming(subjects: Sequence[Subject]) -> Section:
    """A row for every total that another convention changes; then what had to be assumed of the sizes."""
    rows = [row for one in subjects for row in _changes(one)]
    columns = (
        Column("Network"), Column("Counted as"), Column("Instead"), Column("Total"), Column("Now", "number"),
        Column("Then", "number"), Column("Then / now", "number"),
    )  # fmt: skip
    told: tuple[Block, ...] = (Paragraph("No total here would change by another convention."),)
    if rows:
        meanings = dict.fromkeys(str(row[2]) for row in rows)
        points = Points(tuple(f"{key}: {CONVENTIONS[key].meaning}." for key in meanings))
        told = (Table("Totals that another convention changes", columns, tuple(rows)), points)
    assumed = dict.fromkeys(
        one.text(pretty) for subject in subjects for row in subject.rows for one in still_open(row.case.assumed, {})
    )
    more = (Points(tuple(f"Assumed: {text}" for text in assumed)),) if assumed else ()
    return Section("assumptions", "What each assumption costs", (*told, *more))


def _changes(subject: Subject) -> Iterator[tuple[Cell, ...]]:
    usual = subject.plan.conventions
    for topic, choices in TOPICS.items():
        for choice in choices:
            if choice.key == usual[topic]:
                continue
            other = Conventions(MappingProxyType({**usual.chosen, topic: choice.key}))
            for quantity in TOLD:
                now = subject.value(quantity)
                try:
                    then = subject.value(quantity, other)
                except InputError:  # a network that can only be built one way
                    continue
                if isinstance(now, int) and isinstance(then, int) and now != then:
                    rate = decimal(then / now, 4) if now else None
                    yield subject.name, usual[topic], choice.key, quantity.title, now, then, rate
