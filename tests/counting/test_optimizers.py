"""Optimizers beyond torch.optim against measured state, symbolic shapes, and what is wrong with a setting."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import pytest

from symcount import AvgPool2d, BatchNorm2d, Conv2d, Flatten, Linear, MaxPool2d, Sequential, optimizer_state, sizes
from symcount.core.errors import InputError
from symcount.core.expression import Size
from symcount.core.reading import evaluated
from symcount.core.references import REFERENCES
from symcount.core.values import product, total
from symcount.counting.optimizers import (
    OPTIMIZERS,
    kept_bytes,
    network_bytes,
    network_state,
    once_of,
    state_bytes,
    state_of,
)
from symcount.counting.precision import FORMATS
from symcount.networks.rows import rows

c, k, f, m, n, r = sizes("c k f m n r")

MATRIX, SMALL, VECTOR, KERNELS = (96, 64), (20, 30), (96,), (12, 5, 3, 3)
FOUR = (MATRIX, SMALL, VECTOR, KERNELS)
# Values kept beside a tensor of each shape, and bytes of them all with weights in bf16: read off the live state of
# pytorch_optimizer 4.1.0, prodigyopt 1.1.2, schedulefree 1.4.1, galore-torch 1.0 (matrices only) and
# bitsandbytes 0.50.2 (without its two shared tables) on PyTorch 2.13.0, after seven steps along random gradients.
MEASURED: list[tuple[str, dict[str, Any], list[int], int]] = [
    ("Lion", {}, [6144, 600, 96, 540], 14760),
    ("LARS", {}, [6144, 600, 96, 540], 14760),
    ("LARS", {"momentum": 0.0}, [0, 0, 0, 0], 0),
    ("LAMB", {}, [12291, 1203, 195, 1083], 29544),
    ("LAMB", {"adam": True, "rectify": True}, [12291, 1203, 195, 1083], 29544),
    ("Adan", {}, [24576, 2400, 384, 2160], 59040),
    ("Prodigy", {}, [24576, 2400, 384, 2160], 59040),
    ("Prodigy", {"slice_p": 11}, [13406, 1310, 210, 1180], 32212),
    ("Prodigy", {"slice_p": 3, "betas": (0.0, 0.9)}, [10240, 1000, 160, 900], 24600),
    ("Shampoo", {}, [32768, 3200, 18528, 914], 110820),
    ("Shampoo", {"momentum": 0.9}, [32768, 3200, 18528, 914], 110820),
    ("SOAP", {}, [38912, 3800, 192, 1454], 88716),
    ("SOAP", {"precondition_1d": True}, [38912, 3800, 18624, 1454], 125580),
    ("SOAP", {"max_precondition_dim": 40, "precondition_1d": True}, [12288, 3800, 192, 1454], 35468),
    ("SOAP", {"max_precondition_dim": 64}, [20480, 3800, 192, 1454], 51852),
    ("CAME", {}, [6465, 701, 193, 1261], 17240),
    ("CAME", {"ams_bound": True}, [12609, 1301, 289, 1801], 32000),
    ("SM3", {"momentum": 0.9}, [6304, 650, 192, 563], 15418),
    ("AdamWScheduleFree", {}, [12288, 1200, 192, 1080], 29520),
    ("SGDScheduleFree", {}, [6144, 600, 96, 540], 14760),
    ("Adam8bit", {}, [12336, 1200, 192, 1080], 22368),
    ("Adam8bit", {"min_8bit_size": 0}, [12336, 1206, 194, 1086], 15008),
    ("Adam8bit", {"min_8bit_size": 600}, [12336, 1206, 192, 1080], 18792),
    ("Adam8bit", {"min_8bit_size": 1000000}, [12288, 1200, 192, 1080], 59040),
    ("AdamW8bit", {}, [12336, 1200, 192, 1080], 22368),
    ("GaLore", {"rank": 8}, [2048, 640], 5376),
    ("GaLore", {"rank": 8, "proj_type": "reverse_std"}, [1792, 560], 4704),
    ("GaLore", {"rank": 8, "proj_type": "right"}, [2048, 560], 5216),
    ("GaLore", {"rank": 8, "proj_type": "left"}, [1792, 640], 4864),
    ("GaLore", {"rank": 8, "proj_type": "full"}, [1408, 528], 3872),
    ("GaLore", {}, [16384, 1600], 35968),
]


@pytest.mark.parametrize(("name", "settings", "values", "size"), MEASURED)
def test_state_is_what_was_measured(name: str, settings: dict[str, Any], values: list[int], size: int) -> None:
    kept = [state_of(shape, name, settings) for shape in FOUR[: len(values)]]
    assert [sum(math.prod(one.shape) for one in some) for some in kept] == values
    assert kept_bytes([one for some in kept for one in some], FORMATS["bf16"]) == size


def counted(shape: tuple[Any, ...], name: str, **settings: Any) -> Any:
    return total([product(one.shape) for one in state_of(shape, name, settings, scalars=False)])


def at(value: Any, **numbers: int) -> Any:
    return evaluated(value, {Size(name): number for name, number in numbers.items()})


# The rules of each optimizer's own paper for an m x n matrix, and torch's for a stack of them.
RULES: list[tuple[str, dict[str, Any], Any]] = [
    ("Adafactor", {}, lambda m, n: m + n),
    ("CAME", {}, lambda m, n: m * n + 2 * (m + n)),
    ("SM3", {}, lambda m, n: m * n + m + n),
    ("Shampoo", {}, lambda m, n: 2 * (m * m + n * n) + m * n),
    ("SOAP", {}, lambda m, n: 2 * m * n + 2 * (m * m + n * n)),
    ("GaLore", {"rank": 4}, lambda m, n: 4 * min(m, n) + 8 * max(m, n)),
    ("Adam8bit", {}, lambda m, n: 2 * m * n + 2 * -(-m * n // 256)),
    ("Muon", {}, lambda m, n: m * n),
]


@pytest.mark.parametrize(("name", "settings", "rule"), RULES)
def test_symbols_follow_the_published_rule(name: str, settings: dict[str, Any], rule: Any) -> None:
    for rows_, columns in ((96, 64), (64, 300), (70, 70)):
        assert at(counted((m, n), name, **settings), m=rows_, n=columns) == rule(rows_, columns)
        assert counted((rows_, columns), name, **settings) == rule(rows_, columns)


def test_adafactor_factors_the_last_two_dimensions() -> None:
    net = Sequential(Conv2d(k, kernel_size=f, bias=False), input=(c, 32, 32))
    assert str(optimizer_state(net, "Adafactor", scalars=False)) == "2*c*f*k"
    values = counted((k, c, 5, 3), "Adafactor")
    assert at(values, k=8, c=2) == 8 * 2 * (5 + 3)


def test_a_rank_above_both_sides_is_the_shorter_side() -> None:
    assert counted((3, 2), "GaLore", rank=4) == 2 * 2 + 2 * 2 * 3
    assert at(counted((m, n), "GaLore", rank=r), m=96, n=64, r=8) == 2048
    assert counted((12, 5, 3, 3), "GaLore", rank=4) == 2 * 540


def test_codes_and_scales_of_8_bits_have_their_own_formats() -> None:
    """Bytes 2mn + 8⌈mn/256⌉ from 4096 values on, else 8mn (Dettmers et al.), in every format of the weights."""
    for stored in ("fp32", "bf16", "fp64"):
        assert kept_bytes(state_of((64, 65), "Adam8bit", {}), FORMATS[stored]) == 2 * 4160 + 8 * 17
        assert kept_bytes(state_of((63, 65), "Adam8bit", {}), FORMATS[stored]) == 8 * 4095
    assert kept_bytes(once_of([(64, 65), (3,)], "Adam8bit", {}), FORMATS["bf16"]) == 2 * 256 * 4
    assert once_of([(63, 65), (3,)], "Adam8bit", {}) == ()


def test_a_rule_for_large_tensors_says_so_while_a_size_has_no_number() -> None:
    for one in state_of((m, n), "Adam8bit", {}):
        assert "this holds from 4096 values on" in one.why
    assert not [one for one in state_of((96, 64), "Adam8bit", {}) if "this holds" in one.why]
    assert not [one for one in state_of((m, 5000), "Adam8bit", {}) if "this holds" in one.why]
    axes = [one for one in state_of((m, 64), "SOAP", {}) if one.name == "GG_0"]
    assert "at most 10000" in axes[0].why


def test_lbfgs_fills_its_history() -> None:
    """Liu and Nocedal: twice as many vectors as the history holds, beside the last direction and gradient."""
    assert counted((10,), "LBFGS") == 10 * (2 + 2 * 19)
    assert counted((10,), "LBFGS", steps=1000) == 10 * (2 + 2 * 100)
    assert counted((10,), "LBFGS", steps=1000, history_size=7) == 10 * (2 + 2 * 7)
    assert [one.shape for one in once_of([(10,)], "LBFGS", {"steps": 9})] == [(100,), (100,), (1,)]
    assert [one.name for one in once_of([(10,)], "LBFGS", {}, scalars=False)] == ["al", "ro"]


def test_a_network_has_what_is_kept_once_beside_its_layers() -> None:
    """LBFGS on PyTorch 2.13.0 after one step() with the 26,926 parameters of Raschka's network: 1,077,079 values."""
    net = Sequential(
        Conv2d(5, kernel_size=5), MaxPool2d(3, stride=2), Conv2d(12, kernel_size=3), AvgPool2d(5, stride=2), Flatten(),
        Linear(128), Linear(10), input=(3, 32, 32),
    )  # fmt: skip
    assert network_state(rows(net), "LBFGS", {}) == 1_077_079
    assert network_bytes(rows(net), "LBFGS", {}, FORMATS["fp32"]) == 4_308_316


def test_bytes_are_symbolic_where_shapes_are() -> None:
    case = rows(Sequential(Linear(m), input=(n,)))[0].case
    assert at(state_bytes(case, "Adam", {}, FORMATS["bf16"]), m=5, n=3) == 2 * 2 * (15 + 5) + 2 * 4
    assert at(state_bytes(case, "Adam", {}, FORMATS["bf16"], scalars=False), m=5, n=3) == 2 * 2 * (15 + 5)


def test_muon_names_the_tensor_that_it_does_not_take() -> None:
    line = (
        "Muon takes only tensors of two dimensions, got {} of shape {}: "
        "split the network and give such tensors to another optimizer"
    )
    net = Sequential(Conv2d(4, kernel_size=3), BatchNorm2d(), Flatten(), Linear(2), input=(3, 6, 6))
    with pytest.raises(InputError) as told:
        optimizer_state(net, "Muon")
    assert str(told.value) == line.format("0.weight", "(4, 3, 3, 3)")
    with pytest.raises(InputError) as told:
        network_state(rows(net), "Muon", {})
    assert str(told.value) == line.format("0.weight", "(4, 3, 3, 3)")
    assert int(optimizer_state(Sequential(Linear(5, bias=False), input=(3,)), "Muon")) == 15


@pytest.mark.parametrize(
    ("name", "settings", "line"),
    [
        ("Adm", {}, "unknown optimizer 'Adm'; did you mean Adam?"),
        ("Lamb", {}, "unknown optimizer 'Lamb'; did you mean LAMB?"),
        ("Shampoo", {"momentm": 1}, "Shampoo: unknown keyword 'momentm'; did you mean momentum?"),
        ("SGD", {"lr": -1}, "SGD: lr is a number of at least 0, got -1"),
        ("SGD", {"lr": float("nan")}, "SGD: lr is a number of at least 0, got nan"),
        ("SGD", {"dampening": "a"}, "SGD: dampening is a number, got a"),
        ("SGD", {"nesterov": True}, "SGD: nesterov needs a momentum above 0"),
        ("SGD", {"nesterov": 1}, "SGD: nesterov is true or false, got 1"),
        (
            "SGD", {"nesterov": True, "momentum": 0.9, "dampening": 0.5},
            "SGD: nesterov needs a dampening of 0",
        ),
        ("Adam", {"betas": (0.9, 1)}, "Adam: betas is two numbers of at least 0 and below 1, got (0.9, 1)"),
        ("Adam", {"betas": 0.9}, "Adam: betas is two numbers of at least 0 and below 1, got 0.9"),
        ("Adan", {"betas": (0.9, 0.9)}, "Adan: betas is three numbers of at least 0 and below 1, got (0.9, 0.9)"),
        ("Adam", {"foreach": 2}, "Adam: foreach is true or false, or none, got 2"),
        ("Adam", {"fused": True, "foreach": True}, "Adam: fused does not go with foreach"),
        ("Adagrad", {"fused": True, "differentiable": True}, "Adagrad: fused does not go with differentiable"),
        ("Adafactor", {"d": 0.5}, "Adafactor: d is a number of at least 1, got 0.5"),
        ("Adafactor", {"beta2_decay": 0.5}, "Adafactor: beta2_decay is a number of at most 0, got 0.5"),
        (
            "Adafactor", {"eps": (None, None)},
            "Adafactor: eps is two numbers of at least 0, the first may be none, got (None, None)",
        ),
        ("SparseAdam", {"lr": 0}, "SparseAdam: lr is a number above 0, got 0"),
        ("Rprop", {"etas": (0.5, 1)}, "Rprop: etas is two numbers, one between 0 and 1 and one above 1, got (0.5, 1)"),
        ("Muon", {"ns_steps": 100}, "Muon: ns_steps is a whole number of at least 0 and below 100, got 100"),
        ("Muon", {"adjust_lr_fn": "x"}, "Muon: adjust_lr_fn is one of original, match_rms_adamw, or none, got x"),
        ("LBFGS", {"history_size": 0}, "LBFGS: history_size is a whole number of at least 1, got 0"),
        ("GaLore", {"rank": 0}, "GaLore: rank is a whole number of at least 1, got 0"),
        (
            "GaLore", {"proj_type": "up"},
            "GaLore: proj_type is one of std, reverse_std, right, left, full, got up",
        ),
        ("SOAP", {"merge_dims": True}, "SOAP: merge_dims is always False (merged dimensions are not counted), got True"),
        ("Adam8bit", {"amsgrad": True}, "Adam8bit: amsgrad is always False (8-bit Adam has no amsgrad), got True"),
        ("SGDScheduleFree", {"momentum": 1}, "SGDScheduleFree: momentum is a number above 0 and below 1, got 1"),
    ],
)  # fmt: skip
def test_a_wrong_setting_gets_one_line(name: str, settings: dict[str, Any], line: str) -> None:
    with pytest.raises(InputError) as told:
        state_of((3, 2), name, settings)
    assert str(told.value) == line


def test_settings_may_be_exact_fractions_and_lists() -> None:
    """A spec file writes 0.9 as nine tenths and a pair as a list."""
    exact: dict[str, Any] = {"betas": [Fraction(9, 10), Fraction(999, 1000)], "lr": Fraction(1, 1000)}
    assert state_of((3, 2), "Adam", exact) == state_of((3, 2), "Adam", {})


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_optimizer_says_what_it_does_and_why_it_keeps_what(name: str) -> None:
    one = OPTIMIZERS[name]
    assert one.cite in REFERENCES
    assert one.meaning[0].isupper()
    assert one.meaning.endswith(".")
    kept = (*state_of((96, 64), name, {}), *once_of([(96, 64)], name, {}))
    assert len({each.name for each in kept}) == len(kept)
    for each in kept:
        assert each.why
        assert each.why[0].islower()
        assert not each.why.endswith(".")
        assert not each.cite or each.cite in REFERENCES
        assert each.stored == "param" or each.stored in FORMATS
