"""The peak of inference: the most values that live at one moment, each from its birth to its last reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from symcount.core.errors import InputError
from symcount.core.expression import Expr, Maximum, Size, Value, written
from symcount.core.reading import sizes_in
from symcount.core.values import maximum, product, total
from symcount.counting.derivation import Derivation, Step
from symcount.counting.derive import Numbers
from symcount.counting.teaching import row_sum
from symcount.counting.telling import at_numbers, plain_step, told_lines
from symcount.networks.rows import Placed
from symcount.networks.signal import Signal

BASIS = (
    "A tensor lives from the layer that gives it to the last one that reads it. Layers that only rename a tensor keep "
    "it, and so do those that work in training alone, as dropout; no other layer works in place."
)
EXAMPLE = "Counted are one example's activations; the batch multiplies them, and the weights stand beside them."


@dataclass(frozen=True, slots=True)
class Live:
    """A moment: the layer at work, and the tensors that live, each with who gave it and its values."""

    path: str
    tensors: tuple[tuple[str, Value], ...]

    @property
    def value(self) -> Value:
        """How many values live."""
        return total([value for _, value in self.tensors])


def moments(placed: Placed) -> tuple[Live, ...]:
    """What lives while each layer works, in their order."""
    signals: dict[int, Signal] = {}
    born: dict[int, int] = {}
    last: dict[int, int] = {}
    same = _handed_on(placed)
    for place, moment in enumerate(placed.moments):
        for one in (*moment.reads, moment.gives):
            tensor = same.get(one.tensor, one.tensor)
            signals.setdefault(tensor, one)
            born.setdefault(tensor, place if one is moment.gives else -1)
            last[tensor] = place
    last[same.get(placed.output.tensor, placed.output.tensor)] = len(placed.moments)
    found: list[Live] = []
    for place, moment in enumerate(placed.moments):
        if moment.gives.tensor in {one.tensor for one in moment.reads} or moment.gives.tensor in same:
            continue
        live = [number for number in signals if born[number] <= place <= last[number]]
        tensors = tuple((signals[n].path or "the input", product(signals[n].shape)) for n in live)
        found.append(Live(moment.path, tensors))
    return tuple(found)


def _handed_on(placed: Placed) -> dict[int, int]:
    """Tensors that in inference are those which came to the layer: it works in training alone."""
    resting = {row.path for row in placed.rows if row.case.layer.rests}
    same: dict[int, int] = {}
    for moment in placed.moments:
        if moment.path in resting:
            came = moment.reads[0].tensor
            same[moment.gives.tensor] = same.get(came, came)
    return same


def derive_peak(placed: Placed, numbers: Numbers | None = None, sizes: Sequence[Size] = ()) -> Derivation:
    """The peak as the largest of all moments; the one that is largest is named where every size has a number."""
    numbers = numbers or {}
    lives = moments(placed)
    _check(lives, sizes)
    values = [at_numbers(one.value, numbers) for one in lives]
    whole = maximum(*values) if values else 0
    steps: list[Step] = []
    if isinstance(whole, int):
        top = lives[values.index(whole)] if lives else Live("", ())
        names = " and ".join(f"what {name} gives" if name != "the input" else name for name, _ in top.tensors)
        where = f"The most lives while {top.path} works: {names}." if top.path else "No layer works."
        live = row_sum([written(value) for _, value in top.tensors])
        steps.append(plain_step("Peak", live, where, numbers))
    else:
        named: list[Expr] = list(dict.fromkeys(row_sum([written(v) for _, v in one.tensors]) for one in lives))
        largest = named[0] if len(named) == 1 else Maximum(tuple(named))
        line = next(told_lines(largest, numbers))
        steps.append(Step("Peak", (line,), whole, "The largest of all moments."))
    return Derivation("Peak of the network", "", tuple(steps), whole, "values", conventions=(BASIS, EXAMPLE))


def _check(lives: Sequence[Live], sizes: Sequence[Size]) -> None:
    """The number of a repetition is no size of the network: where it decides what is largest, it needs a number."""
    inner = {size for one in lives for size in sizes_in(written(one.value))} - set(sizes)
    if inner:
        raise InputError(
            "the peak of layers that differ from repetition to repetition needs a number of them: give .at"
        )
