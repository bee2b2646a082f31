"""The command line: argv to one call. Every mistake of the user is one line on stderr and exit code 2."""

from __future__ import annotations

import argparse
import codecs
import io
import os
import sys
from collections.abc import Sequence
from errno import ENOSPC

from symcount.commands.asking import COMMANDS
from symcount.core.errors import InputError, Unproven, nearest, shown

TYPE_CHECKING = False  # known to type checkers by its name
if TYPE_CHECKING:
    from typing import Any, NoReturn

# What stands for our letters where an encoding has none of them.
PLAIN = {
    "═": "=", "─": "-", "│": "|", "·": "*", "×": "x", "−": "-", "•": "-", "…": "...", "–": "-", "’": "'",
    "⌊": "floor(", "⌋": ")", "⌈": "ceil(", "⌉": ")", "≥": ">=", "≤": "<=", "█": "#", "\u00a0": " ", "\u202f": " ",
}  # fmt: skip


class Parser(argparse.ArgumentParser):
    """argparse with one-line errors that offer the nearest word; an option is written whole."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, **settings)

    def error(self, message: str) -> NoReturn:
        if "invalid choice" in message:
            word = message.partition("invalid choice: ")[2].partition(" (choose from")[0][1:-1]
            what = message.split(":")[0].replace("argument ", "").replace("COMMAND", "command")
            asked = [action for action in self._actions if what in (*action.option_strings, "command")]
            choices = [choice for action in asked for choice in (action.choices or ())]
            message = f"unknown {what} {shown(word)!r}{nearest(word, choices)}"
        elif ": invalid int value: " in message:
            what, _, word = message.partition(": invalid int value: ")
            message = f"{what.removeprefix('argument ')} is a whole number, got {shown(word[1:-1])!r}"
        elif "unrecognized arguments" in message:
            word = message.rpartition(": ")[2].split()[0]
            message = f"unexpected argument {shown(word)!r}"
            if word.startswith("-"):
                known = _options(self)
                message = f"unknown option {shown(word)!r}{nearest(word, known)}"
                if word.partition("=")[0] in known:
                    message = f"this command has no option {shown(word)!r}; others have"
        raise InputError(f"{self.prog.partition(' ')[2]}: {message}" if " " in self.prog else message)


def _options(parser: argparse.ArgumentParser) -> set[str]:
    """Every option of a parser and of its commands."""
    found = {option for action in parser._actions for option in action.option_strings}
    inner = [p for action in parser._actions if isinstance(action.choices, dict) for p in action.choices.values()]
    return found.union(*map(_options, inner))


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 done, 2 the request or the input is wrong, 1 our own fault."""
    try:
        _ready_output()
        wanted = _parser().parse_args(argv)
        status = int(wanted.run(wanted))
        sys.stdout.flush()
        return status
    except InputError as wrong:
        print(f"symcount: {wrong}", file=sys.stderr)
        return 2
    except Unproven as wrong:
        print(f"symcount: refused, since a line could not be proven: {wrong}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        _drop_output()  # the reader of our output has gone; there is nobody to tell
        return 0
    except OSError as wrong:
        if wrong.filename is not None or wrong.errno != ENOSPC:
            raise
        _drop_output()
        print("symcount: the output cannot be written: no space left on device", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("symcount: interrupted; nothing was written", file=sys.stderr)
        return 130


def _ready_output() -> None:
    """A terminal or a pipe whose encoding lacks a letter of ours gets a plain one in its place."""
    if sys.stdout is None:  # closed by whoever started us
        raise InputError("there is no standard output to print to")
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors in ("strict", "surrogateescape"):
        codecs.register_error("symcount", _plainly)
        sys.stdout.reconfigure(errors="symcount")


def _plainly(wrong: UnicodeError) -> tuple[str, int]:
    if not isinstance(wrong, UnicodeEncodeError):
        raise wrong
    letters = wrong.object[wrong.start : wrong.end]
    return "".join(PLAIN.get(letter, "?") for letter in letters), wrong.end


def _drop_output() -> None:
    """What is still to be written goes nowhere, so that leaving does not fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> Parser:
    parser = Parser(
        prog="symcount",
        description="Says in formulas how big a neural network is, and proves every line it prints.",
        epilog="example: symcount count net.yaml (each command shows its own: symcount COMMAND --help)",
    )
    parser.add_argument("--version", action=_Version, help="say which version this is")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=Parser)
    for name, (fill, told, example) in COMMANDS.items():
        fill(commands.add_parser(name, help=told, epilog=f"example: symcount {example}"))
    return parser


class _Version(argparse.Action):
    """The version, looked up only when it is printed."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str) -> None:
        super().__init__(option_strings, argparse.SUPPRESS, 0, default=argparse.SUPPRESS, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(f"symcount {version('symcount')}")
        except PackageNotFoundError:
            print("symcount, from sources that are not installed")
        parser.exit()
