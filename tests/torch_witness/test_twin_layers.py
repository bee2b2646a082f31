"""Our layers against torch.nn: names, keywords, defaults, shapes, tensors, counts, and what is refused."""

from __future__ import annotations

import inspect
import math

import pytest
from hypothesis import given, note

import symcount
from examples import EXAMPLES
from proof import cases
from strategies_calls import Call
from strategies_layers import CALLS
from strategies_networks import NETWORKS
from symcount.core.errors import InputError
from symcount.core.formal import REQUIRED, Formal
from symcount.core.layer import Layer
from symcount.counting.quantities import BUFFERS, PARAMS
from symcount.layers import known_layers
from symcount.networks.blocks import known_blocks
from symcount.networks.rows import rows
from torch_witness.twins import KERAS_ALONE, REFUSALS, call_of, parameters_of, torch, torch_says, twin, we_say

OURS: dict[str, type[Layer]] = {**known_layers(), **known_blocks()}
TWINS = sorted(name for name in OURS if hasattr(torch.nn, name))

# The classes of torch.nn that are no layers here, with the reason.
NO_LAYERS = {
    "a loss compares what a network gives with what it should give: no tensors, one number": {
        "BCELoss", "BCEWithLogitsLoss", "CTCLoss", "CosineEmbeddingLoss", "CrossEntropyLoss", "GaussianNLLLoss",
        "HingeEmbeddingLoss", "HuberLoss", "KLDivLoss", "L1Loss", "MSELoss", "MarginRankingLoss",
        "MultiLabelMarginLoss", "MultiLabelSoftMarginLoss", "MultiMarginLoss", "NLLLoss", "NLLLoss2d",
        "PoissonNLLLoss", "SmoothL1Loss", "SoftMarginLoss", "TripletMarginLoss", "TripletMarginWithDistanceLoss",
    },
    "a container of what is told by Python code: networks here are composites": {
        "Container", "Module", "ModuleDict", "ModuleList", "ParameterDict", "ParameterList",
    },
    "others are built on it": {"RNNBase", "RNNCellBase"},
    "the same network on several devices": {"DataParallel"},
}  # fmt: skip


def test_every_class_of_torch_is_a_layer_here_or_is_none_for_a_reason() -> None:
    classes = {
        name for name, one in vars(torch.nn).items() if inspect.isclass(one) and issubclass(one, torch.nn.Module)
    }
    assert classes - set().union(*NO_LAYERS.values()) == {*TWINS, "Sequential"}
    assert symcount.Sequential


def test_every_layer_of_torch_is_drawn_at_random() -> None:
    assert {*CALLS, *NETWORKS} == set(TWINS)


# Ours leave out what the incoming shape tells; where torch asks for it, it may be written and is checked.
TOLD_BY_THE_INPUT = {
    "in_channels", "in_features", "in1_features", "in2_features", "num_features", "num_channels", "input_size",
    "embed_dim", "kdim", "vdim", "d_model",
}  # fmt: skip
# Hardtanh's old names only warn in torch; the numbers drawn at random are for torch's own tests.
NOT_OURS = {
    "Hardtanh": {"min_value", "max_value"},
    "FractionalMaxPool2d": {"_random_samples"},
    "FractionalMaxPool3d": {"_random_samples"},
}


def test_keywords_are_those_of_torch() -> None:
    for name in TWINS:
        theory = OURS[name].theory
        torchs = parameters_of(name).keys() - NOT_OURS.get(name, set())
        ours = (set(theory.settings) | set(theory.incoming)) - KERAS_ALONE.get(name, set())
        assert ours == torchs, name
        assert set(theory.incoming) == torchs & TOLD_BY_THE_INPUT, name


def test_defaults_are_those_of_torch() -> None:
    for name in TWINS:
        torchs = parameters_of(name)
        for key, formal in OURS[name].theory.settings.items():
            if key == "normalized_shape" or key in KERAS_ALONE.get(name, ()):
                continue  # ours normalizes the last dimension unless told otherwise; torch must be told
            if formal.default is REQUIRED:
                assert torchs[key] is inspect.Parameter.empty, (name, key)
            elif isinstance(formal.default, Formal):
                assert torchs[key] is None, f"a setting that follows another is None in torch: {name} {key}"
            else:
                default = getattr(torchs[key], "__name__", torchs[key])  # an activation is a function in torch
                assert formal.default == default, (name, key)


def test_examples_have_the_shapes_and_tensors_of_torch() -> None:
    for name, example in EXAMPLES.items():
        known = [place for place, row in enumerate(example.rows) if row.case.theory.name in CALLS]
        for point in example.points if known else ():
            there = example.rows_at(point)
            for row in (there[place] for place in known):
                assert we_say(row) == torch_says(call_of(row.case.layer, row.case.input)), name


def test_random_layers_have_the_shapes_and_tensors_of_torch_or_are_refused_by_both() -> None:
    for calls in CALLS.values():
        cases(usual=2, proof=16)(given(calls)(assert_alike))()


def assert_alike(call: Call) -> None:
    try:
        witness = torch_says(call)
        if 0 in witness.output or any(isinstance(one, tuple) and 0 in one for one in witness.output):
            raise ValueError("torch gives nothing at all, which no layer here does")
    except REFUSALS as refusal:
        note(f"torch refuses: {refusal}")
        with pytest.raises(InputError):
            rows(call.layer(), call.shape)
        return
    row = rows(call.layer(), call.shape)[0]
    assert we_say(row) == witness
    assert PARAMS.count(row.case) == sum(map(math.prod, witness.learned.values()))
    assert BUFFERS.count(row.case) == sum(map(math.prod, witness.buffers.values()))


def test_buffers_take_the_bytes_of_torch() -> None:
    for name, told in {"BatchNorm2d": {}, "InstanceNorm2d": {"track_running_stats": True}, "LayerNorm": {}}.items():
        layer = twin(Call(name, told, (7, 4, 4)))
        theirs = sum(one.numel() * one.element_size() for one in layer.buffers())
        assert symcount.buffers(OURS[name](**told), input=(7, 4, 4)).bytes() == theirs
