"""The order of a document: its sections numbered, with anchors that are safe and unique."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from symcount.core.works import Reference
from symcount.reporting.document import Document, Section


@dataclass(frozen=True, slots=True)
class Entry:
    """A section at its place: its number, the anchor that links go to, and what stands under it."""

    number: str
    anchor: str
    section: Section
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference at its place in the list."""

    number: str
    anchor: str
    reference: Reference


def outline(document: Document) -> tuple[Entry, ...]:
    """The sections of a document in reading order."""
    return tuple(_entries(document.sections, "", set()))


def citations(document: Document) -> Mapping[str, Citation]:
    """The references by their keys, numbered in their order."""
    pairs = enumerate(document.references, start=1)
    return {key: Citation(str(n), f"reference-{n}", reference) for n, (key, reference) in pairs}


def _entries(sections: tuple[Section, ...], above: str, taken: set[str]) -> Iterator[Entry]:
    for place, section in enumerate(sections, start=1):
        number = f"{above}{place}"
        anchor = _anchor(section.key, number, taken)
        yield Entry(number, anchor, section, tuple(_entries(section.sections, f"{number}.", taken)))


def _anchor(key: str, number: str, taken: set[str]) -> str:
    """The section's key as an anchor; where two are alike, the later one carries its number."""
    slug = re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-") or "section"
    anchor = slug if slug not in taken else f"{slug}-{number.replace('.', '-')}"
    taken.add(anchor)
    return anchor
