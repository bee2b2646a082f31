"""The layers that are known, and the theory of one: the command layers."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import replace

from symcount.commands.pages import page, working
from symcount.core.errors import InputError, nearest, shown
from symcount.networks.known import known
from symcount.readers.kinds import KINDS, Kind
from symcount.reporting.document import Column, Document, Paragraph, Section, Table

TOGETHER = "Ways to put layers together"


def layers(name: str | None, style: str) -> int:
    """Print every layer that is known, or all that one of them states of itself."""
    with working("reading the layers"):
        if name is None:
            text = _data_of_all() if style == "json" else page(_all(), style)
        else:
            text = _one(_known(name), style)
    sys.stdout.write(text)
    return 0


def _known(name: str) -> str:
    """The name of a layer as it is written; a slip of the pen is told the nearest."""
    if name not in known() and name not in KINDS:
        raise InputError(f"unknown layer {shown(name)!r}{nearest(name, (*known(), *KINDS))}")
    return name


def _all() -> Document:
    from symcount.reporting.chapters.layers import listing

    document = listing()
    columns = (Column("Name"), Column("Meaning"), Column("In a spec"))
    rows = tuple((kind.name, kind.meaning, kind.written()) for kind in KINDS.values())
    together = Section("together", TOGETHER, (Table("Mappings in a spec, classes in Python", columns, rows),))
    return replace(document, sections=(*document.sections, together))


def _data_of_all() -> str:
    from symcount.reporting.chapters.layers import listed

    ways: list[Mapping[str, object]] = [
        {"name": kind.name, "family": TOGETHER, "meaning": kind.meaning, "params": None} for kind in KINDS.values()
    ]
    return json.dumps([*listed(), *ways], indent=2) + "\n"


def _one(name: str, style: str) -> str:
    from symcount.reporting.chapters.layers import Known
    from symcount.reporting.chapters.theory import theory_page
    from symcount.reporting.data import as_data

    document = _kind_page(KINDS[name]) if name in KINDS else theory_page(Known(name))
    return json.dumps(as_data(document), indent=2) + "\n" if style == "json" else page(document, style)


def _kind_page(kind: Kind) -> Document:
    """What can stand under a mapping that puts networks together."""
    columns = (Column("Key"), Column("Meaning"), Column("Needed"))
    rows = tuple((key.name, key.meaning, "yes" if key.required else "no") for key in kind.keys)
    about = Section("about", "What it does", (Paragraph(kind.meaning), Paragraph(f"In a spec: {kind.written()}")))
    return Document(kind.name, "", (about, Section("keys", "Keys", (Table("Under its name", columns, rows),))))
