"""A layer given its incoming shape: every size of the theory gets its value, every need is decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from symcount.core.binding import Check, bind, shape_text
from symcount.core.collecting import collected
from symcount.core.conventions import USUAL, Conventions
from symcount.core.errors import InputError
from symcount.core.expression import Expr, Negative, Number, Product, Size, Value, folded, written
from symcount.core.reading import evaluated
from symcount.core.ready import Labour, Owned, Saved, many_values
from symcount.core.stated import Dim, Rule
from symcount.core.theory import Theory

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


@dataclass(frozen=True, slots=True)
class Around:
    """What the network around a layer says of it.

    `frozen`, training does not change it; `elsewhere`, its tensors that are counted where they first stand;
    `kept`, the places of its inputs that other layers have saved for the backward pass already; `first`,
    its input is the data, which needs no gradient; `stored`, the precision policy of its parameters,
    where one is chosen for them.
    """

    frozen: bool = False
    elsewhere: frozenset[str] = frozenset()
    kept: frozenset[int] = frozenset()
    first: bool = False
    stored: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """A layer at its place: the values of all its sizes, its shapes, and what it assumes.

    `input` and `output` are the first of its `inputs` and `outputs`; the outputs are nested tuples where
    the layer gives several.
    """

    layer: Layer
    theory: Theory
    values: tuple[Any, ...]
    inputs: tuple[tuple[Value, ...], ...]
    output: tuple[Value, ...]
    outputs: Any
    assumed: tuple[Assumption, ...]
    conventions: Conventions = USUAL
    around: Around = Around()

    @property
    def input(self) -> tuple[Value, ...]:
        """The shape of the first input."""
        return self.inputs[0]

    def value(self, formal: Size) -> Any:
        """The value of a size of the theory, here."""
        return self.values[self.theory.slots[formal]]

    def owned(self, *roles: str) -> Iterator[Owned]:
        """The tensors of some roles that the layer has with its settings, here."""
        for one in self.theory.tensors:
            if one.fact.role in roles and one.fact.name not in self.around.elsewhere and one.present(self.values):
                yield one

    def trained(self) -> Iterator[Owned]:
        """The tensors that training changes."""
        return iter(()) if self.around.frozen else self.owned("weight", "shift")

    def labours(self, *kinds: str) -> Iterator[Labour]:
        """The work of some kinds that the layer does with its settings, here."""
        return (one for one in self.theory.labours if one.fact.kind in kinds and one.present(self.values))

    def recorded(self) -> bool:
        """Whether training has to go back through the layer: to its own tensors, or to what came before it."""
        return not self.around.first or self.learns()

    def learns(self) -> bool:
        """Whether training changes any tensor of the layer, also one that is counted elsewhere."""
        tensors = (one for one in self.theory.tensors if one.fact.role in ("weight", "shift"))
        return not self.around.frozen and any(one.present(self.values) for one in tensors)

    def kept(self) -> Iterator[Saved]:
        """What training keeps here for the backward pass, whether or not other layers have kept it already."""
        trains = self.learns()
        for one in self.theory.saved if self.recorded() else ():
            if (trains or not one.fact.learned) and one.present(self.values):
                yield one

    def topics(self) -> set[str]:
        """The topics of conventions that matter here: what a layer may merely take matters where it is unusual.

        Buffers are what frameworks differ in.
        """
        unusual = {topic for _, topic in self.theory.topics if self.conventions[topic] != USUAL[topic]}
        followed = self.theory.counted_by | unusual
        return followed | {"framework"} if next(self.owned("buffer"), None) is not None else followed

    def given(self) -> tuple[Dim, ...]:
        """The dimensions of the first output, as the layer's theory writes them."""
        return next(dims for present, dims, _ in reversed(self.theory.outputs) if present(self.values))

    def known(self) -> dict[Size, Any]:
        """Every size of the theory with its value, here."""
        return dict(zip(self.theory.slots, self.values, strict=True))


def place(
    layer: Layer,
    theory: Theory,
    own: tuple[Any, ...],
    given: Mapping[str, Any],
    shapes: tuple[tuple[Value, ...], ...],
    conventions: Conventions = USUAL,
) -> Case:
    """Bind the incoming shapes, work out the named results, check the needs, and give the outgoing shapes."""
    values = list(own)
    for slot, topic in theory.topics:
        values[slot] = conventions[topic]
    checks = bind(theory, values, shapes)
    assumed = _checked_given(theory, values, given) if given else []
    for let in theory.lets:
        value = let.reading(values)
        values[let.slot] = value if type(value) is int else collected(folded(value))
    for need in theory.needs:
        a, b = need.a_reading(values), need.b_reading(values)
        verdict = _verdict(need.fact.rule, a, b)
        if verdict is False:
            raise InputError(BROKEN[need.fact.rule].format(a, b) + f": {need.fact.why}")
        if verdict is None:
            _note(assumed, Assumption(need.fact.rule, a, b, need.fact.why))
    _check_inputs(theory, values, checks, assumed)
    tree = next(tree for present, _, tree in reversed(theory.outputs) if present(values))
    outputs = _given_off(tree, values)
    output = outputs
    while output and isinstance(output[0], tuple):
        output = output[0]
    for dim in output:
        if type(dim) is not int:
            _check_whole(dim, theory.name, shapes[0])
        elif dim < 1:
            raise InputError(f"the output of {layer!r} on {shape_text(shapes[0])} would be {shape_text(output)}")
    return Case(layer, theory, tuple(values), shapes, output, outputs, tuple(assumed), conventions)


def _given_off(tree: Any, values: list[Any]) -> Any:
    """The outgoing shapes: one, or nested tuples of several."""
    if tree and isinstance(tree[0], tuple):
        return tuple(_given_off(branch, values) for branch in tree)
    return many_values(values, tree)


def _check_inputs(theory: Theory, values: list[Any], checks: list[Check], assumed: list[Assumption]) -> None:
    """What several inputs tell of one size must agree."""
    why = f"the inputs of {theory.name} must fit together"
    for expected, came in checks:
        known = expected(values) if callable(expected) else expected
        if known == came or written(known) == written(came):
            continue
        if isinstance(known, int) and isinstance(came, int):
            raise InputError(f"{theory.name} got inputs that do not fit together: {known} and {came}")
        _note(assumed, Assumption("equal", known, came, why))


def _checked_given(theory: Theory, values: list[Any], given: Mapping[str, Any]) -> list[Assumption]:
    """Dimensions that were written although the shape tells them: they must agree."""
    assumed: list[Assumption] = []
    pairs = [
        (name, given[name], values[theory.slots[formal]]) for name, formal in theory.incoming.items() if name in given
    ]
    for many in (run for one in theory.inputs for run in one.runs):
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
    return rule == "at_least" and isinstance(b, int) and b <= 1


_RULES = {"divides": "{} divides {}", "at_least": "{} ≥ {}", "equal": "{} = {}"}
BROKEN = {"divides": "{} does not divide {}", "at_least": "{} is smaller than {}", "equal": "{} is not {}"}


def _note(assumed: list[Assumption], one: Assumption) -> None:
    if one not in assumed:
        assumed.append(one)


def _check_whole(dim: Value, name: str, shape: tuple[Value, ...]) -> None:
    if isinstance(dim, Fraction) or (isinstance(dim, Negative) and isinstance(dim.of, Number)):
        raise InputError(f"{name} on {shape_text(shape)} would give {dim}, not a whole number of at least one")
