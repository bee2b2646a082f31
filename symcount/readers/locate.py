"""The SPEC of a command line: a spec file, `zoo:NAME`, or a network that Python code names as `module:object`."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from symcount.core.conventions import conventions
from symcount.core.errors import InputError, nearest, shown
from symcount.networks.composite import Sequential
from symcount.networks.rows import rows
from symcount.readers.files import ENDINGS, label
from symcount.readers.spec import Spec, read_spec, spec_from_text

READ = f"a spec file ({', '.join(ENDINGS)}), zoo:NAME or module:object"
_OBJECT = re.compile(r"([^\W\d][\w.]+):([^\W\d][\w.]*)")


def load(spec: str, ways: Sequence[str] = ()) -> Spec:
    """What a person names on the command line, as a Spec; conventions named in `ways` stand before its own."""
    if spec.startswith("zoo:"):
        return _named(spec.removeprefix("zoo:"), ways)
    name = Path(spec).name
    if name.endswith(".onnx"):
        raise InputError(f"files of this kind are not read yet; expected {READ}", label(spec))
    named = _OBJECT.fullmatch(spec)
    if named and not spec.lower().endswith(ENDINGS) and not os.path.exists(spec):
        return _by(_from_object(spec, named[1], named[2]), ways)
    if name.endswith(".json"):
        from symcount.readers.huggingface import read_config

        if (model := read_config(spec)) is not None:
            return _by(model, ways)
    return read_spec(spec, ways)


def _by(spec: Spec, ways: Sequence[str]) -> Spec:
    return replace(spec, conventions=conventions(ways, spec.conventions))


def _named(architecture: str, ways: Sequence[str]) -> Spec:
    """A named architecture by the spec that says nothing but its name."""
    text = json.dumps({"architecture": architecture})
    try:
        return spec_from_text(f"{text}\n".encode(), f"{architecture.strip()}.json", ways)
    except InputError as wrong:
        raise InputError(wrong.message, "zoo") from None


def _from_object(spec: str, module: str, attribute: str) -> Spec:
    found = _imported(spec, module)
    for name in attribute.split("."):
        if not _has(spec, found, name):
            known = [
                word for word, value in getattr(found, "__dict__", {}).items() if isinstance(value, (Sequential, Spec))
            ]
            raise InputError(f"no {name} in {module}{nearest(name, known)}", label(spec))
        found = getattr(found, name)
    if isinstance(found, Spec):
        return found
    if not isinstance(found, Sequential):
        raise InputError(f"expected a Sequential with an input, or a Spec; got {type(found).__name__}", label(spec))
    try:
        rows(found)
    except InputError as wrong:
        raise InputError(str(wrong), label(spec)) from None
    return _spec_of(found, attribute)


def _has(spec: str, found: object, name: str) -> bool:
    """Whether an object has an attribute; looking it up may run code of the user's, whose errors are told."""
    try:
        return hasattr(found, name)
    except Exception as wrong:
        raise InputError(f"{name} raised {_told(wrong)}", label(spec)) from None


def _told(wrong: BaseException) -> str:
    """An error of the user's code in one line, with the last line of theirs that it came from."""
    from traceback import extract_tb

    what = shown(f"{type(wrong).__name__}: {wrong}", 200)
    others = ("<", str(Path(__file__).parents[1]), os.path.dirname(os.__file__))
    places = [
        f"{Path(frame.filename).name}:{frame.lineno}"
        for frame in extract_tb(wrong.__traceback__)
        if not frame.filename.startswith(others) and "site-packages" not in frame.filename
    ]
    return f"{what} ({shown(places[-1], 120)})" if places else what


def _imported(spec: str, module: str) -> object:
    """The module that a person names: importing it runs it, which is what they ask for."""
    try:
        with _working_folder_first():
            return import_module(module)
    except ModuleNotFoundError as wrong:
        missing = "" if wrong.name == module else f" (imported by {module})"
        raise InputError(f"no module named {shown(wrong.name or module)}{missing}", label(spec)) from None
    except (Exception, SystemExit) as wrong:  # whatever the user's own code raises is told, not shown as ours
        raise InputError(f"importing {module} raised {_told(wrong)}", label(spec)) from None


@contextmanager
def _working_folder_first() -> Iterator[None]:
    """An installed command does not look into the working folder as `python -m` does."""
    folder = os.getcwd()
    sys.path.insert(0, folder)
    try:
        yield
    finally:
        sys.path.remove(folder)


def _spec_of(net: Sequential, name: str) -> Spec:
    return Spec(
        name=name,
        net=net,
        numbers={},
        declared=(),
        form="per-filter",
        layout="channels_first",
        about="",
        lang="en",
        budget=None,
        extensions=(),
        chapters=None,
        conventions=net.conventions,
        source_name=f"{name}.txt",
        source=f"{net!r}\n".encode(),
        lines={},
    )
