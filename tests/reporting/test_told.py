"""What a report says in words and letters: no sentence that is false for the network at hand, no letter with two meanings."""

from __future__ import annotations

import pydoc

import pytest

from symcount.core.errors import InputError
from symcount.core.expression import Size
from symcount.core.references import REFERENCES
from symcount.counting.shapes import derive_shape
from symcount.layers import Conv2d, Flatten, GlobalAvgPool2d, LayerNorm, Linear, ReLU
from symcount.layers.convolution import Convolution
from symcount.networks.changes import with_batchnorm
from symcount.networks.composite import Sequential
from symcount.networks.rows import rows
from symcount.reporting.book import document
from symcount.reporting.document import Document, Letters, Table
from symcount.reporting.plan import Plan, Request
from symcount.reporting.rendering.terminal import terminal

NET = Sequential(
    {"conv": Conv2d(6, kernel_size=3), "act": ReLU(), "pool": GlobalAvgPool2d(), "out": Linear(4)}, input=(3, 8, 8)
)


def report(*chapters: Request, net: Sequential = NET, extensions: tuple[Request, ...] = ()) -> Document:
    return document(Plan("A network", net, chapters=chapters, extensions=extensions))


def test_layers_that_change_the_shape_without_arithmetic_are_listed() -> None:
    told = terminal(report(Request("shapes")), width=100)
    assert "pool: GlobalAvgPool2d gives" in told
    assert "out: Linear gives" in told
    assert "act:" not in told


def test_a_result_never_has_the_name_of_another_size() -> None:
    n, d, t = Size("n"), Size("d"), Size("T")
    flat = Sequential(Flatten(), input=(3, n, n))
    norm = Sequential(LayerNorm((t, d)), input=(t, d))
    assert [str(derive_shape(rows(net)[0]).steps[0].left) for net in (flat, norm)] == ["n_layer", "d_layer"]


def test_every_letter_of_the_depthwise_chapter_is_explained() -> None:
    section = report(Request("depthwise-separable", "conv")).sections[0]
    letters = [str(one.symbol) for block in section.blocks if isinstance(block, Letters) for one in block.meanings]
    assert sorted(letters) == ["H_out", "W_out", "c", "f", "k"]


def test_formulas_in_reasons_are_set_as_formulas() -> None:
    net = Sequential({"out": Linear(Size("m"))}, input=5)
    assert "Right would be 6 · m." in terminal(report(Request("common-mistakes"), net=net), width=100)


def test_sums_in_the_table_of_optimizers_are_worked_out() -> None:
    net = Sequential({"out": Linear(Size("m"))}, input=5)
    told = report(net=net, extensions=(Request("optimizer", "Adam"),)).sections[0].blocks[0]
    assert isinstance(told, Table)
    assert list(map(str, told.rows[0])) == ["Adam", "6*m", "6*m", "12*m", "24*m", "96*m"]


def test_an_optimizer_without_a_name_is_an_error() -> None:
    with pytest.raises(InputError, match="optimizer: expected the optimizers to tell: Adam, or \\[SGD, Adam\\]"):
        report(extensions=(Request("optimizer"),))


def test_no_reference_ends_its_authors_twice() -> None:
    assert not [work for work in REFERENCES.values() if ".. " in str(work)]


def test_help_tells_about_a_layer() -> None:
    assert "A convolution over an image" in pydoc.render_doc(Conv2d)
    with pytest.raises(TypeError, match="Convolution is abstract"):
        Convolution()


def test_batch_normalization_takes_one_path_or_the_place_of_a_layer() -> None:
    assert with_batchnorm(NET, "conv") == with_batchnorm(NET, ["conv"])
    numbered = Sequential(Conv2d(6, kernel_size=3), ReLU(), input=(3, 8, 8))
    assert with_batchnorm(numbered, [0]) == with_batchnorm(numbered, ["0"])
