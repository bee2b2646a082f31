"""Calls that YAML cuts at their commas inside [ ] and { }, put together again: [Conv2d(8, kernel_size=3), ReLU]."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml


def joined(events: Iterable[Any]) -> Iterator[Any]:
    """The same events, with every plain text whose bracket is open joined with the pieces that close it.

    Where no pieces close it, it stays as it is: what is wrong is told by whoever reads it.
    """
    ahead, around = _Ahead(iter(events)), [_Open(flow=False, mapping=False)]
    while (event := ahead.take()) is not None:
        here = around[-1]
        if isinstance(event, yaml.CollectionEndEvent):
            around.pop()
        elif isinstance(event, (yaml.CollectionStartEvent, yaml.ScalarEvent, yaml.AliasEvent)):
            value = not (here.mapping and here.key)
            here.key = not here.key
            if isinstance(event, yaml.CollectionStartEvent):
                around.append(_Open(bool(event.flow_style), isinstance(event, yaml.MappingStartEvent)))
            elif value and here.flow and _opened(event) > 0:
                event = _whole(event, ahead, here.mapping)
        yield event


@dataclass(slots=True)
class _Open:
    """A list or a mapping that is open: whether it is written in one line's brackets, and whether a key comes next."""

    flow: bool
    mapping: bool
    key: bool = True


class _Ahead:
    """Events, some of which have been looked at before their turn."""

    def __init__(self, events: Iterator[Any]) -> None:
        self.events = events
        self.seen: deque[Any] = deque()

    def take(self) -> Any:
        """The next event; None behind the last one."""
        return self.seen.popleft() if self.seen else next(self.events, None)

    def peek(self, place: int) -> Any:
        """The event at a place ahead."""
        while len(self.seen) <= place:
            self.seen.append(next(self.events, None))
        return self.seen[place]


def _whole(first: Any, ahead: _Ahead, mapping: bool) -> Any:
    """A text with the pieces that close its brackets, which are taken; without such pieces the text itself.

    A mapping has made a key without a value of each piece; one of a single pair without braces has ended before.
    """
    depth, pieces, place = _opened(first), [first.value], 0
    short = mapping and _ends_without_brace(ahead.peek(0))
    while depth > 0:
        piece = ahead.peek(place + short)
        nothing = ahead.peek(place + 1) if mapping and not short else None
        if not _plain(piece) or (nothing is not None and not (_plain(nothing) and nothing.value == "")):
            return first
        depth += _opened(piece)
        pieces.append(piece.value)
        place += 1 if nothing is None else 2
    ended = ahead.take() if short else None
    for _ in range(place):
        ahead.take()
    if ended is not None:
        ahead.seen.appendleft(ended)
    text = ", ".join(pieces)
    return yaml.ScalarEvent(None, None, first.implicit, text, first.start_mark, first.end_mark, style=first.style)


def _plain(event: Any) -> bool:
    return isinstance(event, yaml.ScalarEvent) and not event.style and event.tag is None and event.anchor is None


def _opened(event: Any) -> int:
    """How many brackets a plain text leaves open."""
    return int(event.value.count("(") - event.value.count(")")) if _plain(event) else 0


def _ends_without_brace(event: Any) -> bool:
    """Whether a mapping ends here that is one pair in a list, [A: ReLU], and has no braces of its own."""
    if not isinstance(event, yaml.MappingEndEvent):
        return False
    start, end = event.start_mark, event.end_mark
    return start is not None and end is not None and start.index == end.index
