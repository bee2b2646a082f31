"""How a layer's output shape comes about: each named result of its theory, told with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from symcount.core.expression import Choice, Product, Value, written
from symcount.core.formal import Formal
from symcount.core.placing import still_open
from symcount.core.ready import Let
from symcount.counting.derivation import Derivation, Step
from symcount.counting.derive import Numbers
from symcount.counting.teaching import sentence
from symcount.counting.telling import Told, at_numbers, plain_step, with_value
from symcount.networks.signal import Row


def derive_shape(row: Row, numbers: Numbers | None = None) -> Derivation:
    """The outgoing shape of one layer: a step for every named result, equal axes told once."""
    told = Told(row.case, numbers or {})
    steps: list[Step] = []
    for lets in _alike(told, row.case.theory.lets):
        step = _volume_step(told, lets[0]) if lets[0].expr is None else _let_step(told, lets)
        if step is not None:
            steps.append(step)
    exprs = [let.expr for let in row.case.theory.lets if let.expr is not None]
    output = row.case.output
    value = output[0] if len(output) == 1 else 0
    return Derivation(
        row.case.theory.name, row.path, tuple(steps), at_numbers(value, told.numbers), "", told.meanings(*exprs),
        assumed=still_open(row.case.assumed, told.numbers),
    )  # fmt: skip


def output_at(row: Row, numbers: Numbers) -> tuple[Value, ...]:
    """The outgoing shape with the numbers at hand."""
    return tuple(at_numbers(dim, numbers) for dim in row.case.output)


def _alike(told: Told, lets: Sequence[Let]) -> list[list[Let]]:
    """Neighbouring axes whose results are worked out from the same numbers, together."""
    found: list[list[Let]] = []
    for let in lets:
        last = found[-1] if found else []
        if last and last[0].expr is not None and let.expr is not None and _reads_alike(told, last[0], let):
            last.append(let)
        else:
            found.append([let])
    return found


def _reads_alike(told: Told, a: Let, b: Let) -> bool:
    same = a.symbol.attribute == b.symbol.attribute
    return same and a.expr is not None and b.expr is not None and told.here(a.expr) == told.here(b.expr)


def _let_step(told: Told, lets: list[Let]) -> Step | None:
    first, *others = lets
    assert first.expr is not None
    if isinstance(told.rule(first.expr), Formal) and not others:
        return None
    also = f" {' and '.join(str(told.letter(o.symbol)) for o in others)}: the same way." if others else ""
    step = told.step(told.letter(first.symbol), first.expr, sentence(_why(told, first)) + also, first.symbol.cite)
    return with_value(step, at_numbers(told.case.value(first.symbol), told.numbers))


def _why(told: Told, let: Let) -> str:
    """The reason of a named result: that of the side that was chosen, where it has one of its own."""
    choice = let.expr
    if isinstance(choice, Choice) and choice.why and told.case.value(choice.setting) == choice.value:
        return choice.why
    return let.symbol.why


def _volume_step(told: Told, let: Let) -> Step | None:
    """The product of several dimensions, from their values here; of one or none there is nothing to tell."""
    if let.symbol.many is None or not let.symbol.why:
        return None  # picked from a setting, which says it already
    dims: tuple[Value, ...] = told.known_before(let.symbol.many)
    if len(dims) < 2:
        return None
    return plain_step(
        told.letter(let.symbol), Product(tuple(map(written, dims))), sentence(let.symbol.why), told.numbers
    )
