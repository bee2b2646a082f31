"""The sheet of layers: shapes, repetitions and quantities as formulas over the sizes, and notes where they end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from symcount.core.expression import Expr, FloorDiv, Negative, Value
from symcount.core.placing import Assumption
from symcount.core.tree import parts, sizes_in
from symcount.counting.quantities import Quantity
from symcount.counting.repetition import counted
from symcount.networks.signal import Row
from symcount.notation.pretty import pretty
from symcount.notation.spreadsheet import spreadsheet
from symcount.notation.spreadsheet_peaks import EXACT, peaks
from symcount.reporting.plan import Plan, shape_words
from symcount.reporting.rendering.xlsx_cells import (
    Cell,
    Column,
    Live,
    Sheet,
    Sizes,
    as_given,
    guarded,
    joined,
    live,
    needing,
    quoted,
)
from symcount.reporting.tally import Entry

HEADS = (Column("Layer"), Column("Kind"), Column("Output shape"), Column("Times", "number"))
# The first row below the heads, as a sheet counts.
FIRST = 2
ROUNDED = "may be rounded beyond 2^53"
_BROKEN: Mapping[str, str] = {
    "divides": "INT(({b})/({a}))*({a})<>({b})",
    "at_least": "({a})<({b})",
    "equal": "({a})<>({b})",
}


def layers(name: str, plan: Plan, sizes: Sizes, columns: Mapping[Quantity, Sequence[Entry]]) -> Sheet:
    """Every layer of a network with its quantities, and their totals."""
    heads = (*HEADS, *(Column(one.title, "number") for one in columns), Column("Note", "note"))
    rows = []
    for place, row in enumerate(plan.rows):
        entries = {quantity: column[place] for quantity, column in columns.items()}
        cells = (live(counted(row, lambda case: 1), sizes), *(live(one.formula, sizes) for one in entries.values()))
        note = _note(row, place + FIRST, entries, sizes)
        rows.append((row.path, row.case.theory.name, _shape(plan, row, sizes), *cells, note))
    return Sheet(name, heads, tuple(rows), _total(rows, list(columns)))


def letter(place: int) -> str:
    """The letter of a column, which is one of the first 26."""
    return chr(ord("A") + place)


def _shape(plan: Plan, row: Row, sizes: Sizes) -> Cell:
    """The outgoing shape as a text that follows the sizes."""
    dims = plan.laid_out(row.case.output)
    texts = [spreadsheet(sizes.own(dim), sizes.cells) for dim in dims]
    if all(isinstance(dim, int) for dim in dims) or None in texts:
        return shape_words(dims)
    text = '&", "&'.join(f"({text})" for text in texts)
    return needing(map(sizes.own, dims), f'"("&{text}&")"', shape_words(_at(dims, sizes)), sizes)


def _at(dims: tuple[Value, ...], sizes: Sizes) -> tuple[Value, ...]:
    return tuple(sizes.at(sizes.own(dim)) for dim in dims)


def _total(rows: Sequence[tuple[Cell, ...]], quantities: Sequence[Quantity]) -> tuple[Cell, ...]:
    """Sums of the columns, once every cell has a number; and whether any note stands above."""
    last, sums = FIRST + len(rows) - 1, []
    for place, _ in enumerate(quantities, len(HEADS)):
        cells = f"{letter(place)}{FIRST}:{letter(place)}{last}"
        values = [cell.value if isinstance(cell, Live) else cell for cell in (row[place] for row in rows)]
        whole = [value for value in values if isinstance(value, (int, float))]
        text = "needs every size"
        formula = f"=IF(COUNT({cells})={len(rows)},SUM({cells}),{quoted(text)})"
        sums.append(Live(formula, sum(whole) if len(whole) == len(rows) else text))
    return ("Total", "", "", "", *sums, _total_note(rows, quantities, sums))


def _total_note(rows: Sequence[tuple[Cell, ...]], quantities: Sequence[Quantity], sums: Sequence[Live]) -> Live:
    last = FIRST + len(rows) - 1
    notes = f"{letter(len(HEADS) + len(quantities))}{FIRST}:{letter(len(HEADS) + len(quantities))}{last}"
    noted = any((cell.value if isinstance(cell, Live) else cell) != "" for cell in (row[-1] for row in rows))
    pieces, told = [f'IF(COUNTIF({notes},"?*")>0,{quoted(_SEE)},"")'], [_SEE] if noted else []
    for place, (quantity, cell) in enumerate(zip(quantities, sums, strict=True), len(HEADS)):
        text = f"{quantity.title} {ROUNDED}. "
        pieces.append(f'IF(MAX({letter(place)}{last + 1})>=2^53,{quoted(text)},"")')
        if not isinstance(cell.value, str) and cell.value >= EXACT:
            told.append(f"{text}Exactly {cell.value:,} with the numbers that were given. ")
    return Live(f"={joined(pieces)}", "".join(told))


_SEE = "See the notes above. "


def _note(row: Row, line: int, entries: Mapping[Quantity, Entry], sizes: Sizes) -> Cell:
    """Where a count passes what a cell holds, with the exact value beside it, and where a layer does not fit."""
    pieces: list[str] = []
    told: list[str] = []
    for place, (quantity, entry) in enumerate(entries.items(), len(HEADS)):
        piece, said = _rounding(f"{letter(place)}{line}", quantity, sizes.own(entry.formula), sizes)
        pieces += [piece] if piece else []
        told.append(said)
    for broken, text, sides in _misfits(row, sizes):
        pieces.append(guarded(sides, f'IF({broken},{quoted(text)},"")', "", sizes))
    return Live(f"={joined(pieces)}", "".join(told)) if pieces else "".join(told)


def _rounding(cell: str, quantity: Quantity, expr: Expr, sizes: Sizes) -> tuple[str, str]:
    """The note that a count may be rounded, as a formula (empty where no size matters) and as it reads now."""
    high = peaks(expr)
    limits = [text for one in high if (text := spreadsheet(one, sizes.cells)) is not None]
    known, *now = (sizes.at(one) for one in (expr, *high))
    text, exactly = f"{quantity.title} {ROUNDED}. ", ""
    if isinstance(known, int) and any(not isinstance(one, Expr) and one >= EXACT for one in (known, *now)):
        exactly = f"Exactly {known:,}. "
    if not sizes.named(expr):
        return "", text + exactly if exactly else ""
    given = as_given((expr,), sizes)
    more = f'&IF({given},{quoted(exactly)},"")' if exactly and given else ""
    formula = f'IF(MAX({",".join([cell, *limits])})>=2^53,{quoted(text)}{more},"")'
    return guarded(high, formula, "", sizes), text + exactly if exactly else ""


def _misfits(row: Row, sizes: Sizes) -> Iterator[tuple[str, str, tuple[Expr, ...]]]:
    """What the sizes must hold to: a condition that is true where they do not, its words, and its sides."""
    assumed = dict.fromkeys(one for variant in row.each for one in variant.case.assumed)
    for one in assumed:
        sides = _sides(one, sizes)
        if sides is not None:
            a, b = (spreadsheet(side, sizes.cells) for side in sides)
            if a is not None and b is not None:
                yield _BROKEN[one.rule].format(a=a, b=b), f"This does not fit: {one.text(pretty)} ", sides
    dims = [sizes.own(dim) for dim in row.case.output if isinstance(dim, Expr) and _may_vanish(dim)]
    texts = [spreadsheet(dim, sizes.cells) for dim in dims]
    if dims and None not in texts:
        least = f"MIN({','.join(text for text in texts if text)})<1"
        yield least, "This does not fit: nothing is left of the output. ", tuple(dims)


def _may_vanish(expr: Expr) -> bool:
    """Whether something is taken away or rounded down in a dimension."""
    return isinstance(expr, (Negative, FloorDiv)) or any(map(_may_vanish, parts(expr)))


def _sides(one: Assumption, sizes: Sizes) -> tuple[Expr, Expr] | None:
    a, b = (sizes.own(side) for side in (one.a, one.b))
    return (a, b) if sizes_in(a, b) else None
