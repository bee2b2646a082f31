"""The arguments of change and repl, and the one call that each makes."""

from __future__ import annotations

import argparse

from symcount.commands.words import SPEC_HELP

STYLES = ("table", "json", "md", "latex")
NAMES = (
    "with-batchnorm, fold-batchnorm, with-depthwise-separable, with-lora, tie-embeddings, widen, freeze, with-format"
)


def _change(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=_run_change)
    parser.add_argument("spec", metavar="SPEC", help=SPEC_HELP)
    parser.add_argument("name", metavar="CHANGE", help=NAMES)
    parser.add_argument("settings", metavar="VALUE", nargs="*", help="its settings, such as CONV1,CONV2 or rank=8")
    parser.add_argument("--quantity", metavar="NAME", help="what is counted (what the change is usually made for)")
    parser.add_argument("--at", metavar="NAME=NUMBER", nargs="+", action="extend", default=[], help="numbers for sizes")
    parser.add_argument("--why", action="store_true", help="print the derivation of the difference")
    parser.add_argument("--format", choices=STYLES, default="table", help="how it is printed")


def _repl(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=_run_repl)
    parser.add_argument("spec", metavar="SPEC", nargs="?", help=SPEC_HELP)


def _run_change(wanted: argparse.Namespace) -> int:
    from symcount.commands.changing import change

    return change(
        wanted.spec, wanted.name, wanted.settings, wanted.at, wanted.quantity, wanted.format, wanted.why
    )  # fmt: skip


def _run_repl(wanted: argparse.Namespace) -> int:
    from symcount.commands.repl import repl

    return repl(wanted.spec)


PROMPTS = {
    "change": (_change, "what a change of the network makes of it", "change net.yaml fold-batchnorm"),
    "repl": (_repl, "a prompt with the names in place", "repl net.yaml"),
}
