"""Changes to networks: held to the changed module in PyTorch, laws over composed networks, and the difference derived."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
import sympy

from examples import numbers
from networks_composed import COMPOSED
from symcount import *
from symcount.core.expression import Size
from symcount.networks.changes.rewriting import layers_of

c, k, f, d, V, L = sizes("c k f d V L")

torch = pytest.importorskip("torch")
nn = torch.nn


def count(module: Any, trainable: bool = False) -> int:
    return sum(one.numel() for one in module.parameters() if one.requires_grad or not trainable)


CNN = Sequential(
    ("conv1", Conv2d(8, kernel_size=5, bias=False)), ("bn1", BatchNorm2d()), ("act1", ReLU()), ("pool", MaxPool2d(2)),
    ("block", Sequential(("conv2", Conv2d(16, kernel_size=3)), ("bn2", BatchNorm2d()))),
    ("flat", Flatten()), ("fc1", Linear(32, bias=False)), ("bn3", BatchNorm1d()), ("fc2", Linear(10)), input=(3, 16, 16),
)  # fmt: skip


def cnn(width: int = 1) -> Any:
    """CNN in PyTorch, every width times a number."""
    side = ((16 - 5 + 1) // 2 - 3 + 1) ** 2
    return nn.Sequential(
        nn.Conv2d(3, 8 * width, 5, bias=False), nn.BatchNorm2d(8 * width), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(8 * width, 16 * width, 3), nn.BatchNorm2d(16 * width), nn.Flatten(),
        nn.Linear(16 * width * side, 32 * width, bias=False), nn.BatchNorm1d(32 * width), nn.Linear(32 * width, 10),
    )  # fmt: skip


def test_the_network_and_its_twin_are_the_same() -> None:
    assert int(params(CNN)) == count(cnn())


def test_folding_leaves_what_torch_leaves() -> None:
    from torch.nn.utils.fusion import fuse_conv_bn_eval, fuse_linear_bn_eval

    twin = cnn().eval()
    fused = nn.ModuleList(
        [
            fuse_conv_bn_eval(twin[0], twin[1]),
            fuse_conv_bn_eval(twin[4], twin[5]),
            fuse_linear_bn_eval(twin[7], twin[8]),
        ]
    )
    folded = fold_batchnorm(CNN)
    assert int(params(folded)) == count(fused) + count(twin[9])
    assert int(buffers(folded)) == 0
    assert int(macs(folded)) == int(macs(CNN))
    assert [*layers_of(folded)] == ["conv1", "act1", "pool", "block.conv2", "flat", "fc1", "fc2"]
    assert output_shape(folded) == output_shape(CNN)


def test_a_separable_convolution_folds_into_its_second_step() -> None:
    net = Sequential(("sep", SeparableConv2d(k, kernel_size=3, bias=False)), ("bn", BatchNorm2d()), input=(c, 8, 8))
    twin = nn.Sequential(nn.Conv2d(4, 4, 3, groups=4, bias=False), nn.Conv2d(4, 6, 1))
    assert int(params(fold_batchnorm(net)).at(c=4, k=6)) == count(twin)


def test_folding_in_graphs_needs_a_layer_that_nobody_else_reads() -> None:
    nodes = {"conv": Conv2d(8, kernel_size=1, bias=False), "bn": BatchNorm2d(), "act": ReLU()}
    alone = fold_batchnorm(Graph(nodes), input=(3, 8, 8))
    assert int(params(alone)) == count(nn.Conv2d(3, 8, 1))
    shared = Graph({**nodes, "sum": (Add(), "act", "conv")})
    with pytest.raises(InputError, match="no batch normalization right behind"):
        fold_batchnorm(shared)


@pytest.mark.parametrize(
    ("behind", "folds"),
    [
        (BatchNorm2d(track_running_stats=False), False), (BatchNorm2d(affine=False), True), (GroupNorm(2), False),
        (BatchNormalization(scale=False), True),
    ],
)  # fmt: skip
def test_only_running_statistics_fold(behind: Layer, folds: bool) -> None:
    net = Sequential(Conv2d(8, kernel_size=1), behind, input=(3, 8, 8))
    if folds:
        assert int(params(fold_batchnorm(net))) == count(nn.Conv2d(3, 8, 1))
    else:
        with pytest.raises(InputError):
            fold_batchnorm(net)


def test_separable_convolutions_are_two_in_torch() -> None:
    twin = cnn()
    for place in (0, 4):
        conv = twin[place]
        given, has_bias = conv.in_channels, conv.bias is not None
        twin[place] = nn.Sequential(
            nn.Conv2d(given, given, conv.kernel_size, groups=given, bias=has_bias),
            nn.Conv2d(given, conv.out_channels, 1, bias=has_bias),
        )
    assert int(params(with_depthwise_separable(CNN))) == count(twin)
    one = with_depthwise_separable(CNN, "conv1")
    assert int(params(one)) == int(params(CNN)) - 8 * 3 * 25 + 3 * 25 + 8 * 3


def test_lora_trains_what_peft_trains() -> None:
    twin = cnn()
    for one in twin.parameters():
        one.requires_grad = False
    rank = 4
    twin.extend([nn.Linear(twin[7].in_features, rank, bias=False), nn.Linear(rank, 32, bias=False)])
    net = with_lora(CNN, rank, "fc1")
    assert (int(params(net)), int(trainable(net))) == (count(twin), count(twin, trainable=True))
    both = trainable(with_lora(CNN, "r"))
    assert int(both.at(r=4)) == count(twin, trainable=True) + 4 * (32 + 10)
    assert sympy.degree(both.expr, sympy.Symbol("r", integer=True, positive=True)) == 1
    assert int(optimizer_state(net, "Adam", scalars=False)) == 2 * count(twin, trainable=True)


def language_model(width: int = 1) -> Any:
    return nn.Sequential(nn.Embedding(50, 6 * width), nn.Linear(6 * width, 6 * width), nn.Linear(6 * width, 50))


LM = Sequential(
    ("words", Embedding(50, embedding_dim=6)), ("body", Residual(Linear(6), ReLU())), ("head", Linear(50)), input=(7,)
)


def test_tied_embeddings_count_once_as_in_torch() -> None:
    twin = language_model()
    twin[2].weight = twin[0].weight
    tied = tie_embeddings(LM)
    assert int(params(tied)) == count(twin)
    assert int(macs(tied)) == int(macs(LM))
    with pytest.raises(InputError, match="head: it shares its weights already"):
        tie_embeddings(tied)


def test_every_width_grows_and_the_ends_stay() -> None:
    for times in (1, 2, 3):
        assert int(params(widen(CNN)).at(a=times)) == int(params(widen(CNN, times))) == count(cnn(times))
        assert int(params(widen(LM, times))) == count(language_model(times))
    assert output_shape(widen(CNN)) == (10,)


def test_grouped_convolutions_grow_by_their_groups() -> None:
    net = Sequential(
        Conv2d(8, kernel_size=1), Conv2d(8, kernel_size=3, groups=8), Flatten(), Linear(3), input=(2, 5, 5)
    )
    twin = nn.Sequential(nn.Conv2d(2, 16, 1), nn.Conv2d(16, 16, 3, groups=16), nn.Linear(16 * 9, 3))
    assert int(params(widen(net, 2))) == count(twin)


def test_wide_architectures_are_those_of_twice_the_sizes() -> None:
    for name, chosen in (
        ("gpt2", {"d": 1536}),
        ("llama-3-8b", {"d": 8192, "f": 28672, "d_k": 256}),
        ("vgg16", {"w": 128, "d": 8192}),
        ("resnet50_torchvision", {"w": 128}),
        ("unet", {"w": 128}),
        ("densenet121", {"w": 128, "g": 64}),
    ):
        assert int(params(widen(zoo(name), 2))) == int(params(zoo(name, **chosen))), name
    assert output_shape(widen(zoo("mamba-130m"), 2)) == output_shape(zoo("mamba-130m"))  # the number of tokens stays


def test_batchnorm_behind_every_layer_of_a_kind() -> None:
    twice = with_batchnorm(CNN, "Conv2d")
    assert layers_of(twice).keys() - layers_of(CNN).keys() == {"conv1_bn", "block.conv2_bn"}
    assert with_batchnorm(CNN, "conv2") == with_batchnorm(CNN, "block.conv2")


def test_what_is_frozen_needs_no_gradient() -> None:
    twin = cnn()
    for place in (4, 5, 9):
        twin[place].requires_grad_(False)
    assert int(trainable(freeze(CNN, ["block", "fc2"]))) == count(twin, trainable=True)
    assert int(trainable(freeze(CNN))) == 0
    assert int(params(freeze(CNN, "Linear"))) == int(params(CNN))


def test_a_format_changes_bytes_alone() -> None:
    twin = cnn()
    assert int(weight_bytes(CNN)) == sum(p.numel() * p.element_size() for p in twin.parameters())
    twin[7].bfloat16()
    mixed = with_format(CNN, "bf16", "fc1")
    assert int(weight_bytes(mixed)) == sum(p.numel() * p.element_size() for p in twin.parameters())
    half = twin.half()
    assert int(weight_bytes(with_format(CNN, "fp16-pure"))) == sum(
        p.numel() * p.element_size() for p in half.parameters()
    )
    assert int(params(mixed)) == int(params(CNN))


def test_batchnorm_behind_layers_of_any_network() -> None:
    graph = Graph({"a": Conv2d(8, kernel_size=1), "b": Conv2d(8, kernel_size=1), "sum": (Add(), "a", "b")})
    net = Sequential(("g", graph), ("r", Repeat(L, ("c", Conv2d(8, kernel_size=1)))), input=(8, 6, 6))
    found = with_batchnorm(net, ["g.a", "r.c"])
    assert {"g.a", "g.a_bn", "r.c", "r.c_bn"} <= layers_of(found).keys()
    assert int(params(found).at(L=5)) - int(params(net).at(L=5)) == 6 * count(nn.BatchNorm2d(8))
    side = with_batchnorm(Branch(("x", Conv2d(2, kernel_size=1)), ("y", Identity())), "x", input=(3, 4, 4))
    assert output_shape(side) == (5, 4, 4)


AT = {Size("a"): 1}


def test_neutral_changes_leave_every_composed_network_as_it_was() -> None:
    for name, example in COMPOSED.items():
        net = Sequential(("", example.network), input=example.input)
        for made in (_widened, freeze, lambda one: with_format(one, "int8")):
            changed = made(net)
            for point in example.points:
                there = {**numbers(point), **AT}
                assert int(params(changed.at(there))) == int(params(net.at(there))), name
                assert int(macs(changed.at(there))) == int(macs(net.at(there))), name


def _widened(net: Sequential) -> Any:
    """The network widened; as it was where it ends in its only width, or adds its input to what it makes of it."""
    with suppress(InputError):
        made = widen(net)
        output_shape(made)
        return made
    return net


CHANGED: dict[str, tuple[Callable[[], Any], Callable[[], Any]]] = {
    "folding": (lambda: params(CNN), lambda: params(fold_batchnorm(CNN))),
    "separable": (lambda: macs(CNN), lambda: macs(with_depthwise_separable(CNN))),
    "lora": (lambda: trainable(CNN), lambda: trainable(with_lora(CNN, "r")).at(r=8)),
    "tying": (lambda: params(LM), lambda: params(tie_embeddings(LM))),
    "widening": (lambda: flops(CNN), lambda: flops(widen(CNN)).at(a=3)),
    "freezing": (lambda: optimizer_state(CNN, "Adam"), lambda: optimizer_state(freeze(CNN, "block"), "Adam")),
    "format": (lambda: weight_bytes(CNN), lambda: weight_bytes(with_format(CNN, "int4"))),
    "nothing": (lambda: params(CNN), lambda: params(CNN)),
}


@pytest.mark.parametrize("name", CHANGED)
def test_the_difference_is_after_minus_before(name: str) -> None:
    before, after = (make() for make in CHANGED[name])
    told = difference(before, after)
    assert int(told) == int(after) - int(before)
    assert sympy.expand(told.after - told.before - told.change) == 0
    assert sympy.expand(sum((one.change for one in told.layers), sympy.Integer(0)) - told.change) == 0
    why = told.why()
    assert why.derivation.value == told.value
    assert all(one.why for one in told.layers)
    assert (not told.layers) == (name == "nothing")


def test_reasons_say_what_became_of_each_layer() -> None:
    found = {one.path: one.why for one in difference(CNN, fold_batchnorm(CNN)).layers}
    assert found["bn1"] == "BatchNorm2d is gone"
    assert found["conv1"].startswith("bias is on instead of off; each filter adds one number of its own")
    found = {one.path: one.why for one in difference(trainable(CNN), trainable(with_lora(CNN, 4, "fc1"))).layers}
    assert found["conv1"] == "training does not change it any more"
    assert found["fc1"].startswith("Linear becomes base_layer (Linear), lora_A (Linear), lora_B (Linear) and add (Add)")
    found = {one.path: one.why for one in difference(LM, tie_embeddings(LM)).layers}
    assert found == {"head": "its weights are those of another layer, where they count"}
    found = {one.path: one.why for one in difference(LM, widen(LM, 2)).layers}
    assert found["words"] == "embedding_dim is 12 instead of 6"


def test_architectures_change_in_symbols() -> None:
    net = architecture("resnet50").network()
    w = sympy.Symbol("w", integer=True, positive=True)
    told = difference(net, fold_batchnorm(net))
    # The convolutions of this ResNet have their biases already; of its 26,560 channels each has four numbers in Keras.
    assert sympy.expand(told.change).coeff(w, 2) == 0
    here = architecture("resnet50").numbers()
    assert int(params(fold_batchnorm(net).at(here))) == int(params(net.at(here))) - 4 * 26560
    tied = difference(architecture("llama-7b").network(), tie_embeddings(architecture("llama-7b").network()))
    assert str(tied.change) == "-V*d"


WRONG = [
    (lambda: fold_batchnorm(LM), "there is no batch normalization right behind a convolution or a Linear"),
    (lambda: with_depthwise_separable(LM), "there is no Conv2d with a window of more than one place and without groups"),
    (lambda: with_depthwise_separable(CNN, "fc1"), "fc1: a separable convolution stands in the place of Conv2d, got Linear"),
    (lambda: with_lora(CNN, 4, "cnov1"), "there is no layer 'cnov1'; did you mean conv1?"),
    (lambda: with_lora(CNN, 4, "pool"), "pool: low-rank adaptation is for Linear, Conv1d, Conv2d, Conv3d, got MaxPool2d"),
    (lambda: with_lora(tie_embeddings(LM), 4, "head"), "head: its weights are those of another layer too; adapt one that has its own"),
    (lambda: with_lora(Sequential(Linear(V), input=("r",))), "the network has a size r already: give the rank another name, or the size itself"),
    (lambda: with_lora(Linear(3)), "the input shape is missing: give input=(channels, height, width)"),
    (lambda: tie_embeddings(CNN), "there is no Embedding to tie"),
    (lambda: tie_embeddings(LM, head="heda"), "there is no Linear 'heda'; did you mean head?"),
    (lambda: tie_embeddings(LM, head="body.0"), "tied weights have one shape, but words has (50, 6) and body.0 has (6, 6)"),
    (lambda: widen(Sequential(Linear(3), input=(4,))), "there is no width: the network has one layer that says how much it gives, its last"),
    (lambda: widen(CNN, 1.5), "the factor is a whole number, got 1.5"),
    (lambda: freeze(CNN, "blcok"), "there is no part 'blcok'; did you mean block?"),
    (lambda: with_format(CNN, "int9"), "unknown precision policy 'int9'; did you mean int8?"),
    (lambda: difference(params(CNN), macs(CNN)), "difference takes two amounts of one quantity, got params and macs"),
    (lambda: int(difference(CNN, widen(CNN))), "there is no number for a"),
]  # fmt: skip


@pytest.mark.parametrize(("made", "line"), WRONG, ids=[line[:40] for _, line in WRONG])
def test_what_cannot_be_changed_is_told(made: Callable[[], object], line: str) -> None:
    with pytest.raises(InputError) as wrong:
        made()
    assert str(wrong.value) == line
