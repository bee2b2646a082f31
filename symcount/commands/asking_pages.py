"""The arguments of layers and zoo, which tell what there is to build with, and the one call that each makes."""

from __future__ import annotations

import argparse

from symcount.commands.asking_answers import STYLES


def _layers(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", nargs="?", help="one layer, told with its theory; without it all")
    _style(parser, _run_layers)


def _zoo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", nargs="?", help="one architecture; without it all")
    _style(parser, _run_zoo)


def _style(parser: argparse.ArgumentParser, run: object) -> None:
    parser.set_defaults(run=run)
    parser.add_argument("--format", choices=STYLES, default="table", help="how it is printed")


def _run_layers(wanted: argparse.Namespace) -> int:
    from symcount.commands.layers_page import layers

    return layers(wanted.name, wanted.format)


def _run_zoo(wanted: argparse.Namespace) -> int:
    from symcount.commands.zoo_page import zoo

    return zoo(wanted.name, wanted.format)


PAGES = {
    "layers": (_layers, "the layers that there are, and the theory of one", "layers Conv2d"),
    "zoo": (_zoo, "the named architectures, and the page of one", "zoo resnet50"),
}
