"""A config.json of Hugging Face as a network: which model it is of, its sizes, and the head that its class has.

Whatever the file says is data: keys that are known are read, as whole numbers, flags or words; all others
change no count and are passed by. Nothing is loaded by a name that the file gives.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from symcount.core.conventions import USUAL
from symcount.core.errors import InputError, nearest, shown
from symcount.core.expression import Size
from symcount.networks.composite import Sequential
from symcount.networks.rows import rows, sizes_of
from symcount.networks.zoo.transformer import TOKENS
from symcount.readers.config_class import ConfigClass
from symcount.readers.config_models import CLASSES
from symcount.readers.config_values import Values
from symcount.readers.documents import read_document
from symcount.readers.files import label, read_bytes
from symcount.readers.spec import Spec
from symcount.readers.tree import Tree, kind_of

_TOKENS = {"s": "the number of tokens", "t": "that of the other sequence"}
LABELS = 2  # classes of a classifier that names none


def is_config(tree: Tree) -> bool:
    """Whether a document is a config: it names a model, and no layers."""
    return isinstance(tree, dict) and "layers" not in tree and ("model_type" in tree or "architectures" in tree)


def read_config(path: str) -> Spec | None:
    """The model of a file that is a config, as a spec; None where it is anything else, which others read."""
    content = read_bytes(path)
    try:
        tree = read_document(content, ".json").tree
    except InputError:
        return None
    if not isinstance(tree, dict) or not is_config(tree):
        return None
    try:
        return _spec(tree, content, Path(path).name)
    except InputError as wrong:
        raise InputError(str(wrong), label(path)) from None


def _spec(tree: Mapping[str, Tree], content: bytes, file: str) -> Spec:
    values = Values(tree)
    wanted = _architecture(values)
    kind = _kind(values, wanted)
    name = wanted or f"{kind.prefix}{kind.usual}"
    net, numbers = _network(kind, values, _head(kind, name))
    rows(net.at(numbers))
    return Spec(
        name=name,
        net=net,
        numbers=numbers,
        declared=tuple(size.name for size in numbers),
        form="per-filter",
        layout="channels_first",
        about=_letters(kind, values, numbers),
        lang="en",
        budget=None,
        extensions=(),
        chapters=None,
        conventions=USUAL,
        source_name=file,
        source=content,
        lines={},
    )


def _network(kind: ConfigClass, values: Values, head: Mapping[str, Any]) -> tuple[Sequential, dict[Size, int]]:
    """The network with its sizes as letters, and their numbers; a size of zero stands as it is."""
    sizes = {letter: values.whole(*key) for letter, key in kind.sizes.items()}
    options = {**head, **{option: values.flag(*key) for option, key in kind.flags.items()}, **kind.rule(values, sizes)}
    if options.get("classes") == "labels":
        options["classes"] = _labels(values)
    sizes |= dict.fromkeys(kind.tokens, min(TOKENS, sizes.get("P") or TOKENS))
    file, function = kind.build.split(".")
    build = getattr(import_module(f"symcount.networks.zoo.{file}"), function)
    letters = {letter: Size(letter) if value else value for letter, value in sizes.items()}
    values.misspelt()
    net = build(**{**letters, **options})
    used = set(sizes_of(net))
    return net, {Size(letter): value for letter, value in sizes.items() if value and Size(letter) in used}


def _letters(kind: ConfigClass, values: Values, numbers: Mapping[Size, int]) -> str:
    """Which key each letter stands for."""
    keys = {letter: values.first(key[0]) for letter, key in kind.sizes.items()} | _TOKENS
    told = [f"{size.name} is {keys[size.name]}" for size in numbers if size.name in keys]
    return f"In its formulas {', '.join(told)}."


def _architecture(values: Values) -> str:
    """The first class that the config names; empty where it names none."""
    found = values.tree.get("architectures")
    if found is None or found == []:
        return ""
    if not isinstance(found, list) or not isinstance(found[0], str):
        raise InputError(f"expected a list of names, got {kind_of(found)}", "architectures")
    return found[0]


def _kind(values: Values, wanted: str) -> ConfigClass:
    """What is known of the model type; without one, of the class."""
    name = values.word("model_type", "")
    if name in CLASSES:
        return CLASSES[name]
    if name or not wanted:
        raise InputError(f"unknown model {shown(name)!r}{nearest(name, CLASSES)}{_known()}", "model_type")
    fitting = [one for one in CLASSES.values() if wanted.removeprefix(one.prefix) in one.heads]
    if not fitting:
        raise InputError(f"unknown class {shown(wanted)!r}{nearest(wanted, _names())}{_known()}", "architectures")
    return fitting[0]


def _head(kind: ConfigClass, name: str) -> Mapping[str, Any]:
    """What the head of a class is."""
    head = name.removeprefix(kind.prefix)
    if not name.startswith(kind.prefix) or head not in kind.heads:
        known = [kind.prefix + one for one in kind.heads]
        raise InputError(f"unknown class {shown(name)!r}; known: {', '.join(known)}", "architectures")
    return kind.heads[head]


def _labels(values: Values) -> int:
    found = values.many("id2label")
    return values.whole("num_labels", LABELS if found is None else found) or LABELS


def _names() -> list[str]:
    return [one.prefix + head for one in CLASSES.values() for head in one.heads]


def _known() -> str:
    return f"; known: {', '.join(sorted(CLASSES))}"
