"""A network as JavaScript: its sizes, its formulas as functions over BigInt, and its conditions."""

from __future__ import annotations

from collections.abc import Iterable

from symcount.core.expression import Value
from symcount.core.placing import BROKEN
from symcount.core.tree import sizes_in
from symcount.notation.javascript import VALUES, Names, inner_name, javascript, limits, slots, text
from symcount.reporting.rendering.interactive.conditions import Condition
from symcount.reporting.rendering.interactive.model import Interactive, LayerTold

RULES = {**BROKEN, "whole": "{} is not a whole number"}


def network_script(page: Interactive) -> str:
    """The one constant that the page's script works with; nothing in it is run as text."""
    names = slots(tuple(one.size for one in page.starts))
    fields = {
        "rules": text(RULES),
        "sizes": text([one.size.name for one in page.starts]),
        "start": f"[{', '.join(f'{one.number}n' for one in page.starts)}]",
        "quantities": text([one.quantity.title for one in page.totals]),
        "repeats": text(page.repeats),
        "layers": _listed(_layer(page, one, names) for one in page.layers),
        "conditions": _listed(_condition(one, names) for one in page.conditions),
    }
    inside = "".join(f"  {name}: {source},\n" for name, source in fields.items())
    return f"{limits()}const NETWORK = {{\n{inside}}};\n"


def _listed(sources: Iterable[str]) -> str:
    return "[\n" + "".join(f"    {source},\n" for source in sources) + "  ]"


def _layer(page: Interactive, one: LayerTold, names: Names) -> str:
    times = f"({VALUES}) => {javascript(one.times, names)}" if page.repeats else "null"
    last = "null" if one.last == one.first else _shape(one.last, names)
    counts = ", ".join(f"({VALUES}) => {javascript(count, names)}" for count in one.counts)
    first = _shape(one.first, names)
    return f"{{path: {text(one.path)}, times: {times}, first: {first}, last: {last}, counts: [{counts}]}}"


def _shape(dims: tuple[Value, ...], names: Names) -> str:
    return f"({VALUES}) => [{', '.join(javascript(dim, names) for dim in dims)}]"


def _condition(one: Condition, names: Names) -> str:
    """Both sides, told to `see`; inside a loop over the repetitions where they depend on their number."""
    known, loops = dict(names), []
    for over in reversed(one.over):
        assert over.index is not None
        own = inner_name(known)
        loops.append(f"each({over.start}n, {javascript(over.count, known)}, ({own}) => ")
        known[over.index] = own
    sides = f"see({javascript(one.a, known)}, {javascript(one.b, known)})"
    body = "".join(loops) + sides + ")" * len(loops)
    said = f"where: {text(one.where)}, rule: {text(one.rule)}, why: {text(one.why)}"
    return f"{{{said}, sizes: {_places(one, names)}, sides: ({VALUES}, see) => {body}}}"


def _places(one: Condition, names: Names) -> str:
    """The sizes on which a condition depends, by their places."""
    known = sizes_in(one.a, one.b, *(over.count for over in one.over))
    return text([place for place, size in enumerate(names) if size in known])
