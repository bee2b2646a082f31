"""At a glance: what each architecture has in numbers, as closed forms, and by which conventions."""

from __future__ import annotations

from collections.abc import Sequence

from symcount.core.algebra import from_sympy
from symcount.core.expression import written
from symcount.core.reading import sizes_in
from symcount.counting.derivation import Line, Step
from symcount.counting.peak import derive_peak
from symcount.counting.quantities import ACTIVATIONS, MACS, PARAMS, Quantity
from symcount.networks.rows import placed, sizes_of
from symcount.notation.closed import closed_text
from symcount.notation.pretty import pretty
from symcount.reporting.answers import formula_cell
from symcount.reporting.chapters.basics import closed_form
from symcount.reporting.document import Block, Cell, Column, Paragraph, Points, Section, Steps, Table, cell
from symcount.reporting.review.subject import TOLD, Subject

FORMULAS = (PARAMS, ACTIVATIONS, MACS)  # the other totals follow from these
SIDE_BY_SIDE = 60  # letters of a closed form that fit beside another one
MOST_LETTERS = 300  # of a closed form that is told with all its sizes
NAMELESS = "no size with a name, so that there is no closed form, growth or budget to tell."
PEAK = "Peak of activations"


def glance(subjects: Sequence[Subject]) -> Section:
    """Every quantity of every architecture, with the sizes that these numbers are for."""
    sizes = [f"{one.name}: {one.plan.sizes()}." for one in subjects if one.plan.sizes()]
    about = tuple(Paragraph(f"{one.name}. {one.plan.about}") for one in subjects if one.plan.about)
    columns = (Column("Quantity"), *(Column(one.name, "number") for one in subjects))
    rows: list[tuple[Cell, ...]] = [
        (_titled(quantity), *(cell(one.value(quantity)) for one in subjects)) for quantity in TOLD
    ]
    rows.insert(3, (f"{PEAK} (values)", *(_peak(one) for one in subjects)))
    table = Table("In numbers, for one example", columns, tuple(rows))
    sizes += [f"{one.name} has {NAMELESS}" for one in subjects if not one.named]
    notes: tuple[Block, ...] = (Points(tuple(sizes)),) if sizes else ()
    return Section("glance", "At a glance", (*about, table, *notes))


def _titled(quantity: Quantity) -> str:
    """The title of a quantity, with its unit where that says more."""
    return quantity.title if quantity.unit in quantity.title.lower() else f"{quantity.title} ({quantity.unit})"


def _peak(subject: Subject) -> Cell:
    found = derive_peak(placed(subject.net, conventions=subject.plan.conventions), {}, sizes_of(subject.net)).value
    return found if isinstance(found, int) else "needs a number for every size"


def closed_forms(subjects: Sequence[Subject]) -> Section:
    """The totals as formulas: side by side where they are short, else one below the other."""
    told = [quantity for quantity in FORMULAS if any(one.expr(quantity).free_symbols for one in subjects)]
    texts = [closed_text(one.expr(quantity)) for one in subjects for quantity in told]
    if max(map(len, texts)) <= SIDE_BY_SIDE:
        columns = (Column("Quantity"), *(Column(one.name, "formula") for one in subjects))
        rows = tuple((quantity.title, *(formula_cell(one.expr(quantity)) for one in subjects)) for quantity in told)
        return Section("closed", "Closed forms", (Table("The totals in their sizes", columns, rows),))
    inner = []
    for place, one in enumerate(subjects, 1):
        steps = tuple(step for quantity in told if (step := _closed(one, quantity)) is not None)
        inner.append(Section(f"closed-{place}", one.name, (Steps(steps),)))
    return Section("closed", "Closed forms", (), tuple(inner))


def _closed(subject: Subject, quantity: Quantity) -> Step | None:
    """The closed form; one that fills a page is told in the two sizes that move it most, others at their numbers."""
    if subject.open or len(closed_text(subject.expr(quantity))) <= MOST_LETTERS:
        return closed_form(subject.plan, quantity)
    free = subject.strongest(quantity)[:2]
    told = subject.formula_in(quantity, free)
    formula = from_sympy(min(told, told.expand(), key=lambda one: len(closed_text(one))))
    names = sizes_in(formula)
    others = ", ".join(name for name in subject.numbers if name not in free and subject.depends(quantity, name))
    line = Line(formula, {size.name: subject.numbers[size.name] for size in names})
    reason = f"In the sizes that move it most; {others} stand at their numbers."
    return Step(f"{quantity.title} in {' and '.join(free)}", (line,), subject.value(quantity), reason)


def rests_on(subjects: Sequence[Subject]) -> Section:
    """The conventions by which everything above is counted."""
    found: dict[str, list[str]] = {}
    for one in subjects:
        cases = [row.case for row in one.rows]
        for text in dict.fromkeys(text for quantity in TOLD for text in quantity.rests_on(*cases)):
            found.setdefault(text, []).append(one.name)
    everywhere = [text for text, names in found.items() if len(names) == len(subjects)]
    others = [f"{' and '.join(names)}: {text}" for text, names in found.items() if len(names) < len(subjects)]
    return Section("conventions", "Conventions", (Points((*everywhere, *others)),))


def answer(subjects: Sequence[Subject]) -> str:
    """The whole review in a line."""
    return "; ".join(f"{one.name}: {_total(one)}" for one in subjects)


def _total(subject: Subject) -> str:
    value = subject.value(PARAMS)
    return f"{value:,} {PARAMS.unit}" if isinstance(value, int) else f"{pretty(written(value))} {PARAMS.unit}"
