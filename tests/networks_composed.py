"""Networks put together in every way, with points: the laws of composition run over all of them."""

from __future__ import annotations

from collections.abc import Mapping

from examples import Example
from examples_blocks import REPEATED
from symcount import *

w, c, k, n, L, V, d, h, b, k0 = sizes("w c k n L V d h b k0")
i = sizes("i")[0]

BASIC = Sequential(
    Conv2d(w, kernel_size=3, padding=1, bias=False), BatchNorm2d(), ReLU(),
    Conv2d(w, kernel_size=3, padding=1, bias=False), BatchNorm2d(),
)  # fmt: skip
DENSE = Branch(
    Identity(),
    Sequential(
        BatchNorm2d(), ReLU(), Conv2d(b * k, kernel_size=1, bias=False),
        BatchNorm2d(), ReLU(), Conv2d(k, kernel_size=3, padding=1, bias=False),
    ),
)  # fmt: skip
MLP = Sequential(LayerNorm(), Linear(4 * d), GELU(), Linear(d))

COMPOSED: Mapping[str, Example] = {
    "residual": Example(Residual(BASIC), (w, 8, 8), ({"w": 3}, {"w": 1})),
    "projected residual": Example(
        Residual(BASIC, shortcut=Sequential(Conv2d(w, kernel_size=1, bias=False), BatchNorm2d())), (c, 8, 8),
        ({"w": 3, "c": 2}, {"w": 4, "c": 4}),
    ),
    "branches side by side": Example(
        Branch(Conv2d(k, kernel_size=1), Conv2d(w, kernel_size=3, padding=1), MaxPool2d(3, stride=1, padding=1)),
        (c, h, h), ({"k": 2, "w": 3, "c": 4, "h": 7}, {"k": 1, "w": 1, "c": 1, "h": 3}),
    ),
    "branches multiplied": Example(
        Branch(Linear(k), Sequential(Linear(k), Sigmoid()), join="multiply"), (n,), ({"k": 3, "n": 5},)
    ),
    "alike blocks": Example(Sequential(Linear(d), Repeat(L, Residual(MLP))), (5, d), ({"d": 3, "L": 1}, {"d": 2, "L": 7})),
    "blocks in blocks": Example(
        Repeat(L, Linear(d), Repeat(n, Residual(Linear(d), ReLU()))), (d,), ({"d": 3, "L": 2, "n": 3}, {"d": 1, "L": 1, "n": 1})
    ),
    "doubling widths": Example(
        Repeat(n, Conv2d(w * 2 ** (i + 1), kernel_size=3, padding=1, bias=False), BatchNorm2d(), index=i), (w, 8, 8),
        ({"n": 1, "w": 3}, {"n": 4, "w": 2}),
    ),
    "doubling widths after a stem": Example(
        Sequential(Conv2d(7, kernel_size=3, padding=1), Repeat(n, Conv2d(w * 2**i, kernel_size=3, padding=1), index=i)),
        (3, 8, 8), ({"n": 1, "w": 3}, {"n": 5, "w": 2}),
    ),
    "growing widths": Example(Repeat(n, Linear(k0 + i * k), index=i), (c,), ({"n": 4, "k0": 2, "k": 3, "c": 5},)),
    "a dense block": Example(Repeat(L, DENSE), (k0, 6, 6), ({"L": 1, "k": 2, "b": 4, "k0": 3}, {"L": 5, "k": 3, "b": 2, "k0": 1})),
    "halving pictures": Example(
        Repeat(n, Conv2d(w, kernel_size=3, stride=2, padding=1), index=i), (w, 64, 48), ({"n": 1, "w": 3}, {"n": 4, "w": 2})
    ),
    "lists of widths": Example(Repeat(None, Linear(c), ReLU(), each={"c": [8, k, 3]}), (5,), ({"k": 4},)),
    "one layer for all": Example(Repeat(L, Shared("block", Residual(MLP))), (d,), ({"d": 3, "L": 4}, {"d": 1, "L": 1})),
    "tied embeddings": Example(
        Sequential(
            ("wte", Shared("tokens", Embedding(num_embeddings=V, embedding_dim=d))), ("h", Repeat(L, Residual(MLP))),
            ("head", Shared("tokens", Linear(V, bias=False))),
        ),
        (6,), ({"V": 11, "d": 3, "L": 2},),
    ),
    "a frozen trunk": Example(Sequential(Frozen(Linear(k), ReLU()), Linear(3)), (n,), ({"k": 2, "n": 3},)),
    "a graph": Example(
        Graph(
            {
                "down": Conv2d(k, kernel_size=3, padding=1), "pool": (MaxPool2d(2), "down"),
                "deep": Conv2d(2 * k, kernel_size=3, padding=1), "up": Upsample(scale_factor=2),
                "joined": (Concat(), "down", "up"), "out": Conv2d(2, kernel_size=1),
            }
        ),
        (c, 8, 8), ({"k": 4, "c": 3}, {"k": 1, "c": 1}),
    ),
    **{name: Example(*one) for name, one in REPEATED.items()},
}  # fmt: skip
