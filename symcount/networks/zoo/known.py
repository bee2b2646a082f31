"""The architectures that are known by name; the files of the families are loaded when the first one is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module

from symcount.core.errors import InputError, nearest, shown
from symcount.networks.composite import Sequential
from symcount.networks.zoo.declaration import Architecture

# The files of the families, in the order in which they are listed; each has a tuple ARCHITECTURES.
FAMILIES: tuple[str, ...] = (
    "lenet", "alexnet", "vgg", "googlenet", "inception", "inception_resnet", "resnet", "resnet_v2", "densenet",
    "xception", "squeezenet", "mobilenet", "mobilenet_v3", "shufflenet", "nasnet", "efficientnet", "efficientnet_v2",
    "regnet", "convnext", "unet", "vit", "swin",
    "gpt", "llama", "deepseek", "bert", "t5", "bart", "whisper", "mamba",
)  # fmt: skip


class _Known(Mapping[str, Architecture]):
    """Every architecture by its name, read from the families when one is asked for."""

    def __getitem__(self, name: str) -> Architecture:
        return _all()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_all())

    def __len__(self) -> int:
        return len(_all())


ARCHITECTURES: Mapping[str, Architecture] = _Known()


@cache
def families() -> dict[str, tuple[Architecture, ...]]:
    """The architectures by their families, each under the line that says what the family is."""
    files = (import_module(f"symcount.networks.zoo.{family}") for family in FAMILIES)
    return {(file.__doc__ or "").strip().partition("\n")[0]: file.ARCHITECTURES for file in files}


@cache
def _all() -> dict[str, Architecture]:
    return {one.name: one for members in families().values() for one in members}


def architecture(name: str) -> Architecture:
    """What is known of an architecture by its name; InputError with the nearest name where it is unknown."""
    if name not in ARCHITECTURES:
        begun = next((one for one in ARCHITECTURES if name and one.startswith(name.lower())), None)
        hint = f"; did you mean {begun}?" if begun else nearest(name, ARCHITECTURES)
        raise InputError(f"unknown architecture {shown(name)!r}{hint}")
    return ARCHITECTURES[name]


def zoo(name: str, **chosen: object) -> Sequential:
    """A named architecture with its paper's numbers, or others where they are chosen: zoo("resnet50", k=10).

    `architecture(name).network()` has the sizes in place of the numbers. InputError where the name or a
    chosen hyper-parameter is unknown.
    """
    found = architecture(name)
    return found.network(**{one.name: one.value for one in found.sizes} | chosen)
