"""The values that a layer is written with, checked against what its settings allow."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from symcount.core.errors import InputError, nearest, shown
from symcount.core.expression import Expr, Negative, Number, Quotient, Size, Value, folded, written
from symcount.core.formal import REQUIRED, Formal
from symcount.core.parsing import parse_expression
from symcount.core.theory import Theory
from symcount.core.tokens import is_name


def read_setting(formal: Formal, value: object, axes: int) -> tuple[Any, ...]:
    """One value for each axis of a setting (one in all where it does not run along the axes)."""
    if formal.role == "flag":
        if not isinstance(value, bool):
            raise InputError(f"{formal.attribute} is True or False, got {shown(value)}")
        return (value,)
    if formal.role == "option":
        value = _plain(formal.attribute, value)
        if formal.allowed is not None:
            formal.allowed(formal.attribute, value)
        return (value,)
    if formal.role == "layer":
        if value is not None and not hasattr(value, "theory"):
            raise InputError(f"{formal.attribute} is a layer, got {shown(value)}")
        return (value,)
    if formal.role == "shape":
        many = value if isinstance(value, (tuple, list)) else (value,)
        if not many:
            raise InputError(f"{formal.attribute} has at least one dimension, got ()")
        return (tuple(read_size(formal, one) for one in many),)
    read = read_ratio if formal.role == "ratio" else read_size
    if not formal.along:
        return (read(formal, value),)
    if isinstance(value, (tuple, list)):
        if len(value) != axes:
            raise InputError(f"{formal.attribute} takes {axes} values, one for each axis, got {len(value)}")
        return tuple(read(formal, one) for one in value)
    if value is None and axes > 1 and None in formal.words:
        raise InputError(f"{formal.attribute} is None axis by axis: ({', '.join(['None'] * axes)}), not None alone")
    return (read(formal, value),) * axes


def _plain(name: str, value: object) -> object:
    """A value that can be told from another one; a list as a tuple."""
    if isinstance(value, list):
        return tuple(_plain(name, one) for one in value)
    try:
        hash(value)
    except TypeError:
        raise InputError(f"{name} is a number, a word or several of them, got {shown(value)}") from None
    return value


def read_ratio(formal: Formal, value: Any) -> Any:
    """A factor above zero, exactly as it is written: 1.7 is 17/10."""
    if value is None and formal.default is None:
        return None
    if isinstance(value, (int, float, Fraction)) and not isinstance(value, bool):
        if not 0 < value < 10**9:
            raise InputError(f"{formal.attribute} is a number above 0, got {shown(value)}")
        exact = Fraction(str(value))
        return exact.numerator if exact.denominator == 1 else exact
    return whole_number(value, formal.attribute)


def read_size(formal: Formal, value: Any) -> Any:
    """A whole number no smaller than the setting allows, a formula, or one of the setting's words."""
    if (type(value) is int and value >= formal.least) or type(value) is Size:
        return value
    if (value is None or isinstance(value, str)) and value in formal.words:
        return formal.words[value]
    size = whole_number(value, formal.attribute)
    if isinstance(size, int) and size < formal.least:
        raise InputError(f"{formal.attribute} is at least {formal.least}, got {size}")
    return size


def read_text(theory: Theory, name: str, value: object) -> object:
    """A setting with its text read as a formula; a word that the setting knows stays a word."""
    formal = theory.settings.get(name) or theory.incoming.get(name)
    if formal is None or formal.role in ("flag", "option", "layer"):
        return value
    if isinstance(value, (tuple, list)):
        return tuple(read_text(theory, name, one) for one in value)
    return _formula(formal, value) if isinstance(value, str) and value not in formal.words else value


# Words that other layers or other libraries know: as the name of a size they would hide a mistake.
_NO_NAMES = ("same", "valid", "full", "causal", "none", "auto")


def _formula(formal: Formal, text: str) -> Value:
    words = [word for word in formal.words if isinstance(word, str)]
    if words and is_name(text):
        raise InputError(
            f"{formal.attribute} is a number or one of {', '.join(words)}, got {shown(text)!r}{nearest(text, words)}"
        )
    if text.casefold() in _NO_NAMES:
        raise InputError(f"{formal.attribute} is a whole number, a name or a formula, got {shown(text)!r}")
    return folded(parse_expression(text))


def whole_number(value: Any, what: str) -> int | Expr:
    """A size as an int or an expression; anything else is an error that says what it was."""
    if isinstance(value, (bool, float, Fraction, str)) or value is None:
        raise InputError(f"{what} is a whole number, got {shown(str(value) if isinstance(value, Fraction) else value)}")
    try:
        expr = written(value)
    except TypeError as wrong:
        try:
            return whole_number(value.__index__(), what)  # a NumPy integer and its kind
        except AttributeError:
            raise InputError(f"{what} is a whole number, a name or a formula, got {shown(value)}") from wrong
    if isinstance(expr, Quotient) and isinstance(folded(expr.over), int) and isinstance(folded(expr.under), int):
        raise InputError(f"{what} is a whole number, got {expr}")
    if isinstance(expr, Negative) and isinstance(expr.of, Number):
        return -expr.of.value
    return expr.value if isinstance(expr, Number) else expr


def positional(theory: Theory, args: tuple[object, ...], settings: Mapping[str, object]) -> dict[str, object]:
    """The first argument under its name; more than one is an error that says how to write it here."""
    if not theory.settings and not theory.incoming:
        raise InputError(f"{theory.name} takes no arguments")
    if len(args) == 1:
        return {theory.first: args[0]}
    raise InputError(
        f"only the first argument, {theory.first}, goes without a name; write {_rewritten(theory, args, settings)}"
    )


def _rewritten(theory: Theory, args: tuple[object, ...], settings: Mapping[str, object]) -> str:
    """The call as torch.nn orders it, written in our way: what the incoming shape tells is left out."""
    names = [name for name in theory.settings if name not in settings]
    required = [name for name in names if theory.settings[name].default is REQUIRED]
    if theory.first in theory.incoming:
        names = [*theory.incoming, *names]
    elif theory.incoming and required and len(args) > len(required):
        args = args[1:]
    named = [*zip(names, args, strict=False), *settings.items()]
    parts = [shown(value) if place == 0 else f"{name}={shown(value)}" for place, (name, value) in enumerate(named)]
    return f"{theory.name}({', '.join(parts)})"


def unknown_setting(theory: Theory, name: str) -> InputError:
    """The error for a keyword that the layer does not have."""
    known = [*theory.settings, *theory.incoming]
    return InputError(f"unknown keyword {shown(name)!r}{nearest(name, known)}")
