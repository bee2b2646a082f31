"""Our layers against torch.nn: keywords, defaults, shapes, tensors, counts, and what is refused."""

from __future__ import annotations

import inspect
import math

import pytest
from hypothesis import given, note, settings

import symcount.layers as layers
from examples import EXAMPLES, Example
from strategies_calls import Call
from strategies_layers import PARTLY, TWINS, WITHOUT_TWIN, layer_calls
from symcount.core.errors import InputError
from symcount.core.formal import REQUIRED, Formal
from symcount.core.layer import Layer
from symcount.counting.quantities import BUFFERS, PARAMS
from symcount.networks.rows import rows
from torch_witness.twins import REFUSALS, Witnessed, call_of, parameters_of, torch_says, we_say


def test_every_layer_has_a_twin_or_is_known_to_have_none() -> None:
    ours = [name for name, one in vars(layers).items() if inspect.isclass(one) and issubclass(one, Layer)]
    assert set(ours) - {"Layer"} == {*TWINS, *PARTLY, *WITHOUT_TWIN}


# Ours leave out what the incoming shape tells; where torch asks for it, it may be written and is checked.
TOLD_BY_THE_INPUT = {
    "in_channels", "in_features", "in1_features", "in2_features", "num_features", "num_channels", "input_size",
}  # fmt: skip
# Hardtanh's old names only warn in torch; the numbers drawn at random are for torch's own tests.
NOT_OURS = {
    "Hardtanh": {"min_value", "max_value"},
    "FractionalMaxPool2d": {"_random_samples"},
    "FractionalMaxPool3d": {"_random_samples"},
}


@pytest.mark.parametrize("name", [*TWINS, *PARTLY])
def test_keywords_are_those_of_torch(name: str) -> None:
    theory = getattr(layers, name).theory
    torchs = parameters_of(name).keys() - NOT_OURS.get(name, set())
    assert set(theory.settings) | set(theory.incoming) == torchs
    assert set(theory.incoming) == torchs & TOLD_BY_THE_INPUT


@pytest.mark.parametrize("name", [*TWINS, *PARTLY])
def test_defaults_are_those_of_torch(name: str) -> None:
    torchs = parameters_of(name)
    for key, formal in getattr(layers, name).theory.settings.items():
        if key == "normalized_shape":
            continue  # ours normalizes the last dimension unless told otherwise; torch must be told
        if formal.default is REQUIRED:
            assert torchs[key] is inspect.Parameter.empty
        elif isinstance(formal.default, Formal):
            assert torchs[key] is None, "a setting that follows another is None in torch"
        else:
            assert formal.default == torchs[key], key


def numeric_rows() -> list[tuple[str, Example, int]]:
    """Every layer of every example that torch has too, by the example's name and the layer's place."""
    return [
        (f"{name} {place}", example, place)
        for name, example in EXAMPLES.items()
        for place, row in enumerate(example.rows)
        if row.case.theory.name in TWINS
    ]


@pytest.mark.parametrize(("name", "example", "place"), numeric_rows(), ids=[name for name, _, _ in numeric_rows()])
def test_examples_have_the_shapes_and_tensors_of_torch(name: str, example: Example, place: int) -> None:
    for point in example.points:
        row = example.rows_at(point)[place]
        assert_agree(we_say(row), torch_says(call_of(row.case.layer, row.case.input)))


@settings(deadline=None)  # the first call of each layer loads a part of torch
@given(layer_calls())
def test_random_layers_have_the_shapes_and_tensors_of_torch_or_are_refused_by_both(call: Call) -> None:
    try:
        witness = torch_says(call)
        if 0 in witness.output:
            raise ValueError("torch gives nothing at all, which no layer here does")
    except REFUSALS as refusal:
        note(f"torch refuses: {refusal}")
        with pytest.raises(InputError):
            rows(call.layer(), call.shape)
        return
    row = rows(call.layer(), call.shape)[0]
    assert_agree(we_say(row), witness)
    assert PARAMS.count(row.case) == sum(map(math.prod, witness.learned.values()))
    assert BUFFERS.count(row.case) == sum(map(math.prod, witness.buffers.values()))


def assert_agree(ours: Witnessed, torchs: Witnessed) -> None:
    assert ours == torchs
