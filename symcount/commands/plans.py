"""A SPEC with the numbers of --at as a plan: what is wrong is told with its file and line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import cast

from symcount.core.conventions import conventions
from symcount.core.errors import InputError, nearest, shown
from symcount.core.expression import Expr, Size, Value
from symcount.core.sizes import numbers_for
from symcount.counting.derivation import Form
from symcount.counting.precision import read_bytes
from symcount.counting.quantities import QUANTITIES, Quantity
from symcount.networks.rows import rows, sizes_of
from symcount.networks.signal import Row
from symcount.readers.formulas import check_numbers, formula
from symcount.readers.locate import load as load_spec
from symcount.readers.spec import Spec
from symcount.reporting.plan import Plan, Request


def load(spec: str, ways: Sequence[str] = ()) -> Spec:
    """What a person names on the command line, by the conventions of --convention where these are asked for."""
    return load_spec(spec, words_of(ways))


def words_of(ways: Sequence[str], option: str = "--convention") -> tuple[str, ...]:
    """The names of conventions as they are given, one or several at a time; together they must be possible."""
    words = tuple(word for text in ways for word in text.replace(",", " ").split())
    try:
        conventions(words)
    except InputError as wrong:
        raise InputError(wrong.message, option) from None
    return words


def plans_of(
    specs: Sequence[Spec], at: Sequence[str], form: str | None, beside: Sequence[Size] = ()
) -> list[Plan]:  # fmt: skip
    """A plan for every spec; a number given by --at goes to each spec that has the size.

    Sizes `beside` those of the networks, such as a batch, have numbers in every plan.
    """
    given = _given(at)
    everywhere = {size: None for spec in specs for size in (*sizes_of(spec.net), *beside)}
    try:
        numbers = numbers_for(tuple(everywhere), given)
    except InputError as wrong:
        raise InputError(str(wrong), "--at") from None
    return [
        _plan(spec, {s: v for s, v in numbers.items() if s in (*sizes_of(spec.net), *beside)}, form) for spec in specs
    ]  # fmt: skip


def _plan(spec: Spec, numbers: Mapping[Size, Value], form: str | None) -> Plan:
    plan = Plan(
        spec.name, spec.net, {**spec.numbers, **numbers}, cast(Form, form or spec.form), spec.layout,
        spec.about, spec.budget or "",
        tuple(Request(wish.name, wish.options, wish.path) for wish in spec.extensions),
        None if spec.chapters is None else tuple(Request(w.name, w.options, w.path) for w in spec.chapters),
        spec.conventions, spec.meanings,
    )  # fmt: skip
    with located(spec):
        if spec.budget:
            _budget(spec.budget)
        for row in rows(spec.net.at(plan.numbers), conventions=plan.conventions) if numbers else plan.rows:
            _check_row(row)
    return plan


def _budget(text: str) -> None:
    try:
        read_bytes(text)
    except InputError as wrong:
        raise InputError(wrong.message, "budget") from None


def _check_row(row: Row) -> None:
    """What --at makes of a size is held to the same bound as a size of a spec."""
    try:
        check_numbers((*(value for value in row.case.values if isinstance(value, (int, Expr))), *row.case.output))
    except InputError as wrong:
        raise InputError(wrong.message, row.path) from None


def _given(at: Sequence[str]) -> dict[str, object]:
    """The numbers of --at by the names of their sizes."""
    given: dict[str, object] = {}
    for text in at:
        name, equals, number = text.partition("=")
        if not equals or not number:
            raise InputError(f"--at takes NAME=NUMBER such as c=64, got {shown(text)!r}")
        if name.strip() in given:
            raise InputError(f"--at gives {shown(name.strip())} twice")
        try:
            given[name.strip()] = formula(number.strip(), shown(name.strip()))
        except InputError as wrong:
            raise InputError(wrong.message, "--at") from None
    return given


@contextmanager
def located(spec: Spec) -> Iterator[None]:
    """Whatever is wrong inside is told with the spec's file, and its line where that is known."""
    try:
        yield
    except InputError as wrong:
        line = spec.lines.get(wrong.path.partition(":")[0])
        place = f"{spec.source_name}:{line}" if line else spec.source_name
        raise InputError(str(wrong), place) from None


# Numbers of a whole network, which layers do not add up to, and the command that tells each.
OF_THE_WHOLE = {
    "peak": "derive SPEC --quantity peak", "intensity": "derive SPEC --quantity intensity",
    "weight_bytes": "memory SPEC", "inference_memory": "memory SPEC",
    "training_memory": "memory SPEC --optimizer NAME", "optimizer_state": "memory SPEC --optimizer NAME",
}  # fmt: skip


def quantity_named(key: str, beside: Iterable[str] = ()) -> Quantity:
    """A quantity by its name; a slip of the pen is told the nearest, of names `beside` it too."""
    if key in OF_THE_WHOLE:
        raise InputError(f"{key} is a number of the whole network: symcount {OF_THE_WHOLE[key]} tells it")
    if key not in QUANTITIES:
        raise InputError(f"unknown quantity {shown(key)!r}{nearest(key, (*QUANTITIES, *beside))}")
    return QUANTITIES[key]
