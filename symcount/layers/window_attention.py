"""Attention inside windows of an image, as in torchvision: every place is compared with the others of its window."""

from __future__ import annotations

from symcount.core.expression import CeilDiv
from symcount.core.facts import (
    across,
    buffer,
    divides,
    each,
    flag,
    gives,
    incoming,
    is_not,
    option,
    saves,
    saves_input,
    shift,
    size,
    takes,
    weights,
    work,
)
from symcount.core.layer import Layer
from symcount.layers.allowed import share
from symcount.layers.attention import EQUAL_HEADS, FACTORS, MIXED, PROBABILITIES
from symcount.layers.passes import MASK, bias_added, saves_dropped, shared_out

HIDDEN = 512  # units of the network that makes position biases, the same in every published model
PROJECTED = "every number of a query, a key and a value is made of all numbers of its place"


class WindowAttention(Layer, abstract=True):
    """Cut an image (H, W, d) into windows, filled up with zeros at the end; inside each, every place asks every place."""

    part = "attention"

    num_heads = size("h", "heads")
    window_size = size("M", "side of a window", along=True)
    shift_size = size("s", "places that the windows are moved by", default=0, least=0, along=True)
    qkv_bias = flag("biases of queries, keys and values")
    proj_bias = flag("biases of the output")
    attention_dropout = option("the share of the attention that is set to zero in training", default=0.0, allowed=share)
    dropout = option("the share of the output that is set to zero in training", default=0.0, allowed=share)

    extent = incoming("{}", "input extent", along=True)
    dim = incoming("d", "numbers of a place", keyword=True)
    shape = takes(each(extent), dim)
    windows = across("N", "windows", CeilDiv(extent, window_size), why="windows cover the image along every axis")
    members = across("m", "places of a window", window_size, why="a window has places along every axis")
    output = gives(each(extent), dim)

    equal_heads = divides(num_heads, dim, EQUAL_HEADS)

    qkv = weights(
        3 * dim, dim, name="qkv.weight", unit="number", cite="vaswani2017", label="query, key and value weights",
        why="each number of a query, a key and a value is made of all numbers of a place",
    )  # fmt: skip
    qkv_offset = shift(
        3 * dim, when=qkv_bias, name="qkv.bias", label="query, key and value biases",
        why="each number of a query, a key and a value has a bias",
    )  # fmt: skip
    proj = weights(
        dim, dim, name="proj.weight", unit="number", label="output weights",
        why="each number of an output place is made of what all heads found",
    )  # fmt: skip
    proj_offset = shift(
        dim, when=proj_bias, name="proj.bias", label="output biases", why="each number of an output place has a bias"
    )
    relative_position_index = buffer(
        members * members, integer=True, label="relative position of every pair",
        why="each pair of places of a window looks up how it lies to each other",
    )  # fmt: skip

    projecting = work(dim, times=(3 * dim, windows, members), why=PROJECTED, unit="projected value")
    mixing = work(
        2, members, times=(windows, members, dim), kind="values", why=MIXED, cite="liu2021", within=True, unit="mixed value"
    )  # fmt: skip
    giving = work(
        dim, times=(dim, windows, members), why="every output number is made of what all heads found", within=True
    )

    additions = bias_added(3 * dim, windows, members, when=qkv_bias)
    output_additions = bias_added(dim, windows, members, when=proj_bias)
    shares = shared_out(num_heads, windows, members, members)

    projected = saves_input("the gradient of the projections' weights needs what they were multiplied with")
    factors = saves(3, windows, members, dim, label="queries, keys and values", why=FACTORS)
    probabilities = saves(num_heads, windows, members, members, label="attention", why=PROBABILITIES)
    mask, thinned = saves_dropped(num_heads, windows, members, members, when=is_not(attention_dropout, 0))
    output_mask = saves(windows, members, dim, label="mask", stored="mask", when=is_not(dropout, 0), why=MASK)
    mixed = saves(
        windows, members, dim, label="mixed values", why="the gradient of the output weights needs what they were multiplied with"
    )  # fmt: skip


class ShiftedWindowAttention(WindowAttention, axes=2):
    """Attention inside windows, with a learned number for every head and every way that two places lie to each other."""

    positions = across(
        "P", "relative positions", 2 * WindowAttention.window_size - 1,
        why="along an axis two places of a window are up to a window less one apart, either way",
    )  # fmt: skip
    relative_position_bias_table = weights(
        positions, WindowAttention.num_heads, unit="relative position", cite="liu2021", label="position biases",
        why="each relative position has a learned number for every head, added to the comparison",
    )  # fmt: skip


class ShiftedWindowAttentionV2(WindowAttention, axes=2):
    """Attention inside windows by cosines, with a learned temperature; a small network makes the position biases.

    It makes them once for a whole batch, however many examples; the work of one example is told with it.
    """

    positions = across(
        "P", "relative positions", 2 * WindowAttention.window_size - 1, why=ShiftedWindowAttention.positions.why
    )
    logit_scale = weights(
        WindowAttention.num_heads, 1, 1, unit="head", cite="liu2022swin", label="temperatures",
        why="each head multiplies its comparisons by a learned number of its own",
    )  # fmt: skip
    cpb_hidden = weights(
        HIDDEN, 2, name="cpb_mlp.0.weight", unit="hidden unit", cite="liu2022swin", label="hidden position weights",
        why="each hidden unit reads the two coordinates of a relative position",
    )  # fmt: skip
    cpb_offset = shift(
        HIDDEN, name="cpb_mlp.0.bias", label="hidden position biases", why="each hidden unit adds a bias of its own"
    )
    cpb_out = weights(
        WindowAttention.num_heads, HIDDEN, name="cpb_mlp.2.weight", unit="head", label="position weights",
        why="the number that each head adds for a relative position is made of all hidden units",
    )  # fmt: skip
    relative_coords_table = buffer(
        positions, 2, label="coordinates", why="the two coordinates of each relative position, on a logarithmic scale"
    )
    hidden_dots = work(
        2, times=(positions, HIDDEN), unit="hidden position value", constant=(2, positions, HIDDEN), within=True,
        cite="liu2022swin", why="once for a whole batch each hidden unit reads the two coordinates of every relative position",
    )  # fmt: skip
    position_dots = work(
        HIDDEN, times=(positions, WindowAttention.num_heads), unit="position bias", within=True,
        why="once for a whole batch the number of each relative position is made of all hidden units, for every head",
    )  # fmt: skip

    directions = saves(
        2, WindowAttention.windows, WindowAttention.members, WindowAttention.dim, why=FACTORS,
        label="queries and keys of length one",
    )  # fmt: skip
    lengths = saves(
        4, WindowAttention.num_heads, WindowAttention.windows, WindowAttention.members, label="lengths",
        why="the gradient goes back through each length, and through the limit that it is kept above",
    )  # fmt: skip
    cosines = saves(
        WindowAttention.num_heads, WindowAttention.windows, WindowAttention.members, WindowAttention.members,
        label="cosines", learned=True, why="the gradient of each temperature needs what it was multiplied with",
    )  # fmt: skip
    temperatures = saves(WindowAttention.num_heads, label="temperatures", once=True, why=FACTORS)
    hidden = saves(
        positions, HIDDEN, label="hidden position units", learned=True, once=True,
        why="the position weights were multiplied with them",
    )  # fmt: skip
    position_biases = saves(
        WindowAttention.num_heads, WindowAttention.members, WindowAttention.members, label="position biases",
        learned=True, once=True, why="the slope of their sigmoid follows from what it gave",
    )  # fmt: skip
