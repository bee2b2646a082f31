"""A document as text for a terminal, wrapped to its width."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import assert_never

from symcount.core.expression import Value
from symcount.counting.derivation import Meaning
from symcount.reporting.document import Block, Column, Document, Letters, Paragraph, Points, Shares, Steps, Table
from symcount.reporting.drawings import Plot
from symcount.reporting.rendering.charts import bar_text
from symcount.reporting.rendering.outline import Citation, Entry, citations, outline
from symcount.reporting.rendering.plain_lines import breadth, equations, padded, sign_column, wrapped
from symcount.reporting.rendering.plain_table import cell_text, table_lines
from symcount.reporting.rendering.wording import legible, percent, shortened

BOLD, QUIET, PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
NARROWEST, LONGEST_LABEL, ROOM_FOR_BARS = 24, 28, 60

Lines = Iterator[str]


def terminal(document: Document, *, width: int, colour: bool = False) -> str:
    """The whole document; with `colour`, headings are bold and reasons quiet."""
    page = _Page(max(width, NARROWEST), colour, citations(document))
    return "\n".join(_document(document, page)) + "\n"


def answered(blocks: Sequence[Block], *, width: int) -> str:
    """Blocks alone, as a prompt shows them."""
    page = _Page(max(width, NARROWEST), False, {})
    return "\n\n".join("\n".join(_block(block, page)) for block in blocks)


class _Page:
    """What every part of the page needs to know: its width, its colours, its references."""

    __slots__ = ("cited", "colour", "width")

    def __init__(self, width: int, colour: bool, cited: Mapping[str, Citation]) -> None:
        self.width, self.colour, self.cited = width, colour, cited

    def bold(self, lines: list[str]) -> list[str]:
        return [f"{BOLD}{line}{PLAIN}" for line in lines] if self.colour else lines

    def quiet(self, lines: list[str]) -> list[str]:
        return [f"{QUIET}{line}{PLAIN}" for line in lines] if self.colour else lines


def _document(document: Document, page: _Page) -> Lines:
    title = wrapped(document.title, page.width)
    yield from page.bold(title)
    yield "═" * min(page.width, max(map(len, title)))
    yield from wrapped(document.result, page.width) if document.result else ()
    for entry in outline(document):
        yield from _section(entry, page, "─")
    if page.cited:
        yield from ("", *page.bold(["References"]), "")
    for citation in page.cited.values():
        yield from wrapped(str(citation.reference), page.width, f"[{citation.number}] ")


def _section(entry: Entry, page: _Page, rule: str) -> Lines:
    title = wrapped(entry.section.title, page.width, f"{entry.number}  ")
    yield ""
    yield from page.bold(title)
    if rule:
        yield rule * min(page.width, max(map(len, title)))
    for block in entry.section.blocks:
        yield ""
        yield from _block(block, page)
    for inner in entry.entries:
        yield from _section(inner, page, "")


def _block(block: Block, page: _Page) -> Lines:
    match block:
        case Paragraph(text):
            yield from wrapped(text, page.width)
        case Points(items):
            for item in items:
                yield from wrapped(item, page.width, "• ")
        case Letters(meanings):
            yield from _letters(meanings, page)
        case Steps():
            yield from _steps(block, page)
        case Table():
            yield from page.bold(wrapped(block.caption, page.width))
            yield from table_lines(block, page.width)
        case Shares():
            yield from _block(_shares(block, page.width), page)
        case Plot():
            yield from wrapped(f"({block.spoken})", page.width)
        case _:
            assert_never(block)


def _letters(meanings: tuple[Meaning, ...], page: _Page) -> Lines:
    heads = [_letter(cell_text(one.symbol), one.value) for one in meanings]
    widest = max((size for head in heads if (size := breadth(head)) <= page.width // 3), default=0)
    for head, one in zip(heads, meanings, strict=True):
        if breadth(head) <= widest:
            yield from wrapped(one.meaning, page.width, f"{padded(head, widest)}  ")
        else:
            yield from wrapped(f"{head}  {one.meaning}", page.width, "", "    ")


def _letter(symbol: str, value: Value) -> str:
    here = cell_text(value)
    return symbol if here == symbol else f"{symbol} = {here}"


def _steps(block: Steps, page: _Page) -> Lines:
    column = sign_column(block.steps, page.width)
    for place, step in enumerate(block.steps):
        if place:
            yield ""
        yield from equations(step, column, page.width)
        source = f" [{page.cited[step.cite].number}]" if step.cite else ""
        yield from page.quiet(wrapped(step.reason + source, page.width, "    "))


def _shares(block: Shares, width: int) -> Table:
    """The numbers as a table, the bars beside them where there is room."""
    columns = (Column(""), Column(block.unit, "number"), Column("share", "number"), Column(""))
    rows = (
        (shortened(legible(bar.label), LONGEST_LABEL), bar.value, percent(bar.share), bar_text(bar, block))
        for bar in block.bars
    )
    shown = len(columns) if width >= ROOM_FOR_BARS else len(columns) - 1
    return Table(block.caption, columns[:shown], tuple(row[:shown] for row in rows))
