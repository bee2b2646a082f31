"""A layer from the text of its call, such as `Conv2d(8, kernel_size=f)`: looked up and checked, never executed."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from symcount.core.calls import Call, parse_call
from symcount.core.errors import InputError, nearest, shown
from symcount.core.expression import Expr, Size
from symcount.core.formal import Formal
from symcount.core.layer import Layer
from symcount.core.settings import positional, read_text, unknown_setting
from symcount.core.theory import Theory
from symcount.core.tokens import is_name
from symcount.networks.known import known
from symcount.readers.formulas import check_numbers, formula, settled
from symcount.readers.names import Names, check_known
from symcount.readers.words import free_text

LONGEST_CALL = 400

# What is written as a mapping, and how.
COMPOSITES = {
    "Sequential": "Sequential: [layers]",
    "Residual": "Residual: [layers]",
    "Branch": "Branch: [branches]",
    "Repeat": "Repeat: {times: 3, layers: [layers]}",
    "Shared": "Shared: {name: a name, layers: [layers]}",
    "Frozen": "Frozen: [layers]",
    "Graph": "Graph: {nodes: {names with layers}}",
}

_NO_SPACE = re.compile(r"([\w -]+):([A-Za-z]\w*(?:\(.*)?)", re.DOTALL)


def read_layer(text: str, names: Names) -> Layer:
    """The layer that a text calls for; its sizes are checked with the numbers that are known."""
    if len(text) > LONGEST_CALL:
        raise InputError(f"a layer has {len(text):,} characters; at most {LONGEST_CALL} are read")
    _check_cut(text)
    return _called(parse_call(text), names)


def _called(call: Call, names: Names) -> Layer:
    kinds = known()
    if call.name not in kinds:
        if call.name in COMPOSITES:
            raise InputError(f"{call.name} is not written as a call; write {COMPOSITES[call.name]}")
        raise InputError(f"unknown layer {shown(call.name)!r}{nearest(call.name, (*kinds, *COMPOSITES))}")
    try:
        return _layer(kinds[call.name], call, names)
    except InputError as wrong:
        told = wrong.message.startswith(call.name)
        raise wrong if told else InputError(f"{shown(call.text, 120)}: {wrong.message}") from None


def _layer(kind: type[Layer], call: Call, names: Names) -> Layer:
    theory = kind.theory
    check_numbers((*call.args, *call.kwargs.values()))
    first = positional(theory, call.args, call.kwargs) if call.args else {}
    formals = {**theory.settings, **theory.incoming}
    for word in call.kwargs:
        if word not in formals:
            raise unknown_setting(theory, word)
        if word in first:
            raise InputError(f"{word} is given twice")
    for word, value in {**first, **call.kwargs}.items():
        _check_words(theory, word, value, names)
    settings = {word: _setting(formals[word], value, names) for word, value in {**first, **call.kwargs}.items()}
    return kind(*[settings.pop(word) for word in first], **settings)


def _setting(formal: Formal, value: Any, names: Names) -> Any:
    """The value of one setting, as its role asks for it."""
    if formal.role == "flag":
        return _flag(formal, value)
    if formal.role == "option":
        return _option(formal, value)
    if formal.role == "layer":
        return _inner(formal, value, names)
    if isinstance(value, tuple) and (formal.along or formal.role == "shape"):
        return tuple(_size(formal, one, names) for one in value)
    return _size(formal, value, names)


def _check_words(theory: Theory, word: str, value: Any, names: Names) -> None:
    """Refuse a bare name that is a word for other settings, `stride=same`, as the layer refuses it in quotes."""
    formal = theory.settings.get(word)
    for one in value if isinstance(value, tuple) else (value,):
        if isinstance(one, Size) and one.name not in names.known and not (formal and formal.words):
            read_text(theory, word, one.name)


def _flag(formal: Formal, value: Any) -> bool:
    if not isinstance(value, bool):
        raise InputError(f"{formal.attribute} is true or false, got {_told(value)}")
    return value


def _inner(formal: Formal, value: Any, names: Names) -> Layer | None:
    """A layer as a setting; one that needs no brackets is read as a name before its place is known."""
    if value is None and formal.default is None:
        return None
    if isinstance(value, Size):
        value = Call(value.name, text=value.name)
    if not isinstance(value, Call):
        raise InputError(f"{formal.attribute} is a layer such as Linear(10), got {_told(value)}")
    return _called(value, names)


def _option(formal: Formal, value: Any) -> Any:
    """A value that changes no count; a bare word is a text, so that `padding_mode=circular` needs no quotes."""
    if isinstance(value, tuple):
        return tuple(_option(formal, one) for one in value)
    if isinstance(value, Size):
        return value.name
    if isinstance(value, (Expr, Call)):
        raise InputError(f"{formal.attribute} is a plain value, got {_told(value)}")
    return free_text(value, "") if isinstance(value, str) else value


def _size(formal: Formal, value: Any, names: Names) -> Any:
    """One size: a number, a formula, or one of the words that the setting knows, with quotes or without."""
    words = tuple(word for word in formal.words if isinstance(word, str))
    if isinstance(value, Size) and value.name not in names.known and value.name in words:
        return value.name
    if formal.role == "ratio" and isinstance(value, (float, Fraction)):
        return value
    if isinstance(value, str):
        if value in words or (words and is_name(value)):
            return value
        value = formula(value, formal.attribute)
    if isinstance(value, (tuple, float, Call)):
        raise InputError(f"{formal.attribute} is a whole number, got {_told(value)}")
    if isinstance(value, (int, Fraction, Expr)) and not isinstance(value, bool):
        check_known(value, names, words)
        result = settled(value, names.numbers, formal.attribute)
        if isinstance(result, int) and result < formal.least:
            told = f"{value} = {result}" if isinstance(value, Expr) else result
            raise InputError(f"{formal.attribute} is at least {formal.least}, got {shown(str(told))}")
    return value


def _told(value: Any) -> str:
    return "a list" if isinstance(value, tuple) else shown(value.text if isinstance(value, Call) else str(value))


def _check_cut(text: str) -> None:
    """A call without its end, and a name whose colon has no space behind it."""
    if text.count("(") > text.count(")"):
        raise InputError(f"{shown(text)!r} has a bracket that is not closed")
    joined = _NO_SPACE.fullmatch(text)
    if joined:
        raise InputError(f"a space is missing behind the colon; write {joined[1]}: {shown(joined[2])}")
