"""A layer given its incoming shape: every size of the theory gets its value, every need is decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from symcount.core.assuming import BROKEN as BROKEN, Assumption as Assumption, needed, noted, still_open as still_open
from symcount.core.binding import Check, bind, shape_text
from symcount.core.collecting import collected
from symcount.core.conventions import USUAL, Conventions
from symcount.core.errors import InputError
from symcount.core.expression import Negative, Number, Size, Value, folded, written
from symcount.core.ready import Labour, Let, Owned, Saved, many_values
from symcount.core.stated import Dim
from symcount.core.theory import Theory

if TYPE_CHECKING:
    from symcount.core.layer import Layer


@dataclass(frozen=True, slots=True)
class Around:
    """What the network around a layer says of it.

    `frozen`, training does not change it; `elsewhere`, its tensors that are counted where they first stand;
    `kept`, the places of its inputs that other layers have saved for the backward pass already; `first`,
    its input is the data, which needs no gradient; `data`, the places of those that are; `stored`, the precision
    policy of its parameters, where one is chosen for them.
    """

    frozen: bool = False
    elsewhere: frozenset[str] = frozenset()
    kept: frozenset[int] = frozenset()
    first: bool = False
    stored: str = ""
    data: frozenset[int] = frozenset()


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
    known: dict[Any, Any] | None = None,
) -> Case:
    """Bind the incoming shapes, work out the named results, check the needs, and give the outgoing shapes.

    `known` holds results that were worked out before, and takes those of this layer.
    """
    values = list(own)
    for slot, topic in theory.topics:
        values[slot] = conventions[topic]
    checks = bind(theory, values, shapes)
    assumed = _checked_given(theory, values, given) if given else []
    known = {} if known is None else known
    for let in theory.lets:
        values[let.slot] = _worked_out(let, values, known)
    for need in theory.needs:
        if (one := needed(need, values, known)) is not None:
            noted(assumed, one)
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


def _worked_out(let: Let, values: list[Any], known: dict[Any, Any]) -> Value:
    """A named result; extents are mostly the same along all axes, and in many layers."""
    key = (id(let.of), let.read(values)) if let.read is not None else None
    if (before := known.get(key, known)) is not known:
        return before  # type: ignore[no-any-return]
    value = let.reading(values)
    value = value if type(value) is int else collected(folded(value))
    if key is not None:
        known[key] = value
    return value


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
        noted(assumed, Assumption("equal", known, came, why))


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


def _check_whole(dim: Value, name: str, shape: tuple[Value, ...]) -> None:
    if isinstance(dim, Fraction) or (isinstance(dim, Negative) and isinstance(dim.of, Number)):
        raise InputError(f"{name} on {shape_text(shape)} would give {dim}, not a whole number of at least one")
