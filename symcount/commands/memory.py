"""What inference or training needs of memory: the command memory."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from symcount.commands.pages import page, working
from symcount.commands.plans import load, located, plans_of
from symcount.core.errors import InputError, shown
from symcount.core.expression import Value
from symcount.core.sizes import positive
from symcount.figure import Figure
from symcount.figures import inference_memory, training_memory
from symcount.readers.formulas import formula
from symcount.readers.spec import Spec
from symcount.reporting.chapters.training import choice_of
from symcount.reporting.memory import memory_data, memory_document


@dataclass(frozen=True, slots=True)
class Ranks:
    """How training is shared, as it is written: the stage of sharding, all devices, and the ranks of each kind."""

    zero: int = 0
    devices: str | None = None
    data: str | None = None
    tensor: str = "1"
    pipeline: str = "1"


def memory(
    spec: str, at: Sequence[str], ways: Sequence[str], optimizer: str | None, batch: str, policy: str,
    gradients: str, ranks: Ranks, style: str,
) -> int:  # fmt: skip
    """Print the memory of inference, or that of training where an optimizer is named, kind by kind."""
    with working(f"counting {shown(spec)}"):
        read = load(spec, ways)
        examples = _size(batch, "batch")
        if optimizer is None:
            figure = _inference(read, examples, policy, gradients, ranks)
        else:
            figure = _training(read, optimizer, examples, policy, gradients, ranks)
        (plan,) = plans_of([read], at, None, figure.own)
        with located(read):
            told = replace(figure, numbers=plan.numbers).derivation
            data = json.dumps(memory_data(plan, told, figure.value, policy), indent=2) + "\n" if style == "json" else ""
            text = data or page(memory_document(plan, told), style)
    sys.stdout.write(text)
    return 0


def _inference(read: Spec, batch: Value, policy: str, gradients: str, ranks: Ranks) -> Figure:
    if gradients or ranks != Ranks():
        raise InputError("gradients and ranks are those of training: name an optimizer, such as --optimizer Adam")
    return inference_memory(read.net, batch=batch, policy=policy, convention=_chosen(read))


def _training(read: Spec, optimizer: str, batch: Value, policy: str, gradients: str, ranks: Ranks) -> Figure:
    choice = choice_of(optimizer)
    settings: dict[str, Any] = dict(choice.settings)
    return training_memory(
        read.net, choice.name, batch=batch, policy=policy, gradients=gradients, zero=ranks.zero,
        devices=_maybe(ranks.devices, "devices"), data_parallel=_maybe(ranks.data, "data-parallel"),
        tensor_parallel=_size(ranks.tensor, "tensor-parallel"),
        pipeline_parallel=_size(ranks.pipeline, "pipeline-parallel"),
        convention=_chosen(read), **settings,
    )  # fmt: skip


def _chosen(read: Spec) -> tuple[str, ...]:
    return tuple(read.conventions.chosen.values())


def _maybe(text: str | None, option: str) -> Value | None:
    return None if text is None else _size(text, option)


def _size(text: str, option: str) -> Value:
    """A number or a name of --batch and its kind."""
    try:
        return positive(formula(text, shown(text)), option)
    except InputError as wrong:
        raise InputError(wrong.message, f"--{option}") from None
