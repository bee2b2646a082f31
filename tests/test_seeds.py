"""Published counts, shape by shape and layer by layer, from four texts that teach how parameters are counted."""

from __future__ import annotations

import pytest
from sympy import Rational, Symbol, expand, sympify

from symcount import *
from symcount.counting.derive import derive_layer
from symcount.counting.mistakes import MISTAKES
from symcount.counting.quantities import PARAMS
from symcount.counting.teaching import whole_formula
from symcount.counting.telling import Told
from symcount.networks.rows import rows

# A book of questions and answers on machine learning, chapter on counting parameters.
BOOK = Sequential(
    {
        "conv1": Conv2d(5, kernel_size=5), "pool1": MaxPool2d(3, stride=2), "conv2": Conv2d(12, kernel_size=3),
        "pool2": AvgPool2d(5, stride=2), "flatten": Flatten(), "fc1": Linear(128), "out": Linear(10),
    },
    input=(3, 32, 32),
)  # fmt: skip
# The variant of LeNet-5 of a course on convolutional networks, with the corrected counts.
LENET = Sequential(
    {
        "CONV1": Conv2d(8, kernel_size=5), "POOL1": MaxPool2d(2), "CONV2": Conv2d(16, kernel_size=5),
        "POOL2": MaxPool2d(2), "flatten": Flatten(), "FC3": Linear(120), "FC4": Linear(84), "Softmax": Linear(10),
    },
    input=(3, 32, 32),
)  # fmt: skip
# A course on Keras: a dense network and a convolutional one of the same widths.
DENSE = Sequential(Linear(10), Linear(10), Linear(3), input=784)
CNN = Sequential(
    Conv2d(10, kernel_size=3, padding="same"), Conv2d(10, kernel_size=3, padding="same"), Flatten(), Linear(3),
    input=(1, 28, 28),
)  # fmt: skip

COUNTS = {
    "book": (
        BOOK,
        {"conv1": 380, "pool1": 0, "conv2": 552, "pool2": 0, "flatten": 0, "fc1": 24704, "out": 1290},
        26926,
    ),
    "lenet": (
        LENET,
        {"CONV1": 608, "POOL1": 0, "CONV2": 3216, "POOL2": 0, "flatten": 0, "FC3": 48120, "FC4": 10164, "Softmax": 850},
        62958,
    ),
    "dense": (DENSE, {"0": 7850, "1": 110, "2": 33}, 7993),
    "cnn": (CNN, {"0": 100, "1": 910, "2": 0, "3": 23523}, 24533),
}


@pytest.mark.parametrize(("net", "by_layer", "whole"), COUNTS.values(), ids=COUNTS)
def test_parameters(net: Sequential, by_layer: dict[str, int], whole: int) -> None:
    assert params(net).by_layer() == by_layer
    assert int(params(net)) == whole == sum(by_layer.values())


def test_activation_shapes_and_sizes() -> None:
    placed = {row.path: row.case.output for row in rows(LENET)}
    assert placed == {
        "CONV1": (8, 28, 28), "POOL1": (8, 14, 14), "CONV2": (16, 10, 10), "POOL2": (16, 5, 5), "flatten": (400,),
        "FC3": (120,), "FC4": (84,), "Softmax": (10,),
    }  # fmt: skip
    sizes_given = activations(LENET).by_layer()
    assert [sizes_given[name] for name in ("CONV1", "POOL1", "CONV2", "POOL2", "FC3", "FC4", "Softmax")] == [
        6272, 1568, 1600, 400, 120, 84, 10,
    ]  # fmt: skip


@pytest.mark.parametrize("kernels", [(3, 5), (5, 3)])
def test_both_orders_of_the_pools_leave_192_features(kernels: tuple[int, int]) -> None:
    net = Sequential(
        Conv2d(5, kernel_size=5), MaxPool2d(kernels[0], stride=2), Conv2d(12, kernel_size=3),
        AvgPool2d(kernels[1], stride=2), Flatten(), input=(3, 32, 32),
    )  # fmt: skip
    assert output_shape(net) == (192,)


@pytest.mark.parametrize(
    ("layer", "shape", "count"),
    [
        (Conv2d(1, kernel_size=5), (1, 28, 28), 26), (Conv2d(1, kernel_size=5), (3, 28, 28), 76),
        (Conv2d(5, kernel_size=5), (3, 28, 28), 380), (Linear(3), (5,), 18),
        (Conv2d(32, kernel_size=3), (3, 9, 9), 896), (Conv2d(10, kernel_size=3), (3, 9, 9), 280),
    ],
)  # fmt: skip
def test_worked_examples(layer: Layer, shape: tuple[int, ...], count: int) -> None:
    assert int(params(layer, input=shape)) == count


def test_formulas() -> None:
    c, k, f, p, m, n = sizes("c k f p m n")
    convolution = params(Conv2d(k, kernel_size=f), input=(c, 32, 32))
    assert str(convolution) == "k*(c*f**2 + 1)"
    names = {name: Symbol(name, integer=True, positive=True) for name in "ckfpmn"}
    assert expand(convolution.expr - sympify("((f*f*c)+1)*k", locals=names)) == 0
    rectangular = params(Conv2d(k, kernel_size=(m, n)), input=(c, 32, 32))
    assert expand(rectangular.expr - sympify("((m*n*c)+1)*k", locals=names)) == 0
    dense = params(Linear(c), input=p)
    assert expand(dense.expr - sympify("(c*p)+1*c", locals=names)) == 0


def test_both_forms_are_told_as_they_are_taught() -> None:
    row = rows(LENET)[0]
    told = {form: derive_layer(row, PARAMS, form).steps[-1] for form in ("per-filter", "weights-plus-biases")}
    assert [str(line.expr) for line in told["per-filter"].lines] == [
        "((f*f*c) + 1)*k", "((5*5*3) + 1)*8", "(75 + 1)*8", "76*8", "608",
    ]  # fmt: skip
    assert [str(line.expr) for line in told["weights-plus-biases"].lines] == [
        "k*(f*f*c) + k", "8*(5*5*3) + 8", "8*75 + 8", "600 + 8", "608",
    ]  # fmt: skip


def test_what_sgd_and_adam_keep() -> None:
    weights = int(params(BOOK))
    sgd, adam = (int(optimizer_state(BOOK, name, scalars=False)) for name in ("SGD", "Adam"))
    assert (sgd, adam, weights + adam) == (0, 53852, 80778)
    assert (2 * weights + sgd, 2 * weights + adam) == (53852, 107704)
    assert optimizer_state(BOOK, "Adam", scalars=False).bytes("fp32") == 4 * 53852


def test_what_batch_normalization_adds() -> None:
    net = with_batchnorm(BOOK, after=["conv1", "conv2", "fc1"])
    added = {path: count for path, count in params(net).by_layer().items() if path.endswith("_bn")}
    assert added == {"conv1_bn": 10, "conv2_bn": 24, "fc1_bn": 256}
    assert int(params(net)) - int(params(BOOK)) == 290
    assert int(params(net)) == int(trainable(net)) == 27216
    assert int(buffers(net)) == 290 + 3  # running means and variances, and PyTorch's counter of each layer


WRONG = {
    "input-channels-forgotten": {"CONV1": 208, "CONV2": 416},
    "one-bias-for-the-layer": {"FC3": 48001, "FC4": 10081, "Softmax": 841},
}


@pytest.mark.parametrize("key", WRONG)
def test_wrong_counts_come_from_their_mistakes(key: str) -> None:
    placed = {row.path: row for row in rows(LENET)}
    for path, wrong in WRONG[key].items():
        mistaken = MISTAKES[key].rewrite(PARAMS.parts(placed[path].case))
        formula = whole_formula(mistaken, PARAMS, "per-filter")
        assert Told(placed[path].case, {}).value(formula) == wrong


def test_depthwise_separable_over_standard_is_one_over_k_plus_one_over_f_squared() -> None:
    c, k, f = sizes("c k f")
    standard = params(Conv2d(k, kernel_size=f, bias=False), input=(c, 64, 64)).expr
    separable = params(
        Sequential(Conv2d(c, kernel_size=f, groups=c, bias=False), Conv2d(k, kernel_size=1, bias=False)),
        input=(c, 64, 64),
    ).expr
    names = {name: Symbol(name, integer=True, positive=True) for name in "kf"}
    assert expand(separable / standard) == 1 / names["k"] + Rational(1) / names["f"] ** 2


def test_shares_of_dense_and_convolutional_networks() -> None:
    dense, cnn = params(DENSE).by_layer(), params(CNN).by_layer()
    assert max(dense, key=lambda path: dense[path]) == "0"
    assert max(cnn, key=lambda path: cnn[path]) == "3"
