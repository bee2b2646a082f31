"""What a change of a network makes of a quantity: the command change."""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from symcount.changing import difference
from symcount.commands.answering import amount
from symcount.commands.pages import page, working
from symcount.commands.plans import located, plans_of, quantity_named
from symcount.core.errors import InputError, nearest, shown
from symcount.counting.formats import with_format
from symcount.counting.policies import policy_named
from symcount.counting.quantities import weight_bytes_quantity
from symcount.networks.changes import (
    fold_batchnorm,
    freeze,
    tie_embeddings,
    widen,
    with_batchnorm,
    with_depthwise_separable,
    with_lora,
)
from symcount.networks.composite import Network, Sequential
from symcount.readers.locate import load
from symcount.reporting.differences_told import difference_data, difference_document

BYTES = weight_bytes_quantity(policy_named("fp32"))
# Every change by the name that a person types, and the quantity that tells it unless another is asked for.
CHANGES: Mapping[str, tuple[Callable[..., Network], str]] = {
    "with-batchnorm": (with_batchnorm, "params"),
    "fold-batchnorm": (fold_batchnorm, "params"),
    "with-depthwise-separable": (with_depthwise_separable, "params"),
    "with-lora": (with_lora, "trainable"),
    "tie-embeddings": (tie_embeddings, "params"),
    "widen": (widen, "params"),
    "freeze": (freeze, "trainable"),
    "with-format": (with_format, "weight-bytes"),
}


def change(
    spec: str, name: str, settings: Sequence[str], at: Sequence[str], key: str | None, style: str, why: bool
) -> int:
    """Print what a change makes of a quantity, layer by layer with reasons; with `why` its derivation."""
    if name not in CHANGES:
        raise InputError(f"unknown change {shown(name)!r}{nearest(name, CHANGES)}")
    function, usual = CHANGES[name]
    quantity = BYTES if (key or usual) == BYTES.key else quantity_named(key or usual)
    given = _settings(name, function, settings)
    with working(f"changing {shown(spec)}"):
        read = load(spec)
        with located(read):
            changed = function(read.net, **given)
        assert isinstance(changed, Sequential)
        plans = plans_of([read, replace(read, net=changed)], at, None)
        told = difference(*(amount(plan, quantity) for plan in plans))
        document = told.why().document() if why else difference_document(told, f"{plans[0].name}: {name}")
        text = json.dumps(difference_data(told), indent=2) + "\n" if style == "json" else page(document, style)
    sys.stdout.write(text)
    return 0


def _settings(name: str, function: Callable[..., Network], given: Sequence[str]) -> dict[str, object]:
    """The settings of a change as they are written: values in their order, or NAME=VALUE; lists with commas."""
    known = [one for one in inspect.signature(function).parameters if one not in ("network", "input")]
    found: dict[str, object] = {}
    for place, text in enumerate(given):
        word, equals, value = text.partition("=")
        if not equals:
            if place >= len(known):
                raise InputError(f"{name} takes {_listed(known)}, got {shown(text)!r} beside")
            word, value = known[place], text
        if word not in known:
            raise InputError(f"{name} has no setting {shown(word)!r}{nearest(word, known)}")
        if word in found:
            raise InputError(f"{name} got {word} twice")
        found[word] = tuple(value.split(",")) if "," in value else value
    missing = [one for one in known if one not in found and _needed(function, one)]
    if missing:
        raise InputError(f"{name} needs {_listed(missing)}, such as {missing[0]}=...")
    return found


def _needed(function: Callable[..., Network], name: str) -> bool:
    return inspect.signature(function).parameters[name].default is inspect.Parameter.empty


def _listed(names: Sequence[str]) -> str:
    return " and ".join(names) or "nothing"
