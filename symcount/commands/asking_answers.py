"""The arguments of what-if, solve and compare, and the one call that each makes."""

from __future__ import annotations

import argparse

from symcount.commands.words import CONVENTION_HELP, SPEC_HELP

STYLES = ("table", "json", "md", "latex")
BUDGETS = ("params", "trainable", "macs", "flops", "activations", "memory")


def _shared(parser: argparse.ArgumentParser, run: object) -> None:
    parser.set_defaults(run=run)
    parser.add_argument("--at", metavar="NAME=NUMBER", nargs="+", action="extend", default=[], help="numbers for sizes")
    parser.add_argument("--convention", metavar="NAME", action="append", default=[], help=CONVENTION_HELP)
    parser.add_argument("--format", choices=STYLES, default="table", help="how it is printed")


def _what_if(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("spec", metavar="SPEC", help=SPEC_HELP)
    parser.add_argument("changes", metavar="NAME=FORMULA", nargs="+", help="what becomes of sizes, such as c=2*c")
    parser.add_argument("--quantity", metavar="NAME", default="params", help="what is counted (params)")
    _shared(parser, _run_what_if)


def _solve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("spec", metavar="SPEC", help=SPEC_HELP)
    parser.add_argument("name", metavar="NAME", help="the size that is asked for")
    for budget in BUDGETS:
        example = "256KiB" if budget == "memory" else "1e6"
        parser.add_argument(f"--{budget}", metavar="MOST", help=f"at most so much, such as {example}")
    parser.add_argument("--multiple-of", metavar="N", type=int, default=1, help="only multiples of this number")
    _shared(parser, _run_solve)


def _compare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("specs", metavar="SPEC", nargs=2, help=SPEC_HELP)
    parser.add_argument("--over", metavar="NAME", nargs="+", help="the size that runs, or two for a table of regions")
    parser.add_argument("--quantity", metavar="NAME", default="params", help="what is counted (params)")
    _shared(parser, _run_compare)


def _run_what_if(wanted: argparse.Namespace) -> int:
    from symcount.commands.answering import what_if

    return what_if(wanted.spec, wanted.changes, wanted.at, wanted.convention, wanted.quantity, wanted.format)


def _run_solve(wanted: argparse.Namespace) -> int:
    from symcount.commands.answering import solve

    budgets = {key: text for key in BUDGETS if (text := getattr(wanted, key)) is not None}
    return solve(wanted.spec, wanted.name, budgets, wanted.at, wanted.convention, wanted.multiple_of, wanted.format)


def _run_compare(wanted: argparse.Namespace) -> int:
    from symcount.commands.answering import compare

    return compare(wanted.specs, wanted.over, wanted.at, wanted.convention, wanted.quantity, wanted.format)


ANSWERS = {
    "what-if": (_what_if, "what a change of sizes makes of it", "what-if net.yaml c=2*c"),
    "solve": (_solve, "the largest size that meets a budget", "solve net.yaml c --params 1e6 --at f=3"),
    "compare": (_compare, "two networks side by side", "compare a.yaml b.yaml --over c"),
}
