"""The chapters on what a network needs as a whole, and the extension on optimizers whose state has formats of its own."""

from __future__ import annotations

import pytest

from symcount import (
    BatchNorm2d,
    Conv2d,
    Flatten,
    Linear,
    ReLU,
    Repeat,
    Residual,
    Sequential,
    inference_memory,
    intensity,
    optimizer_state,
    params,
    peak,
    sizes,
    training_memory,
)
from symcount.core.errors import InputError
from symcount.counting.quantities import QUANTITIES
from symcount.reporting.book import CHAPTERS, document
from symcount.reporting.document import Section, Steps, Table
from symcount.reporting.plan import Plan, requests

(L,) = sizes("L")
NET = Sequential(
    Conv2d(8, kernel_size=3), BatchNorm2d(), ReLU(), Flatten(), Linear(70, bias=False), Linear(10), input=(3, 8, 8)
)  # fmt: skip


def chapter(asked: object, net: Sequential = NET, **numbers: int) -> Section:
    """The one chapter that is asked for."""
    known = {size: numbers[size.name] for size in (L,) if size.name in numbers}
    return document(Plan("Net", net, known, chapters=requests(asked))).sections[0]


def whole(section: Section) -> object:
    """The value of the last step that a section tells."""
    steps = [
        step
        for one in section.with_all_inside()
        for block in one.blocks
        if isinstance(block, Steps)
        for step in block.steps
    ]
    return steps[-1].value


def test_every_quantity_is_a_chapter() -> None:
    for key, quantity in QUANTITIES.items():
        name = {"params": "parameters", "macs": "operations"}.get(key, key)
        assert quantity in CHAPTERS[name].counts
        assert chapter(name).title.startswith(quantity.title)


def test_chapters_tell_what_the_functions_count() -> None:
    assert whole(chapter("peak")) == int(peak(NET))
    assert str(whole(chapter("intensity"))) == str(intensity(NET).value)
    assert whole(chapter({"inference": {"policy": "int8", "batch": "4"}})) == int(
        inference_memory(NET, policy="int8", batch=4)
    )
    options = {"optimizer": "AdamW(amsgrad=true)", "batch": "4", "policy": "bf16", "zero": "3", "data_parallel": "8"}
    told = training_memory(NET, "AdamW", amsgrad=True, batch=4, policy="bf16", zero=3, data_parallel=8)
    assert whole(chapter({"training": options})) == int(told)
    assert whole(chapter({"training": "SGD"})) == int(training_memory(NET, "SGD"))


@pytest.mark.parametrize(
    ("asked", "line"),
    [
        ({"inference": {"policy": "int9"}}, "inference: unknown precision policy 'int9'; did you mean int8?"),
        ({"intensity": {"polic": "fp32"}}, "intensity: unknown key 'polic'; did you mean policy?"),
        ({"training": {"batch": "0"}}, "training: batch is at least 1, got 0"),
        ({"training": {"zero": "4"}}, "training: zero is the stage 0, 1, 2 or 3, got 4"),
        ({"training": "Adm"}, "training: unknown optimizer 'Adm'; did you mean Adam?"),
        ({"peak": {"a": "1"}}, "peak: this chapter takes no options, got {'a': '1'}"),
    ],
)
def test_what_is_wrong_is_told_with_its_chapter(asked: object, line: str) -> None:
    with pytest.raises(InputError) as told:
        chapter(asked)
    assert str(told.value) == line


def _bytes(net: Sequential, optimizer: str, **numbers: int) -> object:
    """The last cell of the table of the extension: weights, gradients and state in bytes."""
    known = {size: numbers[size.name] for size in (L,) if size.name in numbers}
    told = document(
        Plan("Net", net, known, chapters=requests("summary"), extensions=requests({"optimizer": optimizer}))
    )
    tables = [block for block in told.sections[1].blocks if isinstance(block, Table)]
    return tables[0].rows[0][-1]


@pytest.mark.parametrize("name", ["SGD", "Adam", "Adam8bit", "LBFGS", "Adafactor", "ASGD"])
def test_the_bytes_of_training_are_those_of_the_states_own_formats(name: str) -> None:
    """Eight-bit codes are a byte, tables that all tensors share and LBFGS's pairs stand beside the rest; counters do not."""
    state = optimizer_state(NET, name, scalars=False).bytes("fp32")
    assert _bytes(NET, name) == 8 * int(params(NET)) + state  # type: ignore[operator]


def test_states_of_repeated_layers_are_counted_as_often_as_they_stand() -> None:
    deep = Sequential(Repeat(L, Residual(Linear(80), ReLU())), input=(80,))
    for layers in (1, 3):
        plain = Sequential(*(Residual(Linear(80), ReLU()) for _ in range(layers)), input=(80,))
        for name in ("Adam", "Adam8bit"):
            assert _bytes(deep, name, L=layers) == _bytes(plain, name)
