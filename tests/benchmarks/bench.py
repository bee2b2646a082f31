"""Speed as ratios, measured side by side in one run: medians of runs that take turns."""

from __future__ import annotations

import compileall
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
sys.path.insert(0, str(REPOSITORY))

# Compiled modules, as an installed package has them.
CHILDREN = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
CHILDREN["PYTHONPATH"] = str(REPOSITORY)

SPEC = """\
name: A LeNet variant
input: [3, 32, 32]
layers:
  - CONV1: Conv2d(8, kernel_size=5)
  - POOL1: MaxPool2d(2)
  - CONV2: Conv2d(16, kernel_size=5)
  - POOL2: MaxPool2d(2)
  - FLAT: Flatten()
  - FC3: Linear(120)
  - FC4: Linear(84)
  - FC5: Linear(10)
"""
BOOK = REPOSITORY / "reports/coursera-lenet-variant/coursera-lenet-variant.yaml"  # about ten pages


@dataclass(frozen=True)
class Race:
    """Our work against a yardstick: both in seconds, and the ratio that is wanted."""

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
        ratio, met, aim = mine / other, mine / other < self.slower, f"under {self.slower:g}"
        if self.faster:
            ratio, met, aim = other / mine, other / mine >= self.faster, f"{self.faster:g} times faster"
        told = (
            f"{self.name:<44} {mine * 1e3:9.1f} ms   {self.yardstick:<34} {other * 1e3:9.1f} ms   {ratio:7.2f}   {aim}"
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


def deep_network(symbolic: bool) -> Race:
    """Five hundred convolutions of distinct widths, built and counted, against SymPy's sum of the same terms."""
    from sympy.core.cache import clear_cache

    from symcount.core.algebra import to_sympy
    from symcount.core.expression import Size
    from symcount.core.values import total
    from symcount.counting.quantities import PARAMS
    from symcount.layers import Conv2d
    from symcount.networks.composite import Sequential
    from symcount.networks.rows import rows

    names = [Size(f"k{place}") for place in range(500)]
    widths = names if symbolic else list(range(8, 508))

    def counts(widths: object) -> list[object]:
        layers = (Conv2d(width, kernel_size=3, padding=1) for width in widths)  # type: ignore[attr-defined]
        return [PARAMS.count(row.case) for row in rows(Sequential(*layers, input=(3, 32, 32)))]

    terms = [to_sympy(term) for term in counts(names)]

    def sympys() -> object:
        clear_cache()  # else every run after the first finds its sums ready made
        return sum(terms)

    kind = "in symbols" if symbolic else "in numbers"
    return Race(
        f"500 layers built and counted {kind}", "SymPy's sum() of the same terms", lambda: total(counts(widths)), sympys,
        5, faster=100,
    )  # fmt: skip


def ten_pages(folder: Path) -> Race:
    """A report of about ten pages, from the spec to the file, against WeasyPrint on the finished page alone."""
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    from symcount.commands.plans import plans_of
    from symcount.commands.telling import report
    from symcount.readers.locate import load
    from symcount.reporting.book import document
    from symcount.reporting.rendering.environment import folders
    from symcount.reporting.rendering.fetching import Fetcher
    from symcount.reporting.rendering.pdf import printed_page

    page = printed_page(document(plans_of([load(str(BOOK))], [], None)[0]))

    def weasyprint_alone() -> object:
        printed = HTML(string=page, url_fetcher=Fetcher(folders(None)))
        return printed.write_pdf(folder / "theirs.pdf", font_config=FontConfiguration(), pdf_tags=True)

    return Race(
        "a PDF of ten pages from its spec", "WeasyPrint on the finished page",
        lambda: report([str(BOOK)], [], None, folder / "ours.pdf", None), weasyprint_alone, 3, slower=1.5,
    )  # fmt: skip


def races(folder: Path) -> list[Race]:
    """Everything that is measured."""
    spec = folder / "lenet.yaml"
    spec.write_text(SPEC, encoding="utf-8")
    return [
        Race("symcount --help", "python -c pass", child("-m", "symcount", "--help"), child("-c", "pass"), 15, slower=5),
        Race(
            "symcount count of numbers", "python -c 'import sympy'",
            child("-m", "symcount", "count", str(spec)), child("-c", "import sympy"), 9, slower=1,
        ),
        deep_network(symbolic=False),
        deep_network(symbolic=True),
        ten_pages(folder),
    ]  # fmt: skip


def main() -> int:
    """Print the table; 1 where an aim is missed."""
    compileall.compile_dir(str(REPOSITORY / "symcount"), quiet=2)
    with tempfile.TemporaryDirectory() as folder:
        results = []
        for race in races(Path(folder)):
            told, met = race.line()
            print(told, flush=True)
            results.append(met)
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
