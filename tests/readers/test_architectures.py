"""An architecture by its name in a spec: its paper's sizes, those that the spec changes, and what it refuses."""

from __future__ import annotations

import pytest

from symcount import InputError, params, sizes, zoo
from symcount.readers.locate import load
from symcount.readers.spec import spec_from_text

w, k = sizes("w k")


def read(text: str) -> object:
    return spec_from_text(text.encode(), "net.yaml")


def test_it_brings_its_network_sizes_title_and_conventions() -> None:
    spec = spec_from_text(b"architecture: resnet50", "net.yaml")
    assert (spec.name, spec.conventions["framework"]) == ("ResNet-50", "keras")
    assert int(params(spec.net.at(spec.numbers), convention="keras")) == 25_636_712
    assert spec_from_text(b"{architecture: resnet50, conventions: torch, name: Mine}", "net.yaml").name == "Mine"


def test_sizes_change_its_numbers_and_one_without_a_number_stays_a_symbol() -> None:
    spec = spec_from_text(b"{architecture: resnet50, sizes: {k: 10, w: }}", "net.yaml")
    assert spec.numbers[k] == 10
    assert w not in spec.numbers
    there = spec.net.at({**spec.numbers, w: 64})
    assert int(params(there, convention="keras")) == int(params(zoo("resnet50", k=10), convention="keras"))


def test_zoo_on_the_command_line_is_such_a_spec() -> None:
    spec = load("zoo:resnet50")
    assert spec.source == b'{"architecture": "resnet50"}\n'
    assert spec.net == spec_from_text(b"architecture: resnet50", "net.yaml").net


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("architecture: resnet5", "net.yaml:1: architecture: unknown architecture 'resnet5'; did you mean resnet50"),
        ("architecture: [resnet50]", "net.yaml:1: architecture: expected a name such as resnet50, got a list"),
        ("architecture: resnet50\nsizes: {width: 3}", "net.yaml:2: sizes.width: ResNet-50 has no size 'width'"),
        (
            "architecture: resnet50\ninput: [3]",
            "net.yaml:2: input: an architecture brings its own input and layers; leave out input or architecture",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, told: str) -> None:
    with pytest.raises(InputError) as wrong:
        read(text)
    assert str(wrong.value).startswith(told)


def test_an_unknown_architecture_on_the_command_line_offers_the_nearest() -> None:
    with pytest.raises(InputError, match=r"^zoo: unknown architecture 'resnet5'; did you mean resnet50"):
        load("zoo:resnet5")
