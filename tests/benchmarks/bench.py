"""Speed as ratios, measured side by side in one run: medians of runs that take turns."""

from __future__ import annotations

import compileall
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from large import depths, large_races, memory
from races import REPOSITORY, Race, child

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
        lambda: report([str(BOOK)], [], None, [], folder / "ours.pdf", None), weasyprint_alone, 3, slower=1.5,
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


LARGEST = ("resnet152", "densenet201", "nasnetlarge", "inceptionresnetv2", "efficientnetb7", "deepseek-v3")


def results() -> Iterator[tuple[str, bool]]:
    """What is measured, one after the other: a line for the table, and whether the aim is met."""
    with tempfile.TemporaryDirectory() as folder:
        for race in races(Path(folder)):
            yield race.line()
    if find_spec("torch") is None:
        yield "large networks against PyTorch: it is not installed", True
    else:
        for race in large_races():
            yield race.line()
    yield depths()
    yield from memory(LARGEST)


def main() -> int:
    """Print the table; 1 where an aim is missed."""
    compileall.compile_dir(str(REPOSITORY / "symcount"), quiet=2)
    met = []
    for told, fine in results():
        print(told, flush=True)
        met.append(fine)
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
