"""How much a network has, and how a number comes about: the commands count and derive."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from symcount.commands.pages import page, working
from symcount.commands.plans import load, plans_of, quantity_named
from symcount.core.errors import InputError, nearest, shown
from symcount.counting.derivation import Derivation
from symcount.counting.derive import derive as derive_rows, derive_layer
from symcount.counting.intensity import derive_intensity
from symcount.counting.peak import derive_peak
from symcount.counting.policies import policy_named
from symcount.counting.quantities import QUANTITIES, Quantity
from symcount.networks.rows import placed, sizes_of
from symcount.reporting.plan import Plan


def count(
    spec: str, at: Sequence[str], form: str | None, ways: Sequence[str], keys: Sequence[str], style: str
) -> int:  # fmt: skip
    """Print how much of everything a network has."""
    from symcount.reporting import tally

    for key in keys:
        quantity_named(key)
    with working(f"counting {shown(spec)}"):
        (plan,) = plans_of([load(spec, ways)], at, form)
        texts = {"json": tally.as_json, "csv": tally.as_csv}
        text = texts[style](plan, keys) if style in texts else page(tally.as_document(plan, keys), style)
    sys.stdout.write(text)
    return 0


def derive(
    spec: str, at: Sequence[str], form: str | None, ways: Sequence[str], layer: str | None, key: str, style: str
) -> int:  # fmt: skip
    """Print how a number of one layer, or of the whole network, comes about."""
    from symcount.reporting.why import Why

    if key not in WHOLE:
        quantity_named(key, WHOLE)
    elif layer is not None:
        raise InputError(f"{key} is said of a whole network; leave out --layer")
    with working(f"deriving {shown(spec)}"):
        (plan,) = plans_of([load(spec, ways)], at, form)
        found = WHOLE[key](plan) if key in WHOLE else _derivation(plan, spec, layer, QUANTITIES[key])
        text = page(Why(found).document(), style)
    sys.stdout.write(text)
    return 0


def _peak(plan: Plan) -> Derivation:
    net = plan.net.at(plan.numbers) if plan.numbers else plan.net
    return derive_peak(placed(net, conventions=plan.conventions), plan.numbers, sizes_of(plan.net))


def _intensity(plan: Plan) -> Derivation:
    return derive_intensity(plan.rows, policy_named("fp32"), 1, plan.numbers)


# What is no sum over layers.
WHOLE: Mapping[str, Callable[[Plan], Derivation]] = {"peak": _peak, "intensity": _intensity}


def _derivation(plan: Plan, spec: str, layer: str | None, quantity: Quantity) -> Derivation:
    """The derivation of one layer, or of the whole network."""
    if layer is None:
        return derive_rows(plan.rows, quantity, plan.form, plan.numbers, f"{quantity.title} of {plan.name}")
    found = {row.path: row for row in plan.rows}
    if layer not in found:
        raise InputError(f"{spec}: there is no layer {shown(layer)!r}{nearest(layer, found)}")
    told = derive_layer(found[layer], quantity, plan.form, plan.numbers)
    return replace(told, title=f"{quantity.title} of {layer} ({told.title})")
