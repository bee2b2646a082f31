"""What an interactive page says: sizes with their first numbers, layers with their formulas, totals, conditions."""

from __future__ import annotations

from dataclasses import dataclass, replace

from symcount.core.algebra import closed_sum, from_sympy
from symcount.core.errors import InputError, Unproven
from symcount.core.expression import Expr, Size, Value, folded, written
from symcount.core.placing import Assumption
from symcount.core.tree import sizes_in, substituted
from symcount.counting.derive import Addend
from symcount.counting.quantities import ACTIVATIONS, MACS, PARAMS, Quantity
from symcount.counting.telling import at_numbers
from symcount.networks.rows import sizes_among
from symcount.networks.signal import Row, Variant
from symcount.notation.pretty import pretty
from symcount.reporting.plan import REPETITIONS, Plan
from symcount.reporting.rendering.interactive.conditions import Condition, conditions
from symcount.reporting.rendering.interactive.starting import starting
from symcount.reporting.sizes_told import meanings

QUANTITIES: tuple[Quantity, ...] = (PARAMS, MACS, ACTIVATIONS)

Shape = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Start:
    """A size, what it means, the number it starts at, and whether somebody has given it."""

    size: Size
    meaning: str
    number: int
    given: bool


@dataclass(frozen=True, slots=True)
class LayerTold:
    """A layer: its path and kind, how often it stands, what it gives (first and last time), and what it has of each.

    `counts` are formulas in the sizes, `values` the same at the first numbers; None where these do not fit.
    """

    path: str
    kind: str
    times: Expr
    first: Shape
    last: Shape
    counts: tuple[Expr, ...]
    values: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """All of a quantity: its closed form, and its value at the first numbers."""

    quantity: Quantity
    formula: Expr
    value: int | None


@dataclass(frozen=True, slots=True)
class Interactive:
    """Everything on the page, before any language of pages."""

    name: str
    about: str
    lang: str
    starts: tuple[Start, ...]
    repeats: bool
    layers: tuple[LayerTold, ...]
    totals: tuple[Total, ...]
    conditions: tuple[Condition, ...]
    conventions: tuple[str, ...]
    needs: tuple[str, ...]
    broken: str

    @property
    def numbers(self) -> dict[Size, int]:
        """The first number of every size."""
        return {one.size: one.number for one in self.starts}

    @property
    def grown(self) -> int:
        """The place of the size whose growth is shown first: one on which the first total depends."""
        depends = sizes_in(self.totals[0].formula)
        return next((place for place, one in enumerate(self.starts) if one.size in depends), 0)


def interactive(plan: Plan, lang: str = "en") -> Interactive:
    """The page on one network; a total that is not the sum of its layers raises Unproven."""
    formulas = {size: value for size, value in plan.numbers.items() if not isinstance(value, int)}
    given = {size: value for size, value in plan.numbers.items() if isinstance(value, int)}
    net = plan.net.at(formulas) if formulas else plan.net
    free = replace(plan, net=net, numbers={})
    numbers = starting(free, given)
    broken = _broken(replace(free, numbers=numbers))
    columns = [free.addends(quantity) for quantity in QUANTITIES]
    told = [_layer(free, row, [column[place] for column in columns]) for place, row in enumerate(free.rows)]
    if not broken:
        told = [replace(one, values=tuple(_number(count, numbers) for count in one.counts)) for one in told]
    totals = tuple(
        _total(quantity, column, [one.values[place] for one in told], numbers)
        for place, (quantity, column) in enumerate(zip(QUANTITIES, columns, strict=True))
    )
    found = conditions(free.rows)
    meant = meanings(free)
    sizes = sizes_among(free.rows)
    starts = tuple(Start(size, meant.get(size, ""), numbers[size], size in given) for size in sizes)
    return Interactive(
        plan.name, plan.about, lang, starts, free.repeats, tuple(told), totals, found, _conventions(free),
        tuple(dict.fromkeys(_told(one) for one in found if one.stated)), broken,
    )  # fmt: skip


def _broken(plan: Plan) -> str:
    """What is wrong with the numbers at hand, if anything is."""
    try:
        _ = plan.rows
    except InputError as wrong:
        return str(wrong)
    return ""


def _number(count: Expr, numbers: dict[Size, int]) -> int | None:
    value = at_numbers(count, numbers)
    return value if isinstance(value, int) else None


def _layer(plan: Plan, row: Row, addends: list[Addend]) -> LayerTold:
    begin, end = row.each[0], row.each[-1]
    return LayerTold(
        row.path, row.case.theory.name, written(plan.times(row)),
        plan.laid_out(_given(begin, last=False)), plan.laid_out(_given(end, last=True)),
        tuple(written(one.formula) for one in addends), (None,) * len(addends),
    )  # fmt: skip


def _given(variant: Variant, last: bool) -> Shape:
    """What a layer gives in its first repetition, or in its last."""
    at: dict[Size, Value] = {}
    for one in reversed(variant.over):
        if one.index is not None:
            count = folded(substituted(written(one.count), at))
            at[one.index] = folded(written(count) + (one.start - 1)) if last else one.start
    return tuple(at_numbers(dim, at) for dim in variant.case.output)


def _total(quantity: Quantity, column: list[Addend], values: list[int | None], numbers: dict[Size, int]) -> Total:
    formula = from_sympy(closed_sum([one.formula for one in column if one.value != 0]))
    some = [value for value in values if value is not None]
    value = sum(some) if len(some) == len(values) else None
    if value is not None and at_numbers(formula, numbers) != value:
        raise Unproven(f"{quantity.title}: {pretty(formula)} is not {value:,} at the first numbers")
    return Total(quantity, formula, value)


def _conventions(plan: Plan) -> tuple[str, ...]:
    cases = [row.case for row in plan.rows]
    told = dict.fromkeys(text for quantity in QUANTITIES for text in quantity.rests_on(*cases))
    return (*told, REPETITIONS) if plan.repeats else tuple(told)


def _told(one: Condition) -> str:
    assert one.rule != "whole"
    return Assumption(one.rule, one.a, one.b, one.why).text(pretty)
