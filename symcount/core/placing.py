"""A layer given its incoming shape: every size of the theory gets its value, every need is decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from symcount.core.collecting import collected
from symcount.core.errors import InputError
from symcount.core.expression import Expr, Negative, Number, Product, Size, Value, folded, written
from symcount.core.facts import Each, Rule
from symcount.core.formal import Formal
from symcount.core.reading import evaluated
from symcount.core.theory import Owned, Theory, many_values

if TYPE_CHECKING:
    from symcount.core.layer import Layer


@dataclass(frozen=True, slots=True)
class Assumption:
    """A condition between two sides that no number has decided yet, with its reason."""

    rule: Rule
    a: Value
    b: Value
    why: str

    def text(self, printer: Callable[[Expr], str] = str) -> str:
        """The condition as it is written, with its reason: g divides c, because ..."""
        sides = [printer(side) if isinstance(side, Expr) else side for side in (self.a, self.b)]
        return f"{_RULES[self.rule].format(*sides)}: {self.why}."


def still_open(assumed: Iterable[Assumption], numbers: Mapping[Size, Value]) -> tuple[Assumption, ...]:
    """The assumptions that the numbers at hand leave undecided, with those numbers put in."""
    left: dict[Assumption, None] = {}
    for one in assumed:
        a, b = (evaluated(side, numbers) if isinstance(side, Expr) else side for side in (one.a, one.b))
        if isinstance(a, Expr) or isinstance(b, Expr):
            left[replace(one, a=a, b=b)] = None
    return tuple(left)


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A layer at its place: the values of all its sizes, its shapes, and what it assumes."""

    layer: Layer
    theory: Theory
    values: tuple[Any, ...]
    input: tuple[Value, ...]
    output: tuple[Value, ...]
    assumed: tuple[Assumption, ...]

    def value(self, formal: Size) -> Any:
        """The value of a size of the theory, here."""
        return self.values[self.theory.slots[formal]]

    def owned(self, *roles: str) -> Iterator[Owned]:
        """The tensors of some roles that the layer has with its settings, here."""
        values = self.values
        for one in self.theory.tensors:
            if one.fact.role in roles and all(values[place] for place in one.when):
                yield one

    def known(self) -> dict[Size, Any]:
        """Every size of the theory with its value, here."""
        return dict(zip(self.theory.slots, self.values, strict=True))


def place(
    layer: Layer, theory: Theory, own: tuple[Any, ...], given: Mapping[str, Any], shape: tuple[Value, ...]
) -> Case:
    """Bind the incoming shape, work out the named results, check the needs, and give the outgoing shape."""
    values = list(own)
    _bind(theory, values, shape)
    assumed = _checked_given(theory, values, given) if given else []
    for let in theory.lets:
        value = let.reading(values)
        values[let.slot] = value if type(value) is int else collected(folded(value))
    for need in theory.needs:
        a, b = need.a_reading(values), need.b_reading(values)
        verdict = _verdict(need.fact.rule, a, b)
        if verdict is False:
            raise InputError(_BROKEN[need.fact.rule].format(a, b) + f": {need.fact.why}")
        if verdict is None:
            _note(assumed, Assumption(need.fact.rule, a, b, need.fact.why))
    output = many_values(values, theory.output_readings)
    for dim in output:
        if type(dim) is not int:
            _check_whole(dim, theory.name, shape)
        elif dim < 1:
            raise InputError(f"the output of {layer!r} on {shape_text(shape)} would be {shape_text(output)}")
    return Case(layer, theory, tuple(values), shape, output, tuple(assumed))


def _bind(theory: Theory, values: list[Any], shape: tuple[Value, ...]) -> None:
    free = len(shape) - theory.fixed_rank
    widths: list[int] = []
    for formal in theory.many_taken:
        if formal.many is not None:
            given = values[theory.slots[formal.many]]
            free -= (width := 1 if given is None else len(given))
            widths.append(width)
        else:
            widths.append(-1)
    if free < 0 or (free > 0 and -1 not in widths) or free > theory.most_free:
        raise InputError(f"{theory.name} takes {taken_text(theory)}, got {shape_text(shape)}")
    place_ = 0
    widths.reverse()
    for slot, many in theory.taken:
        if many:
            width = widths.pop()
            width = free if width < 0 else width
            values[slot] = shape[place_ : place_ + width]
            place_ += width
        else:
            values[slot] = shape[place_]
            place_ += 1


def _checked_given(theory: Theory, values: list[Any], given: Mapping[str, Any]) -> list[Assumption]:
    """Dimensions that were written although the shape tells them: they must agree."""
    assumed: list[Assumption] = []
    pairs = [
        (name, given[name], values[theory.slots[formal]]) for name, formal in theory.incoming.items() if name in given
    ]
    for many in theory.many_taken:
        if many.many is not None and (setting := values[theory.slots[many.many]]) is not None:
            pairs += [(many.many.attribute, a, b) for a, b in zip(setting, values[theory.slots[many]], strict=True)]
    for name, told, came in pairs:
        if isinstance(told, int) and isinstance(came, int) and told != came:
            raise InputError(f"{name} is {told}, but the incoming shape has {came}")
        if told != came and written(told) != written(came):
            assumed.append(Assumption("equal", told, came, f"{name} is written as {told}"))
    return assumed


def _verdict(rule: str, a: Any, b: Any) -> bool | None:
    if type(a) is type(b) is int:
        return a >= b if rule == "at_least" else b % a == 0 if rule == "divides" else a == b
    if not isinstance(a, (int, Expr)) or not isinstance(b, (int, Expr)):
        return True  # a word such as padding="same" stands for itself
    return True if _surely(rule, a, b) else None


def _surely(rule: str, a: Value, b: Value) -> bool:
    """What the form alone decides: equal sides, one, and a divisor that stands among the factors."""
    if a == b or (rule == "divides" and a == 1):
        return True
    if rule == "divides" and isinstance(b, Product):
        return any(
            factor == written(a) or (isinstance(factor, Number) and isinstance(a, int) and factor.value % a == 0)
            for factor in b.factors
        )
    return rule == "at_least" and b in (0, 1)


_RULES = {"divides": "{} divides {}", "at_least": "{} ≥ {}", "equal": "{} = {}"}
_BROKEN = {"divides": "{} does not divide {}", "at_least": "{} is smaller than {}", "equal": "{} is not {}"}


def _note(assumed: list[Assumption], one: Assumption) -> None:
    if one not in assumed:
        assumed.append(one)


def _check_whole(dim: Value, name: str, shape: tuple[Value, ...]) -> None:
    if isinstance(dim, Fraction) or (isinstance(dim, Negative) and isinstance(dim.of, Number)):
        raise InputError(f"{name} on {shape_text(shape)} would give {dim}, not a whole number of at least one")


def shape_text(shape: Sequence[object]) -> str:
    """A shape as it is written: (3, 32, 32)."""
    return "(" + ", ".join(map(str, shape)) + ("," if len(shape) == 1 else "") + ")"


def taken_text(theory: Theory) -> str:
    """The incoming shape that a layer asks for, in words."""
    words: list[str] = []
    for dim in theory.takes.dims:
        if isinstance(dim, Each):
            words += theory.letters
        elif isinstance(dim, Formal):
            words.append(_word(dim))
    optional = [dim.name for dim in theory.many_taken if dim.most is not None]
    shapes = [[word for word in words if word not in optional], words] if optional else [words]
    return "an input of shape " + " or ".join(map(shape_text, shapes))


def _word(dim: Formal) -> str:
    """A dimension as an error names it; of any number of them, dots, or the setting that says how many."""
    if dim.role != "many" or dim.most is not None:
        return dim.name
    return "..." if dim.many is None else dim.many.attribute
