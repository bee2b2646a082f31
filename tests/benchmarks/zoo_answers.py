"""Every answer for every size of every architecture: how long each takes, the slowest first."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from symcount.amount import Amount, amount_of
from symcount.core.errors import InputError
from symcount.counting.quantities import QUANTITIES
from symcount.networks.zoo.declaration import Architecture
from symcount.networks.zoo.known import ARCHITECTURES

MOST = 5.0  # seconds that an answer may take
GIVEN_UP = 60  # seconds after which an answer is stopped
LISTED = 15

Answer = Callable[[], object]


def answers(found: Architecture, key: str) -> Iterator[tuple[str, Answer]]:
    """Everything that can be asked of one quantity of an architecture, in symbols with its paper's numbers at hand."""
    open_ = amount_of(found.network(), QUANTITIES[key], convention=found.conventions)
    here = open_.at({one.name: one.value for one in found.sizes})
    yield "expr", lambda: open_.expr
    yield "value", lambda: here.value
    yield "str", lambda: str(open_)
    yield "shares", here.shares
    yield "shares in symbols", open_.shares
    yield "sensitivities", here.sensitivities
    names = sorted(str(one) for one in open_.expr.free_symbols)
    for name in names:
        yield from asked(here, name, names)


def asked(here: Amount, name: str, names: list[str]) -> Iterator[tuple[str, Answer]]:
    """Everything that can be asked of one size."""
    yield f"what_if({name})", lambda: str(here.what_if({name: f"2*{name}"}))
    yield f"diff({name})", lambda: here.open().diff(name)
    yield f"elasticity({name})", lambda: here.open().elasticity(name)
    yield f"growth({name})", lambda: here.open().growth(name).term
    yield f"solve({name})", lambda: here.solve(name, 2 * int(here))
    other = next((one for one in names if one != name), None)
    if other is not None:
        yield f"trade_off({name}, {other})", lambda: here.open().trade_off(name, other)


@contextmanager
def stopped_after(seconds: int) -> Iterator[None]:
    """What takes longer is stopped: it has failed by then."""

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def timed(work: Answer) -> tuple[float, str]:
    """The seconds of processor time that an answer took, and what it said instead of answering, if so."""
    start = process_time()
    try:
        with stopped_after(GIVEN_UP):
            work()
    except InputError as refused:
        return process_time() - start, str(refused)
    except TimeoutError:
        return process_time() - start, "stopped"
    return process_time() - start, ""


def main(argv: list[str] | None = None) -> int:
    """Print the slowest answers; 1 where one takes longer than it may."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="architectures (all)")
    parser.add_argument("--quantity", nargs="+", default=["params"], help="what is asked about (params)")
    wanted = parser.parse_args(argv)
    found: list[tuple[float, str, str]] = []
    for name in wanted.names or ARCHITECTURES:
        for key in wanted.quantity:
            for what, work in answers(ARCHITECTURES[name], key):
                seconds, told = timed(work)
                found.append((seconds, f"{name} {key} {what}", told))
                if seconds > MOST:
                    print(f"{seconds:8.2f} s  {name} {key} {what}  {told}", flush=True)
    print(f"{len(found):,} answers; the slowest:")
    for seconds, what, told in sorted(found, reverse=True)[:LISTED]:
        print(f"{seconds:8.2f} s  {what}  {told}")
    refused = [one for one in found if one[2]]
    print(f"{len(refused)} were refused in a sentence" + (", such as:" if refused else ""))
    for _, what, told in refused[:LISTED]:
        print(f"          {what}: {told}")
    return int(any(seconds > MOST for seconds, _, _ in found))


if __name__ == "__main__":
    sys.exit(main())
