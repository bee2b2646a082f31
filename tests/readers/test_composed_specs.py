"""Every way to put networks together, in a spec as in Python: the same networks, from every format, and bounded."""

from __future__ import annotations

import json
import time
from contextlib import suppress

import jsonschema
import pytest
import yaml

from examples import EXAMPLES
from networks_composed import COMPOSED
from readers.composed import layers_of
from symcount import *
from symcount.core.errors import InputError
from symcount.core.expression import Size
from symcount.networks.composite import Network
from symcount.networks.rows import sizes_of
from symcount.readers.schema import spec_schema
from symcount.readers.spec import Spec, spec_from_text

CHECK = jsonschema.Draft202012Validator(spec_schema())


def read(text: str, name: str = "net.yaml") -> Spec:
    return spec_from_text(text.encode(), name)


def spec_of(network: Network, inputs: list[tuple[object, ...]]) -> dict[str, object]:
    """A network with its inputs as a spec says it; every size of it is declared."""
    declared = {size.name: None for size in sizes_of(network, inputs=inputs)}
    shapes = [[dim if isinstance(dim, int) else str(dim) for dim in shape] for shape in inputs]
    return {"sizes": declared, "inputs": shapes, "layers": layers_of((("0", network),))}


def test_everything_that_python_composes_is_read_from_a_spec() -> None:
    for name, example in {**EXAMPLES, **COMPOSED}.items():
        spec = spec_of(example.network, [example.input])
        assert read(json.dumps(spec), "net.json").net.parts == (("0", example.network),), name
        if name in COMPOSED:
            CHECK.validate(spec)
            assert read(yaml.safe_dump(spec, sort_keys=False)).net.parts == (("0", example.network),), name


w, n, L, i = (Size(name) for name in ("w", "n", "L", "i"))
conv = Conv2d(8, kernel_size=3, padding=1)
point = Conv2d(8, kernel_size=1)

# As a person writes it, under `layers:`, and the same in Python.
WRITTEN = {
    "- Residual: [Conv2d(8, kernel_size=3, padding=1), ReLU]": Residual(conv, ReLU()),
    "- Residual: {layers: [Conv2d(8, kernel_size=3, padding=1)], shortcut: Conv2d(8, kernel_size=1), join: multiply}":
        Residual(conv, shortcut=point, join="multiply"),
    "- Residual: {layers: [ReLU], shortcut: [Conv2d(8, kernel_size=(1, 1)), ReLU]}":
        Residual(ReLU(), shortcut=Sequential(point, ReLU())),
    "- Branch: [Conv2d(8, kernel_size=1), [Conv2d(8, kernel_size=1), ReLU], Residual: [ReLU]]":
        Branch(point, Sequential(point, ReLU()), Residual(ReLU())),
    "- Branch: {branches: {left: Conv2d(8, kernel_size=1), right: ReLU}, join: add}":
        Branch(("left", point), ("right", ReLU()), join="add"),
    "- Branch: {branches: [ReLU, ReLU], dim: -1}": Branch(ReLU(), ReLU(), dim=-1),
    "- Repeat: {times: L, layers: [ReLU]}": Repeat(L, ReLU()),
    "- Repeat: {times: n, index: i, layers: ['Conv2d(w*2**i, kernel_size=3, padding=1)']}":
        Repeat(n, Conv2d(w * 2**i, kernel_size=3, padding=1), index=i),
    "- Repeat: {each: {k: [4, 8*w, 16]}, layers: [Conv2d(k, kernel_size=1), ReLU]}":
        Repeat(None, Conv2d(Size("k"), kernel_size=1), ReLU(), each={"k": [4, 8 * w, 16]}),
    "- Repeat: {times: 2, layers: [Repeat: {times: 3, index: i, layers: [Residual: [ReLU]]}]}":
        Repeat(2, Repeat(3, Residual(ReLU()), index=i)),
    "- Shared: {name: one, layers: [Conv2d(8, kernel_size=1)]}": Shared("one", point),
    "- Frozen: [Conv2d(8, kernel_size=1), ReLU]": Frozen(point, ReLU()),
    "- Branch: {branches: [[A: Conv2d(8, kernel_size=(1, 1)), B: ReLU], Identity], join: add}":
        Branch(Sequential(("A", point), ("B", ReLU())), Identity(), join="add"),
    "- Sequential: [STEM: Conv2d(8, kernel_size=1), ReLU]": Sequential(("STEM", point), ReLU()),
    "- Graph: {nodes: {a: Conv2d(8, kernel_size=1), b: {layer: ReLU, takes: a}, c: {layer: Add, takes: [a, b]}}}":
        Graph({"a": (point, "input"), "b": (ReLU(), "a"), "c": (Add(), "a", "b")}),
    "- Graph: {inputs: [x], output: a, nodes: {a: {layer: [Conv2d(8, kernel_size=1), ReLU], takes: x}}}":
        Graph({"a": (Sequential(point, ReLU()), "x")}, inputs=["x"], output="a"),
    "- Graph: {nodes: {a: {layer: {Residual: [ReLU]}, takes: input}}}": Graph({"a": (Residual(ReLU()), "input")}),
}  # fmt: skip


@pytest.mark.parametrize("layer", WRITTEN)
def test_a_network_as_a_person_writes_it(layer: str) -> None:
    spec = read(f"input: [8, 32, 32]\nlayers:\n  {layer}\n")
    assert spec.net.parts == (("0", WRITTEN[layer]),)
    CHECK.validate(spec_of(spec.net, [(8, 32, 32)]))


def test_several_inputs_and_conventions() -> None:
    spec = read(
        "inputs: [[7, 16], (9, 10), [9, 12]]\nconventions: [keras, causal]\nlayers: [MultiheadAttention(num_heads=4)]\n"
    )
    assert spec.net.inputs == ((7, 16), (9, 10), (9, 12))
    assert (spec.conventions["framework"], spec.conventions["attention"], spec.conventions["flop"]) == (
        "keras",
        "causal",
        "two-flops",
    )


# What is wrong under `layers:` behind an input (3, 32, 32), and what is said of it.
WRONG = {
    "[Residual: [C1: Conv2d(8, kernel_size=3), C2: ReLU]]":
        "2: layers[0].Residual: Add takes shapes that meet, but 0.C2 gives (8, 30, 30) and the input gives (3, 32, 32)",
    "[Branch: {branches: {left: Conv2d(8, kernel_size=3), right: Conv2d(8, kernel_size=5)}}]":
        "2: layers[0].Branch: Concat takes shapes that meet, but 0.left gives (8, 30, 30) and 0.right gives (8, 28, 28)",
    "[NET: {Graph: {nodes: {a: {layer: ReLU, takes: input}, b: {layer: Conv2d(4, kernel_size=3), takes: input}, sum: {layer: Add, takes: [a, b]}}}}]":
        "2: layers[0].NET.Graph.nodes.sum: Add takes shapes that meet, but NET.a gives (3, 32, 32) and NET.b gives (4, 30, 30)",
    "[Graph: {nodes: {a: {layer: ReLU, takes: c}, b: {layer: ReLU, takes: a}, c: {layer: ReLU, takes: b}}}]":
        "2: layers[0].Graph.nodes: these nodes wait for each other in a circle: a -> c -> b -> a",
    "[Graph: {nodes: {a: {layer: ReLU, takes: a}}}]":
        "2: layers[0].Graph.nodes: these nodes wait for each other in a circle: a -> a",
    "[Graph: {nodes: {conv1: ReLU, b: {layer: ReLU, takes: cov1}}}]":
        "2: layers[0].Graph.nodes.b: it takes 'cov1', which is no node; did you mean conv1?",
    "[Graph: {nodes: {a: ReLU}, output: b}]": "2: layers[0].Graph.output: output is 'b', which is no node; known: a",
    "[Graph: {nodes: {input: ReLU}}]": "2: layers[0].Graph.nodes: input is the name of an input and cannot name a node",
    "[Graph: {nodes: {a: ReLU, b: {layer: ReLU, takes: [a, input]}}}]":
        "2: layers[0].Graph.nodes.b: ReLU takes one input, got 2",
    "[Graph: {inputs: [x, y], nodes: {a: {layer: ReLU, takes: x}}}]": "2: layers[0].Graph: the graph takes 2 inputs, got 1",
    "[Residual: {layer: [ReLU]}]": "2: layers[0].Residual: unknown key 'layer'; did you mean layers?",
    "[Residual: {layers: [ReLU], join: sum}]":
        "2: layers[0].Residual.join: join is one of add, concat, multiply, got sum; known: add, concat, multiply",
    "[Residual: {shortcut: ReLU}]": "2: layers[0].Residual: the key layers is missing; expected the layers, each with a name or without",
    "[Residul: {layers: [ReLU]}]": "2: layers[0]: unknown kind 'Residul'; did you mean Residual?",
    "[Residual(ReLU)]": "2: layers[0]: Residual is not written as a call; write Residual: [layers]",
    "[Repeat: [ReLU]]": "2: layers[0].Repeat: expected a mapping with layers, got a list",
    "[Repeat: {layers: [ReLU]}]": "2: layers[0].Repeat.each: Repeat needs times=, or lists of values with each=",
    "[Repeat: {times: -1, layers: [ReLU]}]": "2: layers[0].Repeat.times: times is at least 0, got -1",
    "[Repeat: {times: 2, each: {k: [1, 2, 3]}, layers: [ReLU]}]":
        "2: layers[0].Repeat.times: times is 2, but the lists of each= have 3 values",
    "[Repeat: {times: 2, index: i, layers: [Repeat: {times: 2, index: i, layers: [ReLU]}]}]":
        "2: layers[0].Repeat.layers[0].Repeat.index: i is taken by this Repeat or one around it; a repetition needs names of its own",
    "[Repeat: {times: 2, layers: [Conv2d(8, kernel_size=3), Linear(0)]}]":
        "2: layers[0].Repeat.layers[1]: Linear(0): out_features is at least 1, got 0",
    "[Repeat: {times: 9999999, index: i, layers: ['Conv2d(i + 1, kernel_size=1)']}]":
        "2: layers: more than 20,000 layers once the repetitions are written out",
    "[Shared: {layers: [ReLU]}]": "2: layers[0].Shared: the key name is missing; expected what the places are called together",
    "[Frozen: {}]": "2: layers[0].Frozen: the key layers is missing; expected the layers, each with a name or without",
    "[Branch: {branches: [ReLU], dim: 7}]":
        "2: layers[0].Branch: dim is one of the dimensions 1 to 3 (0 is the batch), or -1 for the last, got 7",
    "[Repeat: {times: 200, layers: [Branch: [Identity, Identity]]}]":
        "2: layers[0].Repeat.layers[0].Branch: the output grows too large here: numbers are at most 10**18",
    "[Branch: []]": "2: layers[0].Branch: expected networks by their names or as a list, got a list",
}  # fmt: skip


@pytest.mark.parametrize("layers", WRONG)
def test_a_wrong_composition(layers: str) -> None:
    with pytest.raises(InputError) as told:
        read(f"input: [3, 32, 32]\nlayers: {layers}\n")
    assert str(told.value) == f"net.yaml:{WRONG[layers]}"


def nested(kind: str, inner: str, times: int) -> str:
    for _ in range(times):
        inner = (
            f"[{{{kind}: {inner}}}]"
            if kind != "Repeat"
            else f"[{{Repeat: {{times: 9, index: i{_}, layers: {inner}}}}}]"
        )
    return inner


HOSTILE = {
    "deep": nested("Residual", "[ReLU]", 30),
    "deeper": nested("Branch", "[ReLU]", 18),
    "multiplied": nested("Repeat", "['Linear(1 + i0)']", 9),
    "wide": "[{Graph: {nodes: {" + ", ".join(f"n{n}: {{layer: ReLU, takes: n{n + 1}}}" for n in range(1_500)) + "}}}]",
    "many nodes": "[{Graph: {nodes: {" + ", ".join(f"n{n}: ReLU" for n in range(2_500)) + "}}}]",
    "many values": "[{Repeat: {each: {k: [" + ", ".join(["1"] * 2_000) + "]}, layers: [Linear(k)]}}]",
    "never closed": "[" + "Linear(" * 4_000 + ", 1" * 4_000 + "]",
    "growing": "[{Repeat: {times: 15000, layers: [{Branch: [Identity, Identity]}]}}]",
    "a formula that grows": "[" + ", ".join(["'Linear((q*q + r)**7)'"] * 1_000) + "]",
}


@pytest.mark.parametrize("layers", HOSTILE.values(), ids=HOSTILE)
def test_hostile_networks_are_answered_soon(layers: str) -> None:
    start = time.process_time()
    with suppress(InputError):
        read(f"input: [3]\nlayers: {layers}\n")
    assert time.process_time() - start < 10
