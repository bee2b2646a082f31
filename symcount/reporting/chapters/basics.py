"""The chapters that every report begins with: the network at a glance, its shapes, its counts layer by layer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from symcount.core.algebra import closed_sum, from_sympy
from symcount.core.expression import Expr, written
from symcount.core.reading import sizes_in
from symcount.core.values import product
from symcount.counting.derivation import Derivation, Line, Step
from symcount.counting.derive import Addend, derive, summed
from symcount.counting.quantities import MACS, PARAMS, Quantity
from symcount.counting.shapes import derive_shape
from symcount.counting.teaching import row_sum
from symcount.counting.telling import at_numbers
from symcount.networks.signal import Shape
from symcount.reporting.chapters import layerwise
from symcount.reporting.chapters.layerwise import Layerwise
from symcount.reporting.document import Block, Cell, Column, Paragraph, Points, Section, Steps, Table, cell
from symcount.reporting.plan import REPETITIONS, Plan, shape_words


def summary(plan: Plan) -> Section:
    """Every layer with its output and its parameters, and the total."""
    sizes = f"Sizes: {plan.sizes()}." if plan.sizes() else ""
    blocks: list[Block] = [Paragraph(text) for text in (plan.about, sizes) if text]
    blocks.append(_overview(plan))
    if plan.repeats:
        blocks.append(Paragraph(" ".join((REPETITIONS, "The output is that of one.", *_indices(plan)))))
    closed = closed_form(plan, PARAMS)
    if closed is not None:
        blocks.append(Steps((closed,)))
    return Section("summary", "The network at a glance", tuple(blocks))


def _indices(plan: Plan) -> Iterator[str]:
    """What the letters stand for that count repetitions, where an output depends on them."""
    outputs = sizes_in(*(dim for row in plan.rows for dim in row.case.output if isinstance(dim, Expr)))
    over = {one.index for row in plan.rows for variant in row.each for one in variant.over if one.index is not None}
    for index in sorted(over.intersection(outputs), key=str):
        yield f"There {index} counts the repetitions, from 0."


def _overview(plan: Plan) -> Table:
    often = (Column("Times", "number"),) if plan.repeats else ()
    columns = (
        Column("Layer"), Column("Kind"), Column("Output shape"), Column("Output size", "number"), *often,
        Column("Parameters", "number"),
    )  # fmt: skip
    inputs = plan.net.inputs or ()
    many = len(inputs) > 1
    rows = [_input(plan, shape, f"input {n}" if many else "input", often) for n, shape in enumerate(inputs, 1)]
    for row, count in zip(plan.rows, plan.addends(PARAMS), strict=True):
        shape = plan.shape(row)
        times = tuple(cell(plan.times(row)) for _ in often)
        rows.append((row.path, row.case.theory.name, shape_words(shape), cell(product(shape)), *times, _told(count)))
    totals: tuple[Cell, ...] = ("Total", "", "", None, *(None for _ in often), cell(plan.total(PARAMS)))
    return Table("Layers, their outputs and their parameters", columns, tuple(rows), totals)


def _input(plan: Plan, shape: Shape, name: str, often: tuple[Column, ...]) -> tuple[Cell, ...]:
    known = tuple(at_numbers(dim, plan.numbers) for dim in shape)
    return (name, "", shape_words(plan.laid_out(known)), cell(product(known)), *(None for _ in often), 0)


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
    told = [(derive_shape(row, plan.numbers), row) for row in plan.rows]
    gives = {one.path: plan.shape_text(row) for one, row in told}
    about = Layerwise("shape", lambda one: _gives(one, gives), Column("Output shape"), lambda one: gives[one.path])
    sections = layerwise.sections(plan, [one for one, _ in told if one.steps], about)
    order = "channels last" if plan.layout == "channels_last" else "channels first"
    given = tuple(
        f"{_gives(one, gives)}; nothing has to be worked out."
        for one, row in told
        if not one.steps and row.case.output != row.case.input
    )
    intro = Paragraph(
        f"Shapes are written {order}, the batch left out. A layer that is not listed keeps its input's shape."
    )
    return Section("shapes", "Shapes", (intro, Points(given)) if given else (intro,), sections)


def _gives(one: Derivation, gives: Mapping[str, str]) -> str:
    return f"{one.path}: {one.title} gives {gives[one.path]}"


def counted(plan: Plan, quantity: Quantity) -> Section:
    """A quantity layer by layer, then the parts of the network, then the sum."""
    whole = derive(plan.rows, quantity, plan.form, plan.numbers, plan.name)
    column = Column(quantity.title, "number")
    about = Layerwise(quantity.key, lambda one: f"{one.path}: {one.title}", column, lambda one: cell(one.value))
    sections = layerwise.sections(plan, whole.parts, about)
    deep = len(whole.parts) > layerwise.MOST_TOLD
    steps = tuple(_block_sums(plan, quantity)) if deep else (*_subtotals(plan, quantity), *whole.steps)
    last = Section(f"{quantity.key}-sum", f"{quantity.title} in all", (Steps(steps),))
    return Section(quantity.key, f"{quantity.title}, layer by layer", (), (*sections, last))


def parameters(plan: Plan) -> Section:
    """The parameters, layer by layer."""
    return counted(plan, PARAMS)


def operations(plan: Plan) -> Section:
    """The multiply-accumulates, layer by layer."""
    return counted(plan, MACS)


def _block_sums(plan: Plan, quantity: Quantity) -> Iterator[Step]:
    """The sum of every block that has several layers, then the sum of what the blocks have."""
    blocks: dict[str, list[Addend]] = {}
    for one in plan.addends(quantity):
        if one.value != 0:
            blocks.setdefault(layerwise.block_of(one.name), []).append(one)
    sums = []
    for name, addends in blocks.items():
        step = summed(name, addends, plan.numbers)
        if len(addends) > 1:
            yield step
        formula = row_sum([one.formula for one in addends])
        told = written(step.value) if isinstance(step.value, int) else formula
        sums.append(Addend(name, step.value, formula, told))
    yield summed(f"{quantity.title} in all", sums, plan.numbers, "Every block adds its own.")


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
