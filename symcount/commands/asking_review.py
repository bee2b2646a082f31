"""The arguments of review, and the one call that it makes."""

from __future__ import annotations

import argparse
from pathlib import Path

from symcount.commands.words import CONVENTION_HELP, SPEC_HELP

BUDGETS = ("params", "trainable", "macs", "flops", "activations")
BATCH = 32


def _review(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=_run_review)
    parser.add_argument("spec", metavar="SPEC", nargs="+", help=SPEC_HELP)
    parser.add_argument("-o", "--output", metavar="FILE", help=".html, .pdf, .md, .tex or .txt (terminal)")
    parser.add_argument("--at", metavar="NAME=NUMBER", nargs="+", action="extend", default=[], help="numbers for sizes")
    parser.add_argument("--convention", metavar="NAME", action="append", default=[], help=CONVENTION_HELP)
    for budget in BUDGETS:
        parser.add_argument(f"--{budget}", metavar="MOST", help="a budget that sizes have to meet, such as 1M")
    parser.add_argument("--batch", metavar="N", type=int, default=BATCH, help=f"examples of a training step ({BATCH})")
    parser.add_argument("--templates", metavar="FOLDER", help="a folder whose files stand in for ours of the same name")


def _run_review(wanted: argparse.Namespace) -> int:
    from symcount.commands.review import review

    budgets = {key: text for key in BUDGETS if (text := getattr(wanted, key)) is not None}
    output = Path(wanted.output) if wanted.output else None
    templates = Path(wanted.templates) if wanted.templates else None
    return review(wanted.spec, wanted.at, wanted.convention, budgets, wanted.batch, output, templates)


REVIEW = {
    "review": (_review, "a design review of one network or several", "review zoo:gpt2 zoo:opt-125m -o review.html"),
}
