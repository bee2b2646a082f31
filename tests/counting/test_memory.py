"""Memory of training and inference, bytes under a policy and intensity: against published numbers and by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symcount import (
    BatchNorm2d,
    Branch,
    Conv2d,
    Dropout,
    Flatten,
    Frozen,
    GroupedQueryAttention,
    Linear,
    ReLU,
    Repeat,
    Residual,
    Sequential,
    inference_memory,
    intensity,
    kv_cache,
    optimizer_state,
    params,
    peak,
    saved,
    sizes,
    training_memory,
    weight_bytes,
)
from symcount.core.errors import InputError

b, c, d, n, p, t, w, L = sizes("b c d n p t w L")
# 7.5 billion parameters, as the model in figure 1 of Rajbhandari et al., "ZeRO", arXiv:1910.02054.
ZERO_MODEL = Sequential(Linear(75_000, bias=False), input=(100_000,))
# Gigabytes of model states on each of 64 devices, from that figure: baseline, then stages 1, 2 and 3.
ZERO_FIGURE = {0: "120.000", 1: "31.406", 2: "16.641", 3: "1.875"}


@pytest.mark.parametrize("stage", ZERO_FIGURE)
def test_sharding_is_what_its_authors_say(stage: int) -> None:
    """120, 31.4, 16.6 and 1.9 GB there; 2Ψ + 2Ψ + 12Ψ bytes of which stages share 12Ψ, 14Ψ and all."""
    told = training_memory(ZERO_MODEL, "Adam", policy="fp16", zero=stage, data_parallel=64)
    states = told.value - told.steps["Activations"]  # type: ignore[operator]
    assert f"{states / 10**9:.3f}" == ZERO_FIGURE[stage]  # type: ignore[operator]


def test_stages_shard_by_a_symbol_where_nobody_says_how_many() -> None:
    open_one = training_memory(ZERO_MODEL, "Adam", policy="fp16", zero=3)
    for ranks in (8, 64, 1024):
        known = training_memory(ZERO_MODEL, "Adam", policy="fp16", zero=3, data_parallel=ranks)
        assert int(open_one.at(N_d=ranks)) == int(known)
    assert "N_d is the number of data-parallel ranks" in str(open_one.why())


def test_all_devices_are_tensor_times_pipeline_times_data_parallel() -> None:
    by_ranks = training_memory(ZERO_MODEL, zero=2, data_parallel=4, tensor_parallel=8, pipeline_parallel=2)
    assert int(by_ranks) == int(training_memory(ZERO_MODEL, zero=2, devices=64, tensor_parallel=8, pipeline_parallel=2))
    with pytest.raises(InputError, match="10 devices do not divide into groups of 4 for tensor and pipeline parallel"):
        training_memory(ZERO_MODEL, zero=2, devices=10, tensor_parallel=4)
    with pytest.raises(InputError, match="give data_parallel or devices"):
        training_memory(ZERO_MODEL, zero=2, devices=8, data_parallel=4)


def test_parallel_sizes_are_symbols() -> None:
    """Megatron: tensor and pipeline parallel ranks share the states, tensor parallel ones the activations too."""
    net = Sequential(Linear(64), ReLU(), Linear(64), input=(64,))
    told = training_memory(net, "SGD", batch=b, zero=1, data_parallel=d, tensor_parallel=t, pipeline_parallel=p)
    states, kept = 4 * 2 * int(params(net)), int(saved(net, batch=8).bytes())  # type: ignore[call-overload]
    assert told.at(b=8, d=4, t=2, p=2).value == states // 4 + kept // 2
    assert {size.name for size in told.own} == {"b", "d", "t", "p"}


def test_what_does_not_divide_is_rounded_up_to_the_rank_that_keeps_most() -> None:
    told = training_memory(Sequential(Linear(3, bias=False), input=(3,)), "SGD", zero=3, data_parallel=8)
    assert (told.steps["Weights"], told.steps["Gradients"]) == (-(-36 // 8), -(-36 // 8))


def test_training_adds_up_what_is_counted_one_by_one() -> None:
    net = Sequential(
        Conv2d(8, kernel_size=3), BatchNorm2d(), ReLU(), Flatten(), Dropout(0.5), Frozen(Linear(6)), Linear(2),
        input=(3, 6, 6),
    )  # fmt: skip
    told = training_memory(net, "AdamW", batch=32, amsgrad=True)
    owned, trained = int(params(net)), int(params(net)) - (128 * 6 + 6)
    kept = saved(net, batch=32).bytes("fp32")
    state = optimizer_state(net, "AdamW", amsgrad=True, scalars=False)
    assert int(state) == 3 * trained
    assert int(told) == 4 * owned + 4 * trained + 4 * 3 * trained + kept  # type: ignore[operator]
    assert told.steps["max_exp_avg_sq"] == trained
    with_steps = training_memory(net, "AdamW", batch=32, amsgrad=True, scalars=True)
    assert int(with_steps) - int(told) == 4 * 6  # six tensors train, each with a counter of steps in fp32
    assert told.derivation.unit == "bytes"
    assert "max_exp_avg_sq" in str(told.why())


@pytest.mark.parametrize(
    ("policy", "gradients", "each"),
    [
        # Bytes a parameter as the field counts them: 16 for mixed precision and for fp32 (ZeRO, section 3.1), 18 with
        # gradients in fp32 (Megatron-LM), 8 for everything in bf16.
        ("fp32", "", 16), ("tf32", "", 16), ("fp16", "", 16), ("bf16", "", 16), ("bf16", "fp32", 18),
        ("bf16-pure", "", 8), ("fp64", "", 32), ("fp8", "", 1 + 1 + 4 + 8),
    ],
)  # fmt: skip
def test_bytes_of_a_parameter_are_those_of_the_policy(policy: str, gradients: str, each: int) -> None:
    net = Sequential(Linear(1000, bias=False), input=(1000,))
    told = training_memory(net, "Adam", policy=policy, gradients=gradients)
    assert int(told) - int(told.steps["Activations"]) == each * 10**6  # type: ignore[call-overload]


def test_a_rule_for_large_tensors_is_told_as_it_is_counted() -> None:
    """8-bit Adam keeps small tensors in fp32: what the page tells is what int() says, symbols or not."""
    net = Sequential(Linear(w), Linear(w, bias=False), input=(w,))
    for name, chosen in (
        ("Adam8bit", {}),
        ("SOAP", {"max_precondition_dim": 40}),
        ("GaLore", {"rank": 8}),
        ("LBFGS", {}),
    ):
        state = optimizer_state(net, name, **chosen)
        for width in (5, 40, 41, 64, 100):
            here = state.at(w=width)
            assert int(here) == here.why().derivation.value == int(optimizer_state(net.at({w: width}), name, **chosen))
            memory = training_memory(net, name, scalars=True, **chosen).at(w=width)
            assert memory.steps["Optimizer state"] == here.bytes("fp32")


def test_an_optimizer_that_takes_no_such_tensor_says_so_at_once() -> None:
    net = Sequential(Conv2d(4, kernel_size=3), input=(3, 6, 6))
    for ask in (lambda: optimizer_state(net, "Muon"), lambda: training_memory(net, "Muon")):
        with pytest.raises(InputError, match=r"Muon takes only tensors of two dimensions, got 0\.weight of shape"):
            ask()


def test_repeated_layers_are_counted_as_often_as_they_stand() -> None:
    net = Sequential(Repeat(L, Residual(Linear(w), ReLU())), input=(w,))
    told = training_memory(net, "Adam8bit", batch=b, policy="bf16", zero=1, data_parallel=d)
    for layers, width in ((1, 3), (4, 5), (2, 80)):
        plain = Sequential(*(Residual(Linear(width), ReLU()) for _ in range(layers)), input=(width,))
        known = training_memory(plain, "Adam8bit", batch=2, policy="bf16", zero=1, data_parallel=2)
        assert int(told.at(L=layers, w=width, b=2, d=2)) == int(known)


def test_quantized_weights_have_scales() -> None:
    """By hand, of 10 rows of 300 weights and 10 biases: codes, a scale a row or for every 128 of one, biases in fp16."""
    layer, shape = Linear(10), (300,)
    assert weight_bytes(layer, shape, policy="int8") == 3000 + 2 * 10 + 2 * 10
    assert weight_bytes(layer, shape, policy="int4") == 1500 + 2 * 10 * 3 + 2 * 10
    symbolic = weight_bytes(Linear(w), (n,), policy="int4")
    assert symbolic.at(w=10, n=300) == 1580
    assert "scale" in str(symbolic.why())
    with pytest.raises(InputError, match="int4 is a policy for inference; training needs one with gradients"):
        training_memory(layer, "Adam", shape, policy="int4")


def test_a_square_product_has_a_third_of_its_side_as_intensity() -> None:
    """2n³ operations over three matrices of n² numbers of two bytes, as in every account of the roofline."""
    net = Sequential(Linear(n, bias=False), input=(n,))
    for side in (3, 64, 999):
        assert intensity(net, batch=side, policy="bf16").at(n=side).value == Fraction(side, 3)
    told = intensity(Sequential(Linear(4), ReLU(), input=(8,)), batch=2)
    assert told.by_layer() == {"0": Fraction(2 * 2 * 32, 4 * (2 * 12 + 36)), "1": 0}
    assert told.value == Fraction(128, 4 * (2 * 12 + 36) + 4 * 2 * 8)
    assert "FLOPs for every byte" in str(told.why())


def test_joined_inputs_are_read_as_often_as_they_are_written() -> None:
    """By hand: two products of 8 and 24 operations; four values read twice, two and six written, eight read and written."""
    net = Sequential(Branch(Linear(w, bias=False), Linear(3 * w, bias=False)), input=(4,))
    moved = 4 * ((4 + 2 + 8) + (4 + 6 + 24) + (8 + 8))
    assert intensity(net).at(w=2).value == Fraction(2 * (8 + 24), moved)


def test_inference_needs_weights_the_peak_and_the_cache() -> None:
    net = Sequential(Linear(64), GroupedQueryAttention(8, num_kv_heads=2), input=(10, 32))
    told = inference_memory(net, batch=3, policy="bf16")
    cache = kv_cache(net, batch=3).bytes("bf16")
    assert cache == 2 * 3 * 2 * 10 * 16
    assert int(told) == weight_bytes(net, policy="bf16") + 2 * 3 * int(peak(net)) + cache  # type: ignore[operator]


def test_a_peak_is_a_maximum_of_formulas_where_sizes_are_open() -> None:
    net = Sequential(Conv2d(c, kernel_size=3), Flatten(), Linear(w), input=(3, 6, 6))
    told = peak(net)
    for channels, width in ((1, 1), (4, 200), (9, 5)):
        moments = (108 + 16 * channels, 16 * channels + width)
        assert told.at(c=channels, w=width).value == max(moments)
    with pytest.raises(InputError, match="there is no number for c, w"):
        int(told)


@pytest.mark.parametrize(
    ("chosen", "line"),
    [
        ({"policy": "fp17"}, "unknown precision policy 'fp17'; did you mean fp16?"),
        ({"zero": 4}, "zero is the stage 0, 1, 2 or 3, got 4"),
        ({"zero": True}, "zero is the stage 0, 1, 2 or 3, got True"),
        ({"gradients": "fp33"}, "unknown number format 'fp33'; did you mean fp32?"),
        ({"batch": 1.5}, "batch is a whole number, got 1.5"),
        ({"batch": 0}, "batch is at least 1, got 0"),
        ({"tensor_parallel": -2}, "tensor_parallel is at least 1, got -2"),
        ({"optimizer": "Adm"}, "unknown optimizer 'Adm'; did you mean Adam?"),
        ({"amsgradd": True}, "Adam: unknown keyword 'amsgradd'; did you mean amsgrad?"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(chosen: dict[str, object], line: str) -> None:
    with pytest.raises(InputError) as told:
        training_memory(Sequential(Linear(3), input=(2,)), **chosen)  # type: ignore[arg-type]
    assert str(told.value) == line
