"""The words in which a theory is told: its shapes, its conditions, and formulas that depend on a setting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from symcount.core.conventions import TOPICS
from symcount.core.expression import ONE, Choice, Expr, Operand, Size, node_of, written
from symcount.core.formal import REQUIRED, Formal
from symcount.core.reading import parts, rebuilt
from symcount.core.stated import Each, Needs, When
from symcount.core.theory import Theory
from symcount.notation.pretty import pretty

_SIGNS: dict[str, str] = {"divides": "{} divides {}", "at_least": "{} ≥ {}", "equal": "{} = {}"}

Way = tuple[tuple[str, ...], Expr, str]  # conditions in words, the formula where they hold, a reason of its own


def ways(expr: Operand) -> list[Way]:
    """A formula without choices for every way in which the settings that it depends on can be."""
    return _ways(written(expr), {})


def _ways(expr: Expr, settled: dict[tuple[Size, object], bool]) -> list[Way]:
    choice = _first_choice(expr)
    if choice is None:
        return [((), expr, "")]
    key = (choice.setting, choice.value)
    found: list[Way] = []
    for holds in (settled[key],) if key in settled else (True, False):
        side = choice.yes if holds else choice.no
        told = () if key in settled else (_is(choice.setting, choice.value, holds),)
        for more, formula, why in _ways(_replaced(expr, choice, side), {**settled, key: holds}):
            found.append((told + more, formula, (choice.why if holds else "") or why))
    return found


def _first_choice(expr: Expr) -> Choice | None:
    node = node_of(expr)
    if isinstance(node, Choice):
        return node
    return next((found for part in parts(node) if (found := _first_choice(part)) is not None), None)


def _replaced(expr: Expr, choice: Choice, side: Expr) -> Expr:
    node = node_of(expr)
    return side if node is choice else rebuilt(node, tuple(_replaced(part, choice, side) for part in parts(node)))


def _is(of: Expr, value: object, holds: bool) -> str:
    """Whether a setting has a value, in words."""
    if isinstance(of, Formal) and of.role == "convention":
        others = [one.key for one in TOPICS[of.meaning] if one.key != value]
        return f"by the convention {value if holds else ' or '.join(others)}"
    name = of.attribute if isinstance(of, Formal) else pretty(of)
    if isinstance(value, bool):
        return f"{name} is {value is holds}"
    told = pretty(value) if isinstance(value, Expr) else str(value)
    return f"{name} {'is' if holds else 'is not'} {told}"


def condition(when: tuple[When, ...]) -> str:
    """When a fact holds, in words; nothing where it always does."""
    told = [_is(one, True, True) if isinstance(one, Formal) else _is(one.of, one.value, one.holds) for one in when]
    return joined(told)


def joined(conditions: Sequence[str]) -> str:
    """Conditions as one phrase: where bias is True and by the convention torch."""
    first, rest = conditions[:1], conditions[1:]
    begun = [one if one.startswith("by ") else f"where {one}" for one in first]
    return " and ".join((*begun, *rest))


def nested(theory: Theory, dims: Sequence[Any]) -> str:
    """A shape, or the shapes of several outputs, in the symbols of the theory."""
    told: list[str] = []
    for dim in dims:
        if isinstance(dim, tuple):
            told.append(nested(theory, dim))
        elif isinstance(dim, Each):
            told += [_any_way(theory.on_axis(dim.of, axis)) for axis in range(len(theory.letters))]
        elif isinstance(dim, Formal) and (dim.role == "many" or dim.role == "shape"):
            told.append(f"{dim.name} …")
        else:
            told.append(_any_way(written(dim)))
    return f"({', '.join(told)})"


def _any_way(expr: Expr) -> str:
    """A formula on one line, whatever it depends on."""
    found = ways(expr)
    if len(found) == 1:
        return pretty(found[0][1])
    return "; ".join(" ".join((pretty(formula), joined(conditions))) for conditions, formula, _ in found)


def need(rule: Needs, a: Expr, b: Expr) -> list[str]:
    """A condition that the sizes must meet, with its reason, in every way that the settings can be."""
    told: list[str] = []
    for left, right, conditions in _both(a, b):
        if left != right and not (rule.rule == "divides" and left == ONE):
            condition_ = " ".join((_SIGNS[rule.rule].format(pretty(left), pretty(right)), joined(conditions))).strip()
            told.append(f"{condition_}: {rule.why}")
    return told


def _both(a: Expr, b: Expr) -> list[tuple[Expr, Expr, tuple[str, ...]]]:
    return [(left, right, (*more, *also)) for more, left, _ in ways(a) for also, right, _ in ways(b)]


def default(formal: Formal) -> str:
    """What a setting is when it is left out, in words."""
    if formal.default is REQUIRED:
        return "must be given"
    return f"as {formal.default.attribute}" if isinstance(formal.default, Formal) else str(formal.default)


def meaning(formal: Formal) -> str:
    """What a setting means, and what it may be: words that it knows beside numbers, bounds."""
    words = [word for word in formal.words if isinstance(word, str)]
    many = ", one for every axis or one for all" if formal.along else ""
    beside = f" (or {', '.join(words)})" if words else ""
    allowed = _first_line(formal.allowed)
    return f"{formal.meaning}{many}{beside}{f' ({allowed[0].lower()}{allowed[1:]})' if allowed else ''}"


def _first_line(function: Callable[..., object] | None) -> str:
    """What a function says of itself, without the full stop."""
    return ((function.__doc__ if function else "") or "").strip().partition("\n")[0].rstrip(".")


def rule_of(formal: Formal) -> str:
    """How a size is worked out for which no formula stands, in words; nothing where its meaning says it."""
    if formal.many is not None:
        return f"the {'sum' if formal.role == 'tally' else 'product'} of {formal.many.name} …"
    told = _first_line(formal.how)
    return "" if told.casefold() == formal.meaning.casefold() else told
