"""What each command asks for: its arguments, and the one call that they make."""

from __future__ import annotations

import argparse
from pathlib import Path

from symcount.commands.asking_answers import ANSWERS
from symcount.commands.asking_changes import PROMPTS
from symcount.commands.asking_memory import MEMORY
from symcount.commands.asking_pages import PAGES
from symcount.commands.asking_review import REVIEW
from symcount.commands.words import CONVENTION_HELP, SPEC_HELP


def _common(parser: argparse.ArgumentParser, run: object, many: bool = False) -> None:
    parser.set_defaults(run=run)
    parser.add_argument("spec", metavar="SPEC", nargs="+" if many else None, help=SPEC_HELP)
    parser.add_argument("--at", metavar="NAME=NUMBER", nargs="+", action="extend", default=[], help="numbers for sizes")
    parser.add_argument("--convention", metavar="NAME", action="append", default=[], help=CONVENTION_HELP)
    parser.add_argument("--form", choices=("per-filter", "weights-plus-biases"), help="the order of teaching")


def _count(parser: argparse.ArgumentParser) -> None:
    _common(parser, _run_count)
    quantities = "params, trainable, buffers, active, activations, macs, flops, backward, saved, cache"
    parser.add_argument("--quantity", metavar="NAME", nargs="+", action="extend", default=[], help=quantities)
    styles = ("table", "json", "csv", "md", "latex")
    parser.add_argument("--format", choices=styles, default="table", help="how it is printed")


def _derive(parser: argparse.ArgumentParser) -> None:
    _common(parser, _run_derive)
    parser.add_argument("--layer", metavar="NAME", help="one layer by its path; without it the whole network")
    parser.add_argument("--quantity", metavar="NAME", default="params", help="what is derived (params)")
    parser.add_argument("--format", choices=("text", "md", "latex"), default="text", help="how it is printed")


def _report(parser: argparse.ArgumentParser) -> None:
    _common(parser, _run_report, many=True)
    parser.add_argument("-o", "--output", metavar="FILE", required=True, help=".html, .pdf, .md, .tex, .txt or .xlsx")
    parser.add_argument("--interactive", action="store_true", help="a page on which every size can be changed (.html)")
    parser.add_argument("--templates", metavar="FOLDER", help="a folder whose files stand in for ours of the same name")


def _schema(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=_run_schema)


def _run_count(wanted: argparse.Namespace) -> int:
    from symcount.commands.counting import count

    return count(wanted.spec, wanted.at, wanted.form, wanted.convention, wanted.quantity, wanted.format)


def _run_derive(wanted: argparse.Namespace) -> int:
    from symcount.commands.counting import derive

    return derive(wanted.spec, wanted.at, wanted.form, wanted.convention, wanted.layer, wanted.quantity, wanted.format)


def _run_report(wanted: argparse.Namespace) -> int:
    from symcount.commands.telling import interactive, report

    templates = Path(wanted.templates) if wanted.templates else None
    write = interactive if wanted.interactive else report
    return write(wanted.spec, wanted.at, wanted.form, wanted.convention, Path(wanted.output), templates)


def _run_schema(wanted: argparse.Namespace) -> int:
    from symcount.commands.looking import schema

    return schema()


# Each command: what fills its parser, what it is for, and an example of it.
COMMANDS = {
    "count": (_count, "how much of everything a network has", "count net.yaml --at c=64 --format json"),
    "derive": (_derive, "how a number comes about, step by step", "derive net.yaml --layer CONV1"),
    "report": (_report, "a report as HTML, PDF, Markdown or LaTeX", "report net.yaml -o net.pdf"),
    **ANSWERS,
    **PROMPTS,
    **MEMORY,
    **REVIEW,
    **PAGES,
    "schema": (_schema, "the JSON Schema of spec files, for editors", "schema > symcount.schema.json"),
}
