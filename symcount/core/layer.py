"""Layer: the class is the theory, an instance is a case of it, and a placed case knows its shapes."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, ClassVar

from symcount.core.conventions import USUAL, Conventions
from symcount.core.errors import InputError, shown
from symcount.core.expression import Expr, Size, Value, written
from symcount.core.formal import REQUIRED, Formal
from symcount.core.placing import Case, place
from symcount.core.reading import evaluated
from symcount.core.settings import positional, read_setting, read_text, unknown_setting
from symcount.core.signature import LayerSignature
from symcount.core.theory import Theory


class _Theory:
    """The theory of a layer class, read when it is first asked for: importing many layers stays quick."""

    def __init__(self, axes: int) -> None:
        self.axes = axes

    def __get__(self, instance: object, owner: type) -> Theory:
        theory = Theory(owner, self.axes)
        owner.theory = theory  # type: ignore[attr-defined]
        return theory


class _NoTheory(TypeError, AttributeError):
    """An abstract layer was used; who only looks, as help() does, takes it for an attribute that is not there."""


class _Abstract:
    """What stands in place of a theory where a class only lends its facts."""

    def __get__(self, instance: object, owner: type) -> Theory:
        raise _NoTheory(f"{owner.__name__} is abstract: it only lends its facts to concrete layers")


class Layer:
    """A layer of a network, declared by the facts in its class body.

    In the class body and on the class every setting is a symbol; on an instance it is a value.
    Abstract layers (`abstract=True`) only lend their facts; concrete ones are never subclassed.
    """

    __signature__ = LayerSignature()
    theory: ClassVar[Theory]
    part: ClassVar[str] = ""
    rests: ClassVar[bool] = False  # works in training alone: in inference what comes goes on as it is
    lazy: ClassVar[bool] = False  # as in torch: what the incoming shape tells is not written, not even to be checked
    _values: tuple[Any, ...]
    _given: Mapping[str, Any]
    _text: str

    def __init_subclass__(cls, *, axes: int = 0, abstract: bool = False) -> None:
        cls.theory = _Abstract() if abstract else _Theory(axes)  # type: ignore[assignment]

    def __init__(self, *args: Any, **settings: Any) -> None:
        theory = self.theory
        try:
            self._given = _given(theory, args, settings)
            self._values = _slot_values(theory, self._given)
        except InputError as wrong:
            raise InputError(f"{_call(theory.name, args, settings)}: {wrong.message}") from None

    def setting(self, attribute: str) -> Any:
        """The value of a setting: a tuple where it runs along several axes."""
        formal = getattr(type(self), attribute)
        if attribute not in self.theory.settings:
            raise AttributeError(f"{attribute} is known once {type(self).__name__} has an input shape")
        values = tuple(self._values[place_] for place_ in self.theory.places[attribute])
        return values if formal.along else values[0]

    @property
    def view(self) -> bool:
        """Whether what is given is what came, in another shape or under another name."""
        return False

    @property
    def checks(self) -> bool:
        """Whether it was given sizes that the incoming shape tells, which have to agree with it."""
        return any(name not in self.theory.settings for name in self._given)

    def place(
        self, *shapes: tuple[Value, ...], conventions: Conventions = USUAL, known: dict[Any, Value] | None = None
    ) -> Case:
        """This layer with its incoming shapes (batch left out): its sizes, its output, what it assumes.

        `known` is filled with what was worked out, for other layers of the same network.
        """
        return place(self, self.theory, self._values, self._given, shapes, conventions, known)

    def at(self, numbers: Mapping[Size, Value]) -> Layer:
        """The same layer with numbers in the place of some of the user's sizes."""
        return type(self)(**{name: _replaced(value, numbers) for name, value in self._given.items()})

    def changed(self, **settings: object) -> Layer:
        """The same layer with other values for some settings; sizes that the incoming shape tells are left out."""
        own = {name: value for name, value in self._given.items() if name in self.theory.settings}
        return type(self)(**{**own, **settings})

    def __repr__(self) -> str:
        theory = self.theory
        first = theory.first if theory.first in self._given else ""
        args = (self._given[first],) if first else ()
        return _call(theory.name, args, {k: v for k, v in self._given.items() if k != first})

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._values == other._values

    def __hash__(self) -> int:
        return hash((type(self), self._values))


def _given(theory: Theory, args: tuple[Any, ...], settings: Mapping[str, Any]) -> Mapping[str, Any]:
    """Everything that was written, under its name, formulas in text read."""
    named = positional(theory, args, settings) if args else {}
    for name in named:
        if name in settings:
            raise InputError(f"{name} is given twice")
    both = {**named, **settings}
    for name, value in both.items():
        if isinstance(value, (str, tuple, list)):
            both[name] = read_text(theory, name, value)
    return both


def _slot_values(theory: Theory, settings: Mapping[str, Any]) -> tuple[Any, ...]:
    values = list(theory.defaults)
    axes = len(theory.letters)
    for name, value in settings.items():
        formal = theory.settings.get(name)
        if formal is None:
            if name in theory.incoming:
                read_setting(theory.incoming[name], value, axes)
                continue
            raise unknown_setting(theory, name)
        if value is None and (formal.default is None or isinstance(formal.default, Formal)):
            continue
        for place_, own in zip(theory.places[name], read_setting(formal, value, axes), strict=True):
            values[place_] = own
    for place_, followed in theory.open_slots.items():
        if values[place_] is REQUIRED:
            raise InputError(_missing(theory, values))
        if followed is not None and isinstance(values[place_], Formal):
            values[place_] = values[followed]
    return tuple(values)


def _missing(theory: Theory, values: list[Any]) -> str:
    names = [
        f"{formal.attribute} ({formal.meaning})"
        for formal in theory.settings.values()
        if any(values[theory.slots[one]] is REQUIRED for one in theory.spread[formal])
    ]
    return f"expected {' and '.join(names)}"


def _replaced(value: Any, numbers: Mapping[Size, Value]) -> Any:
    if isinstance(value, (tuple, list)):
        return tuple(_replaced(one, numbers) for one in value)
    if isinstance(value, Layer):
        return value.at(numbers)
    if type(value).__module__.partition(".")[0] == "sympy":
        value = written(value)
    return evaluated(value, numbers) if isinstance(value, Expr) else value


def _call(name: str, args: tuple[object, ...], settings: Mapping[str, object]) -> str:
    words = [_argument(value) for value in args]
    words += [f"{shown(key)}={_argument(value)}" for key, value in settings.items()]
    return f"{name}({', '.join(words)})"


def _argument(value: object) -> str:
    if isinstance(value, (tuple, list)):
        return "(" + ", ".join(map(_argument, value)) + ("," if len(value) == 1 else "") + ")"
    return shown(str(value) if isinstance(value, (Expr, Fraction)) else repr(value))
