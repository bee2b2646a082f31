"""The questions of a design review: the commands what-if, solve and compare."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence

from symcount.amount import Amount
from symcount.analysis.budgets import largest
from symcount.analysis.stepping import whole_step
from symcount.budgets import MEMORY, bounded, quantity_of
from symcount.commands.pages import page, working
from symcount.commands.plans import load, plans_of, quantity_named
from symcount.comparison import compare as compare_amounts
from symcount.core.errors import InputError, shown
from symcount.core.expression import Value
from symcount.counting.quantities import Quantity
from symcount.readers.formulas import formula
from symcount.reporting import answers
from symcount.reporting.document import Document
from symcount.reporting.plan import Plan

MOST_DIGITS = 40
_NUMBER = re.compile(r"([0-9]{1,40})(?:\.([0-9]{1,40}))?(?:[eE]([0-9]{1,3}))?([kMGTBP]?)")
_POWERS = {"": 0, "k": 3, "M": 6, "G": 9, "B": 9, "T": 12, "P": 15}  # B as in a model of 7B parameters


def what_if(
    spec: str, changes: Sequence[str], at: Sequence[str], ways: Sequence[str], key: str, style: str
) -> int:  # fmt: skip
    """Print what a change of sizes makes of a quantity."""
    quantity = quantity_named(key)
    given = _changes(changes)
    with working(f"asking {shown(spec)}"):
        plan = _plan(spec, at, ways)
        told = amount(plan, quantity).what_if(given)
        title = f"{quantity.title} of {plan.name}"
        text = _printed(answers.what_if_document(told, title), answers.what_if_data(told), style)
    sys.stdout.write(text)
    return 0


def solve(
    spec: str, name: str, budgets: Mapping[str, str], at: Sequence[str], ways: Sequence[str], multiple_of: int,
    style: str,
) -> int:  # fmt: skip
    """Print the largest size that meets every budget."""
    if not budgets:
        raise InputError("solve needs a budget, such as --params 1e6")
    with working(f"asking {shown(spec)}"):
        plan = _plan(spec, at, ways)
        step = whole_step(multiple_of)
        mosts = {key: text if key == MEMORY else whole_amount(key, text) for key, text in budgets.items()}
        bounds = [bounded(key, amount(plan, quantity_of(key)), most, name, {}, step) for key, most in mosts.items()]
        found = largest(name, bounds)
        document = answers.largest_document(found, f"{name} of {plan.name}")
        text = _printed(document, answers.largest_data(found, list(budgets)), style)
    sys.stdout.write(text)
    return 0


def compare(
    specs: Sequence[str], over: Sequence[str] | None, at: Sequence[str], ways: Sequence[str], key: str, style: str
) -> int:  # fmt: skip
    """Print two networks side by side."""
    quantity = quantity_named(key)
    with working(f"comparing {' and '.join(map(shown, specs))}"):
        plans = plans_of([load(spec, ways) for spec in specs], at, None)
        a, b = (amount(plan, quantity) for plan in plans)
        told = compare_amounts(a, b, tuple(over) if over else None)
        names = (plans[0].name, plans[1].name)
        text = _printed(answers.comparison_document(told, names), answers.comparison_data(told), style)
    sys.stdout.write(text)
    return 0


def amount(plan: Plan, quantity: Quantity) -> Amount:
    """A quantity of a plan, as a person at the prompt would hold it."""
    return Amount(plan.net, quantity, plan.numbers, plan.conventions)


def _plan(spec: str, at: Sequence[str], ways: Sequence[str]) -> Plan:
    (plan,) = plans_of([load(spec, ways)], at, None)
    return plan


def _changes(changes: Sequence[str]) -> dict[str, Value]:
    """Changes such as c=2*c by the names of their sizes."""
    found: dict[str, Value] = {}
    for text in changes:
        name, equals, value = text.partition("=")
        if not equals or not value:
            raise InputError(f"a change is NAME=FORMULA such as c=2*c, got {shown(text)!r}")
        found[name.strip()] = formula(value.strip(), shown(name.strip()))
    return found


def whole_amount(key: str, text: str) -> int:
    """A whole number as people write it: 1000000, 1_000_000, 1e6, 1.5e9, 1.5G."""
    found = _NUMBER.fullmatch(text.replace("_", "").replace(",", ""))
    whole, part, exponent, unit = found.groups(default="") if found else ("", "", "", "")
    shift = int(exponent or "0") + _POWERS[unit] - len(part)
    if found is None or not 0 <= shift <= MOST_DIGITS:
        raise InputError(f"--{key} is a whole number such as 1000000, 1e6 or 1M, got {shown(text)!r}")
    return int(whole + part) * int(10**shift)


def _printed(document: Document, data: Mapping[str, object], style: str) -> str:
    return json.dumps(data, indent=2) + "\n" if style == "json" else page(document, style)
