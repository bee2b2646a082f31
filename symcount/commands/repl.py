"""A prompt with the names in place: everything of symcount, and of a SPEC its network, its sizes and its amounts."""

from __future__ import annotations

import code
import sys
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from symcount.amount import Amount
from symcount.commands.answering import amount
from symcount.commands.plans import plans_of
from symcount.core.errors import InputError
from symcount.counting.quantities import ACTIVATIONS, MACS, PARAMS
from symcount.networks.rows import sizes_of
from symcount.readers.locate import load

# The amounts that stand ready, by the names that they have at the prompt.
READY = {"P": PARAMS, "M": MACS, "A": ACTIVATIONS}


LONGEST = 70  # letters of a formula in the banner


def repl(spec: str | None) -> int:
    """Open a prompt, IPython's where it is installed; from a pipe the lines are run one by one, then it ends."""
    names, told = ready(spec)
    banner = "\n".join(("symcount: everything of `from symcount import *` is here.", *told))
    if sys.stdin.isatty() and find_spec("IPython") is not None:
        _ipython(banner, names)
    else:
        _Prompt(names).interact(banner=banner, exitmsg="")
    return 0


def ready(spec: str | None) -> tuple[dict[str, Any], list[str]]:
    """The names at the prompt, and a line about each that a SPEC brings."""
    public = import_module("symcount.public")
    names = {name: getattr(public, name) for name in public.__all__}
    if spec is None:
        return names, []
    (plan,) = plans_of([load(spec)], (), None)
    counted = {name: amount(plan, quantity) for name, quantity in READY.items()}
    sizes = {size.name: size for size in sizes_of(plan.net) if size.name.isidentifier()}
    own = {**sizes, "net": plan.net, **counted}
    free = [name for name in sizes if own[name] is sizes[name]]
    told = [f"  net  {plan.name}", *(_line(name, one) for name, one in counted.items())]
    told += [f"  {', '.join(free)}  its sizes, as symbols"] if free else []
    return {**names, **own}, told


def _line(name: str, counted: Amount) -> str:
    formula = str(counted.open())
    short = formula if len(formula) <= LONGEST else f"{formula[:LONGEST]}..."
    here = f" = {counted:,}" if isinstance(counted.value, int) and str(counted.value) != formula else ""
    return f"  {name}    {counted.quantity.title}: {short}{here}"


def _ipython(banner: str, names: Mapping[str, Any]) -> None:
    """IPython's prompt; a mistake in what is asked is told in a line."""
    config = import_module("traitlets.config").Config()
    config.TerminalInteractiveShell.banner1 = f"{banner}\n"
    config.TerminalInteractiveShell.enable_tip = False
    config.InteractiveShell.xmode = "Minimal"
    import_module("IPython").start_ipython(argv=[], user_ns=dict(names), config=config)


class _Prompt(code.InteractiveConsole):
    """Python's own prompt, at which a mistake in what is asked is one line; a pipe is read without prompts."""

    def __init__(self, names: Mapping[str, Any]) -> None:
        super().__init__(dict(names), filename="<prompt>")

    def raw_input(self, prompt: str = "") -> str:
        """The next line; at the end of a pipe there is none."""
        if sys.stdin.isatty():
            return super().raw_input(prompt)
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.rstrip("\n")

    def showtraceback(self) -> None:
        """An error as Python tells it, but one of a person's own in a line."""
        wrong = sys.exc_info()[1]
        if isinstance(wrong, InputError):
            self.write(f"InputError: {wrong}\n")
        else:
            super().showtraceback()
