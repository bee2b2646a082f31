"""The sheets of a workbook: sizes to change, layers that follow them, closed forms, and what all this rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from symcount.core.expression import Expr
from symcount.core.placing import still_open
from symcount.core.tree import sizes_in
from symcount.counting.quantities import QUANTITIES, Quantity
from symcount.networks.rows import sizes_of
from symcount.notation.pretty import pretty
from symcount.notation.spreadsheet_names import cell_names
from symcount.notation.spreadsheet_peaks import EXACT
from symcount.reporting.plan import Plan
from symcount.reporting.rendering.xlsx_cells import Cell, Column, Input, Live, Sheet, Sizes, live, quoted
from symcount.reporting.rendering.xlsx_layers import FIRST, HEADS, layers, letter
from symcount.reporting.sizes_told import meanings
from symcount.reporting.tally import TOLD, Entry, entries, sentences, total_text

NO_NUMBER, NO_SIZE = "needs a number", "a size is a whole number of at least 1"
HELD = "may be rounded beyond 2^53"
HOW = (
    "Change the numbers on the sheet of sizes: every other number follows. A cell whose sizes have no number yet "
    "says which it needs. A spreadsheet holds whole numbers exactly up to 2^53; a note says where one may be rounded."
)


def workbook(plans: Sequence[Plan]) -> Iterator[Sheet]:
    """All sheets: of several networks one with their totals first, then those of each."""
    chosen = [QUANTITIES[key] for key in TOLD]
    found = []
    for place, plan in enumerate(plans, 1):
        start, prefix = (f"{place} ", f"n{place}_") if len(plans) > 1 else ("", "")
        found.append((plan, start, _sizes(plan, prefix), {one: entries(plan, one) for one in chosen}))
    inner = [list(_of_network(*one)) for one in found]
    if len(plans) > 1:
        yield _networks(plans, [sheets[1] for sheets in inner], chosen)
    for sheets in inner:
        yield from sheets


def _of_network(plan: Plan, start: str, sizes: Sizes, columns: Mapping[Quantity, Sequence[Entry]]) -> Iterator[Sheet]:
    yield _inputs(f"{start}Sizes", plan, sizes)
    yield layers(f"{start}Layers", plan, sizes, columns)
    yield _formulas(f"{start}Formulas", plan, columns)
    yield _basis(f"{start}Basis", plan, list(columns))


def _sizes(plan: Plan, prefix: str) -> Sizes:
    """The cells of the sizes: those of the network, and those that the formulas given for some of them name."""
    formulas = {size: value for size, value in plan.numbers.items() if isinstance(value, Expr)}
    own = dict.fromkeys(one for size in sizes_of(plan.net) for one in sizes_in(formulas.get(size, size)))
    numbers = {size: value for size, value in plan.numbers.items() if isinstance(value, int)}
    return Sizes(cell_names(own, prefix), numbers, formulas)


def _inputs(name: str, plan: Plan, sizes: Sizes) -> Sheet:
    """A cell for the number of every size, marked while it is empty; sizes that are given by formulas follow."""
    heads = (Column("Size"), Column("Meaning"), Column("Number", "number"), Column("Note", "note"))
    told_of = meanings(plan)
    rows: list[tuple[Cell, ...]] = []
    for line, (size, cell) in enumerate(sizes.cells.items(), FIRST):
        number = sizes.numbers.get(size)
        held = quoted(HELD)
        checked = f'IF(AND(C{line}>=1,C{line}=INT(C{line})),IF(C{line}>=2^53,{held},""),{quoted(NO_SIZE)})'
        told = NO_NUMBER if number is None else f"{HELD}; exactly {number:,}" if number >= EXACT else ""
        if number is not None and number >= EXACT:
            checked = checked.replace(held, f'{held}&IF(C{line}={number},{quoted(f"; exactly {number:,}")},"")')
        note = Live(f"=IF(ISNUMBER(C{line}),{checked},{quoted(NO_NUMBER)})", told)
        rows.append((size.name, told_of.get(size, ""), Input(cell, number), note))
    for size, formula in sizes.formulas.items():
        if size not in sizes.cells:
            rows.append((size.name, told_of.get(size, ""), live(formula, sizes), f"= {pretty(formula)}"))
    return Sheet(name, heads, tuple(rows) or (("", "Every size of this network is a number already.", "", ""),))


def _formulas(name: str, plan: Plan, columns: Mapping[Quantity, Sequence[Entry]]) -> Sheet:
    """The closed forms as text that Python and SymPy read."""
    heads = (Column("Layer"), *(Column(one.title) for one in columns))
    rows = [(row.path, *(column[place].text() for column in columns.values())) for place, row in enumerate(plan.rows)]
    return Sheet(name, heads, tuple(rows), ("Total", *map(total_text, columns.values())))


def _basis(name: str, plan: Plan, chosen: Sequence[Quantity]) -> Sheet:
    """The network's name, the conventions in use, and what had to be assumed."""
    assumed = [one for row in plan.rows for one in still_open(row.case.assumed, {})]
    lines = [plan.name, *([plan.about] if plan.about else []), HOW, *sentences(plan, chosen)]
    lines += dict.fromkeys(f"Assumed: {one.text(pretty)}" for one in assumed)
    return Sheet(name, (Column("What this workbook tells, and what it rests on"),), tuple((one,) for one in lines))


def _networks(plans: Sequence[Plan], sheets: Sequence[Sheet], chosen: Sequence[Quantity]) -> Sheet:
    """The totals of several networks side by side."""
    heads = (Column("Network"), Column("Sheets"), *(Column(one.title, "number") for one in chosen))
    rows: list[tuple[Cell, ...]] = []
    for place, (plan, sheet) in enumerate(zip(plans, sheets, strict=True), 1):
        last = FIRST + len(sheet.rows)
        sums = [
            Live(f"='{sheet.name}'!{letter(at)}{last}", cell.value)
            for at, cell in enumerate(sheet.total)
            if isinstance(cell, Live) and at < len(HEADS) + len(chosen)
        ]
        rows.append((plan.name, f"{place} Sizes to {place} Basis", *sums))
    return Sheet("Networks", heads, tuple(rows))
