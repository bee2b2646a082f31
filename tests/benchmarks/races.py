"""Our work against a yardstick, both measured in one run: medians of runs that take turns."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

REPOSITORY = Path(__file__).resolve().parents[2]

# Compiled modules, as an installed package has them.
CHILDREN = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
CHILDREN["PYTHONPATH"] = os.pathsep.join((str(REPOSITORY), str(Path(__file__).resolve().parent)))


@dataclass(frozen=True)
class Race:
    """Our work against a yardstick: both in seconds, and the ratio that is wanted, if any."""

    name: str
    yardstick: str
    ours: Callable[[], object]
    theirs: Callable[[], object]
    runs: int
    faster: float = 0.0  # the yardstick takes at least so many times as long
    slower: float = 0.0  # we take less than so many times as long

    def run(self) -> tuple[float, float]:
        """The medians of both, one run of each in turn after one that does not count."""
        mine: list[float] = []
        others: list[float] = []
        for _ in range(self.runs + 1):
            mine.append(seconds(self.ours))
            others.append(seconds(self.theirs))
        return median(mine[1:]), median(others[1:])

    def line(self) -> tuple[str, bool]:
        """What the table says, and whether the aim is met."""
        mine, other = self.run()
        ratio, met, aim = other / mine, True, "times faster, told without an aim"
        if self.slower:
            ratio, met, aim = mine / other, mine / other < self.slower, f"under {self.slower:g}"
        elif self.faster:
            met, aim = other / mine >= self.faster, f"{self.faster:g} times faster"
        told = (
            f"{self.name:<52} {mine * 1e3:9.1f} ms   {self.yardstick:<46} {other * 1e3:9.1f} ms   {ratio:8.2f}   {aim}"
        )
        return told + ("" if met else "   MISSED"), met


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def child(*args: str) -> Callable[[], object]:
    """A Python of its own with these arguments."""
    return lambda: subprocess.run([sys.executable, *args], env=CHILDREN, check=True, stdout=subprocess.DEVNULL)


def answer_of(program: str) -> str:
    """What a Python of its own prints."""
    return subprocess.run(
        [sys.executable, "-c", program], env=CHILDREN, check=True, capture_output=True, text=True
    ).stdout.strip()  # fmt: skip
