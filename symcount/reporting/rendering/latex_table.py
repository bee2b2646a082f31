"""A table in LaTeX: columns as wide as what stands in them, narrowed until the table fits on the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from symcount.core.expression import Expr, written
from symcount.notation.marks import breadth
from symcount.notation.setting import marks
from symcount.reporting.document import Cell, Column, Table
from symcount.reporting.rendering.environment import Ready
from symcount.reporting.rendering.latex_cells import breakable, ems, formula, narrowest
from symcount.reporting.rendering.plain_table import cell_text
from symcount.reporting.rendering.web import crowding
from symcount.reporting.rendering.wording import chunks, grouped

# For each size of type its command, and in its ems the measure of the text and the gap between two columns.
TYPES = {
    "roomy": (r"\small", 45.0, 1.2),
    "crowded": (r"\scriptsize\setlength{\tabcolsep}{3pt}", 52.5, 0.75),
}
# No column is narrower where it can be helped; no word or number that is wider claims a column of its own.
NARROW, LONGEST_WORD, LONGEST_NUMBER, SPARE, PACE = 2.6, 7.0, 12.0, 0.3, 0.1


@dataclass(frozen=True, slots=True)
class Laid:
    """A table ready to print: its type, its columns, and its rows with their cells side by side."""

    type_size: Ready
    columns: Ready
    head: Ready
    rows: tuple[Ready, ...]
    total: Ready | None


@dataclass(frozen=True, slots=True)
class Claim:
    """What a column would like, what it needs so that nothing breaks that should not, and the very least."""

    wish: float
    need: float
    least: float


def laid(table: Table) -> Laid:
    """The table with the width of every column decided, and every cell broken to it."""
    command, measure, gap = TYPES[crowding(table)]
    lines: list[Sequence[Cell]] = [[column.title for column in table.columns], *table.rows, *_totals(table)]
    room = measure - gap * (len(table.columns) - 1)
    widths = shared([_claim(cells) for cells in zip(*lines, strict=True)], room)
    head, *rows = (_row(line, widths) for line in lines)
    total = rows.pop() if table.total is not None else None
    return Laid(Ready(command), _columns(table.columns, widths), head, tuple(rows), total)


def shared(claims: Sequence[Claim], room: float) -> list[float]:
    """What each column gets: the widest gives first, and none below its need before all have come to theirs."""
    widths = [claim.wish for claim in claims]
    for floors in ([c.need for c in claims], [c.least for c in claims], [PACE * 2] * len(claims)):
        while sum(widths) > room:
            able = [place for place, floor in enumerate(floors) if widths[place] - PACE >= floor]
            if not able:
                break
            widths[max(able, key=widths.__getitem__)] -= PACE
    return widths


def _totals(table: Table) -> list[Sequence[Cell]]:
    return [table.total] if table.total is not None else []


def _claim(cells: Sequence[Cell]) -> Claim:
    claims = [_cell_claim(cell) for cell in cells]
    wish, need, least = (max(sizes) for sizes in zip(*claims, strict=True))
    return Claim(wish, min(need, wish), min(least, wish))


def _cell_claim(cell: Cell | Fraction) -> tuple[float, float, float]:
    match cell:
        case None | "":
            return SPARE, 0.0, 0.0
        case int():
            wide = ems(grouped(cell)) + SPARE
            return wide, wide if wide <= LONGEST_NUMBER else NARROW, NARROW
        case str():
            widest = max((ems(word) + SPARE for word in cell.split(" ")), default=0.0)
            chunk = max(ems(part) for word in cell.split(" ") for part in [*chunks(word, 0), ""]) + SPARE
            return ems(cell_text(cell)) + SPARE, widest if widest <= LONGEST_WORD else chunk, min(chunk, NARROW)
        case _:
            expr = cell if isinstance(cell, Expr) else written(cell)
            least = narrowest(expr) + SPARE
            return breadth(marks(expr)) + SPARE, max(least, LONGEST_WORD), least


def _columns(columns: Sequence[Column], widths: Sequence[float]) -> Ready:
    sides = ("raggedleft" if column.kind == "number" else "raggedright" for column in columns)
    made = (rf">{{\{side}\arraybackslash}}p{{{width:.1f}em}}" for side, width in zip(sides, widths, strict=True))
    return Ready("".join(made))


def _row(cells: Sequence[Cell], widths: Sequence[float]) -> Ready:
    return Ready("{}" + " & ".join(_cell(cell, width) for cell, width in zip(cells, widths, strict=True)))


def _cell(cell: Cell | Fraction, width: float) -> str:
    if isinstance(cell, (Expr, Fraction)):
        return formula(cell if isinstance(cell, Expr) else written(cell), width - SPARE)
    return breakable(cell_text(cell), width - SPARE)
