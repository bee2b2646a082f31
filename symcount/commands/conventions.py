"""The conventions that there are, and what others would make of a network: the command conventions."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence

from symcount.commands.pages import page, working
from symcount.commands.plans import load, located, plans_of, words_of
from symcount.core.conventions import TOPICS, Conventions, convention, conventions as chosen
from symcount.core.errors import InputError, shown
from symcount.counting.differences import Difference, Place, differences
from symcount.networks.rows import rows
from symcount.readers.spec import Spec
from symcount.reporting.plan import Plan
from symcount.reporting.ways import differences_data, differences_document, listed, listing


def conventions(
    spec: str | None, at: Sequence[str], asked: Sequence[str], against: Sequence[str], style: str
) -> int:  # fmt: skip
    """Print every convention, or what those asked for make of a network, each difference with its reason."""
    if spec is None:
        if asked or against:
            raise InputError("a difference is told for a network: give a SPEC")
        text = json.dumps(listed(), indent=2) + "\n" if style == "json" else page(listing(), style)
    else:
        with working(f"counting {shown(spec)}"):
            text = _told(spec, at, _words(asked), words_of(against, "--against"), style)
    sys.stdout.write(text)
    return 0


def _told(spec: str, at: Sequence[str], asked: Sequence[str], against: Sequence[str], style: str) -> str:
    first, second = _sides(asked, against)
    read, b = _read(spec, first, second)
    (plan,) = plans_of([read], at, None)
    b = chosen([_other(key) for key in first if key == b[convention(key).topic]], b)
    a = chosen(first, b)
    with located(read):
        found = list(differences(_placing(plan), a, b, plan.numbers) if first else _every(plan, b))
    if style == "json":
        ways = {"counted": a, "against": b} if first else {"against": b}
        return json.dumps(differences_data(plan.name, ways, found), indent=2) + "\n"
    return page(differences_document(f"Conventions for {plan.name}", found), style)


def _read(spec: str, first: Sequence[str], second: Sequence[str]) -> tuple[Spec, Conventions]:
    """The spec, and the conventions that others are held against; a network may be possible by the first only."""
    try:
        read = load(spec)
        return read, chosen(second, read.conventions)
    except InputError:
        if not first:
            raise
        return load(spec, first), chosen(second)


def _other(key: str) -> str:
    """What a convention that is in use already is held against: the next choice of its topic."""
    return next(one.key for one in TOPICS[convention(key).topic] if one.key != key)


def _every(plan: Plan, b: Conventions) -> Iterator[Difference]:
    """What each other choice of each topic would make of a network."""
    for choices in TOPICS.values():
        for one in choices:
            yield from differences(_placing(plan), chosen((one.key,), b), b, plan.numbers)


def _placing(plan: Plan) -> Place:
    return lambda ways: rows(plan.net, conventions=ways)


def _words(given: Sequence[str]) -> list[str]:
    return [word for text in given for word in text.replace(",", " ").split()]


def _sides(asked: Sequence[str], against: Sequence[str]) -> tuple[list[str], list[str]]:
    """The choices asked for, and those that they are held against, such as a second one of the same topic."""
    first: dict[str, str] = {}
    second = {convention(key).topic: key for key in against}
    for key in asked:
        topic = convention(key).topic
        if first.setdefault(topic, key) != key and second.setdefault(topic, key) != key:
            raise InputError(f"{first[topic]}, {second[topic]} and {key} are three choices of one convention, {topic}")
    return list(first.values()), list(second.values())
