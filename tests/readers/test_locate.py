"""The SPEC argument of the command line: a file, or an object of the user's own module."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from symcount.core.errors import InputError
from symcount.layers import Linear
from symcount.networks.composite import Sequential
from symcount.readers.locate import load
from symcount.readers.spec import Spec

MODULE = """
from symcount.layers import Conv2d, Linear
from symcount.networks.composite import Sequential
from symcount.readers.spec import spec_from_text

net = Sequential(Linear(10), input=(784,))
bare = Sequential(Linear(10))
wrong = Sequential(("CONV", Conv2d(8, kernel_size=3)), input=(784,))
spec = spec_from_text(b"input: 3\\nlayers: [ReLU]", "inner.yaml")
number = 5
class Failing(type):
    @property
    def made(self): return 1 / 0
class nets(metaclass=Failing):
    small = net
"""
READ = "a spec file (.yaml, .yml, .toml, .json), zoo:NAME or module:object"


@pytest.fixture(autouse=True)
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "my_nets_for_tests.py").write_text(MODULE)
    (tmp_path / "my_broken_module.py").write_text("raise RuntimeError('first line\\nsecond')")
    (tmp_path / "my_leaving_module.py").write_text("raise SystemExit(0)")
    (tmp_path / "my_importing_module.py").write_text("import no_such_module_anywhere")
    (tmp_path / "net.yaml").write_text("input: 3\nlayers: [ReLU]\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    before = list(sys.path)
    yield
    assert sys.path == before
    for name in [name for name in sys.modules if name.startswith("my_")]:
        del sys.modules[name]


def test_a_file(tmp_path: Path) -> None:
    assert load("net.yaml").name == load(str(tmp_path / "net.yaml")).name == "net"


@pytest.mark.parametrize("name", ["net", "nets.small"])
def test_a_network_of_a_module(name: str) -> None:
    spec = load(f"my_nets_for_tests:{name}")
    assert spec.net == Sequential(Linear(10), input=(784,))
    assert (spec.name, spec.numbers, spec.chapters) == (name, {}, None)
    assert spec.source == b"Sequential(Linear(10), input=(784))\n" or spec.source.endswith(b"input=(784,))\n")


def test_a_spec_of_a_module() -> None:
    assert isinstance(load("my_nets_for_tests:spec"), Spec)


@pytest.mark.parametrize(
    ("spec", "message"),
    [
        ("zoo:resnet5", "zoo: unknown architecture 'resnet5'; did you mean resnet50?"),
        ("model.onnx", f"model.onnx: files of this kind are not read yet; expected {READ}"),
        ("gpt/config.json", "gpt/config.json: no such file; there is no folder gpt"),
        ("nett.yaml", "nett.yaml: no such file; did you mean net.yaml?"),
        ("my_nets_for_tests:nett", "my_nets_for_tests:nett: no nett in my_nets_for_tests; did you mean net?"),
        (
            "my_nets_for_tests:number",
            "my_nets_for_tests:number: expected a Sequential with an input, or a Spec; got int",
        ),
        (
            "my_nets_for_tests:bare",
            "my_nets_for_tests:bare: the input shape is missing: give input=(channels, height, width)",
        ),
        (
            "my_nets_for_tests:wrong",
            "my_nets_for_tests:wrong: CONV: Conv2d takes an input of shape (c, H, W), got (784,)",
        ),
        ("my_nets_for_tests:number.real.x", "my_nets_for_tests:number.real.x: no x in my_nets_for_tests"),
        ("no_such_module_here:net", "no_such_module_here:net: no module named no_such_module_here"),
        (
            "no_such_package.here:net",
            "no_such_package.here:net: no module named no_such_package (imported by no_such_package.here)",
        ),
        (
            "my_importing_module:net",
            "my_importing_module:net: no module named no_such_module_anywhere (imported by my_importing_module)",
        ),
        (
            "my_broken_module:net",
            "my_broken_module:net: importing my_broken_module raised RuntimeError: first line\\u000asecond (my_broken_module.py:1)",
        ),
        (
            "my_leaving_module:net",
            "my_leaving_module:net: importing my_leaving_module raised SystemExit: 0 (my_leaving_module.py:1)",
        ),
        (
            "my_nets_for_tests:nets.made",
            "my_nets_for_tests:nets.made: made raised ZeroDivisionError: division by zero (my_nets_for_tests.py:13)",
        ),
    ],
)
def test_what_cannot_be_found(spec: str, message: str) -> None:
    with pytest.raises(InputError) as told:
        load(spec)
    assert str(told.value) == message
