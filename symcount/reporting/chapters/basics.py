"""The chapters that every report begins with: the network at a glance, its shapes, its counts layer by layer."""

from __future__ import annotations

from collections.abc import Iterator

from symcount.core.algebra import closed_sum, from_sympy
from symcount.core.reading import sizes_in
from symcount.core.values import product
from symcount.counting.derivation import Derivation, Line, Step
from symcount.counting.derive import Addend, derive, summed
from symcount.counting.quantities import MACS, PARAMS, Quantity
from symcount.counting.shapes import derive_shape
from symcount.counting.telling import at_numbers
from symcount.reporting.document import Block, Cell, Column, Letters, Paragraph, Points, Section, Steps, Table, cell
from symcount.reporting.plan import Plan, shape_words


def summary(plan: Plan) -> Section:
    """Every layer with its output and its parameters, and the total."""
    sizes = f"Sizes: {plan.sizes()}." if plan.sizes() else ""
    blocks: list[Block] = [Paragraph(text) for text in (plan.about, sizes) if text]
    blocks.append(_overview(plan))
    closed = closed_form(plan, PARAMS)
    if closed is not None:
        blocks.append(Steps((closed,)))
    return Section("summary", "The network at a glance", tuple(blocks))


def _overview(plan: Plan) -> Table:
    columns = (
        Column("Layer"), Column("Kind"), Column("Output shape"), Column("Output size", "number"),
        Column("Parameters", "number"),
    )  # fmt: skip
    shape = tuple(at_numbers(dim, plan.numbers) for dim in plan.net.input or ())
    first: tuple[Cell, ...] = ("input", "", shape_words(plan.laid_out(shape)), cell(product(shape)), 0)
    rows: list[tuple[Cell, ...]] = [first]
    for row, count in zip(plan.rows, plan.addends(PARAMS), strict=True):
        shape = plan.shape(row)
        rows.append((row.path, row.case.theory.name, shape_words(shape), cell(product(shape)), _told(count)))
    totals: tuple[Cell, ...] = ("Total", "", "", None, cell(plan.total(PARAMS)))
    return Table("Layers, their outputs and their parameters", columns, tuple(rows), totals)


def _told(count: Addend) -> Cell:
    """A count as a number, or while there is none as the formula that is taught."""
    return count.value if isinstance(count.value, int) else count.told


def closed_form(plan: Plan, quantity: Quantity) -> Step | None:
    """The total in the network's own names, as short as it gets; without names there is none."""
    formulas = [one.formula for one in plan.addends(quantity)]
    names = sizes_in(*formulas)
    if not names:
        return None
    where = {size.name: at_numbers(size, plan.numbers) for size in names}
    line = Line(from_sympy(closed_sum(formulas)), where)
    reason = "The sum over all layers, like terms put together."
    return Step(f"{quantity.title} in closed form", (line,), plan.total(quantity), reason)


def shapes(plan: Plan) -> Section:
    """How every output shape comes about."""
    told = [derive_shape(row, plan.numbers) for row in plan.rows]
    sections = tuple(
        Section(f"shape-{one.path}", f"{one.path}: {one.title} gives {plan.shape_text(row)}", blocks_of(one))
        for row, one in zip(plan.rows, told, strict=True)
        if one.steps
    )
    order = "channels last" if plan.layout == "channels_last" else "channels first"
    given = tuple(
        f"{row.path}: {one.title} gives {plan.shape_text(row)}; nothing has to be worked out."
        for row, one in zip(plan.rows, told, strict=True)
        if not one.steps and row.case.output != row.case.input
    )
    intro = Paragraph(
        f"Shapes are written {order}, the batch left out. A layer that is not listed keeps its input's shape."
    )
    return Section("shapes", "Shapes", (intro, Points(given)) if given else (intro,), sections)


def counted(plan: Plan, quantity: Quantity) -> Section:
    """A quantity layer by layer, then the parts of the network, then the sum."""
    whole = derive(plan.rows, quantity, plan.form, plan.numbers, plan.name)
    sections = [
        Section(f"{quantity.key}-{one.path}", f"{one.path}: {one.title}", blocks_of(one)) for one in whole.parts
    ]
    steps = (*_subtotals(plan, quantity), *whole.steps)
    sections.append(Section(f"{quantity.key}-sum", f"{quantity.title} in all", (Steps(steps),)))
    return Section(quantity.key, f"{quantity.title}, layer by layer", (), tuple(sections))


def parameters(plan: Plan) -> Section:
    """The parameters, layer by layer."""
    return counted(plan, PARAMS)


def operations(plan: Plan) -> Section:
    """The multiply-accumulates, layer by layer."""
    return counted(plan, MACS)


def _subtotals(plan: Plan, quantity: Quantity) -> Iterator[Step]:
    """The sums of the convolutional and of the fully connected part, where a network has both."""
    parts: dict[str, list[Addend]] = {}
    for row, one in zip(plan.rows, plan.addends(quantity), strict=True):
        if one.value != 0:
            parts.setdefault(row.case.layer.part, []).append(one)
    if len(parts) < 2:
        return
    for part, addends in parts.items():
        if part:
            yield summed(f"{part.capitalize()} part", addends, plan.numbers)


def blocks_of(derivation: Derivation) -> tuple[Block, ...]:
    """A derivation on the page: what its letters mean, then its steps."""
    letters: tuple[Block, ...] = (Letters(derivation.meanings),) if derivation.meanings else ()
    return (*letters, Steps(derivation.steps))
