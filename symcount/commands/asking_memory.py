"""The arguments of memory and conventions, and the one call that each makes."""

from __future__ import annotations

import argparse

from symcount.commands.asking_answers import STYLES
from symcount.commands.words import CONVENTION_HELP, SPEC_HELP


def _memory(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=_run_memory)
    parser.add_argument("spec", metavar="SPEC", help=SPEC_HELP)
    parser.add_argument("--optimizer", metavar="NAME", help="training with it, as Adam or 'SGD(momentum=0.9)'")
    parser.add_argument("--batch", metavar="N", default="1", help="examples at a time, on one device (1)")
    parser.add_argument("--policy", metavar="NAME", default="fp32", help="fp32, tf32, fp16, bf16, fp8, int8, int4")
    parser.add_argument("--gradients", metavar="FORMAT", default="", help="the gradients' own format, such as fp32")
    parser.add_argument("--zero", metavar="STAGE", type=int, default=0, help="the stage of sharding: 0, 1, 2 or 3")
    parser.add_argument("--devices", metavar="N", help="all devices together")
    parser.add_argument("--data-parallel", metavar="N", help="data-parallel ranks, a number or a name")
    for kind in ("tensor", "pipeline"):
        parser.add_argument(f"--{kind}-parallel", metavar="N", default="1", help=f"{kind}-parallel ranks (1)")
    parser.add_argument("--at", metavar="NAME=NUMBER", nargs="+", action="extend", default=[], help="numbers for sizes")
    parser.add_argument("--convention", metavar="NAME", action="append", default=[], help=CONVENTION_HELP)
    parser.add_argument("--format", choices=STYLES, default="table", help="how it is printed")


def _conventions(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=_run_conventions)
    parser.add_argument("spec", metavar="SPEC", nargs="?", help=f"{SPEC_HELP}; without it all conventions")
    asked = "the convention to count by; a second one of its topic is what it is held against"
    parser.add_argument("--convention", metavar="NAME", action="append", default=[], help=asked)
    parser.add_argument("--against", metavar="NAME", action="append", default=[], help="the convention to leave")
    parser.add_argument("--at", metavar="NAME=NUMBER", nargs="+", action="extend", default=[], help="numbers for sizes")
    parser.add_argument("--format", choices=STYLES, default="table", help="how it is printed")


def _run_memory(wanted: argparse.Namespace) -> int:
    from symcount.commands.memory import Ranks, memory

    ranks = Ranks(
        wanted.zero, wanted.devices, wanted.data_parallel, wanted.tensor_parallel, wanted.pipeline_parallel
    )  # fmt: skip
    return memory(
        wanted.spec, wanted.at, wanted.convention, wanted.optimizer, wanted.batch, wanted.policy, wanted.gradients,
        ranks, wanted.format,
    )  # fmt: skip


def _run_conventions(wanted: argparse.Namespace) -> int:
    from symcount.commands.conventions import conventions

    return conventions(wanted.spec, wanted.at, wanted.convention, wanted.against, wanted.format)


MEMORY = {
    "memory": (_memory, "the memory of inference or training", "memory net.yaml --optimizer Adam --batch 32"),
    "conventions": (
        _conventions, "ways to count, and what they differ in", "conventions net.yaml --convention keras",
    ),
}  # fmt: skip
